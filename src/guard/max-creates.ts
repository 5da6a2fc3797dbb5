import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Policy } from "./policy.ts";
import { countWithRecent } from "./recent.ts";
import { refusal } from "./refusal.ts";
import { mainSource } from "./sources.ts";

/** New users by number: many at once is more likely the wrong tenant than many joiners. */
export function maxCreates(plan: Plan, { settings }: Policy): readonly Problem[] {
  const limit = settings.guards.maxCreates;
  const found = plan.changes.filter(({ kind }) => kind === "create");
  const { count, recent } = countWithRecent(found, "create", plan, settings);
  return count <= limit ? [] : [refusal("too-many-creates", { count, recent, limit, source: mainSource(found) })];
}
