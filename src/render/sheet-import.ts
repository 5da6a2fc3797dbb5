import { isFieldKey, PERMISSION_KEYS, type Value } from "../model/fields.ts";
import type { FileDiff } from "../model/file-change.ts";
import { say, type Told } from "../model/phrases.ts";
import { SHEET_COLUMNS, type SheetColumn, type SheetEdit } from "../model/sheet.ts";
import type { LoginId } from "../model/user.ts";
import { diffLines } from "./diff.ts";
import { type Line, styled } from "./line.ts";
import { tableRows } from "./table.ts";
import { valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

/** Why something of a sheet cannot be written. */
export const UNWRITTEN: Readonly<Record<"noEntry" | "noColumn" | "wholeEntry" | "noCharacter", Told>> = {
  noEntry: say("a file changed meanwhile; try again"),
  noColumn: say("the file has no column for it, and the console names its columns"),
  wholeEntry: say("an entry is put in and taken out by people"),
  noCharacter: say("the encoding of the file has no place for a character of it"),
};

export interface SheetView {
  readonly rows: number;
  readonly edits: readonly SheetEdit[];
  readonly diffs: readonly FileDiff[];
  readonly written: boolean;
  readonly rolesOf: (loginId: LoginId) => readonly string[];
}

/** The change file by file, then column by column, and how to go on. */
export function sheetLines({ rows, edits, diffs, written, rolesOf }: SheetView, words: Words): readonly Line[] {
  const { sheet } = words;
  if (edits.length === 0) return [[sheet.same]];
  const alike = alikeIn(edits);
  const size = words.undo.size(edits.length, diffs.length);
  return [
    ...diffs.flatMap((diff) => [...diffLines(diff), []]),
    ...tableRows(alike.map((one) => alikeCells(one, words))).map((row): Line => [`  ${row}`]),
    ...alike.flatMap((one) => hintLines(one, { rows, rolesOf }, words)),
    [written ? sheet.wrote(size) : sheet.preview(size)],
    ...(written ? [[words.undo.next]] : []),
  ];
}

/** People of whom the same becomes the same. */
interface Alike {
  readonly column: SheetColumn;
  readonly from: Value | undefined;
  readonly to: Value;
  readonly people: readonly LoginId[];
  /** How many lose a word of their own, because their role says it. */
  readonly inherits: number;
}

function alikeIn(edits: readonly SheetEdit[]): readonly Alike[] {
  const all = edits.flatMap(({ loginId, changes }) => changes.map((change) => ({ loginId, ...change })));
  const groups = Map.groupBy(all, ({ column, from, to }) =>
    isFree(column) ? column : JSON.stringify([column, from, to]),
  );
  const alike = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { column, from, to } = first;
    const inherits = group.filter((one) => one.inherits).length;
    return [{ column, from, to, people: group.map(({ loginId }) => loginId), inherits }];
  });
  return alike.sort((a, b) => SHEET_COLUMNS.indexOf(a.column) - SHEET_COLUMNS.indexOf(b.column));
}

/** Another text for everybody. */
function isFree(column: string): boolean {
  return ["name", "extension", "employeeId", "leave.reason"].includes(column);
}

function alikeCells({ column, from, to, people, inherits }: Alike, words: Words): readonly string[] {
  const { users, sheet } = words;
  const what = isFree(column) && people.length > 1 ? "" : changeText(from, to, words);
  return [column, users(people.length), what, inherits === 0 ? "" : sheet.inherits(inherits)];
}

function changeText(from: Value | undefined, to: Value, words: Words): string {
  return `${from === undefined ? words.nothing : valueText(from, words)} → ${valueText(to, words)}`;
}

const FEWEST = 3;

/** What most get alike is a matter of their role. */
function hintLines(
  { column, people, inherits }: Alike,
  { rows, rolesOf }: Pick<SheetView, "rows" | "rolesOf">,
  { sheet, comma }: Words,
): readonly Line[] {
  const isPermission = isFieldKey(column) && PERMISSION_KEYS.some((key) => key === column);
  const count = people.length - inherits;
  if (!isPermission || count < FEWEST || count * 2 <= rows) return [];
  const roles = [...new Set(people.flatMap(rolesOf))].sort().join(comma);
  return [[styled("bold", sheet.sameForMost(count, rows, column, roles))]];
}
