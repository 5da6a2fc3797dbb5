import { isDeepStrictEqual } from "node:util";
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
    ...(declaresState(user) && state !== undefined ? { state } : {}),
    ...(inactiveSince === undefined ? {} : { inactiveSince }),
  };
}

/** The entry of somebody whose entry was taken out of the files: inactive by meibo's own hand. */
export function removedEntry(entry: LedgerEntry, actual: TenantUser): PlannedEntry {
  return { ...entry, state: "inactive", inactiveSince: sinceOf(actual, entry), removed: true };
}

function sinceOf(actual: TenantUser | undefined, entry: LedgerEntry | undefined): PlannedEntry["inactiveSince"] {
  return (actual?.state === "inactive" ? entry?.inactiveSince : undefined) ?? AT_APPLY;
}

export function sameEntry(a: PlannedEntry, b: LedgerEntry | undefined): boolean {
  const { commit: _, ...known } = b ?? {};
  return isDeepStrictEqual(a, known);
}
