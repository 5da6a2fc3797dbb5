import type { EntryWord } from "../model/entry-word.ts";
import { isFieldKey, type Value, type ValueKey } from "../model/fields.ts";
import { columnOf } from "../model/person.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import { type DeclaredUser, originOf } from "../model/roster.ts";
import { DAY_COLUMNS, type SheetCell, type SheetChange, type SheetEdit, type SheetRow } from "../model/sheet.ts";
import type { Values } from "../model/user.ts";

/** A row of a sheet and the person it is about. */
export interface SheetPerson {
  readonly row: SheetRow;
  readonly user: DeclaredUser;
}

export interface Compared extends SheetPerson {
  /** What holds without words of their own. */
  readonly below: Values;
  /** As they would be with the roles that the row says, where those are others. */
  readonly moved?: DeclaredUser | undefined;
}

export interface SheetEdits {
  /** Only people of whom something is different. */
  readonly edits: readonly SheetEdit[];
  /** Cells that are left alone, which may be a spreadsheet's doing, and cells that cannot be. */
  readonly problems: readonly Problem[];
}

/** Does the row say anything that does not hold for the person? */
export function saysMore({ row, user }: SheetPerson): boolean {
  return row.cells.some((cell) => !isSame(cell, columnOf(user, cell.column)));
}

/** The roles that a row gives to a person who has others; below them lie other values. */
export function newRoles({ row, user }: SheetPerson): readonly EntryWord[] {
  const cell = row.cells.find(({ column }) => column === "role");
  return cell === undefined || isSame(cell, columnOf(user, "role")) ? [] : [wordOf("role", cell.value)];
}

/** Compares what people's rows say with what holds for them. */
export function sheetEdits(people: readonly Compared[]): SheetEdits {
  const judged = people.map((person) => {
    const { row, user } = person;
    const changed = row.cells.filter((cell) => !isSame(cell, columnOf(user, cell.column)));
    const cells = changed.map((cell) => ({ cell, problems: doubtsOf(cell, user) }));
    const sure = cells.flatMap(({ cell, problems }) => (problems.length === 0 ? [cell] : []));
    const problems = [...cells.flatMap((one) => one.problems), ...withoutLeave(sure, user)];
    return { edit: { user, changes: sure.map((cell) => changeOf(cell, person)) }, problems };
  });
  return {
    edits: judged.flatMap(({ edit }) => (edit.changes.length === 0 ? [] : [edit])),
    problems: judged.flatMap(({ problems }) => problems),
  };
}

function wordOf(column: SheetCell["column"], value: Value): EntryWord {
  if (typeof value === "boolean") return { key: column, value };
  const names = value.split(" ");
  return column === "role" && names.length > 1 ? { key: "roles", value: names } : { key: column, value };
}

/** A spreadsheet writes a day its own way, and a line break in a cell is a space. */
function isSame({ column, value }: SheetCell, held: SheetChange["from"]): boolean {
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

/** Digits without the zeros they began with. */
function isShortened(value: string, held: string): boolean {
  return /^0\d*$/.test(held) && /^\d+$/.test(value) && value.length < held.length && Number(value) === Number(held);
}

/** A leave begins on some day. */
function withoutLeave(cells: readonly SheetCell[], { leave }: DeclaredUser): readonly Problem[] {
  if (leave !== undefined || cells.some(({ column }) => column === "leave.from")) return [];
  const args = { key: "leave.from", hint: say("write the first day of the leave") };
  return cells
    .filter(({ column }) => column.startsWith("leave."))
    .map(({ place }) => problem("missing-key", args, { place }));
}

/** What the role says as well needs no word of the person's own: one that is there is taken out. */
function changeOf({ column, value }: SheetCell, person: Compared): SheetChange {
  const { user, below, moved } = person;
  const from = columnOf(user, column);
  const inherits =
    newRoles(person).length === 0
      ? isValue(column) && below[column] === value
      : column !== "role" && moved !== undefined && columnOf(moved, column) === value;
  const word = inherits ? { key: column } : wordOf(column, value);
  const isSaid = isValue(column) && originOf(user, column)?.layer === "user";
  return {
    column,
    ...(from === undefined ? {} : { from }),
    to: value,
    inherits,
    ...(inherits && !isSaid ? {} : { word }),
  };
}

function isValue(column: SheetCell["column"]): column is ValueKey {
  return isFieldKey(column);
}
