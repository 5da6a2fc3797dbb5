import type { Change, Plan, RecentCounts } from "../model/plan.ts";
import type { Settings } from "../model/settings.ts";

export interface Counted {
  /** Of this plan and of earlier runs. */
  readonly count: number;
  /** How many earlier runs did; empty for none. */
  readonly recent: string;
}

/** Many small plans are one large one. A plan that adds nothing is not held up by earlier runs. */
export function countWithRecent(
  found: readonly Change[],
  kind: keyof RecentCounts,
  { totals }: Plan,
  { guards }: Settings,
): Counted {
  const earlier = found.length === 0 || guards.windowDays === 0 ? 0 : totals.recent[kind];
  const recent = earlier === 0 ? "" : ` (${earlier} of them by earlier runs, guards.windowDays)`;
  return { count: found.length + earlier, recent };
}
