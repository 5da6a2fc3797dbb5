import { quote, say, type Told } from "../model/phrases.ts";
import type { Change, Plan, RecentCounts } from "../model/plan.ts";
import type { Settings } from "../model/settings.ts";

export interface Counted {
  /** Of this plan and of earlier runs. */
  readonly count: number;
  /** How many earlier runs did; empty for none. */
  readonly recent: Told;
}

/** Many small plans are one large one. A plan that adds nothing is not held up by earlier runs. */
export function countWithRecent(
  found: readonly Change[],
  kind: keyof RecentCounts,
  { totals }: Plan,
  { guards }: Settings,
): Counted {
  const earlier = found.length === 0 || guards.windowDays === 0 ? 0 : totals.recent[kind];
  return { count: found.length + earlier, recent: earlier === 0 ? quote("") : ofEarlier(earlier) };
}

function ofEarlier(count: number): Told {
  return say(" ({count} of them by earlier runs, guards.windowDays)", { count });
}
