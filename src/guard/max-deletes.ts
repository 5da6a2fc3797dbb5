import type { Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { exceeds, percentOf, percentText } from "./percent.ts";
import type { Policy } from "./policy.ts";
import { mainSource } from "./sources.ts";

/** Deletes by number, and by share of all users. */
export function maxDeletes(plan: Plan, { settings }: Policy): readonly Problem[] {
  const { maxDeletes: limit, maxDeletePercent, minUsers } = settings.guards;
  const found = plan.changes.filter(({ kind }) => kind === "delete");
  const total = plan.totals.users;
  if (found.length <= limit && !exceeds(found.length, total, maxDeletePercent, minUsers)) return [];
  const percent = percentText(percentOf(found.length, total));
  const limitPercent = percentText(maxDeletePercent);
  return [
    problem("too-many-deletes", {
      count: found.length,
      percent,
      total,
      limit,
      limitPercent,
      source: mainSource(found),
    }),
  ];
}
