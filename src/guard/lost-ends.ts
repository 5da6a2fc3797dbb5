import { someOf } from "../model/names.ts";
import { compareText } from "../model/place.ts";
import type { Change, LostEnd, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { together } from "./groups.ts";
import { refusal } from "./refusal.ts";

/** A file that lost its last person may have been cut off, emptied or lost: nobody is taken for a leaver for want of it. */
export function lostEnds({ changes }: Plan): readonly Problem[] {
  const taken = changes.flatMap((change) => {
    const lostEnd = lostEndOf(change);
    return lostEnd === undefined ? [] : [{ ...lostEnd, loginId: change.loginId, place: { file: lostEnd.file } }];
  });
  return together(taken, ({ file }) => file)
    .toSorted(([a], [b]) => compareText(a.file, b.file))
    .map((people) => {
      const [{ file, last, place }] = people;
      return refusal("file-end-lost", { file, last, count: people.length, who: someOf(people) }, { place });
    });
}

function lostEndOf(change: Change): LostEnd | undefined {
  return change.kind === "deactivate" || change.kind === "release" ? change.lostEnd : undefined;
}
