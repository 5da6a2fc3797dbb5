import type { Encoding } from "../model/encoding.ts";
import { isFieldKey, type Value } from "../model/fields.ts";
import { say } from "../model/phrases.ts";
import type { Place } from "../model/place.ts";
import { type Problem, problem, type Result, resultOf } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import {
  DAY_COLUMNS,
  isSheetColumn,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  type SheetRow,
  TEXT_COLUMNS,
  unmarkedText,
} from "../model/sheet.ts";
import { loginKey } from "../model/user.ts";
import { checkDay } from "./checks/days.ts";
import { spreadsheetMade } from "./checks/spreadsheet.ts";
import { decodeCsv } from "./decode.ts";
import { columnKeys, unknownColumn } from "./extended.ts";
import { finish } from "./finish.ts";
import { scanCsv } from "./scan.ts";
import { headerPlace, isBlank, type Row, readTable, rowPlace, type Table } from "./table.ts";
import { stateOfWord, valueOfWord, wordsHint } from "./words.ts";

/**
 * Reads a sheet of people that came back from a spreadsheet: any encoding, separator and header that a file of the
 * roster may have. An empty cell says nothing, and so does a row without anything.
 */
export function readSheet(
  bytes: Uint8Array,
  file: string,
  headers: Settings["headers"],
): Result<Sheet & { readonly encoding: Encoding }> {
  const decoded = decodeCsv({ file, bytes });
  if (!decoded.ok) return { ok: false, problems: [decoded.problem] };
  const { text, encoding } = decoded;
  const source = { file, text };
  const scanned = scanCsv(source);
  const read = scanned.length > 0 ? { problems: scanned } : readTable(source);
  if (!("table" in read) || read.table === undefined) return { ok: false, problems: finish(read.problems, [source]) };
  const { table } = read;
  const { columns, passedOver, problems } = columnsOf(table, headers);
  const rows = table.rows.filter((row) => !isBlank(row)).map((row) => readRow(table, columns, row));
  const sheet = { rows: rows.map(({ row }) => row), passedOver, encoding };
  const found = [...read.problems, ...problems, ...rows.flatMap((one) => one.problems), ...twice(sheet.rows)];
  return resultOf(sheet, finish(found, [source]));
}

interface Column {
  readonly column: SheetColumn;
  readonly index: number;
}

function columnsOf(table: Table, headers: Settings["headers"]) {
  const columns: Column[] = [];
  const passedOver: string[] = [];
  const problems: Problem[] = [];
  for (const [index, key] of columnKeys(table.header, headers).entries()) {
    const header = table.header[index] ?? "";
    const place = headerPlace(table, header);
    const column = key === "roles" ? "role" : key;
    if (column === undefined) problems.push(problem("unknown-column", unknownColumn(header), { place }));
    else if (column === "password") problems.push(problem("password-in-file", {}, { place }));
    else if (!isSheetColumn(column)) passedOver.push(header);
    else if (columns.some((known) => known.column === column)) {
      problems.push(problem("duplicate-column", { column }, { place }));
    } else columns.push({ column, index });
  }
  if (!columns.some(({ column }) => column === "loginId")) {
    problems.push(problem("missing-column", { column: "loginId" }, { place: { file: table.source.file, line: 1 } }));
  }
  return { columns, passedOver, problems };
}

function readRow(table: Table, columns: readonly Column[], row: Row): { row: SheetRow; problems: readonly Problem[] } {
  const textIn = (index: number) => unmarkedText((row.cells[index] ?? "").trim());
  const own = columns.find(({ column }) => column === "loginId");
  const loginId = own === undefined ? "" : textIn(own.index);
  const place = rowPlace(table, row);
  const problems: Problem[] = [];
  if (own !== undefined && loginId === "") {
    const hint = say("write the Login ID, or delete the row");
    problems.push(problem("missing-key", { key: "loginId", hint }, { place }));
  }
  const cells = columns.flatMap(({ column, index }): readonly SheetCell[] => {
    const text = textIn(index);
    if (column === "loginId" || text === "") return [];
    const at = rowPlace(table, row, table.header[index]);
    const value = valueIn(column, text);
    if (value === undefined) problems.push(unknownValue(column, text, at));
    return value === undefined ? [] : [{ column, value, place: at, doubts: doubtsOf(column, text, at) }];
  });
  return { row: { loginId, place, cells }, problems };
}

/** What a cell means; undefined for a word that nobody knows. */
function valueIn(column: SheetCell["column"], text: string): Value | undefined {
  if (isFieldKey(column)) return valueOfWord(column, text);
  if (column === "state") return stateOfWord(text);
  if (column === "role") return text.split(/[\s,;、]+/).join(" ");
  return isDayColumn(column) ? dayIn(text) : text;
}

function isDayColumn(column: string): boolean {
  return DAY_COLUMNS.some((day) => day === column);
}

/** Year first, a spreadsheet's way of writing a day is not to be mistaken: 2026/12/1. */
function dayIn(text: string): string {
  const [, year = "", month = "", day = ""] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0?0:00(?::00)?)?$/.exec(text) ?? [];
  return year === "" ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function unknownValue(column: SheetColumn, value: string, place: Place): Problem {
  const key = column;
  const hint = isFieldKey(key) && key !== "loginId" ? wordsHint(key) : wordsHint("state");
  return problem("value-unknown", { value, key, hint }, { place });
}

function doubtsOf(column: SheetColumn, text: string, place: Place): readonly Problem[] {
  if (isDayColumn(column)) return checkDay(dayIn(text), () => place);
  return TEXT_COLUMNS.some((one) => one === column) ? spreadsheetMade(column, text, () => place) : [];
}

function twice(rows: readonly SheetRow[]): readonly Problem[] {
  const first = new Map<string, SheetRow>();
  return rows.flatMap((row) => {
    const { loginId, place } = row;
    const known = first.get(loginKey(loginId));
    if (known === undefined) first.set(loginKey(loginId), row);
    if (known === undefined || loginId === "") return [];
    const where = `${known.place.file}:${known.place.line}`;
    return [problem("login-id-twice", { loginId, first: where }, { place })];
  });
}
