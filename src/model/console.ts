import {
  codeOf,
  FIELDS,
  type Field,
  type FieldKey,
  fieldOf,
  isSubscribed,
  PASSWORD_COLUMN,
  type Subscription,
  type Value,
  type ValueKey,
} from "./fields.ts";
import type { HeaderLanguage } from "./settings.ts";

export const CONSOLE_FILES = ["create", "update"] as const;
/** The two kinds of file the console takes; their columns differ. */
export type ConsoleFile = (typeof CONSOLE_FILES)[number];

/** A file of the roster that is the console's own, whose columns and codes stay as they are. */
export function isConsoleFile(file: string): boolean {
  return /\.console\.csv$/i.test(file);
}

/** What a column of a console file holds: a field, the password, or something meibo keeps as it is. */
export type ConsoleColumn =
  | { readonly kind: "field"; readonly key: FieldKey }
  | { readonly kind: "password" }
  | { readonly kind: "unknown"; readonly header: string };

/** The columns of a file under these subscriptions, in the order of the documents. */
export function consoleColumns(file: ConsoleFile, subscriptions: ReadonlySet<Subscription>): readonly ConsoleColumn[] {
  const fields = FIELDS.filter((field) => field[file] !== undefined && isSubscribed(field.key, subscriptions))
    .map((field) => ({ position: field[file] ?? 0, column: { kind: "field", key: field.key } as const }))
    .sort((a, b) => a.position - b.position);
  if (file === "update") return fields.map(({ column }) => column);
  const password = { position: PASSWORD_COLUMN.create, column: { kind: "password" } as const };
  return [...fields, password].sort((a, b) => a.position - b.position).map(({ column }) => column);
}

export function headerOf(column: ConsoleColumn, language: HeaderLanguage): string {
  switch (column.kind) {
    case "field":
      return fieldOf(column.key).header[language];
    case "password":
      return PASSWORD_COLUMN.header[language];
    case "unknown":
      return column.header;
    default:
      return column satisfies never;
  }
}

/** One form for `Extension Number`, `Extension number` and `Extension　number`. */
export function normalHeader(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
}

/** Knows the console's headers in both languages, and whatever `meibo.yaml` adds under `headers`. */
export function headerReader(
  further: Readonly<Record<string, readonly string[]>> = {},
): (header: string) => ConsoleColumn {
  const known = new Map<string, ConsoleColumn>();
  for (const field of FIELDS) addField(known, field, further[field.key] ?? []);
  for (const name of [...Object.values(PASSWORD_COLUMN.header), "Temporary password", ...(further["password"] ?? [])]) {
    if (typeof name === "string") known.set(normalHeader(name), { kind: "password" });
  }
  return (header) => known.get(normalHeader(header)) ?? { kind: "unknown", header };
}

function addField(known: Map<string, ConsoleColumn>, field: Field, further: readonly string[]): void {
  for (const name of [field.header.en, field.header.ja, ...further]) {
    known.set(normalHeader(name), { kind: "field", key: field.key });
  }
}

/** The cells of one row, in the order of the columns. A value nobody knows is an empty cell; the caller must not send one. */
export function cellsOf(
  columns: readonly ConsoleColumn[],
  row: {
    readonly loginId: string;
    readonly values: Readonly<Partial<Record<ValueKey, Value>>>;
    readonly password?: string;
    readonly extra?: Readonly<Record<string, string>>;
  },
): readonly string[] {
  return columns.map((column) => {
    if (column.kind === "password") return row.password ?? "";
    if (column.kind === "unknown") return row.extra?.[column.header] ?? "";
    if (column.key === "loginId") return row.loginId;
    const value = row.values[column.key];
    return value === undefined ? "" : codeOf(column.key, value);
  });
}

export function isValueColumn(column: ConsoleColumn): column is { kind: "field"; key: ValueKey } {
  return column.kind === "field" && column.key !== "loginId";
}
