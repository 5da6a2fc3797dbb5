import { type ConsoleColumn, normalHeader } from "../model/console.ts";
import type { Separator } from "../model/csv.ts";
import type { Encoding } from "../model/encoding.ts";
import { fieldOf } from "../model/fields.ts";
import type { Place } from "../model/place.ts";
import { type Problem, problem, type Result, resultOf } from "../model/problem.ts";
import { HEADER_LANGUAGES, type HeaderLanguage, type Settings } from "../model/settings.ts";
import { asLoginId, type LoginId, type Values } from "../model/user.ts";
import { type RowSaid, readColumns, readRow } from "./console-table.ts";
import { decodeCsv } from "./decode.ts";
import { finish } from "./finish.ts";
import { scanCsv } from "./scan.ts";
import type { Source } from "./source.ts";
import { type Row, readTable, rowPlace, type Table } from "./table.ts";

export interface ConsoleRow {
  readonly loginId: LoginId;
  /** What the file says; an empty cell says nothing. */
  readonly values: Values;
  /** Cells of columns that meibo does not know, by header, as they came. */
  readonly extra: Readonly<Record<string, string>>;
  readonly place: Place;
}

/** A CSV file that came out of the console, and how it was written. */
export interface ConsoleDownload {
  readonly users: readonly ConsoleRow[];
  readonly columns: readonly ConsoleColumn[];
  readonly encoding: Encoding;
  readonly separator: Separator;
  /** Absent where the headers of both languages stand side by side. */
  readonly headerLanguage: HeaderLanguage | undefined;
  readonly unknownColumns: readonly string[];
}

type Headers = Settings["headers"];

/**
 * Reads a download of the console: a template with its users, or the user list. Passwords in it are left where they
 * are, rows without a Login ID are no users, and columns that meibo does not know are kept as they came.
 * Source: docs/miitel.md, "Columns".
 */
export function readConsoleFile(
  bytes: Uint8Array,
  file: string,
  options: { readonly headers?: Headers; readonly encoding?: Encoding } = {},
): Result<ConsoleDownload> {
  const decoded = decodeCsv({ file, bytes }, options.encoding);
  if (!decoded.ok) return { ok: false, problems: [decoded.problem] };
  const source = { file, text: decoded.text };
  const { value, problems } = readDownload(source, decoded.encoding, options.headers ?? {});
  // No excerpt: the lines of a template hold passwords.
  const sorted = finish(problems, []);
  return value === undefined ? { ok: false, problems: sorted } : resultOf(value, sorted);
}

function readDownload(source: Source, encoding: Encoding, headers: Headers) {
  const scanned = scanCsv(source);
  if (scanned.length > 0) return { problems: scanned };
  const { table, problems } = readTable(source);
  if (table === undefined) return { problems };
  const { columns, problems: ofColumns } = readColumns(table, headers);
  const users = table.rows.map((row) => ({ row, said: readRow(table, columns, row) }));
  const found = users.flatMap(({ said }) => said.problems);
  const value: ConsoleDownload = {
    users: users.flatMap(({ row, said }) => (said.loginId === "" ? [] : [downloaded(table, columns, row, said)])),
    columns,
    encoding,
    separator: table.separator,
    headerLanguage: languageOf(table, columns),
    unknownColumns: columns.flatMap((column) => (column.kind === "unknown" ? [column.header] : [])),
  };
  return {
    value,
    problems: [...problems, ...ofColumns, ...found, ...emptyDownload(table, columns, value.users.length)],
  };
}

/** A template for new users has no users yet; any other download without one was cut short. */
function emptyDownload({ source }: Table, columns: readonly ConsoleColumn[], users: number): readonly Problem[] {
  if (users > 0 || columns.some(({ kind }) => kind === "password")) return [];
  return [problem("console-empty", {}, { place: { file: source.file, line: 1 } })];
}

function downloaded(table: Table, columns: readonly ConsoleColumn[], row: Row, said: RowSaid): ConsoleRow {
  const extra = columns.flatMap((column, index) =>
    column.kind === "unknown" ? [[column.header, row.cells[index] ?? ""] as const] : [],
  );
  return {
    loginId: asLoginId(said.loginId),
    values: Object.fromEntries(said.values.map(({ key, value }) => [key, value])),
    extra: Object.fromEntries(extra),
    place: rowPlace(table, row),
  };
}

/** Told from the headers that differ between the languages. */
function languageOf(table: Table, columns: readonly ConsoleColumn[]): HeaderLanguage | undefined {
  const [found, ...others] = HEADER_LANGUAGES.filter((language) =>
    columns.some((column, index) => {
      if (column.kind !== "field") return false;
      return normalHeader(fieldOf(column.key).header[language]) === normalHeader(table.header[index] ?? "");
    }),
  );
  return others.length === 0 ? found : undefined;
}
