import type { LoginKey } from "../model/user.ts";
import type { Known } from "./known.ts";
import { isActiveAdmin, type Person } from "./standing.ts";

/**
 * Admins who may only leave once their successors are there: on the way there are never fewer active admins than
 * `guards.minAdmins`, or than there are before or after. The others, first in the order of the plan, leave as usual.
 */
export function handedOver(people: readonly Person[], known: Known): ReadonlySet<LoginKey> {
  const { snapshot, settings } = known.situation;
  const now = snapshot.users.filter(isActiveAdmin).length;
  const leaving = people.filter(({ before, after }) => isActiveAdmin(before) && !isActiveAdmin(after));
  const coming = people.filter(({ before, after }) => !isActiveAdmin(before) && isActiveAdmin(after));
  const fewest = Math.min(settings.guards.minAdmins, now, now - leaving.length + coming.length);
  return new Set(leaving.slice(now - fewest).map(({ key }) => key));
}
