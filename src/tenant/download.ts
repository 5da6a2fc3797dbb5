import { type ConsoleColumn, type ConsoleFile, cellsOf, consoleColumns, headerOf } from "../model/console.ts";
import { writeCsv } from "../model/csv.ts";
import { type Encoding, encode } from "../model/encoding.ts";
import { late } from "../model/late.ts";
import type { HeaderLanguage } from "../model/settings.ts";
import { listedUsers, type TenantContext } from "./context.ts";
import type { TenantContract } from "./contract.ts";
import { makePassword } from "./password.ts";
import type { StoredUser } from "./records.ts";
import { furtherCells, furtherColumns, type TenantSettings } from "./settings.ts";

export interface DownloadOptions {
  readonly encoding: Encoding;
  /** The tenant's own language when absent. */
  readonly language?: HeaderLanguage;
}

export interface TemplateOptions extends DownloadOptions {
  /** Rows of the create template, 1 to 100, each with a password and nothing else; 1 when absent. */
  readonly rows?: number;
}

/** The columns of a file of this tenant: those of its subscriptions, then its own further ones. */
export function templateColumns(
  file: ConsoleFile,
  contract: TenantContract,
  settings: TenantSettings,
): readonly ConsoleColumn[] {
  const known = consoleColumns(file, new Set(contract.subscriptions));
  const further = furtherColumns(settings).map((header) => ({ kind: "unknown", header }) as const);
  return [...known, ...further];
}

export function makeTemplate(file: ConsoleFile, context: TenantContext, options: TemplateOptions): Uint8Array {
  const columns = templateColumns(file, context.contract, context.settings);
  const rows = file === "create" ? newRows(options.rows ?? 1) : currentRows(context);
  return fileOf(columns, rows, context, options);
}

type Cells = Parameters<typeof cellsOf>[1];

/** "Number of rows" of the create template. Source: docs/miitel.md, "Limits". */
const MOST_ROWS = 100;

function newRows(count: number): readonly Cells[] {
  if (!Number.isInteger(count) || count < 1 || count > MOST_ROWS) {
    throw new RangeError(`a create template has 1 to ${MOST_ROWS} rows, got ${count}`);
  }
  return Array.from({ length: count }, () => ({ loginId: "", values: {}, password: makePassword() }));
}

function currentRows(context: TenantContext): readonly StoredUser[] {
  const { prefillsUpdateTemplate, listsInactiveInUpdateTemplate } = context.settings;
  if (!prefillsUpdateTemplate) return [];
  const listed = listedUsers(context).filter(({ state }) => listsInactiveInUpdateTemplate || state === "active");
  const headers = furtherColumns(context.settings);
  return listed.map((user) => ({ ...user, extra: furtherCells(user, headers) }));
}

const LIST_COLUMNS: readonly ConsoleColumn[] = [
  { kind: "field", key: "name" },
  { kind: "field", key: "loginId" },
  { kind: "field", key: "admin" },
];

export function makeUserList(context: TenantContext, options: DownloadOptions): Uint8Array {
  return fileOf(LIST_COLUMNS, listedUsers(context), context, options);
}

function fileOf(
  columns: readonly ConsoleColumn[],
  rows: readonly Cells[],
  { settings }: TenantContext,
  { encoding, language = settings.headerLanguage }: DownloadOptions,
): Uint8Array {
  const header = columns.map((column) => headerOf(column, language));
  return bytesOf(writeCsv([header, ...rows.map((row) => cellsOf(columns, row))]), encoding);
}

/** What the encoding has no place for becomes `?`, without a word. */
function bytesOf(text: string, encoding: Encoding): Uint8Array {
  const encoded = encode(text, encoding);
  return encoded.ok ? encoded.bytes : late.iconv.encode(text, encoding === "shift_jis" ? "cp932" : "utf8");
}
