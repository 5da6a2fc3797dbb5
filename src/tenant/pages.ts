import type { LoginKey, TenantState, TenantUser } from "../model/user.ts";
import { loginKey } from "../model/user.ts";
import { listedUser, type TenantContext } from "./context.ts";
import type { StoredUser } from "./records.ts";

export interface PageOptions {
  /** The folded Login ID of the last one before; absent for the first page. */
  readonly after?: LoginKey;
  readonly limit: number;
  readonly state?: TenantState;
}

/** A part of the users as the tenant shows them, by folded Login ID. */
export interface Page<User = TenantUser> {
  readonly users: readonly User[];
  /** How many there are on all pages. */
  readonly total: number;
  /** The same on two pages: nothing changed in between. */
  readonly revision: string;
  /** What the next page comes after; absent on the last one. */
  readonly next?: LoginKey;
}

export function pageOf(context: TenantContext, { after = loginKey(""), limit, state }: PageOptions) {
  const { store, at } = context;
  const { users, next } = listedAfter(context, { after, limit, ...(state === undefined ? {} : { state }) });
  const hidden = [...store.pending(Date.parse(at))];
  const unlisted = hidden.filter(([id, shown]) => shown === undefined && isIn(state, store.userById(id)?.state));
  const use = store.seatUse().filter((each) => isIn(state, each.state));
  const total = use.reduce((sum, each) => sum + each.users, 0) - unlisted.length;
  const all = store.seatUse().reduce((sum, each) => sum + each.users, 0);
  const revision = `${store.lastAudit()}-${all}-${hidden.length}`;
  return {
    users,
    total,
    revision,
    ...(next === undefined ? {} : { next }),
  };
}

/** Those who are not listed yet are passed over: only the last page may be empty. */
function listedAfter(
  context: TenantContext,
  { after, limit, state }: Required<Pick<PageOptions, "after" | "limit">> & Pick<PageOptions, "state">,
): Pick<Page<StoredUser>, "users" | "next"> {
  for (let from = after; ; ) {
    const found = context.store.usersAfter(from, limit, state);
    const users = found.flatMap((user) => listedUser(context, user) ?? []);
    const last = found.at(-1);
    if (last === undefined || found.length < limit) return { users };
    const next = loginKey(last.loginId);
    if (users.length > 0) return { users, next };
    from = next;
  }
}

function isIn(wanted: TenantState | undefined, state: TenantState | undefined): boolean {
  return wanted === undefined || wanted === state;
}
