import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { exceeds, percentOf, percentText } from "./percent.ts";
import type { Policy } from "./policy.ts";
import { countWithRecent } from "./recent.ts";
import { refusal } from "./refusal.ts";
import { mainSource } from "./sources.ts";

/** Updates by share of all users: one word in a role changes many people. */
export function maxUpdates(plan: Plan, { settings }: Policy): readonly Problem[] {
  const { maxUpdatePercent, minUsers } = settings.guards;
  const found = plan.changes.filter(({ kind }) => kind === "update");
  const { count, recent } = countWithRecent(found, "update", plan, settings);
  const total = plan.totals.users;
  if (!exceeds(count, total, maxUpdatePercent, minUsers)) return [];
  const percent = percentText(percentOf(count, total));
  const limitPercent = percentText(maxUpdatePercent);
  return [refusal("too-many-updates", { count, recent, percent, total, limitPercent, source: mainSource(found) })];
}
