import type { Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Policy } from "./policy.ts";
import { mainSource } from "./sources.ts";

/** New users by number: many at once is more likely the wrong tenant than many joiners. */
export function maxCreates(plan: Plan, { settings }: Policy): readonly Problem[] {
  const limit = settings.guards.maxCreates;
  const found = plan.changes.filter(({ kind }) => kind === "create");
  if (found.length <= limit) return [];
  return [problem("too-many-creates", { count: found.length, limit, source: mainSource(found) })];
}
