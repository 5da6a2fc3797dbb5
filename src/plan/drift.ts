import type { Drift, DriftedUser } from "../model/drift.ts";
import type { Change, Plan } from "../model/plan.ts";
import { type LoginKey, loginKey } from "../model/user.ts";

/** What a plan sets right although nobody changed the files. */
export function driftOf({ changes, problems, notes, firstRun }: Plan): Drift {
  const lost = problems.filter(({ name }) => name === "gone-from-tenant");
  const gone = new Set(lost.map(({ args }) => loginKey(String(args["loginId"]))));
  const users = new Map<LoginKey, DriftedUser>();
  for (const change of changes) {
    const key = loginKey(change.loginId);
    const sign = signOf(change, gone.has(key));
    if (sign === undefined) continue;
    const { loginId, name, place } = change;
    users.set(key, { loginId, name, place, fields: [], ...users.get(key), ...sign });
  }
  return { firstRun, users: [...users.values()], unmanaged: notes.filter(({ kind }) => kind === "unmanaged").length };
}

type Sign = Pick<DriftedUser, "state" | "gone"> & Partial<Pick<DriftedUser, "fields">>;

/** What a change tells of the console; undefined where only the files speak. */
function signOf(change: Change, isGone: boolean): Sign | undefined {
  if (change.kind === "create") return isGone ? { gone: true } : undefined;
  if (change.kind === "update") {
    const fields = change.fields.filter(({ cause }) => cause !== "change");
    return fields.length === 0 ? undefined : { fields };
  }
  if (change.kind !== "activate" && change.kind !== "deactivate") return undefined;
  return change.reason === "drift" ? { state: change } : undefined;
}
