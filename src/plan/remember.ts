import type { LedgerEntry } from "../model/ledger.ts";
import { AT_APPLY, type PlannedEntry } from "../model/plan.ts";
import type { DeclaredUser } from "../model/roster.ts";
import type { TenantState, TenantUser, Values } from "../model/user.ts";
import { declaresState } from "./state.ts";

/** The entry of a declared user once everything about them is as planned. */
export function entryFor(
  user: DeclaredUser,
  values: Values,
  actual: TenantUser | undefined,
  before: LedgerEntry | undefined,
  state: TenantState | undefined,
): PlannedEntry {
  const id = actual?.id ?? before?.id;
  const inactiveSince = state === "inactive" ? sinceOf(actual, before) : undefined;
  return {
    loginId: actual?.loginId ?? user.loginId,
    ...(id === undefined ? {} : { id }),
    values,
    roles: user.roles,
    ...(user.employeeId === undefined ? {} : { employeeId: user.employeeId }),
    file: user.place.file,
    ...(before?.endsFile === undefined || before.file !== user.place.file ? {} : { endsFile: before.endsFile }),
    ...(declaresState(user) && state !== undefined ? { state } : {}),
    ...(inactiveSince === undefined ? {} : { inactiveSince }),
  };
}

/** The entry of somebody whose entry was taken out of the files; meibo has a say in the state if it switches them off. */
export function removedEntry(entry: LedgerEntry, actual: TenantUser): PlannedEntry {
  const { file: _, endsFile: __, ...kept } = entry;
  const state = actual.state === "inactive" ? {} : { state: "inactive" as const };
  return { ...kept, ...state, inactiveSince: sinceOf(actual, entry), removed: true };
}

function sinceOf(actual: TenantUser | undefined, entry: LedgerEntry | undefined): PlannedEntry["inactiveSince"] {
  // Where nobody can see the state, nobody saw it change.
  const isKept = actual !== undefined && actual.state !== "active";
  return (isKept ? entry?.inactiveSince : undefined) ?? AT_APPLY;
}

export function sameEntry(a: PlannedEntry, b: LedgerEntry | undefined): boolean {
  return b !== undefined && isSame(a, b.commit === undefined ? b : { ...b, commit: undefined });
}

/** Of plain data: texts, numbers, flags, lists and maps; `undefined` is as good as absent. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isMap(a) || !isMap(b)) return false;
  for (const key of Object.keys(a)) if (!isSame(a[key], b[key])) return false;
  for (const key of Object.keys(b)) if (b[key] !== undefined && a[key] === undefined) return false;
  return true;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
