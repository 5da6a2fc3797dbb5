import type { TenantContract } from "./contract.ts";
import type { Shown, StoredUser } from "./records.ts";
import type { TenantSettings } from "./settings.ts";
import type { Store } from "./store.ts";

/** What one call works with, all of one moment. */
export interface TenantContext {
  readonly store: Store;
  readonly settings: TenantSettings;
  readonly contract: TenantContract;
  /** ISO 8601. */
  readonly at: string;
}

/** A user who was created a moment ago cannot be worked on before reads show them. */
export function isListed({ store, at }: TenantContext, user: StoredUser): boolean {
  const pending = store.pendingOf(user.id, Date.parse(at));
  return pending === undefined || pending.shown !== undefined;
}

/** Everybody as reads show them, by folded Login ID. */
export function listedUsers({ store, at }: TenantContext): readonly StoredUser[] {
  const users = store.users();
  const pending = store.pending(Date.parse(at));
  if (pending.size === 0) return users;
  return users.flatMap((user) => (pending.has(user.id) ? asShown(user, pending.get(user.id)) : [user]));
}

/** One user as reads show them; undefined for somebody who is not listed yet. */
export function listedUser({ store, at }: TenantContext, user: StoredUser): StoredUser | undefined {
  const pending = store.pendingOf(user.id, Date.parse(at));
  return pending === undefined ? user : asShown(user, pending.shown)[0];
}

/** The state is never held back: only files take their time, single actions do not. */
function asShown(user: StoredUser, shown: Shown): readonly StoredUser[] {
  return shown === undefined ? [] : [{ ...user, ...shown }];
}
