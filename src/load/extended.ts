import { headerReader } from "../model/console.ts";
import { choicesOf, FIELDS, fieldOf, isFieldKey, type Value, type ValueKey } from "../model/fields.ts";
import { say } from "../model/phrases.ts";
import type { Place } from "../model/place.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Leave } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";
import { asLoginId, type State } from "../model/user.ts";
import type { Entry, FileLayer, Said } from "./entry.ts";
import { isPassword } from "./mistakes.ts";
import { nearest } from "./suggest.ts";
import { blankRow, headerPlace, isBlank, type Row, rowPlace, type Table } from "./table.ts";
import type { ReadEntries } from "./users.ts";
import { isZero, stateOfWord, valueOfWord, wordsHint } from "./words.ts";

/** What a column of our own may be, beside the fields of a user. */
const OWN_KEYS = [
  "previousLoginIds",
  "role",
  "roles",
  "state",
  "startDate",
  "endDate",
  "leave.from",
  "leave.until",
  "leave.reason",
  "employeeId",
  "department",
  "extensionPool",
  "note",
] as const;
type OwnKey = (typeof OWN_KEYS)[number];
type ColumnKey = "loginId" | "password" | OwnKey | ValueKey;

interface Column {
  readonly key: ColumnKey;
  readonly header: string;
  readonly index: number;
  /** Of a field: its key once more, and the words that were met in its cells, which are few and come again and again. */
  readonly field?: { readonly key: ValueKey; readonly words: Map<string, Word> };
}

interface Word {
  readonly value: Value | undefined;
  /** A range that was written as the console's 0. */
  readonly zero: boolean;
}

/** The people of a CSV file in meibo's own layout: words or codes in the cells, and an empty cell inherits. */
export function readExtended(table: Table, headers: Settings["headers"]): ReadEntries {
  const { columns, problems } = readColumns(table, headers);
  if (!columns.some(({ key }) => key === "loginId")) return { entries: [], problems };
  const reading: Reading = { table, columns, layer: [], problems: [...problems] };
  const entries = table.rows.flatMap((row) => readRow(reading, row) ?? []);
  return { entries, problems: reading.problems };
}

interface Reading {
  readonly table: Table;
  readonly columns: readonly Column[];
  readonly layer: FileLayer;
  readonly problems: Problem[];
}

function readColumns(table: Table, headers: Settings["headers"]) {
  const keyOf = keyReader(headers);
  const columns: Column[] = [];
  const problems: Problem[] = [];
  for (const [index, header] of table.header.entries()) {
    const key = keyOf(header);
    const place = headerPlace(table, header);
    if (key === undefined) problems.push(problem("unknown-column", unknownColumn(header), { place }));
    else if (columns.some((column) => column.key === key)) {
      problems.push(problem("duplicate-column", { column: key }, { place }));
    } else columns.push({ key, header, index, ...(isValueKey(key) ? { field: { key, words: new Map() } } : {}) });
  }
  return { columns, problems: [...problems, ...missingColumns(table, columns), ...bothRoles(table, columns)] };
}

/** What each column of a table in meibo's own layout holds. */
export function columnKeys(header: readonly string[], headers: Settings["headers"]): readonly (string | undefined)[] {
  return header.map(keyReader(headers));
}

/** Our key, the console's name of the item, or any text that ends in our key in brackets. */
function keyReader(headers: Settings["headers"]): (header: string) => ColumnKey | undefined {
  const fromConsole = headerReader(headers);
  return (header) => {
    const [, bracketed] = /\[([^\]]+)\]\s*$/.exec(header) ?? [];
    const named = OUR_KEYS.get((bracketed ?? header).normalize("NFKC").trim().toLowerCase());
    if (named !== undefined || bracketed !== undefined) return named;
    const column = fromConsole(header);
    if (column.kind === "field") return column.key;
    return column.kind === "password" || isPassword(header) ? "password" : undefined;
  };
}

const OUR_KEYS: ReadonlyMap<string, ColumnKey> = new Map([
  ...FIELDS.map(({ key }) => [key.toLowerCase(), key] as const),
  ...FIELDS.flatMap(({ key }) => (key.endsWith(".enabled") ? [[key.slice(0, -8).toLowerCase(), key] as const] : [])),
  ...OWN_KEYS.map((key) => [key.toLowerCase(), key] as const),
  ["password", "password"] as const,
]);

export function unknownColumn(header: string) {
  if (header.trim() === "")
    return { column: say("without a name"), suggestion: say("delete the column, or a separator too many") };
  if (/[，；]/.test(header))
    return { column: header, suggestion: say("part the columns with the comma of a keyboard, not the full-width one") };
  const [, named = header] = /\[([^\]]+)\]\s*$/.exec(header) ?? [];
  const known = [...OWN_KEYS, ...FIELDS.flatMap(({ key, header: { en, ja } }) => [key, en, ja])];
  const near = nearest(named, known);
  if (near !== undefined) return { column: header, suggestion: say("did you mean {words}?", { words: near }) };
  return {
    column: header,
    suggestion: say("write one of meibo's keys, such as name or note, or the console's name of the item"),
  };
}

