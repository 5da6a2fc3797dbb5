import { canonicalJson } from "../model/canonical.ts";
import type { Instant, LedgerEntry } from "../model/ledger.ts";
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
  now: Instant,
): LedgerEntry {
  const id = actual?.id ?? before?.id;
  const inactiveSince = state === "inactive" ? sinceOf(actual, before, now) : undefined;
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
export function removedEntry(entry: LedgerEntry, actual: TenantUser, now: Instant): LedgerEntry {
  return { ...entry, state: "inactive", inactiveSince: sinceOf(actual, entry, now), removed: true };
}

function sinceOf(actual: TenantUser | undefined, entry: LedgerEntry | undefined, now: Instant): Instant {
  return actual?.state === "inactive" && entry?.inactiveSince !== undefined ? entry.inactiveSince : now;
}

export function sameEntry(a: LedgerEntry, b: LedgerEntry | undefined): boolean {
  return b !== undefined && canonicalJson(a) === canonicalJson(b);
}
