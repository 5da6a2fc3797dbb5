import type { FileDiff } from "../model/file-change.ts";
import type { RunId } from "../model/journal.ts";
import type { Left, LeftWhy, UndoneUser } from "../model/undo.ts";
import { count } from "./count.ts";
import { diffLines } from "./diff.ts";
import { type Line, styled } from "./line.ts";
import { tableRows } from "./table.ts";

export interface UndoView {
  readonly run: RunId;
  readonly diffs: readonly FileDiff[];
  readonly users: readonly UndoneUser[];
  readonly left: readonly Left[];
  readonly written: boolean;
}

/** The change file by file, what it leaves alone and why, and how to go on. */
export function undoLines({ run, diffs, users, left, written }: UndoView): readonly Line[] {
  return [
    ...diffs.flatMap((diff) => [...diffLines(diff), []]),
    ...asideLines(users),
    ...leftLines(left),
    ...endLines(run, diffs, users, written),
  ];
}

/** What people have to do or to know besides. */
function asideLines(users: readonly UndoneUser[]): readonly Line[] {
  const rows = users.flatMap(({ loginId, writings }) =>
    writings.flatMap(({ key, aside }) => (aside === undefined ? [] : [[loginId, key, aside]])),
  );
  return rows.length === 0 ? [] : [[styled("bold", "Besides")], ...rowLines(rows), []];
}

function leftLines(left: readonly Left[]): readonly Line[] {
  if (left.length === 0) return [];
  const rows = left.map(({ loginId, what, why, ...more }) => [loginId, what, fill(WHY[why], more)]);
  return [[styled("bold", "Left as it is")], ...rowLines(rows), []];
}

function rowLines(rows: readonly (readonly string[])[]): readonly Line[] {
  return tableRows(rows).map((row): Line => [`  ${row}`]);
}

function fill(text: string, { run = "", value = "something else" }: Pick<Left, "run" | "value">): string {
  return text.replace("{run}", run).replace("{value}", value);
}

const WHY: Readonly<Record<LeftWhy, string>> = {
  deleted: "cannot be undone: who is deleted stays deleted; a new entry makes a new user, without the history",
  gone: "is not in MiiTel any more",
  noEntry: "stands in no file now; put the entry back, for example with git revert",
  notManaged: "meibo does not manage this user any more",
  unsure: "nobody knows whether the run did it; meibo plan shows what is still different",
  unknownBefore: "was empty or is not known from before the run, and files cannot say that",
  already: "the files say already what was before",
  changedLater: "changed again by run {run}",
  changedInTenant: "changed in MiiTel since, to {value}",
  changedInFiles: "changed in the files since, to {value}",
  noColumn: "the file has no column for it, and the console names its columns",
  wholeEntry: "an entry is put in and taken out by people",
  noCharacter: "the encoding of the file has no place for a character of it",
};

function endLines(
  run: RunId,
  diffs: readonly FileDiff[],
  users: readonly UndoneUser[],
  written: boolean,
): readonly Line[] {
  if (users.length === 0) return [[`There is nothing to write to undo run ${run}.`]];
  const size = `${count(users.length, "user")} in ${count(diffs.length, "file")}`;
  if (!written) return [[`To undo run ${run}: ${size}. Nothing was written.`]];
  return [[`Wrote the way back of run ${run}: ${size}. Nothing was committed.`], ["next: meibo plan, then commit"]];
}
