import { hash, randomBytes } from "node:crypto";
import { loginKey } from "../model/user.ts";
import { isListed, type TenantContext } from "./context.ts";
import { hashLasting, isLasting, isPasswordOf } from "./password.ts";
import type { StoredUser } from "./records.ts";

export type SignIn =
  /** What the browser shall hold; it is told this once. */
  | { readonly type: "signedIn"; readonly text: string }
  /** Wrong Login ID or password, or nobody who may; which of them is not told. */
  | { readonly type: "refused" }
  /** Too many failures: nobody signs in under this Login ID for so many milliseconds. */
  | { readonly type: "locked"; readonly wait: number };

/** Failures in a row until a Login ID is locked, and for how many milliseconds. */
const MOST_FAILURES = 5;
const LOCKED = 15 * 60_000;

/** Milliseconds that a session lasts, and that it lasts without being used. */
const LONGEST = 12 * 3_600_000;
const IDLE = 30 * 60_000;
/** A use is noted so often, in milliseconds. */
const NOTED = 60_000;

/** Runs `work` in one transaction, or in one that only reads. */
export interface Moments {
  readonly read: <T>(work: (context: TenantContext) => T) => T;
  readonly write: <T>(work: (context: TenantContext) => T) => T;
}

/** Active users with administrative privileges sign in; unknown Login IDs are locked out like known ones. */
export async function signIn({ read, write }: Moments, loginId: string, password: string): Promise<SignIn> {
  const key = loginKey(loginId);
  const { wait, stored } = read((context) => {
    const user = context.store.userByLogin(key);
    return { wait: lockedFor(context, key), stored: user && context.store.passwordOf(user.id) };
  });
  if (wait > 0) return { type: "locked", wait };
  const isRight = await isPasswordOf(stored, password);
  // Whatever is kept, wrong or right takes as long as for somebody unknown.
  const lasting = stored !== undefined && !isLasting(stored) ? await hashLasting(password) : undefined;
  return write((context): SignIn => {
    const { store, at } = context;
    // Others may have failed, or changed something, meanwhile.
    const stillLocked = lockedFor(context, key);
    if (stillLocked > 0) return { type: "locked", wait: stillLocked };
    const user = store.userByLogin(key);
    if (!isRight || user === undefined || !maySignIn(context, user) || store.passwordOf(user.id) !== stored) {
      store.forgetFailures(Date.parse(at) - LOCKED);
      store.setFailures(key, { count: failuresOf(context, key) + 1, at: Date.parse(at) });
      return { type: "refused" };
    }
    if (lasting !== undefined) store.setPassword(user.id, lasting);
    store.dropFailures(key);
    return { type: "signedIn", text: begin(context, user) };
  });
}

function begin({ store, at }: TenantContext, user: StoredUser): string {
  const now = Date.parse(at);
  store.forgetSessions(now - LONGEST, now - IDLE);
  const text = randomBytes(32).toString("base64url");
  store.addSession({ hash: hash("sha256", text), user: user.id, made: now, seen: now });
  return text;
}

function failuresOf({ store, at }: TenantContext, key: ReturnType<typeof loginKey>): number {
  const { count, at: last } = store.failures(key);
  return Date.parse(at) - last < LOCKED ? count : 0;
}

function lockedFor(context: TenantContext, key: ReturnType<typeof loginKey>): number {
  if (failuresOf(context, key) < MOST_FAILURES) return 0;
  return context.store.failures(key).at + LOCKED - Date.parse(context.at);
}

function maySignIn(context: TenantContext, user: StoredUser): boolean {
  return user.state === "active" && user.values.admin === true && isListed(context, user);
}

/** Whose session this is, while it lasts and while the user may still administer. */
export function signedIn({ read, write }: Moments, text: string): StoredUser | undefined {
  const key = hash("sha256", text);
  const found = read((context) => {
    const { store, at } = context;
    const now = Date.parse(at);
    const session = store.session(key);
    if (session === undefined || now - session.made > LONGEST || now - session.seen > IDLE) return undefined;
    const user = store.userById(session.user);
    if (user === undefined || !maySignIn(context, user)) return undefined;
    return { user, isStale: now - session.seen > NOTED };
  });
  if (found?.isStale === true) write(({ store, at }) => store.seeSession(key, Date.parse(at)));
  return found?.user;
}

export function signOut({ write }: Moments, text: string): void {
  write(({ store }) => store.dropSession(hash("sha256", text)));
}
