import { matcherOf } from "../model/glob.ts";
import type { Change, Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Policy } from "./policy.ts";

/** People whom meibo never deactivates, deletes, demotes or forgets; their names stand in `meibo.yaml`, not in the entry. */
export function protectedUsers({ changes }: Plan, { settings }: Policy): readonly Problem[] {
  const isProtected = matcherOf(settings.protect);
  return changes.flatMap((change) => {
    const what = harm(change);
    if (what === undefined || !isProtected(change.loginId)) return [];
    return [problem("protected-user", { loginId: change.loginId, what }, { place: change.place })];
  });
}

function harm(change: Change): string | undefined {
  switch (change.kind) {
    case "deactivate":
    case "delete":
    case "release":
      return `this plan would ${change.kind} the user`;
    case "update":
      return change.fields.some(({ key, to }) => key === "admin" && to === false)
        ? "this plan would take admin away"
        : undefined;
    case "create":
    case "activate":
    case "manual":
      return undefined;
    default:
      return change satisfies never;
  }
}
