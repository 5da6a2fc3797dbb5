import type { Explanation } from "../model/explanation.ts";
import { isFieldKey, type Value, type ValueKey } from "../model/fields.ts";
import { columnOf } from "../model/person.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { DAY_COLUMNS, type SheetCell, type SheetChange, type SheetEdit, type SheetRow } from "../model/sheet.ts";
import type { Writing } from "../model/writing.ts";
import { wordsFor } from "./accept.ts";
import { plainText } from "./yaml-text.ts";

export interface SheetEdits {
  /** Only people of whom something is different. */
  readonly edits: readonly SheetEdit[];
  /** Cells that are left alone, which may be a spreadsheet's doing, and cells that cannot be. */
  readonly problems: readonly Problem[];
}

/** A row of a sheet and the person it is about. */
export interface SheetPerson {
  readonly row: SheetRow;
  readonly user: DeclaredUser;
}

/** Does the row say anything that does not hold for the person? */
export function saysMore({ row, user }: SheetPerson): boolean {
  return row.cells.some((cell) => !isSame(cell, columnOf(user, cell.column)));
}

/** Compares what people's rows say with what holds for them. */
export function sheetEdits(people: readonly (SheetPerson & { readonly explained: Explanation })[]): SheetEdits {
  const judged = people.map(({ row, user, explained }) => {
    const changed = row.cells.filter((cell) => !isSame(cell, columnOf(user, cell.column)));
    const cells = changed.map((cell) => ({ cell, problems: doubtsOf(cell, user) }));
    const sure = cells.flatMap(({ cell, problems }) => (problems.length === 0 ? [cell] : []));
    const problems = [...cells.flatMap((one) => one.problems), ...withoutLeave(sure, user)];
    return { edit: editOf(sure, user, explained), problems };
  });
  return {
    edits: judged.flatMap(({ edit }) => (edit.changes.length === 0 ? [] : [edit])),
    problems: judged.flatMap(({ problems }) => problems),
  };
}

function editOf(cells: readonly SheetCell[], user: DeclaredUser, explained: Explanation): SheetEdit {
  const moves = cells.some(({ column }) => column === "role");
  const changes = cells.map((cell) => changeOf(cell, user, explained, moves));
  return { loginId: user.loginId, file: user.place.file, changes, writings: writingsOf(changes, explained) };
}

/** A spreadsheet writes a day its own way, and a line break in a cell is a space. */
function isSame({ column, value }: SheetCell, held: Value | undefined): boolean {
  if (held === value) return true;
  if (typeof held !== "string" || typeof value !== "string") return false;
  const isDay = DAY_COLUMNS.some((day) => day === column);
  return isDay ? daysAs(held).includes(value) : held.trim().replace(/\s*\n\s*/g, " ") === value;
}

/** With the day first, and with the month first. */
function daysAs(day: string): readonly string[] {
  const [year = "", month = "", date = ""] = day.split("-");
  const short = (text: string) => String(Number(text));
  return [
    [date, month],
    [month, date],
  ].flatMap(([first = "", second = ""]) => [
    `${first}/${second}/${year}`,
    `${short(first)}/${short(second)}/${year}`,
    `${first}.${second}.${year}`,
    `${first}-${second}-${year}`,
  ]);
}

function doubtsOf({ column, value, place, doubts }: SheetCell, user: DeclaredUser): readonly Problem[] {
  const held = columnOf(user, column);
  if (typeof held !== "string" || typeof value !== "string" || !isShortened(value, held)) return doubts;
  return [problem("sheet-zeros", { loginId: user.loginId, column, value, held }, { place })];
}

/** A leave begins on some day. */
function withoutLeave(cells: readonly SheetCell[], { leave }: DeclaredUser): readonly Problem[] {
  if (leave !== undefined || cells.some(({ column }) => column === "leave.from")) return [];
  const args = { key: "leave.from", hint: say("write the first day of the leave") };
  return cells
    .filter(({ column }) => column.startsWith("leave."))
    .map(({ place }) => problem("missing-key", args, { place }));
}

/** Digits without the zeros they began with. */
function isShortened(value: string, held: string): boolean {
  return /^0\d*$/.test(held) && /^\d+$/.test(value) && value.length < held.length && Number(value) === Number(held);
}

/** Below another role other values lie, so what the sheet says is written as the person's own. */
function changeOf(
  { column, value }: SheetCell,
  user: DeclaredUser,
  { fields }: Explanation,
  moves: boolean,
): SheetChange {
  const from = columnOf(user, column);
  const words = fields.find(({ key }) => key === column)?.words ?? [];
  const below = words.filter(({ origin }) => origin.layer !== "user").at(-1)?.value;
  const inherits = !moves && words.length > 0 && below === value;
  return { column, ...(from === undefined ? {} : { from }), to: value, inherits };
}

function writingsOf(changes: readonly SheetChange[], explained: Explanation): readonly Writing[] {
  const fields = changes.flatMap(({ column, to, inherits }) =>
    isValueKey(column) ? [inherits ? { key: column } : { key: column, from: to }] : [],
  );
  const others = changes.filter(({ column }) => !isValueKey(column));
  return [...wordsFor({ fields }, explained), ...others.flatMap((change) => entryWritings(change, explained))];
}

function isValueKey(column: SheetCell["column"]): column is ValueKey {
  return isFieldKey(column);
}

/** A table has a cell for each word; in YAML, several roles stand under another key than one. */
function entryWritings({ column, to }: SheetChange, { place }: Explanation): readonly Writing[] {
  const word = String(to);
  if (place.row !== undefined) return [{ place, key: column, text: word }];
  if (column === "role") {
    const names = word.split(" ");
    const [key, other] = names.length === 1 ? ["role", "roles"] : ["roles", "role"];
    const text = names.length === 1 ? `role: ${word}` : `roles: [${names.join(", ")}]`;
    return [
      { place, key: other },
      { place, key, text },
    ];
  }
  const [first = "", second] = column.split(".");
  const text = PLAIN_COLUMNS.has(column) ? word : plainText(word);
  return [
    { place, key: column, text: second === undefined ? `${first}: ${text}` : `${first}: { ${second}: ${text} }` },
  ];
}

/** Words that YAML can take for nothing else. */
const PLAIN_COLUMNS: ReadonlySet<string> = new Set(["state", ...DAY_COLUMNS]);
