import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { exceeds, percentOf, percentText } from "./percent.ts";
import type { Policy } from "./policy.ts";
import { countWithRecent } from "./recent.ts";
import { refusal } from "./refusal.ts";
import { mainSource } from "./sources.ts";

/** Deletes by number, and by share of all users. */
export function maxDeletes(plan: Plan, { settings }: Policy): readonly Problem[] {
  const { maxDeletes: limit, maxDeletePercent, minUsers } = settings.guards;
  const found = plan.changes.filter(({ kind }) => kind === "delete");
  const { count, recent } = countWithRecent(found, "delete", plan, settings);
  const total = plan.totals.users;
  if (count <= limit && !exceeds(count, total, maxDeletePercent, minUsers)) return [];
  const percent = percentText(percentOf(count, total));
  const limitPercent = percentText(maxDeletePercent);
  const source = mainSource(found);
  return [refusal("too-many-deletes", { count, recent, percent, total, limit, limitPercent, source })];
}
