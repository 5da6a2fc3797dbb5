import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

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
    if (error instanceof CsvError) return { ok: false, fault: faultOf(error, text, separator) };
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
  CSV_QUOTE_NOT_CLOSED: "the quote that opens here is never closed",
  CSV_MAX_RECORD_SIZE: "the row that begins here is longer than 64 KiB",
  CSV_INVALID_CLOSING_QUOTE: "text stands behind the closing quote of this cell",
  INVALID_OPENING_QUOTE: "a quote stands inside a cell that is not quoted",
};

/** The reader says where it gave up, which may be the end of the file; people need the place where to look. */
function faultOf(error: CsvError, text: string, separator: Separator): CsvFault {
  const stop = stopOf(text, separator);
  const reason = REASONS[error.code] ?? error.code.toLowerCase().replaceAll("_", " ");
  const lines = text.slice(0, stop.at).split("\n");
  const place = { line: lines.length, column: [...(lines.at(-1) ?? "")].length + 1 };
  return { ...place, reason: stop.spans ? "the quote that opens here is never closed, or closed too late" : reason };
}

interface Stop {
  readonly at: number;
  /** The quoted cell goes over several lines before anything is wrong with it: its quote was hardly meant. */
  readonly spans: boolean;
}

/** Goes through the cells as the strict reader does, up to the first that it refuses. */
function stopOf(text: string, separator: Separator): Stop {
  const ends = separator === "\t" ? /[\t\n]/g : new RegExp(`[${separator}\\n]`, "g");
  let row = 0;
  for (let at = 0; at < text.length; ) {
    const cell = text[at] === '"' ? quotedCell(text, at, separator) : plainCell(text, at, ends);
    if (cell.stop !== undefined) return cell.stop;
    if (cell.end - row > LONGEST_RECORD) return { at: row, spans: false };
    at = cell.end + 1;
    if (text[cell.end] === "\n") row = at;
  }
  return { at: row, spans: false };
}

interface CellEnd {
  readonly end: number;
  readonly stop?: Stop;
}

function plainCell(text: string, start: number, ends: RegExp): CellEnd {
  ends.lastIndex = start;
  const end = ends.exec(text)?.index ?? text.length;
  const quote = text.slice(start, end).indexOf('"');
  return quote === -1 ? { end } : { end, stop: { at: start + quote, spans: false } };
}

function quotedCell(text: string, start: number, separator: Separator): CellEnd {
  const close = closingQuote(text, start);
  const spans = text.slice(start, close === -1 ? undefined : close).includes("\n");
  if (close === -1 || close - start > LONGEST_RECORD) return { end: text.length, stop: { at: start, spans } };
  const end = text[close + 1] === "\r" ? close + 2 : close + 1;
  if (end >= text.length || text[end] === separator || text[end] === "\n") return { end };
  return { end, stop: { at: start, spans } };
}

function closingQuote(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}

/** Lines end in CRLF, as the console's own files do; the last one too. A cell with any line break in it is quoted. */
export function writeCsv(records: readonly (readonly string[])[], separator: Separator = ","): string {
  return stringify([...records.map((cells) => [...cells])], {
    delimiter: separator,
    record_delimiter: "\r\n",
    quoted_match: /[\r\n]/,
  });
}
