import { loginKey, type TenantState } from "../model/user.ts";
import type { AuditChange } from "./audit.ts";
import { isListed, type TenantContext } from "./context.ts";
import { lastAdminCause } from "./last-admin.ts";
import type { StoredUser } from "./records.ts";
import { countSeats } from "./seats.ts";

/** Where the id is given it decides, and the Login ID must belong to it. */
export interface ActionTarget {
  readonly id?: string;
  readonly loginId: string;
}

/** `cause` is a short, stable English phrase. */
export type ActionResult = { readonly ok: true } | { readonly ok: false; readonly cause: string };

const DONE: ActionResult = { ok: true };

export function activateUser(context: TenantContext, target: ActionTarget, actor: string): ActionResult {
  const found = findUser(context, target);
  if (!found.ok) return found;
  if (found.user.state === "active") return DONE;
  const after = { ...found.user, state: "active" } as const;
  const { store, contract, settings } = context;
  const cause = countSeats(store.seatUse(), contract, settings).refusal(found.user, after);
  if (cause !== undefined) return { ok: false, cause };
  store.put(after);
  log(context, actor, "activate", after, stateChange("inactive", "active"));
  return DONE;
}

export function deactivateUser(context: TenantContext, target: ActionTarget, actor: string): ActionResult {
  const found = findUser(context, target);
  if (!found.ok) return found;
  if (found.user.state === "inactive") return DONE;
  const cause =
    ownCause(context, found.user, actor) ?? lastAdminCause(context, found.user, { ...found.user, state: "inactive" });
  if (cause !== undefined) return { ok: false, cause };
  const { store } = context;
  const services = store.integrations(found.user.id);
  const lost = services.length === 0 ? [] : [{ what: "integrations", from: services.join(" ") }];
  store.put({ ...found.user, state: "inactive" });
  store.disconnectAll(found.user.id);
  store.dropSessionsOf(found.user.id);
  log(context, actor, "deactivate", found.user, [...stateChange("active", "inactive"), ...lost]);
  return DONE;
}

export function deleteUser(context: TenantContext, target: ActionTarget, actor: string): ActionResult {
  const found = findUser(context, target);
  if (!found.ok) return found;
  const cause = ownCause(context, found.user, actor) ?? lastAdminCause(context, found.user, undefined);
  if (cause !== undefined) return { ok: false, cause };
  context.store.remove(found.user);
  log(context, actor, "delete", found.user, [{ what: "state", from: found.user.state }]);
  return DONE;
}

type Found = { readonly ok: true; readonly user: StoredUser } | { readonly ok: false; readonly cause: string };

function findUser(context: TenantContext, { id, loginId }: ActionTarget): Found {
  const key = loginKey(loginId);
  const user = id === undefined ? context.store.userByLogin(key) : context.store.userById(id);
  if (user === undefined || !isListed(context, user)) {
    return { ok: false, cause: id === undefined ? "no user with this Login ID" : "no user with this ID" };
  }
  if (loginKey(user.loginId) !== key) return { ok: false, cause: "the Login ID belongs to another user" };
  return { ok: true, user };
}

/** Why this user, as they are before anything of the request is done, is not the actor's to remove. */
export function ownCause({ settings }: TenantContext, { loginId }: StoredUser, actor: string): string | undefined {
  return settings.protectsOwnAccount && loginKey(loginId) === loginKey(actor) ? "your own account" : undefined;
}

function stateChange(from: TenantState, to: TenantState): readonly AuditChange[] {
  return [{ what: "state", from, to }];
}

function log(
  { store, at }: TenantContext,
  actor: string,
  action: "activate" | "deactivate" | "delete",
  { loginId }: StoredUser,
  changes: readonly AuditChange[],
): void {
  store.log({ at, actor, action, loginId, changes });
}
