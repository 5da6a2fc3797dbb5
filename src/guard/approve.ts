import type { ApprovedPlan, Plan } from "../model/plan.ts";
import { isError, type Problem, type Result } from "../model/problem.ts";
import { GUARDS } from "./guards.ts";
import type { Policy } from "./policy.ts";

/** The only way to an `ApprovedPlan`: no error in the plan, and no guard that refuses it but those let through by code. */
export function approve(plan: Plan, policy: Policy, allowed: readonly string[] = []): Result<ApprovedPlan> {
  const refusals = GUARDS.flatMap((guard) => guard(plan, policy)).filter(({ code }) => !allowed.includes(code));
  const problems: readonly Problem[] = [...plan.problems, ...refusals];
  return problems.some(isError) ? { ok: false, problems } : { ok: true, value: plan as ApprovedPlan, problems };
}
