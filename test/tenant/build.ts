import iconv from "iconv-lite";
import {
  type ConsoleColumn,
  type ConsoleFile,
  cellsOf,
  consoleColumns,
  headerOf,
  headerReader,
} from "../../src/model/console.ts";
import { readCsv, writeCsv } from "../../src/model/csv.ts";
import { type Encoding, encode } from "../../src/model/encoding.ts";
import { baselineOf, SUBSCRIPTIONS, VALUE_KEYS, type Value, type ValueKey } from "../../src/model/fields.ts";
import type { HeaderLanguage } from "../../src/model/settings.ts";
import { asLoginId, type Values } from "../../src/model/user.ts";
import {
  type ImportResult,
  openTenant,
  type SeedUser,
  type Tenant,
  type TenantContract,
  type TenantSettings,
} from "../../src/tenant/tenant.ts";

export const ACTOR = "it-admin@aoba-denki.example";
export const START = "2026-12-01T00:00:00.000Z";

/** Everything subscribed, no limit. */
const EVERYTHING: TenantContract = { subscriptions: SUBSCRIPTIONS, seats: {} };

export interface World {
  readonly tenant: Tenant;
  /** Moves the clock on, in milliseconds. */
  readonly pass: (ms: number) => void;
}

/** A tenant in memory with these people. */
export function world(
  options: {
    readonly people?: readonly SeedUser[];
    readonly settings?: Partial<TenantSettings>;
    readonly contract?: Partial<TenantContract>;
    readonly database?: string;
  } = {},
): World {
  let at = Date.parse(START);
  const tenant = openTenant({ database: options.database ?? ":memory:", now: () => new Date(at).toISOString() });
  tenant.change(options.settings ?? {});
  tenant.seed(options.people ?? [], { ...EVERYTHING, ...options.contract });
  return {
    tenant,
    pass: (ms) => {
      at += ms;
    },
  };
}

/** A name before the `@` is enough. */
export function loginOf(name: string): string {
  return name.includes("@") ? name : `${name}@aoba-denki.example`;
}

/** All values of a user who may do nothing. */
function values(given: Values = {}): Values {
  const all: Partial<Record<ValueKey, Value>> = {};
  for (const key of VALUE_KEYS) all[key] = baselineOf(key);
  return { ...all, name: "佐藤 花子", extension: "2101", locale: "ja", timeZone: "Asia/Tokyo", ...given };
}

export function person(name: string, given: Partial<SeedUser> & { readonly values?: Values } = {}): SeedUser {
  return {
    loginId: asLoginId(loginOf(name)),
    name: "佐藤 花子",
    state: "active",
    department: "tokyo-sales",
    role: "viewer",
    ...given,
    values: values(given.values),
  };
}

/** Ann 2101, Bob 2102, Cho 2103: active, nothing switched on. */
export const THREE = [
  person("ann"),
  person("bob", { values: { extension: "2102" } }),
  person("cho", { values: { extension: "2103" } }),
];

export interface FileRow {
  readonly loginId: string;
  readonly values: Values;
  readonly password?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

export const PASSWORD = "Sunny-day-2026";

/** A row of a create file, right in every cell unless told otherwise. */
export function newRow(name: string, given: Values = {}, password = PASSWORD): FileRow {
  return { loginId: loginOf(name), values: values(given), password };
}

/** A row of an update file: the user as the tenant shows them, but for these. */
export function changedRow(tenant: Tenant, name: string, given: Values): FileRow {
  const [user] = tenant.these([loginOf(name)]);
  return { loginId: loginOf(name), values: { ...values(), ...user?.values, ...given }, extra: user?.extra ?? {} };
}

export interface FileShape {
  readonly encoding?: Encoding;
  readonly language?: HeaderLanguage;
  readonly columns?: readonly ConsoleColumn[];
}

export function textOf(tenant: Tenant, file: ConsoleFile, rows: readonly FileRow[], shape: FileShape = {}): string {
  const columns = shape.columns ?? columnsOf(tenant, file);
  const header = columns.map((column) => headerOf(column, shape.language ?? "en"));
  return writeCsv([header, ...rows.map((row) => cellsOf(columns, row))]);
}

/** The file as somebody would fill it in for this tenant. */
export function fileOf(tenant: Tenant, file: ConsoleFile, rows: readonly FileRow[], shape: FileShape = {}): Uint8Array {
  return bytesOf(textOf(tenant, file, rows, shape), shape.encoding);
}

export function columnsOf(tenant: Tenant, file: ConsoleFile): readonly ConsoleColumn[] {
  const further = tenant.furtherColumns().map((header) => ({ kind: "unknown", header }) as const);
  return [...consoleColumns(file, new Set(tenant.contract().subscriptions)), ...further];
}

export function bytesOf(text: string, encoding: Encoding = "utf-8"): Uint8Array {
  const encoded = encode(text, encoding);
  if (!encoded.ok) throw new Error(`cannot be written in ${encoding}: ${encoded.characters.join(" ")}`);
  return encoded.bytes;
}

export function create(tenant: Tenant, ...rows: readonly FileRow[]): ImportResult {
  return tenant.importCsv("create", fileOf(tenant, "create", rows), { encoding: "utf-8", actor: ACTOR });
}

export function update(tenant: Tenant, ...rows: readonly FileRow[]): ImportResult {
  return tenant.importCsv("update", fileOf(tenant, "update", rows), { encoding: "utf-8", actor: ACTOR });
}

/** The causes of a result by row number, as one line each. */
export function causesOf(result: ImportResult): readonly string[] {
  const rows: readonly { readonly row: number; readonly cause?: string }[] = result.rows;
  return rows.flatMap(({ row, cause }) => (cause === undefined ? [] : [`${row}: ${cause}`]));
}

/** The values of one user as reads show them. */
export function shown(tenant: Tenant, name: string): Values | undefined {
  return tenant.these([loginOf(name)])[0]?.values;
}

export interface Download {
  readonly headers: readonly string[];
  readonly columns: readonly ConsoleColumn[];
  readonly rows: readonly (readonly string[])[];
}

/** Reads a file of the tenant back. */
export function readDownload(bytes: Uint8Array, encoding: Encoding): Download {
  const text =
    encoding === "shift_jis" ? iconv.decode(Buffer.from(bytes), "cp932") : Buffer.from(bytes).toString("utf8");
  const table = readCsv(text.replace(/^\uFEFF/, ""), ",");
  if (!table.ok) throw new Error(table.fault.reason);
  const [header, ...rows] = table.records.map(({ cells }) => cells);
  const read = headerReader();
  return { headers: header ?? [], columns: (header ?? []).map(read), rows };
}
