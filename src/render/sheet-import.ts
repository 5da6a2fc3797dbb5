import { isFieldKey, PERMISSION_KEYS, type Value } from "../model/fields.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { SHEET_COLUMNS, type SheetColumn, type SheetEdit } from "../model/sheet.ts";
import { type Line, styled } from "./line.ts";
import { tableRows } from "./table.ts";
import { valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

/** Column by column what a sheet changes for how many, and what had better be a matter of a role. */
export function sheetLines(edits: readonly SheetEdit[], rows: number, words: Words): readonly Line[] {
  const alike = alikeIn(edits);
  return [
    ...tableRows(alike.map((one) => alikeCells(one, words))).map((row): Line => [`  ${row}`]),
    ...alike.flatMap((one) => hintLines(one, rows, words)),
    ...(alike.length === 0 ? [] : [[]]),
  ];
}

/** People of whom the same becomes the same. */
interface Alike {
  readonly column: SheetColumn;
  readonly from: Value | undefined;
  readonly to: Value;
  readonly people: readonly DeclaredUser[];
  /** How many need no word of their own for it. */
  readonly inherits: number;
}

function alikeIn(edits: readonly SheetEdit[]): readonly Alike[] {
  const all = edits.flatMap(({ user, changes }) => changes.map((change) => ({ user, ...change })));
  const groups = Map.groupBy(all, ({ column, from, to }) =>
    isFree(column) ? column : JSON.stringify([column, from, to]),
  );
  const alike = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { column, from, to } = first;
    const inherits = group.filter((one) => one.inherits).length;
    return [{ column, from, to, people: group.map(({ user }) => user), inherits }];
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
function hintLines({ column, people, inherits }: Alike, rows: number, { sheet, comma }: Words): readonly Line[] {
  const isPermission = isFieldKey(column) && PERMISSION_KEYS.some((key) => key === column);
  const count = people.length - inherits;
  if (!isPermission || count < FEWEST || count * 2 <= rows) return [];
  const roles = [...new Set(people.flatMap((user) => user.roles))].sort().join(comma);
  return [[styled("bold", sheet.sameForMost(count, rows, column, roles))]];
}
