import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { refusal } from "./refusal.ts";

/** Files that declare nobody are more likely lost than meant. */
export function emptyRoster({ totals }: Plan): readonly Problem[] {
  if (totals.declared > 0 || totals.managed === 0) return [];
  return [refusal("empty-roster", { managed: totals.managed })];
}
