import { say, type Told } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { type LoginKey, loginKey, type TenantUser } from "../model/user.ts";
import type { Known } from "./known.ts";

/**
 * Two entries that mean one account: one deletes or renames it, the other keeps, deletes or renames it too. Whichever
 * was carried out last would win, and a delete cannot be taken back.
 */
export function judgeAccounts(users: readonly DeclaredUser[], known: Known): readonly Problem[] {
  const reaching = users.flatMap((user) => {
    const account = reachedBy(user, known);
    return account === undefined ? [] : [{ user, account }];
  });
  if (reaching.length === 0) return [];
  const owners = new Map(users.map((user) => [loginKey(user.loginId), user]));
  const firsts = new Map<LoginKey, DeclaredUser>();
  return reaching.flatMap(({ user, account }) => {
    const key = loginKey(account.loginId);
    const other = owners.get(key) ?? firsts.get(key);
    firsts.set(key, firsts.get(key) ?? user);
    return other === undefined ? [] : [twice(user, other, account)];
  });
}

/** The account that an entry means by a former Login ID, because there is none of the Login ID itself. */
function reachedBy({ loginId, previousLoginIds }: DeclaredUser, { actual }: Known): TenantUser | undefined {
  if (previousLoginIds.length === 0 || actual.has(loginKey(loginId))) return undefined;
  return previousLoginIds.map((id) => actual.get(loginKey(id))).find((user) => user !== undefined);
}

function twice(user: DeclaredUser, other: DeclaredUser, account: TenantUser): Problem {
  const [what, otherWhat] = [deedOf(user, account), deedOf(other, account)];
  const args = { loginId: user.loginId, what, account: account.loginId, other: other.loginId, otherWhat };
  return problem("account-twice", args, { place: user.place, related: [other.place] });
}

function deedOf({ loginId, state }: DeclaredUser, account: TenantUser): Told {
  if (state === "absent") return say("delete");
  return loginKey(loginId) === loginKey(account.loginId) ? say("keep") : say("rename");
}
