import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

export const SEPARATORS = [",", ";", "\t"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** One record with the line it begins on, counted from 1; a quoted cell may hold line breaks. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Why a text is no table: the sentence, and the line where the trouble begins. */
export interface CsvFault {
  readonly line: number;
  readonly reason: string;
}

export type CsvTable =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  | { readonly ok: false; readonly fault: CsvFault };

/** A quote that never ends would otherwise swallow the rest of the file. */
const LONGEST_RECORD = 65_536;

/** Reads strictly: nothing is guessed, trimmed or repaired. Rows may differ in length; the caller judges that. */
export function readCsv(text: string, separator: Separator): CsvTable {
  try {
    return { ok: true, records: needsCounting(text) ? counted(text, separator) : lineByLine(text, separator) };
  } catch (error) {
    if (error instanceof CsvError) return { ok: false, fault: faultOf(error) };
    throw error;
  }
}

const STRICT = {
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: LONGEST_RECORD,
  record_delimiter: ["\r\n", "\n"],
};

/** A record is a line unless a cell is quoted or a line is empty; then the reader must count, at twice the cost. */
function needsCounting(text: string): boolean {
  return text.includes('"') || /\n\r?\n/.test(text) || text.startsWith("\n") || text.startsWith("\r\n");
}

function lineByLine(text: string, delimiter: Separator): readonly CsvRecord[] {
  const rows: string[][] = parse(text, { ...STRICT, delimiter });
  return rows.map((cells, index) => ({ cells, line: index + 1 }));
}

function counted(text: string, delimiter: Separator): readonly CsvRecord[] {
  const bytes = Buffer.from(text, "utf8");
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  parse(bytes, {
    ...STRICT,
    delimiter,
    on_record: (cells: string[], context) => {
      for (; isBreak(bytes[at]); at += 1) line += bytes[at] === LF ? 1 : 0;
      records.push({ cells, line });
      for (; at < context.bytes; at += 1) line += bytes[at] === LF ? 1 : 0;
      return undefined;
    },
  });
  return records;
}

const LF = 10;
const CR = 13;

function isBreak(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quoted cell is never closed",
  CSV_MAX_RECORD_SIZE: "a quoted cell is never closed, or a row is longer than 64 KiB",
  CSV_INVALID_CLOSING_QUOTE: "text stands behind a closing quote",
  INVALID_OPENING_QUOTE: "a quote stands inside a cell that is not quoted",
};

function faultOf(error: CsvError): CsvFault {
  const line = "lines" in error && typeof error["lines"] === "number" ? error["lines"] : 1;
  return { line, reason: REASONS[error.code] ?? error.code.toLowerCase().replaceAll("_", " ") };
}

/** Lines end in CRLF, as the console's own files do; the last one too. A cell with any line break in it is quoted. */
export function writeCsv(records: readonly (readonly string[])[], separator: Separator = ","): string {
  return stringify([...records.map((cells) => [...cells])], {
    delimiter: separator,
    record_delimiter: "\r\n",
    quoted_match: /[\r\n]/,
  });
}
