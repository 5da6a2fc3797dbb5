import type { Change, Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Policy } from "./policy.ts";

/** Somebody must be left who can mend the tenant. Refuses only a plan that lowers the number. */
export function minAdmins({ totals, changes }: Plan, { settings }: Policy): readonly Problem[] {
  const { now, after } = totals.admins;
  const limit = settings.guards.minAdmins;
  if (after >= limit || after >= now) return [];
  const who = changes.filter(takesAdmin).map(({ kind, loginId }) => `${kind} ${loginId}`);
  return [problem("too-few-admins", { left: after, limit, who: who.join(", ") })];
}

function takesAdmin(change: Change): boolean {
  if (change.kind === "update") return change.fields.some(({ key, to }) => key === "admin" && to === false);
  return change.kind === "deactivate" || change.kind === "delete";
}
