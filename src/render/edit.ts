import type { FileDiff } from "../model/file-change.ts";
import { diffLines } from "./diff.ts";
import type { Line } from "./line.ts";
import type { Words } from "./words/words.ts";

export type EditEnd = "written" | "preview" | "refused" | "nothing";

/** The difference file by file, and what became of it. */
export function editLines(diffs: readonly FileDiff[], end: EditEnd, { edit }: Words): readonly Line[] {
  const shown = diffs.flatMap((diff) => [...diffLines(diff), []]);
  switch (end) {
    case "nothing":
      return [[edit.nothing]];
    case "preview":
      return [...shown, [edit.preview(diffs.length)]];
    case "written":
      return [...shown, [edit.wrote(diffs.length)]];
    case "refused":
      return shown;
    default:
      return end satisfies never;
  }
}
