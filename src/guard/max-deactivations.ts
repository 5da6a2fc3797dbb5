import type { Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { exceeds, percentOf, percentText } from "./percent.ts";
import type { Policy } from "./policy.ts";
import { mainSource } from "./sources.ts";

/** People who lose access or leave meibo's sight, by number, and by share of those who are active. */
export function maxDeactivations(plan: Plan, { settings }: Policy): readonly Problem[] {
  const { maxDeactivations: limit, maxDeactivatePercent, minUsers } = settings.guards;
  const found = plan.changes.filter(({ kind }) => kind === "deactivate" || kind === "release");
  const total = plan.totals.active ?? plan.totals.users;
  if (found.length <= limit && !exceeds(found.length, total, maxDeactivatePercent, minUsers)) return [];
  const percent = percentText(percentOf(found.length, total));
  const limitPercent = percentText(maxDeactivatePercent);
  return [
    problem("too-many-deactivations", {
      count: found.length,
      percent,
      total,
      limit,
      limitPercent,
      source: mainSource(found),
    }),
  ];
}
