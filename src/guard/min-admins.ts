import { firstOf } from "../model/names.ts";
import { type Phrase, say, type Told } from "../model/phrases.ts";
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
  deactivate: "{who} would be deactivated",
  delete: "{who} would be deleted",
  release: undefined,
  manual: undefined,
} as const satisfies Record<ChangeKind, Phrase | undefined>;

function takesAccess({ kind }: Change): boolean {
  return TAKEN[kind] !== undefined;
}

function fateOf({ kind, loginId }: Change): Told {
  return say(TAKEN[kind] ?? "{who} would lose admin", { who: loginId });
}
