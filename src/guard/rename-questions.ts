import { say } from "../model/phrases.ts";
import type { Plan, Resemblance } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { refusal } from "./refusal.ts";

const SAME = {
  name: "name",
  extension: "extension",
  employeeId: say("employee ID"),
} as const satisfies Record<Resemblance["by"], string>;

/** Somebody who comes and somebody who goes may be one person with a new Login ID; meibo asks and never guesses. */
export function renameQuestions({ changes }: Plan): readonly Problem[] {
  return changes.flatMap((change) => {
    if (change.kind !== "create" || change.resembles === undefined) return [];
    const { loginId, place, resembles } = change;
    const asked = { loginId, other: resembles.loginId, same: SAME[resembles.by] };
    const { extension } = resembles;
    if (extension === undefined) return [refusal("rename-question", asked, { place })];
    return [refusal("rename-extension", { ...asked, extension }, { place })];
  });
}
