import type { ApprovedPlan } from "../model/plan.ts";
import { type Asking, ask } from "./ask.ts";
import { settleEarlier } from "./earlier.ts";
import { carryOutPlan } from "./engine.ts";
import type { ApplyResult, ApplySettings } from "./run.ts";

/**
 * One run, from taking the lock to giving it back: finds out what became of what earlier runs sent, plans, carries the
 * approved plan out. Yields what it wants done and is handed results; it touches nothing itself.
 */
export function applyRun(settings: ApplySettings): Asking<ApplyResult> {
  return locked(settings, function* () {
    const stop = yield* settleEarlier(settings);
    if (stop !== undefined) return { end: stop.end, reason: stop.reason };
    const { plan } = yield* ask({ type: "plan" });
    return plan === undefined ? { end: "refused" } : yield* carryOutPlan(plan, settings);
  });
}

/** The same for a plan that is there already. */
export function applyPlan(plan: ApprovedPlan, settings: ApplySettings): Asking<ApplyResult> {
  return locked(settings, () => carryOutPlan(plan, settings));
}

/** The lock is held from before the tenant is read until the last change is made. */
function* locked({ run }: ApplySettings, work: () => Asking<ApplyResult>): Asking<ApplyResult> {
  const lock = yield* ask({ type: "lock", run });
  if (!lock.held) return { end: "lockHeld", by: lock.by };
  const result = yield* work();
  yield* ask({ type: "release" });
  return result;
}
