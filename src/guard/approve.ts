import type { ApprovedPlan, Plan } from "../model/plan.ts";
import { isError, type Problem, problem, type Result } from "../model/problem.ts";
import { GUARDS } from "./guards.ts";
import type { Policy } from "./policy.ts";

/**
 * The only way to an `ApprovedPlan`: no error in the plan, and no guard that refuses it but those let through by code.
 * A refusal that was let through stays, as a warning.
 */
export function approve(plan: Plan, policy: Policy, allowed: readonly string[] = []): Result<ApprovedPlan> {
  const own = refusalsOf(plan, policy);
  const added = ofBaseAlone(plan, policy, own);
  const isAllowed = ({ code }: Problem) => allowed.includes(code);
  const refusals = [...own, ...added];
  const problems: readonly Problem[] = [
    ...plan.problems,
    ...refusals.map((found) => (isAllowed(found) ? { ...found, severity: "warning" as const } : found)),
    ...noteOnBase(added.filter((found) => !isAllowed(found))),
  ];
  if (problems.some(isError)) return { ok: false, problems };
  const approved = { ...plan, allowed: codesOf(refusals) };
  return { ok: true, value: approved as ApprovedPlan, problems };
}

function refusalsOf(plan: Plan, policy: Policy): readonly Problem[] {
  return GUARDS.flatMap((guard) => guard(plan, policy));
}

/** What the settings of the base branch refuse beyond: whoever widens a limit does not profit from that yet. */
function ofBaseAlone(plan: Plan, policy: Policy, own: readonly Problem[]): readonly Problem[] {
  if (policy.base === undefined) return [];
  const said = new Set(own.map(subjectOf));
  return refusalsOf(plan, { ...policy, settings: policy.base }).filter((found) => !said.has(subjectOf(found)));
}

/** Equal for refusals that say the same of the same people; the numbers in them may differ. */
function subjectOf({ name, args }: Problem): string {
  return JSON.stringify([name, args["loginId"], args["key"], args["who"]]);
}

function noteOnBase(found: readonly Problem[]): readonly Problem[] {
  return found.length === 0 ? [] : [problem("base-limits", { codes: codesOf(found).join(", ") })];
}

function codesOf(problems: readonly Problem[]): readonly string[] {
  return [...new Set(problems.map(({ code }) => code))].sort();
}
