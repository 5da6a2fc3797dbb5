import { digest } from "../model/canonical.ts";
import type { Change, Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { loginKey } from "../model/user.ts";
import { hashOf, PLACES } from "./hash.ts";

/** Why a saved plan is not the plan of now; nothing when both do exactly the same. */
export function differences(saved: Plan, made: Plan, file: string): readonly Problem[] {
  const flaw = flawOf(saved, made);
  if (flaw !== undefined) return [problem("plan-invalid", { file, reason: flaw })];
  if (saved.hash === made.hash) return [];
  const moved = movedSince(saved, made);
  return moved.length > 0 ? moved : [problem("plan-invalid", { file, reason: "the files changed since it was made" })];
}

/** Is it whole, unchanged, and of this tenant? */
function flawOf(saved: Plan, made: Plan): string | undefined {
  if (saved.tenant !== made.tenant) return `it is for the tenant ${saved.tenant}, meibo.yaml names ${made.tenant}`;
  return saved.hash === hashOf(saved) ? undefined : "it was changed after it was made";
}

/** People whose change is another one now, or none. */
function movedSince(saved: Plan, made: Plan): readonly Problem[] {
  const now = changesBy(made);
  const then = changesBy(saved);
  const people = new Set([...then.keys(), ...now.keys()]);
  return [...people].flatMap((key) => {
    const [before = [], after = []] = [then.get(key), now.get(key)];
    const [first] = [...before, ...after];
    if (first === undefined || sameChanges(before, after)) return [];
    return [problem("tenant-moved", { loginId: first.loginId }, { place: first.place })];
  });
}

function changesBy({ changes }: Plan): ReadonlyMap<string, readonly Change[]> {
  return Map.groupBy(changes, ({ loginId }) => loginKey(loginId));
}

function sameChanges(before: readonly Change[], after: readonly Change[]): boolean {
  return digest(before, PLACES) === digest(after, PLACES);
}
