import type { Account } from "./audit.ts";
import type { TenantContext } from "./context.ts";

/** Why the tenant keeps this administrator, where it keeps the last active one; nobody afterwards: a delete. */
export function lastAdminCause(
  { store, settings }: TenantContext,
  before: Account,
  after: Account | undefined,
): string | undefined {
  if (!settings.protectsLastAdmin || !administers(before) || (after !== undefined && administers(after)))
    return undefined;
  return store.activeAdmins(2) > 1 ? undefined : "the only administrator";
}

function administers({ state, values }: Account): boolean {
  return state === "active" && values.admin === true;
}
