import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { exceeds, percentOf, percentText } from "./percent.ts";
import type { Policy } from "./policy.ts";
import { refusal } from "./refusal.ts";

/** A tenant that lost many users since the last run may have answered in part. */
export function shrunkenTenant({ totals }: Plan, { settings }: Policy): readonly Problem[] {
  const before = totals.counted ?? 0;
  const now = totals.users;
  const { maxShrinkPercent, minUsers } = settings.guards;
  if (now === 0 || !exceeds(before - now, before, maxShrinkPercent, minUsers)) return [];
  const percent = percentText(percentOf(before - now, before));
  return [refusal("tenant-shrank", { now, before, percent, limitPercent: percentText(maxShrinkPercent) })];
}
