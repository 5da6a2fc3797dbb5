import { PERMISSION_KEYS, VALUE_KEYS } from "../model/fields.ts";
import { someOf } from "../model/names.ts";
import type { Problem } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { placesOf, together } from "./groups.ts";
import type { RosterPolicy } from "./policy.ts";
import { refusal } from "./refusal.ts";

/** How many permissions the entry of somebody with a role may set itself; without a role there is nothing to override. */
export function maxOverrides({ settings, declared }: RosterPolicy): readonly Problem[] {
  const limit = settings.policy.roles.maxOverrides;
  if (limit === undefined) return [];
  const found = declared
    .filter((user) => user.roles.length > 0 && countOf(user) > limit)
    .map(({ loginId, place, origins }) => ({ loginId, place, count: countOf({ origins }), keys: keysOf({ origins }) }));
  return together(found, ({ place, keys }) => `${place.file}\0${keys}`).map((alike) => {
    const [{ place, count, keys }] = alike;
    return refusal("too-many-overrides", { who: someOf(alike), file: place.file, count, limit, keys }, placesOf(alike));
  });
}

const PERMISSIONS = PERMISSION_KEYS.map((key) => ({ key, position: VALUE_KEYS.indexOf(key) }));

type Said = Pick<DeclaredUser, "origins">;

function countOf({ origins }: Said): number {
  let count = 0;
  for (const { position } of PERMISSIONS) if (isOwn(origins[position])) count += 1;
  return count;
}

function keysOf({ origins }: Said): string {
  return PERMISSIONS.filter(({ position }) => isOwn(origins[position]))
    .map(({ key }) => key)
    .join(", ");
}

/** A number is a line of the person's own entry. */
function isOwn(origin: DeclaredUser["origins"][number]): boolean {
  return typeof origin === "number" || origin?.layer === "user";
}
