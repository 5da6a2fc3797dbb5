import type { Place } from "../../model/place.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { type DeclaredUser, originOf } from "../../model/roster.ts";
import type { Settings } from "../../model/settings.ts";
import { type Entry, saidOf } from "../entry.ts";
import { later } from "../later.ts";
import type { Person } from "../layers.ts";
import { type Roles, roleUnknown } from "../roles.ts";

/** Roles that are not there. */
export function checkRoles(entry: Entry, roles: Roles): readonly Problem[] {
  return entry.roles.flatMap((name, index) =>
    roles.has(name) ? [] : [roleUnknown(name, [...roles.keys()], later(entry, `roles.${index}`))],
  );
}

/** Two roles that contradict each other, unless the user's own word settles it. */
export function checkAgreement({ entry, base }: Person): readonly Problem[] {
  return base.disagreements
    .filter(({ key }) => saidOf(entry, key) === undefined)
    .map((found) => problem("roles-disagree", { ...found }, { place: later(entry, "roles.1") }));
}

/** Whoever said it: the user, the file or `meibo.yaml`. */
export function checkTimeZone({ user, entry }: Person, { allowed }: Settings): readonly Problem[] {
  const { timeZone } = user.values;
  if (allowed.timeZones === undefined || typeof timeZone !== "string") return [];
  if (allowed.timeZones.includes(timeZone)) return [];
  const args = { timeZone, allowed: allowed.timeZones.join(", ") };
  return [problem("time-zone-not-allowed", args, { place: saidAt(user, entry) })];
}

function saidAt(user: DeclaredUser, entry: Entry): Place {
  if (saidOf(entry, "timeZone") !== undefined) return later(entry, "timeZone");
  return originOf(user, "timeZone")?.place ?? entry.place;
}
