import { firstOf } from "../model/names.ts";
import type { Change, ChangeKind, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { takesAdmin } from "./harm.ts";
import type { Policy } from "./policy.ts";
import { refusal } from "./refusal.ts";

/** Somebody must be left who can mend the tenant. Refuses only a plan that lowers the number. */
export function minAdmins({ totals, changes }: Plan, { settings }: Policy): readonly Problem[] {
  const { now, after } = totals.admins;
  const limit = settings.guards.minAdmins;
  if (after >= limit || after >= now) return [];
  // A change of state does not say who is an admin, so those who certainly lose it are named first.
  const who = [...changes.filter(takesAdmin), ...changes.filter(takesAccess)];
  return [refusal("too-few-admins", { left: after, limit, who: firstOf(who.map(fateOf)) })];
}

/** What takes all of somebody's access. */
const TAKEN = {
  create: undefined,
  update: undefined,
  activate: undefined,
  deactivate: "be deactivated",
  delete: "be deleted",
  release: undefined,
  manual: undefined,
} as const satisfies Record<ChangeKind, string | undefined>;

function takesAccess({ kind }: Change): boolean {
  return TAKEN[kind] !== undefined;
}

function fateOf(change: Change): string {
  return `${change.loginId} would ${TAKEN[change.kind] ?? "lose admin"}`;
}