function missingColumns(table: Table, columns: readonly Column[]): readonly Problem[] {
  const missing = (["loginId", "name"] as const).filter((key) => !columns.some((column) => column.key === key));
  const place = { file: table.source.file, line: 1 };
  return missing.map((key) => problem("missing-column", { column: fieldOf(key).header.en }, { place }));
}

function bothRoles(table: Table, columns: readonly Column[]): readonly Problem[] {
  const found = columns.filter(({ key }) => key === "role" || key === "roles");
  return found.slice(1).map(({ header }) => problem("role-and-roles", {}, { place: headerPlace(table, header) }));
}

/** What the cells of one row say. */
interface Cells {
  readonly own: Partial<Record<ColumnKey, string>>;
  readonly said: Said[];
  readonly zeros: ValueKey[];
}

function readRow(reading: Reading, row: Row): Entry | undefined {
  if (isBlank(row)) {
    reading.problems.push(blankRow(reading.table, row));
    return undefined;
  }
  const cells: Cells = { own: {}, said: [], zeros: [] };
  for (const column of reading.columns) {
    const text = textOf(reading, row, column);
    if (text === undefined) continue;
    if (column.field !== undefined) readValue(reading, row, column, column.field, text, cells);
    else cells.own[column.key] = text;
  }
  return makeEntry(reading, row, cells);
}

function isValueKey(key: ColumnKey): key is ValueKey {
  return isFieldKey(key) && key !== "loginId";
}

/** The cell without the spaces around it; undefined for an empty one, which inherits. */
function textOf({ table, problems }: Reading, row: Row, { key, header, index }: Column): string | undefined {
  const cell = row.cells[index] ?? "";
  if (key === "loginId") return cell;
  const text = cell.trim();
  if (text === "") return key === "name" ? text : undefined;
  if (key !== "password" && text === cell) return text;
  const place = rowPlace(table, row, header);
  if (key === "password") problems.push(problem("password-in-file", {}, { place }));
  else problems.push(problem("spaces-trimmed", { value: text }, { place }));
  return text;
}

function readValue(
  reading: Reading,
  row: Row,
  { header }: Column,
  { key, words }: NonNullable<Column["field"]>,
  text: string,
  cells: Cells,
): void {
  const { value, zero } = words.get(text) ?? readWord(key, words, text);
  if (value === undefined) {
    const args = { value: text, key, hint: wordsHint(key) };
    reading.problems.push(problem("value-unknown", args, { place: rowPlace(reading.table, row, header) }));
    return;
  }
  cells.said.push({ key, value, line: row.line });
  if (zero) cells.zeros.push(key);
}

/** Free text is not kept: it is another in every row. */
function readWord(key: ValueKey, words: Map<string, Word>, text: string): Word {
  const { type } = fieldOf(key);
  const word = { value: valueOfWord(key, text), zero: type === "range" && isZero(text) };
  if (choicesOf(type) !== undefined) words.set(text, word);
  return word;
}

function makeEntry(reading: Reading, row: Row, { own, said, zeros }: Cells): Entry {
  const { table, columns, layer } = reading;
  const place = rowPlace(table, row);
  return {
    place,
    loginId: asLoginId(own.loginId ?? ""),
    previousLoginIds: namesIn(own.previousLoginIds).map(asLoginId),
    said,
    roles: namesIn(own.roles ?? own.role),
    layer,
    state: stateOf(reading, row, own.state),
    startDate: own.startDate,
    endDate: own.endDate,
    leave: leaveOf(reading, row, own),
    employeeId: own.employeeId,
    department: own.department,
    extensionPool: own.extensionPool,
    zeros,
    where: (word) => ({ ...place, ...cellOf(columns, word) }),
  };
}

/** Several names in one cell, parted by spaces, commas or semicolons. */
function namesIn(cell: string | undefined): readonly string[] {
  return cell === undefined ? [] : cell.split(/[\s,;、]+/).filter((name) => name !== "");
}

function stateOf(reading: Reading, row: Row, text: string | undefined): State | undefined {
  const state = text === undefined ? undefined : stateOfWord(text);
  if (text !== undefined && state === undefined) {
    const args = { value: text, key: "state", hint: wordsHint("state") };
    reading.problems.push(problem("value-unknown", args, { place: ownPlace(reading, row, "state") }));
  }
  return state;
}

function leaveOf(reading: Reading, row: Row, own: Cells["own"]): Leave | undefined {
  const { "leave.from": from, "leave.until": until, "leave.reason": reason } = own;
  if (from !== undefined)
    return { from, ...(until === undefined ? {} : { until }), ...(reason === undefined ? {} : { reason }) };
  if (until === undefined) return undefined;
  const args = { key: "leave.from", hint: say("write the first day of the leave") };
  reading.problems.push(problem("missing-key", args, { place: ownPlace(reading, row, "leave.until") }));
  return undefined;
}

function ownPlace({ table, columns }: Reading, row: Row, key: OwnKey): Place {
  return { ...rowPlace(table, row), ...cellOf(columns, key) };
}

/** The column of a word; `roles.1` stands in the column of the roles. */
function cellOf(columns: readonly Column[], word: string): { readonly cell?: string } {
  const [list = ""] = word.split(".");
  const names: readonly string[] = list === "roles" ? ["role", "roles"] : [word, list];
  const header = columns.find(({ key }) => names.includes(key))?.header;
  return header === undefined ? {} : { cell: header };
}
