import { matcherOf } from "../model/glob.ts";
import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { harmOf } from "./harm.ts";
import type { Policy } from "./policy.ts";
import { refusal } from "./refusal.ts";

/** People whom meibo never deactivates, deletes, demotes or forgets; their names stand in `meibo.yaml`, not in the entry. */
export function protectedUsers({ changes }: Plan, { settings }: Policy): readonly Problem[] {
  const isProtected = matcherOf(settings.protect);
  return changes.flatMap((change) => {
    const { loginId, place } = change;
    const what = harmOf(change);
    return what !== undefined && isProtected(loginId) ? [refusal("protected-user", { loginId, what }, { place })] : [];
  });
}
