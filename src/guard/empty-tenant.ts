import type { Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";

/** A tenant without anybody is more likely the wrong one, or a short answer. */
export function emptyTenant({ totals }: Plan): readonly Problem[] {
  const remembered = Math.max(totals.managed, totals.counted ?? 0);
  if (totals.users > 0 || remembered === 0) return [];
  return [problem("empty-tenant", { managed: remembered })];
}
