import { type ConsoleColumn, headerReader, isValueColumn, normalHeader } from "../model/console.ts";
import { choicesOf, fieldOf, type Value, type ValueKey, valueOfCode } from "../model/fields.ts";
import { say, type Told } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { headerPlace, type Row, rowPlace, type Table } from "./table.ts";

/** What the header of a console's file says its columns hold, and what is wrong with it. */
export function readColumns(
  table: Table,
  headers: Settings["headers"],
): { readonly columns: readonly ConsoleColumn[]; readonly problems: readonly Problem[] } {
  const read = headerReader(headers);
  const columns = table.header.map(read);
  return {
    columns,
    problems: [...withoutLoginId(table, columns), ...twice(table, columns), ...unknown(table, columns)],
  };
}

function withoutLoginId(table: Table, columns: readonly ConsoleColumn[]): readonly Problem[] {
  if (columns.some((column) => column.kind === "field" && column.key === "loginId")) return [];
  const { en, ja } = fieldOf("loginId").header;
  const reason = say("the first line has no column {en} or {ja}", { en, ja });
  return [problem("console-header", { reason }, { place: { file: table.source.file, line: 1 } })];
}

function twice(table: Table, columns: readonly ConsoleColumn[]): readonly Problem[] {
  const seen = new Set<string>();
  return columns.flatMap((column, index) => {
    const header = table.header[index] ?? "";
    const name = column.kind === "field" ? column.key : column.kind === "password" ? "Password" : normalHeader(header);
    const again = seen.has(name);
    seen.add(name);
    return again ? [problem("duplicate-column", { column: name }, { place: headerPlace(table, header) })] : [];
  });
}

function unknown(table: Table, columns: readonly ConsoleColumn[]): readonly Problem[] {
  const names = columns.flatMap((column) => (column.kind === "unknown" ? [column.header] : []));
  const place = { file: table.source.file, line: 1 };
  return names.length === 0 ? [] : [problem("console-unknown-columns", { columns: names.join(", ") }, { place })];
}

/** What one row says; an empty cell says nothing. */
export interface RowSaid {
  readonly loginId: string;
  readonly values: readonly { readonly key: ValueKey; readonly value: Value; readonly index: number }[];
  readonly problems: readonly Problem[];
}

/** Names are kept to the letter; in codes, spaces around them mean nothing. */
export function readRow(table: Table, columns: readonly ConsoleColumn[], row: Row): RowSaid {
  const values: { key: ValueKey; value: Value; index: number }[] = [];
  const problems: Problem[] = [];
  let loginId = "";
  for (const [index, column] of columns.entries()) {
    const cell = row.cells[index] ?? "";
    if (column.kind === "field" && column.key === "loginId") loginId = cell.trim();
    if (!isValueColumn(column) || cell.trim() === "") continue;
    const { key } = column;
    const value = key === "name" ? cell : valueOfCode(key, cell.trim());
    if (value === undefined) problems.push(unknownCode(table, row, key, index));
    else values.push({ key, value, index });
  }
  return { loginId, values, problems };
}

function unknownCode(table: Table, row: Row, key: ValueKey, index: number): Problem {
  const args = { value: row.cells[index] ?? "", key, hint: codesOf(key) };
  return problem("value-unknown", args, { place: rowPlace(table, row, table.header[index] ?? "") });
}

function codesOf(key: ValueKey): Told {
  const { type } = fieldOf(key);
  if (type === "bool") return say("the console's codes are 0 no, 1 yes");
  const codes = (choicesOf(type) ?? []).map((choice, code) => `${code} ${choice}`);
  return say("the console's codes are {codes}", { codes: codes.join(", ") });
}
