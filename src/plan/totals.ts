import type { Change, Totals } from "../model/plan.ts";
import type { Known } from "./known.ts";
import { isActive, isActiveAdmin, peopleOf } from "./standing.ts";

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
  };
}
