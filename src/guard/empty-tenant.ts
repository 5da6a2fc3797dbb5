import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { refusal } from "./refusal.ts";

/** A tenant without anybody is more likely the wrong one, or a short answer. */
export function emptyTenant({ totals }: Plan): readonly Problem[] {
  const remembered = Math.max(totals.managed, totals.counted ?? 0);
  if (totals.users > 0 || remembered === 0) return [];
  return [refusal("empty-tenant", { managed: remembered })];
}
