import type { Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { exceeds, percentOf, percentText } from "./percent.ts";
import type { Policy } from "./policy.ts";
import { mainSource } from "./sources.ts";

/** Updates by share of all users: one word in a role changes many people. */
export function maxUpdates(plan: Plan, { settings }: Policy): readonly Problem[] {
  const { maxUpdatePercent, minUsers } = settings.guards;
  const found = plan.changes.filter(({ kind }) => kind === "update");
  const total = plan.totals.users;
  if (!exceeds(found.length, total, maxUpdatePercent, minUsers)) return [];
  const percent = percentText(percentOf(found.length, total));
  const limitPercent = percentText(maxUpdatePercent);
  return [
    problem("too-many-updates", { count: found.length, percent, total, limitPercent, source: mainSource(found) }),
  ];
}
