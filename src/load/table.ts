import { readCsv, SEPARATORS, type Separator } from "../model/csv.ts";
import { say } from "../model/phrases.ts";
import type { Place } from "../model/place.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Source } from "./source.ts";

export interface Row {
  readonly cells: readonly string[];
  readonly line: number;
  /** From 1, the header not counted. */
  readonly row: number;
}

/** A CSV file: a header, and rows that are as long as it. */
export interface Table {
  readonly source: Source;
  readonly separator: Separator;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

export interface ReadTable {
  readonly table?: Table;
  readonly problems: readonly Problem[];
}

export function readTable(source: Source): ReadTable {
  const { file, text } = source;
  if (text.trim() === "") return { problems: [problem("empty-file", {}, { place: { file, line: 1 } })] };
  if (/^"?sep=/i.test(text)) return { problems: [problem("csv-separator-line", {}, { place: { file, line: 1 } })] };
  const separator = separatorOf(text);
  const read = readCsv(text, separator);
  if (!read.ok) {
    const { reason, line, column } = read.fault;
    return { problems: [problem("csv-syntax", { reason }, { place: { file, line, column } })] };
  }
  const [header = { cells: [] }, ...records] = read.records;
  const all = records.map(({ cells, line }, index) => ({ cells, line, row: index + 1 }));
  const expected = header.cells.length;
  const rows = all.filter(({ cells }) => cells.length === expected);
  const table = { source, separator, header: header.cells, rows };
  return { table, problems: all.flatMap((row) => unlikeHeader(file, row, expected)) };
}

/** The one that parts the header most often; a comma if nothing does. */
export function separatorOf(text: string): Separator {
  const [header = ""] = text
    .replace(/^\s+/, "")
    .replace(/"[^"]*"/g, "")
    .split(/\r?\n/, 1);
  const counts = SEPARATORS.map((separator) => header.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ",";
}

function unlikeHeader(file: string, { cells, line, row }: Row, expected: number): readonly Problem[] {
  if (cells.length === expected) return [];
  return [problem("csv-cells", { got: cells.length, expected }, { place: { file, line, row } })];
}

/** Of a row, or of a cell in it. */
export function rowPlace({ source }: Table, { line, row }: Row, cell?: string): Place {
  return { file: source.file, line, row, ...(cell === undefined ? {} : { cell }) };
}

export function headerPlace({ source }: Table, header: string): Place {
  return { file: source.file, line: 1, cell: header };
}

export function isBlank({ cells }: Row): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** A row of nothing but separators is what a spreadsheet leaves behind; it declares nobody, and nobody meant it. */
export function blankRow(table: Table, row: Row): Problem {
  const args = { key: "loginId", hint: say("write the Login ID, or delete the row") };
  return problem("missing-key", args, { place: rowPlace(table, row) });
}
