import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Loaded } from "../load/roster.ts";
import type { ApprovedPlan, Plan } from "../model/plan.ts";
import { isError } from "../model/problem.ts";
import { planLines } from "../render/plan.ts";
import { countText } from "../render/problem.ts";
import { safeJson } from "../render/safe.ts";
import { type Connected, connect } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { readSituation } from "./situation.ts";

interface PlanFlags {
  readonly out?: string;
  readonly detailedExitcode?: boolean;
}

/** `meibo plan`: what apply would do, up to and with the guards. */
export async function plan(context: Context, flags: PlanFlags): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const connected = await connect(context, loaded.settings);
  if (!connected.ok) {
    context.screen.problems(connected.problems);
    return EXIT.error;
  }
  try {
    const show = (made: Plan) => showPlan(context, made, loaded.settings.timeZone);
    const made = await planAndGuard(context, loaded, connected.value, show);
    if (typeof made === "number") return made;
    if (flags.out !== undefined) await save(context, made, flags.out);
    return flags.detailedExitcode === true && made.changes.length > 0 ? EXIT.changes : EXIT.done;
  } finally {
    await connected.value.close();
  }
}

/** Plans, shows, guards: the one path that `plan` and `apply` share. The exit code when it ends here. */
export async function planAndGuard(
  context: Context,
  loaded: Loaded,
  connected: Connected,
  show: (made: Plan) => void,
): Promise<ApprovedPlan | Exit> {
  const { screen } = context;
  const situation = await readSituation(context, loaded, connected);
  if (!situation.ok) {
    screen.problems(situation.problems);
    return EXIT.error;
  }
  const { makePlan } = await import("../plan/plan.ts");
  const made = makePlan(situation.value);
  show(made);
  return await guard(context, made, loaded);
}

function showPlan({ screen, flags }: Context, made: Plan, timeZone: string): void {
  if (flags.json === true) screen.json(made);
  else screen.result(planLines(made, timeZone));
}

/** An error in the plan is the files' fault (exit 1); a guard's refusal is a decision for people (exit 3). */
export async function guard({ screen, now }: Context, made: Plan, loaded: Loaded): Promise<ApprovedPlan | Exit> {
  const { approve } = await import("../guard/approve.ts");
  const { dayIn } = await import("../plan/state.ts");
  const policy = { settings: loaded.settings, today: dayIn(loaded.settings.timeZone, now()) };
  const approved = approve(made, policy);
  screen.problems(approved.problems);
  if (approved.ok) return approved.value;
  const wrong = made.problems.some(isError);
  screen.note([[`${wrong ? countText(approved.problems) : "Refused"}. Nothing was applied.`]]);
  return wrong ? EXIT.error : EXIT.refused;
}

async function save({ cwd, screen }: Context, made: Plan, file: string): Promise<void> {
  await writeFile(resolve(cwd, file), `${safeJson(made, 1)}\n`);
  screen.note([[`Saved as ${file}. Apply it with: meibo apply ${file}`]]);
}
