import type { Loaded } from "../load/roster.ts";
import type { ApprovedPlan, Plan } from "../model/plan.ts";
import { isError } from "../model/problem.ts";
import { countText } from "../render/problem.ts";
import type { Connected } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { readSituation } from "./situation.ts";

/** The plan of the files, the tenant and the ledger as they are now; undefined, with the reason told, when there is none. */
export async function planNow(context: Context, loaded: Loaded, connected: Connected): Promise<Plan | undefined> {
  const situation = await readSituation(context, loaded, connected);
  if (!situation.ok) {
    context.screen.problems(situation.problems);
    return undefined;
  }
  const { makePlan } = await import("../plan/plan.ts");
  return makePlan(situation.value);
}

/** An error in the plan is the files' fault (exit 1); a guard's refusal is a decision for people (exit 3). */
export async function guard(
  { screen, now }: Context,
  made: Plan,
  { settings, roster }: Loaded,
): Promise<ApprovedPlan | Exit> {
  const { approve } = await import("../guard/approve.ts");
  const { dayIn } = await import("../plan/state.ts");
  const approved = approve(made, { settings, declared: roster.users, today: dayIn(settings.timeZone, now()) });
  screen.problems(approved.problems);
  if (approved.ok) return approved.value;
  const wrong = made.problems.some(isError);
  screen.note([[`${wrong ? countText(approved.problems) : "Refused"}. Nothing was applied.`]]);
  return wrong ? EXIT.error : EXIT.refused;
}
