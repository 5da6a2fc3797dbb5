import type { FileDiff } from "../model/file-change.ts";
import type { RunId } from "../model/journal.ts";
import type { Left, UndoneUser } from "../model/undo.ts";
import { diffLines } from "./diff.ts";
import { type Line, styled } from "./line.ts";
import { phraseText } from "./phrase.ts";
import { tableRows } from "./table.ts";
import type { Words } from "./words/words.ts";

export interface UndoView {
  readonly run: RunId;
  readonly diffs: readonly FileDiff[];
  readonly users: readonly UndoneUser[];
  readonly left: readonly Left[];
  readonly written: boolean;
}

/** The change file by file, what it leaves alone and why, and how to go on. */
export function undoLines({ run, diffs, users, left, written }: UndoView, words: Words): readonly Line[] {
  const { undo } = words;
  return [
    ...diffs.flatMap((diff) => [...diffLines(diff), []]),
    ...asideLines(users, words),
    ...leftLines(left, undo),
    ...endLines({ run, diffs, users, written }, undo),
  ];
}

/** What people have to do or to know besides. */
function asideLines(users: readonly UndoneUser[], words: Words): readonly Line[] {
  const rows = users.flatMap(({ loginId, writings }) =>
    writings.flatMap(({ key, aside }) => (aside === undefined ? [] : [[loginId, key, phraseText(aside, words)]])),
  );
  return rows.length === 0 ? [] : [[styled("bold", words.undo.besides)], ...rowLines(rows), []];
}

function leftLines(left: readonly Left[], words: Words["undo"]): readonly Line[] {
  if (left.length === 0) return [];
  const rows = left.map(({ loginId, what, why, ...more }) => [
    loginId,
    what,
    fill(words.why[why], { value: words.somethingElse, ...more }),
  ]);
  return [[styled("bold", words.left)], ...rowLines(rows), []];
}

function rowLines(rows: readonly (readonly string[])[]): readonly Line[] {
  return tableRows(rows).map((row): Line => [`  ${row}`]);
}

function fill(text: string, { run = "", value = "" }: Pick<Left, "run" | "value">): string {
  return text.replace("{run}", run).replace("{value}", value);
}

function endLines({ run, diffs, users, written }: Omit<UndoView, "left">, words: Words["undo"]): readonly Line[] {
  if (users.length === 0) return [[words.nothing(run)]];
  const size = words.size(users.length, diffs.length);
  return written ? [[words.wrote(run, size)], [words.next]] : [[words.preview(run, size)]];
}
