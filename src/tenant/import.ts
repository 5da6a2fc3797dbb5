import { type ConsoleColumn, type ConsoleFile, headerOf, headerReader, normalHeader } from "../model/console.ts";
import { readCsv } from "../model/csv.ts";
import type { Encoding } from "../model/encoding.ts";
import { loginKey } from "../model/user.ts";
import type { TenantContext } from "./context.ts";
import { templateColumns } from "./download.ts";
import { createUser, type RowWork, startRows, updateUser } from "./rows.ts";
import { type Row, type RowReading, readRow } from "./rules.ts";
import { ID_COLUMN } from "./settings.ts";

export interface ImportOptions {
  /** What the admin chose in the Encoding box; a file in another encoding is refused. */
  readonly encoding: Encoding;
  /** The account that uploads; it stands in the audit log. */
  readonly actor: string;
}

export interface ImportedRow {
  /** As the setting `rowNumbers` counts. */
  readonly row: number;
  /** As the file writes it. */
  readonly loginId: string;
  readonly result: "accepted" | "rejected";
  /** A short, stable English phrase; for rejected rows. */
  readonly cause?: string;
}

interface RejectedRow {
  readonly row: number;
  /** As the file writes it; absent in what was kept before it was noted. */
  readonly loginId?: string;
  readonly cause?: string;
}

/** Nothing was changed. `rows` are the bad ones; none where the file as a whole is at fault. */
interface RejectedImport {
  readonly type: "rejected";
  readonly message: string;
  readonly rows: readonly RejectedRow[];
}

export type ImportResult = { readonly type: "done"; readonly rows: readonly ImportedRow[] } | RejectedImport;

/** The console's own words. Source: docs/miitel.md, "Messages". */
const SOME_DATA =
  "Some data cannot be added to the template. Check the guidelines for creating the CSV. Edit and reupload the CSV.";

/** Users a file. Source: docs/miitel.md, "Limits". */
const MOST_ROWS = 100;

/** An upload as it was read; nothing of it has been tried yet, and its passwords are hashed. */
export interface Upload {
  readonly file: ConsoleFile;
  readonly rows: readonly UploadedRow[];
}

type UploadedRow = RowReading & { readonly number: number };

export type UploadReading =
  | { readonly ok: true; readonly upload: Upload }
  /** The file as a whole is at fault. */
  | { readonly ok: false; readonly message: string };

export function readUpload(
  file: ConsoleFile,
  bytes: Uint8Array,
  encoding: Encoding,
  context: Pick<TenantContext, "contract" | "settings">,
): UploadReading {
  const text = decode(bytes, encoding);
  if (text === undefined) return refused(`The file is not in the encoding ${encoding}.`);
  const table = readCsv(text, ",");
  if (!table.ok) return refused(`Line ${table.fault.line}: ${table.fault.reason}.`);
  const [header, ...records] = table.records;
  const { settings } = context;
  const { columns, fault = countFault(records.length) } = readHeader(
    header?.cells ?? [],
    templateColumns(file, context.contract, settings),
  );
  if (fault !== undefined) return refused(fault);
  const rows = records.map((record, index): UploadedRow => {
    const number = settings.rowNumbers === "lines" ? record.line : index + 1;
    return { number, ...readRow(columns, record.cells, settings) };
  });
  return { ok: true, upload: { file, rows } };
}

/** Strict; a byte order mark is taken off. */
function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding === "shift_jis" ? "shift_jis" : "utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function refused(message: string): UploadReading {
  return { ok: false, message };
}

/** Works through the rows in order. What a result of type `rejected` has written is for the caller to take back. */
export function importRows({ file, rows }: Upload, context: TenantContext, actor: string): ImportResult {
  const results = triedRows(file, rows, startRows(context, actor));
  const bad = results.filter(({ result }) => result === "rejected");
  if (bad.length === 0 || context.settings.rejects === "row") return { type: "done", rows: results };
  return {
    type: "rejected",
    message: SOME_DATA,
    rows: bad.map(({ row, loginId, cause }) => withCause({ row, loginId }, cause)),
  };
}

function countFault(rows: number): string | undefined {
  if (rows === 0) return "The file has no users.";
  return rows > MOST_ROWS ? `The file has ${rows} users; at most ${MOST_ROWS} can be in one file.` : undefined;
}

interface Header {
  readonly columns: readonly ConsoleColumn[];
  /** The first thing that is wrong with it. */
  readonly fault?: string;
}

/** In any order and either language, but exactly the columns of the template. */
function readHeader(cells: readonly string[], template: readonly ConsoleColumn[]): Header {
  const read = headerReader();
  const wanted = new Map(template.map((column) => [nameOf(column), column]));
  const columns = cells.map((cell) => wanted.get(nameOf(read(cell))) ?? { kind: "unknown" as const, header: cell });
  const names = columns.map(nameOf);
  const strange = columns.find((column) => !wanted.has(nameOf(column)));
  if (strange !== undefined)
    return { columns, fault: `The column "${headerOf(strange, "en")}" is not in the template.` };
  const twice = columns.find((column, index) => names.indexOf(nameOf(column)) !== index);
  if (twice !== undefined) return { columns, fault: `The column "${headerOf(twice, "en")}" is there twice.` };
  const missing = template.find((column) => !names.includes(nameOf(column)));
  if (missing !== undefined) return { columns, fault: `The column "${headerOf(missing, "en")}" is missing.` };
  return { columns };
}

function nameOf(column: ConsoleColumn): string {
  return normalHeader(headerOf(column, "en"));
}

function triedRows(file: ConsoleFile, rows: readonly UploadedRow[], work: RowWork): readonly ImportedRow[] {
  const carryOut = { create: createUser, update: updateUser }[file];
  const doubleCause = file === "update" ? doublesIn(work) : () => undefined;
  return rows.map((reading) => {
    const row = reading.number;
    if (!reading.ok) return { row, loginId: reading.loginId, result: "rejected", cause: reading.cause };
    const { loginId } = reading.row;
    const cause = doubleCause(reading.row) ?? carryOut(work, reading.row);
    return withCause({ row, loginId, result: cause === undefined ? "accepted" : "rejected" }, cause);
  });
}

/** Of the rows in their order: why one speaks of somebody of whom a row before it spoke. */
function doublesIn({ settings }: TenantContext): (row: Row) => string | undefined {
  const keys = new Set<string>();
  const ids = new Set<string>();
  return ({ loginId, extra }) => {
    const key = loginKey(loginId);
    const id = settings.updatesById ? (extra[ID_COLUMN] ?? "") : "";
    const cause = keys.has(key) ? LOGIN_TWICE : id !== "" && ids.has(id) ? ID_TWICE : undefined;
    keys.add(key);
    ids.add(id);
    return cause;
  };
}

const LOGIN_TWICE = "Login ID twice in the file";
const ID_TWICE = "User ID twice in the file";

function withCause<T extends object>(row: T, cause: string | undefined): T & { readonly cause?: string } {
  return cause === undefined ? row : { ...row, cause };
}
