import { randomUUID } from "node:crypto";
import { asLoginId, loginKey } from "../model/user.ts";
import { changesBetween } from "./audit.ts";
import { BASELINE } from "./baseline.ts";
import { isListed, type TenantContext } from "./context.ts";
import { countExtensions, type Extensions } from "./extensions.ts";
import { lastAdminCause } from "./last-admin.ts";
import type { StoredUser } from "./records.ts";
import { dependencyCause, type Row } from "./rules.ts";
import { countSeats, type Seats } from "./seats.ts";
import { ID_COLUMN } from "./settings.ts";

/** What the rows of one file are carried out with, one after the other. */
export interface RowWork extends TenantContext {
  readonly actor: string;
  readonly seats: Seats;
  readonly extensions: Extensions;
}

export function startRows(context: TenantContext, actor: string): RowWork {
  const { store, settings, contract } = context;
  const seats = countSeats(store.seatUse(), contract, settings);
  return { ...context, actor, seats, extensions: countExtensions(store, settings) };
}

/** Adds the user, or says why not. What the file has no column for is off. */
export function createUser(work: RowWork, row: Row): string | undefined {
  const user = newUser(row);
  const cause = loginCause(work, row.loginId) ?? dependencyCause(user.values) ?? work.seats.refusal(undefined, user);
  if (cause !== undefined) return cause;
  const extension = work.extensions.next();
  if (extension === undefined) return "no extension number is free";
  const after = { ...user, values: { ...user.values, extension } };
  work.store.add(after, row.passwordHash);
  work.seats.take(undefined, after);
  note(work, "create", undefined, after);
  return undefined;
}

function newUser(row: Row): StoredUser {
  const values = { ...BASELINE, ...row.values };
  const { [ID_COLUMN]: _, ...extra } = row.extra;
  return { id: randomUUID(), loginId: asLoginId(row.loginId), state: "active", values, extra };
}

function loginCause({ store, settings }: TenantContext, loginId: string): string | undefined {
  const key = loginKey(loginId);
  const isUsed = store.userByLogin(key) !== undefined;
  const wasUsed = !settings.reusesDeleted && store.wasLoginDeleted(key);
  return isUsed || wasUsed ? "Login ID already in use" : undefined;
}

/** Changes the user, or says why not. What the file has no column for stays. */
export function updateUser(work: RowWork, row: Row): string | undefined {
  const { [ID_COLUMN]: id, ...extra } = row.extra;
  if (!work.settings.updatesById) return updateThis(work, work.store.userByLogin(loginKey(row.loginId)), row);
  return updateById(work, id ?? "", { ...row, extra });
}

/** The same of the user with this id, who gets the Login ID of the row. */
export function updateById(work: RowWork, id: string, row: Row): string | undefined {
  const before = work.store.userById(id);
  if (before === undefined) return "no user with this ID";
  const cause = renameCause(work, before, row.loginId) ?? updateThis(work, before, row);
  if (cause === undefined) rename(work, before, row.loginId);
  return cause;
}

/** Only the case of letters may be changed to what is in use, by whoever uses it. */
function renameCause(work: RowWork, { loginId }: StoredUser, to: string): string | undefined {
  return loginKey(loginId) === loginKey(to) ? undefined : loginCause(work, to);
}

function rename({ store, at, actor }: RowWork, { id, loginId: from }: StoredUser, to: string): void {
  if (from === to) return;
  store.rename(id, to);
  store.log({ at, actor, action: "update", loginId: from, changes: [{ what: "loginId", from, to }] });
}

function updateThis(work: RowWork, before: StoredUser | undefined, row: Row): string | undefined {
  if (before === undefined || !isListed(work, before)) return "no user with this Login ID";
  if (before.state === "inactive" && !work.settings.updatesInactive) return "the user is inactive";
  const after = { ...before, values: { ...before.values, ...row.values }, extra: { ...before.extra, ...row.extra } };
  const cause =
    lastAdminCause(work, before, after) ??
    dependencyCause(after.values) ??
    work.extensions.refusal(before, after.values) ??
    work.seats.refusal(before, after);
  if (cause !== undefined) return cause;
  work.store.put(after);
  if (before.values.admin === true && after.values.admin !== true) work.store.dropSessionsOf(after.id);
  work.seats.take(before, after);
  work.extensions.take(before.values, after.values);
  note(work, "update", before, after);
  return undefined;
}

/** Into the audit log, and out of the reads until it is visible. */
function note(work: RowWork, action: "create" | "update", before: StoredUser | undefined, after: StoredUser): void {
  const { store, settings, actor, at } = work;
  const changes = changesBetween(before, after);
  if (changes.length === 0) return;
  store.log({ at, actor, action, loginId: after.loginId, changes });
  if (settings.visibleAfterMs === 0) return;
  const shown = before === undefined ? undefined : { values: before.values, extra: before.extra };
  store.show(after.id, shown, Date.parse(at) + settings.visibleAfterMs);
}
