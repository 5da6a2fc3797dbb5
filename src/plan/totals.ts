import { compareText } from "../model/place.ts";
import type { Change, DepartmentCount, Totals } from "../model/plan.ts";
import { loginKey } from "../model/user.ts";
import type { Known } from "./known.ts";
import { isActive, isActiveAdmin, peopleOf, type Standing } from "./standing.ts";

/** What guards and views count with. */
export function totalsOf(known: Known, changes: readonly Change[]): Totals {
  const { snapshot, roster, ledger, recent } = known.situation;
  const states = snapshot.users.every(({ state }) => state !== undefined);
  const now = snapshot.users.filter(isActiveAdmin).length;
  const steps = peopleOf(known, changes).map(
    ({ before, after }) => Number(isActiveAdmin(after)) - Number(isActiveAdmin(before)),
  );
  return {
    users: snapshot.users.length,
    ...(states ? { active: snapshot.users.filter(isActive).length } : {}),
    admins: { now, after: steps.reduce((sum, step) => sum + step, now) },
    declared: roster.users.length,
    files: roster.files.length,
    managed: ledger.entries.filter(({ removed }) => removed !== true).length,
    ...(ledger.usersCounted === undefined ? {} : { counted: ledger.usersCounted }),
    recent,
    departments: departmentsOf(known, changes),
  };
}

/** Who leaves the files belongs to no department any more, and is not counted. */
function departmentsOf(known: Known, changes: readonly Change[]): readonly DepartmentCount[] {
  const { users } = known.situation.roster;
  const people = new Map(peopleOf(known, changes).map((person) => [person.key, person]));
  const counts = new Map<string, { now: number; after: number }>();
  for (const { loginId, previousLoginIds, department = "" } of users) {
    const keys = [loginId, ...previousLoginIds].map(loginKey);
    const before = keys.map((key) => known.actual.get(key)).find((one) => one !== undefined);
    const person = keys.map((key) => people.get(key)).find((one) => one !== undefined);
    // Whom a person must rename first is under the new Login ID only afterwards.
    const stays = person === undefined || person.own.every(({ kind }) => kind === "manual");
    const after = stays ? before : person.after;
    const own = counts.get(department) ?? { now: 0, after: 0 };
    counts.set(department, { now: own.now + active(before), after: own.after + active(after) });
  }
  return [...counts].map(([name, count]) => ({ name, ...count })).toSorted((a, b) => compareText(a.name, b.name));
}

function active(standing: Standing | undefined): number {
  return standing !== undefined && isActive(standing) ? 1 : 0;
}
