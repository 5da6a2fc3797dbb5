import { compareText } from "../model/place.ts";
import type { Change, LostEnd, Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { someOf } from "./names.ts";

/** A file that lost its last person may have been cut off, emptied or lost: nobody is taken for a leaver for want of it. */
export function lostEnds({ changes }: Plan): readonly Problem[] {
  const taken = changes.flatMap((change) => {
    const lostEnd = lostEndOf(change);
    return lostEnd === undefined ? [] : [{ lostEnd, loginId: change.loginId }];
  });
  return [...Map.groupBy(taken, ({ lostEnd }) => lostEnd.file)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([file, people]) => {
      const last = people[0]?.lostEnd.last ?? "";
      return problem("file-end-lost", { file, last, count: people.length, who: someOf(people) }, { place: { file } });
    });
}

function lostEndOf(change: Change): LostEnd | undefined {
  return change.kind === "deactivate" || change.kind === "release" ? change.lostEnd : undefined;
}
