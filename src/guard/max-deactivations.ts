import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { exceeds, percentOf, percentText } from "./percent.ts";
import type { Policy } from "./policy.ts";
import { countWithRecent } from "./recent.ts";
import { refusal } from "./refusal.ts";
import { mainSource } from "./sources.ts";

/** People who lose access or leave meibo's sight, by number, and by share of those who are active. */
export function maxDeactivations(plan: Plan, { settings }: Policy): readonly Problem[] {
  const { maxDeactivations: limit, maxDeactivatePercent, minUsers } = settings.guards;
  const found = plan.changes.filter(({ kind }) => kind === "deactivate" || kind === "release");
  const { count, recent } = countWithRecent(found, "deactivate", plan, settings);
  const total = plan.totals.active ?? plan.totals.users;
  if (count <= limit && !exceeds(count, total, maxDeactivatePercent, minUsers)) return [];
  const percent = percentText(percentOf(count, total));
  const limitPercent = percentText(maxDeactivatePercent);
  const source = mainSource(found);
  return [refusal("too-many-deactivations", { count, recent, percent, total, limit, limitPercent, source })];
}
