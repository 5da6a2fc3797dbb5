import { type ConsoleColumn, isValueColumn } from "../model/console.ts";
import { fieldOf, PERMISSION_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { asLoginId } from "../model/user.ts";
import { type RowSaid, readColumns, readRow } from "./console-table.ts";
import type { Entry, Said } from "./entry.ts";
import { blankRow, isBlank, type Row, rowPlace, type Table } from "./table.ts";
import type { ReadEntries } from "./users.ts";

/** The people of a console's file that stands in the repository: its columns are managed, and nothing lies below them. */
export function readConsoleUsers(table: Table, headers: Settings["headers"]): ReadEntries {
  const { columns, problems } = readColumns(table, headers);
  if (indexOf(columns, "loginId") === -1) return { entries: [], problems };
  const rows = table.rows.map((row) => ({ row, said: readRow(table, columns, row) }));
  const codes = permissionCodes(columns);
  const found = rows.flatMap(({ row, said }) => [
    ...said.problems,
    ...(isBlank(row) ? [blankRow(table, row)] : []),
    ...passwords(table, columns, row),
    ...trimmed(table, columns, row),
    ...zeroRow(table, codes, row),
  ]);
  return {
    entries: rows.flatMap(({ row, said }) => (isBlank(row) ? [] : [makeEntry(table, columns, row, said)])),
    problems: [...problems, ...unnamed(table, columns), ...found, ...nobody(table)],
  };
}

/** A damaged heading would otherwise leave everybody without a name. */
function unnamed({ source }: Table, columns: readonly ConsoleColumn[]): readonly Problem[] {
  if (indexOf(columns, "name") !== -1) return [];
  return [problem("missing-column", { column: fieldOf("name").header.en }, { place: { file: source.file, line: 1 } })];
}

function nobody({ source, rows }: Table): readonly Problem[] {
  return rows.length > 0 ? [] : [problem("console-empty", {}, { place: { file: source.file, line: 1 } })];
}

function passwords(table: Table, columns: readonly ConsoleColumn[], row: Row): readonly Problem[] {
  return columns.flatMap(({ kind }, index) => {
    if (kind !== "password" || (row.cells[index] ?? "") === "") return [];
    return [problem("password-in-file", {}, { place: rowPlace(table, row, table.header[index] ?? "") })];
  });
}

/** The Login ID is refused with its spaces, and an unknown column is none of meibo's business. */
function trimmed(table: Table, columns: readonly ConsoleColumn[], row: Row): readonly Problem[] {
  return columns.flatMap((column, index) => {
    const cell = row.cells[index] ?? "";
    const value = cell.trim();
    if (!isValueColumn(column) || value === cell || value === "") return [];
    return [problem("spaces-trimmed", { value }, { place: rowPlace(table, row, table.header[index] ?? "") })];
  });
}

interface CodeColumn {
  readonly key: ValueKey;
  readonly index: number;
}

function permissionCodes(columns: readonly ConsoleColumn[]): readonly CodeColumn[] {
  return columns.flatMap((column, index) =>
    isValueColumn(column) && PERMISSIONS.has(column.key) ? [{ key: column.key, index }] : [],
  );
}

/** A row in which every permission is 0 was filled without looking: three of them mean all. */
function zeroRow(table: Table, codes: readonly CodeColumn[], row: Row): readonly Problem[] {
  const range = codes.find(({ key }) => fieldOf(key).type === "range");
  if (range === undefined || codes.some(({ index }) => row.cells[index]?.trim() !== "0")) return [];
  const place = rowPlace(table, row, table.header[range.index] ?? "");
  return [problem("zero-trap", { key: range.key }, { place })];
}

const PERMISSIONS: ReadonlySet<ValueKey> = new Set(PERMISSION_KEYS);

function makeEntry(table: Table, columns: readonly ConsoleColumn[], row: Row, said: RowSaid): Entry {
  const place = rowPlace(table, row);
  const { header } = table;
  return {
    place,
    loginId: asLoginId(row.cells[indexOf(columns, "loginId")] ?? ""),
    previousLoginIds: [],
    said: [...emptyName(columns, said), ...said.values.map(({ key, value }) => trimmedSaid(key, value, row.line))],
    roles: [],
    layer: undefined,
    zeros: [],
    where: (word) => ({ ...place, cell: header[indexOf(columns, word)] ?? word }),
  };
}

function indexOf(columns: readonly ConsoleColumn[], key: string): number {
  return columns.findIndex((column) => column.kind === "field" && column.key === key);
}

function trimmedSaid(key: ValueKey, value: Value, line: number): Said {
  return { key, value: typeof value === "string" ? value.trim() : value, line };
}

/** An empty cell says nothing, but a user without a name cannot be. */
function emptyName(columns: readonly ConsoleColumn[], { values }: RowSaid): readonly Said[] {
  const named = indexOf(columns, "name") !== -1;
  return named && !values.some(({ key }) => key === "name") ? [{ key: "name", value: "", line: 0 }] : [];
}
