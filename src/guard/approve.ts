import type { ApprovedPlan, Plan } from "../model/plan.ts";
import { isError, type Problem, problem, type Result } from "../model/problem.ts";
import type { ProblemName } from "../model/problems.ts";
import { GUARDS } from "./guards.ts";
import type { Policy } from "./policy.ts";
import { isAllowable } from "./refusal.ts";
import { selectedAdmins } from "./selected-admins.ts";

/**
 * The only way to an `ApprovedPlan`: no error in the plan, and no guard that refuses it but those let through by code.
 * A refusal that was let through stays, as a warning. Guards look at the whole plan, also when a part of it is meant.
 */
export function approve(
  plan: Plan,
  policy: Policy,
  allowed: readonly string[] = [],
  part: Plan = plan,
): Result<ApprovedPlan> {
  const ofBase = policy.base === undefined ? [] : refusalsOf(plan, part, { ...policy, settings: policy.base });
  const own = refusalsOf(plan, part, policy).map((found) => stricter(found, ofBase));
  const added = ofBaseAlone(own, ofBase);
  const isAllowed = (found: Problem) => allowed.includes(found.code) && isAllowable(found);
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

function refusalsOf(plan: Plan, part: Plan, policy: Policy): readonly Problem[] {
  return [...GUARDS.flatMap((guard) => guard(plan, policy)), ...selectedAdmins(part, plan, policy)];
}

/** Where both refuse, the lower limit is told: raising the other one would change nothing. */
function stricter(own: Problem, ofBase: readonly Problem[]): Problem {
  const other = ofBase.find((found) => subjectOf(found) === subjectOf(own));
  return other !== undefined && isStricter(other, own) ? other : own;
}

/** Their limit is the least, not the most. */
const MINIMA: ReadonlySet<ProblemName> = new Set<ProblemName>(["too-few-admins", "selection-needs-admin"]);

function isStricter(other: Problem, own: Problem): boolean {
  if (MINIMA.has(own.name)) return limitOf(other, "limit") > limitOf(own, "limit");
  return (["limit", "limitPercent"] as const).some((key) => limitOf(other, key) < limitOf(own, key));
}

/** A number, or a share such as `31.3 %`; no number compares with a limit that is not there. */
function limitOf({ args }: Problem, key: "limit" | "limitPercent"): number {
  return Number.parseFloat(String(args[key]));
}

/** What the settings of the base branch refuse beyond: whoever widens a limit does not profit from that yet. */
function ofBaseAlone(own: readonly Problem[], ofBase: readonly Problem[]): readonly Problem[] {
  const said = new Set(own.map(subjectOf));
  return ofBase.filter((found) => !said.has(subjectOf(found)));
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

/** What would let these refusals through; nothing where one of them is final. */
export function allowableCodes(refusals: readonly Problem[]): readonly string[] {
  return refusals.every(isAllowable) ? codesOf(refusals) : [];
}
