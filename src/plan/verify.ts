import { fingerprint } from "../model/canonical.ts";
import type { Snapshot } from "../model/connector.ts";
import type { Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { loginKey } from "../model/user.ts";
import { hashOf } from "./hash.ts";

/** Is a saved plan whole, ours, and of this tenant? The reason why not. */
export function flawOf(saved: Plan, tenant: string): string | undefined {
  if (saved.tenant !== tenant) return `it is for the tenant ${saved.tenant}, meibo.yaml names ${tenant}`;
  return saved.hash === hashOf(saved) ? undefined : "it was changed after it was made";
}

/** Everybody concerned who is no longer as they were when the plan was made. */
export function movedSince(saved: Plan, snapshot: Snapshot): readonly Problem[] {
  const actual = new Map(snapshot.users.map((user) => [loginKey(user.loginId), user]));
  return saved.changes.flatMap((change) => {
    const user = actual.get(
      loginKey(change.kind === "manual" ? (change.previousLoginId ?? change.loginId) : change.loginId),
    );
    const same =
      change.kind === "create" ? user === undefined : user !== undefined && fingerprint(user) === change.fingerprint;
    return same ? [] : [problem("tenant-moved", { loginId: change.loginId }, { place: change.place })];
  });
}
