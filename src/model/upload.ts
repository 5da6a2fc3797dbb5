import type { CreateRow, RowOutcome, UpdateRow } from "./connector.ts";
import { type ConsoleColumn, type ConsoleFile, cellsOf, consoleColumns, headerOf } from "./console.ts";
import { writeCsv } from "./csv.ts";
import { encode } from "./encoding.ts";
import type { Subscription } from "./fields.ts";
import { say } from "./phrases.ts";
import { loginKey } from "./user.ts";

export interface Upload {
  readonly bytes: Uint8Array;
  /** The line each row begins on, the header being line 1; a quoted line break moves those behind it. */
  readonly lines: readonly number[];
}

/** The CSV file of a chunk, with every column of the tenant's template. */
export function uploadOf(
  file: ConsoleFile,
  rows: readonly CreateRow[] | readonly UpdateRow[],
  subscriptions: readonly Subscription[],
  extraColumns: readonly string[],
): Upload {
  const unknown = extraColumns.map((header): ConsoleColumn => ({ kind: "unknown", header }));
  const columns = [...consoleColumns(file, new Set(subscriptions)), ...unknown];
  const header = columns.map((column) => headerOf(column, "en"));
  const cells = rows.map((row) =>
    cellsOf(columns, "password" in row ? { ...row, password: row.password.reveal() } : row),
  );
  const encoded = encode(writeCsv([header, ...cells]), "utf-8");
  if (!encoded.ok) throw new Error(`cannot be written: ${encoded.characters.join(" ")}`);
  return { bytes: encoded.bytes, lines: linesOf([header, ...cells]).slice(1) };
}

function linesOf(records: readonly (readonly string[])[]): readonly number[] {
  let line = 1;
  return records.map((cells) => {
    const begins = line;
    line += 1 + cells.join("").split("\n").length - 1;
    return begins;
  });
}

/** What a tenant says of a file of users that it worked through, or refused as a whole. */
export type UploadAnswer =
  | { readonly type: "done"; readonly rows: readonly AnsweredRow[] }
  | {
      readonly type: "rejected";
      readonly message: string;
      /** The bad ones, by number; none where the file as a whole is at fault. */
      readonly rows: readonly { readonly row: number; readonly cause?: string }[];
    };

interface AnsweredRow {
  readonly row: number;
  readonly loginId: string;
  readonly result: "accepted" | "rejected";
  readonly cause?: string;
}

/** What rows are called in rejections: those below the header, or lines of the file, where the header is line 1. */
export type RowNumbers = "data" | "lines";

export function numbersOf({ lines }: Upload, counted: RowNumbers): readonly number[] {
  return counted === "lines" ? lines : lines.map((_, index) => index + 1);
}

/** What the tenant said, row by row, in the order of the rows; `numbers` are what it calls them. */
export function outcomesOf(
  rows: readonly (CreateRow | UpdateRow)[],
  result: UploadAnswer,
  numbers: readonly number[],
): readonly RowOutcome[] {
  if (result.type === "done") {
    const said = new Map(result.rows.map((row) => [loginKey(row.loginId), row]));
    return rows.map(({ loginId }): RowOutcome => {
      const row = said.get(loginKey(loginId));
      if (row === undefined) return { type: "unknown", reason: say("the answer does not name this row") };
      return row.result === "accepted"
        ? { type: "accepted" }
        : { type: "rejected", cause: row.cause ?? say("no cause was given"), row: row.row };
    });
  }
  const blamed = new Map(result.rows.map((row) => [row.row, row]));
  return rows.map((_, index): RowOutcome => {
    const row = blamed.get(numbers[index] ?? 0);
    if (row !== undefined) return { type: "blamed", cause: row.cause ?? result.message, row: row.row };
    return { type: "held", cause: result.message };
  });
}
