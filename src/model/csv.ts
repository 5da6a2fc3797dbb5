import type { CsvError } from "csv-parse/sync";
import { late } from "./late.ts";
import { quote, say, type Told } from "./phrases.ts";

export const SEPARATORS = [",", ";", "\t"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** One record with the line it begins on, counted from 1; a quoted cell may hold line breaks. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
}

/** Why a text is no table: the sentence, and where the trouble begins; for a quote, where it opens. */
export interface CsvFault {
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;
  readonly reason: Told;
}

export type CsvTable =
  | { readonly ok: true; readonly records: readonly CsvRecord[] }
  | { readonly ok: false; readonly fault: CsvFault };

/** A quote that never ends would otherwise swallow the rest of the file. */
const LONGEST_RECORD = 65_536;

/** Reads strictly: nothing is guessed, trimmed or repaired. Rows may differ in length; the caller judges that. */
export function readCsv(text: string, separator: Separator): CsvTable {
  if (!text.includes('"')) return lineByLine(text, separator);
  try {
    return { ok: true, records: counted(text, separator) };
  } catch (error) {
    if (error instanceof late.csvParse.CsvError) return { ok: false, fault: faultOf(error, text, separator) };
    throw error;
  }
}

const STRICT = {
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: LONGEST_RECORD,
  record_delimiter: ["\r\n", "\n"],
};

/** Without quotes a record is a line and a separator parts two cells: nothing is left for a reader to decide. */
function lineByLine(text: string, separator: Separator): CsvTable {
  const records: CsvRecord[] = [];
  let line = 0;
  for (let start = 0; start < text.length; ) {
    line += 1;
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    const record = text.slice(start, found > start && text[found - 1] === "\r" ? found - 1 : end);
    if (record.length > LONGEST_RECORD) return { ok: false, fault: { line, column: 1, reason: TOO_LONG } };
    if (record !== "") records.push({ cells: record.split(separator), line });
    start = end + 1;
  }
  return { ok: true, records };
}

function counted(text: string, delimiter: Separator): readonly CsvRecord[] {
  const bytes = Buffer.from(text, "utf8");
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  late.csvParse.parse(bytes, {
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

const TOO_LONG = say("the row that begins here is longer than 64 KiB");
const UNCLOSED = say("the quote that opens here is never closed");
const REASONS: Readonly<Record<string, Told>> = {
  CSV_QUOTE_NOT_CLOSED: UNCLOSED,
  CSV_MAX_RECORD_SIZE: TOO_LONG,
  CSV_INVALID_CLOSING_QUOTE: say("text stands behind the closing quote of this cell"),
  INVALID_OPENING_QUOTE: say("a quote stands inside a cell that is not quoted"),
};

/** A quote that was forgotten ends at the first quote of another cell. */
function closedLate(lines: number): Told {
  return lines === 1
    ? say("the quote that opens here is only closed by one that was not meant for it, one line below")
    : say("the quote that opens here is only closed by one that was not meant for it, {lines} lines below", { lines });
}

/** The reader says where it gave up, which may be the end of the file; people need the place where to look. */
function faultOf(error: CsvError, text: string, separator: Separator): CsvFault {
  const stop = stopOf(text, separator);
  const reason = REASONS[error.code] ?? quote(error.code.toLowerCase().replaceAll("_", " "));
  const lines = text.slice(0, stop.at).split("\n");
  const place = { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
  return { ...place, reason: stop.reason ?? reason };
}

interface Stop {
  readonly at: number;
  /** Better than what the reader knows. */
  readonly reason?: Told;
}

/** Goes through the cells as the strict reader does, up to the first that it refuses. */
function stopOf(text: string, separator: Separator): Stop {
  const ends = separator === "\t" ? /[\t\n]/g : new RegExp(`[${separator}\\n]`, "g");
  let row = 0;
  for (let at = 0; at < text.length; ) {
    const cell = text[at] === '"' ? quotedCell(text, at, separator) : plainCell(text, at, ends);
    if (cell.stop !== undefined) return cell.stop;
    if (cell.end - row > LONGEST_RECORD) return { at: row };
    at = cell.end + 1;
    if (text[cell.end] === "\n") row = at;
  }
  return { at: row };
}

interface CellEnd {
  readonly end: number;
  readonly stop?: Stop;
}

function plainCell(text: string, start: number, ends: RegExp): CellEnd {
  ends.lastIndex = start;
  const end = ends.exec(text)?.index ?? text.length;
  const quote = text.slice(start, end).indexOf('"');
  return quote === -1 ? { end } : { end, stop: { at: start + quote } };
}

function quotedCell(text: string, start: number, separator: Separator): CellEnd {
  const close = closingQuote(text, start);
  if (close === -1 || close - start > LONGEST_RECORD)
    return { end: text.length, stop: { at: start, reason: UNCLOSED } };
  const end = text[close + 1] === "\r" ? close + 2 : close + 1;
  if (end >= text.length || text[end] === separator || text[end] === "\n") return { end };
  const lines = text.slice(start, close).split("\n").length - 1;
  return { end, stop: lines === 0 ? { at: start } : { at: start, reason: closedLate(lines) } };
}

function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** Lines end in CRLF, as the console's own files do; the last one too. A cell with any line break in it is quoted. */
export function writeCsv(records: readonly (readonly string[])[], separator: Separator = ","): string {
  return late.csvStringify.stringify([...records.map((cells) => [...cells])], {
    delimiter: separator,
    record_delimiter: "\r\n",
    quoted_match: /[\r\n]/,
  });
}
