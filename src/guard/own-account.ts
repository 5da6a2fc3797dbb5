import { say, type Told } from "../model/phrases.ts";
import type { Change, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { loginKey } from "../model/user.ts";
import { harmOf } from "./harm.ts";
import { refusal } from "./refusal.ts";

/** The account that carries the plan out must still be able to when the plan is half done. */
export function ownAccount({ account, changes }: Plan): readonly Problem[] {
  if (account === undefined) return [];
  const key = loginKey(account);
  return changes.flatMap((change) => {
    const what = harmOf(change) ?? renameOf(change);
    const isOwn = loginKey(formerIdOf(change)) === key;
    if (what === undefined || !isOwn) return [];
    return [refusal("own-account", { loginId: account, what }, { place: change.place })];
  });
}

function formerIdOf(change: Change): string {
  return (change.kind === "manual" ? change.previousLoginId : undefined) ?? change.loginId;
}

function renameOf(change: Change): Told | undefined {
  const renames = change.kind === "manual" && change.previousLoginId !== undefined;
  return renames ? say("this plan would change its Login ID to {loginId}", { loginId: change.loginId }) : undefined;
}
