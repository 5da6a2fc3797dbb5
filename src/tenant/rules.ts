import type { ConsoleColumn } from "../model/console.ts";
import {
  codeOf,
  FIELDS,
  type FieldKey,
  fieldOf,
  isOn,
  type Value,
  type ValueKey,
  valueOfCode,
} from "../model/fields.ts";
import type { Values } from "../model/user.ts";
import { hashPassword, passwordCause } from "./password.ts";
import type { TenantSettings } from "./settings.ts";

/** One row of an upload whose cells are in order, each by itself. */
export interface Row {
  readonly loginId: string;
  /** Of the columns that the file has. */
  readonly values: Values;
  readonly extra: Readonly<Record<string, string>>;
  /** Of the password, salted; in create files only. */
  readonly passwordHash?: string;
}

export type RowReading =
  | { readonly ok: true; readonly row: Row }
  | { readonly ok: false; readonly loginId: string; readonly cause: string };

type CellRules = Pick<TenantSettings, "trimsCells" | "passwordClasses">;

/** Reads the cells of one row under the columns of its file; of several faults the leftmost is the cause. */
export function readRow(columns: readonly ConsoleColumn[], raw: readonly string[], rules: CellRules): RowReading {
  const cells = rules.trimsCells ? raw.map((cell) => cell.trim()) : raw;
  const loginId = cells[columns.findIndex(isLoginId)] ?? "";
  const cause =
    cells.length === columns.length
      ? columns.map((column, index) => cellCause(column, cells[index] ?? "", rules)).find((each) => each !== undefined)
      : `${cells.length} cells instead of ${columns.length}`;
  return cause === undefined ? { ok: true, row: rowOf(columns, cells, loginId) } : { ok: false, loginId, cause };
}

function isLoginId(column: ConsoleColumn): boolean {
  return column.kind === "field" && column.key === "loginId";
}

function cellCause(column: ConsoleColumn, cell: string, rules: CellRules): string | undefined {
  switch (column.kind) {
    case "unknown":
      return undefined;
    case "password":
      return cell === "" ? "empty cell: Password" : passwordCause(cell, rules.passwordClasses);
    case "field":
      return cell === "" ? `empty cell: ${fieldOf(column.key).header.en}` : fieldCause(column.key, cell);
    default:
      return column satisfies never;
  }
}

/** One `@` with allowed characters on both sides. Source: docs/miitel.md, "Login IDs". */
const LOGIN_ID = /^[A-Za-z0-9!#$%&*+\-/=?^_`{|}~.]+@[A-Za-z0-9!#$%&*+\-/=?^_`{|}~.]+$/;
/** UTF-16 units after NFC. Source: docs/miitel.md, "Names". */
const LONGEST_NAME = 30;

function fieldCause(key: FieldKey, cell: string): string | undefined {
  const { type, header } = fieldOf(key);
  switch (type) {
    case "loginId":
      return LOGIN_ID.test(cell) ? undefined : "Login ID not in the format of an e-mail address";
    case "name":
      return cell.normalize("NFC").length <= LONGEST_NAME ? undefined : "user name longer than 30 characters";
    case "extension":
      return /^[0-9]{3,6}$/.test(cell) ? undefined : "extension not 3 to 6 digits";
    case "bool":
    case "range":
    case "locale":
    case "timeZone":
      return codedValue(key, cell) === undefined ? `unknown code: ${header.en}` : undefined;
    default:
      return type satisfies never;
  }
}

/** Codes are exact: `01` and `１` are none. */
function codedValue(key: FieldKey, cell: string): Value | undefined {
  const value = valueOfCode(key, cell);
  return value !== undefined && codeOf(key, value) === cell ? value : undefined;
}

function rowOf(columns: readonly ConsoleColumn[], cells: readonly string[], loginId: string): Row {
  const values: Partial<Record<ValueKey, Value>> = {};
  let password: string | undefined;
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? "";
    if (column.kind === "password") password = cell;
    if (column.kind === "field" && column.key !== "loginId") values[column.key] = codedValue(column.key, cell);
  }
  // Made of pairs, so that a column may have any name.
  const extra = Object.fromEntries(
    columns.flatMap((column, index) =>
      column.kind === "unknown" ? [[column.header, cells[index] ?? ""] as const] : [],
    ),
  );
  return { loginId, values, extra, ...(password === undefined ? {} : { passwordHash: hashPassword(password) }) };
}

const NEEDS = FIELDS.flatMap(({ key, header, needs }) =>
  key === "loginId"
    ? []
    : needs
        .filter(({ severity }) => severity === "error")
        .map((need) => ({ key, needed: need.key, cause: `${header.en} needs ${fieldOf(need.key).header.en}` })),
);

/** What is switched on without what it needs. Source: docs/miitel.md, "Rules between columns", D1 to D3. */
export function dependencyCause(values: Values): string | undefined {
  return NEEDS.find(({ key, needed }) => isOn(values[key]) && !isOn(values[needed]))?.cause;
}
