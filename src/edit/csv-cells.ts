import type { Separator } from "../model/csv.ts";
import type { Splice } from "../model/file-change.ts";
import type { Writing } from "../model/writing.ts";
import { sameColumn } from "./entry-words.ts";
import type { Edit, Spliced, Unwritten } from "./yaml-entry.ts";

/** A cell in the text, its quotes included. */
export interface Cell {
  readonly start: number;
  readonly end: number;
}

export interface Columns {
  /** False where columns are somebody else's to name. */
  readonly mayGrow: boolean;
  /** The key of each, as far as it is known. */
  readonly keys?: readonly (string | undefined)[] | undefined;
}

/** Edits of a table: only the cells concerned. */
export function cellSplices(
  text: string,
  separator: Separator,
  edits: readonly Edit[],
  { mayGrow, keys = [] }: Columns,
): Spliced {
  const records = cellsOf(text, separator);
  const [header = []] = records;
  const names = header.map((cell) => contentOf(text, cell));
  const columns = new Map<string, Map<number, string>>();
  const splices: Splice[] = [];
  const unwritten: Unwritten[] = [];
  for (const { loginId, writings } of edits) {
    for (const { key, place, text: value = "" } of writings) {
      const row = place.row ?? 0;
      const index = place.cell === undefined ? columnOf(key, keys) : names.indexOf(place.cell);
      const cell = records[row]?.[index];
      if (cell !== undefined && key !== "entry") splices.push(cellSplice(text, separator, cell, value));
      else if (key !== "entry" && index === -1 && place.cell === undefined && mayGrow && records[row] !== undefined) {
        columns.set(key, (columns.get(key) ?? new Map<number, string>()).set(row, value));
      } else unwritten.push({ loginId, key, why: whyNot(key, records[row]) });
    }
  }
  return { splices: [...splices, ...newColumns(text, separator, records, columns)], unwritten };
}

function columnOf(key: string, keys: readonly (string | undefined)[]): number {
  return keys.findIndex((known) => known !== undefined && sameColumn(known) === sameColumn(key));
}

function whyNot(key: Writing["key"], record: readonly Cell[] | undefined): Unwritten["why"] {
  if (key === "entry") return "wholeEntry";
  return record === undefined ? "noEntry" : "noColumn";
}

function cellSplice(text: string, separator: Separator, { start, end }: Cell, value: string): Splice {
  return { start, end, text: cellText(value, separator, text[start] === '"') };
}

/** A cell that was quoted stays quoted. */
function cellText(value: string, separator: Separator, quoted: boolean): string {
  const needs = value.includes(separator) || /["\r\n]/.test(value);
  return quoted || needs ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Behind the last cell of every record, the header first. */
function newColumns(
  text: string,
  separator: Separator,
  records: readonly (readonly Cell[])[],
  columns: ReadonlyMap<string, ReadonlyMap<number, string>>,
): readonly Splice[] {
  if (columns.size === 0) return [];
  return records.flatMap((record, row) => {
    const end = record.at(-1)?.end ?? 0;
    const isQuoted = row === 0 && text[record[0]?.start ?? 0] === '"';
    const cells = [...columns].map(([key, values]) => (row === 0 ? key : (values.get(row) ?? "")));
    return [{ start: end, end, text: cells.map((cell) => separator + cellText(cell, separator, isQuoted)).join("") }];
  });
}

/** Takes a row out with its line break; the header is row 0. */
export function rowOut(text: string, separator: Separator, row: number): Splice | undefined {
  const record = cellsOf(text, separator)[row];
  const [first, last] = [record?.[0], record?.at(-1)];
  if (first === undefined || last === undefined || row === 0) return undefined;
  const found = text.indexOf("\n", last.end);
  if (found !== -1) return { start: first.start, end: found + 1, text: "" };
  const before = text.slice(0, first.start).replace(/\r?\n$/, "");
  return { start: before.length, end: text.length, text: "" };
}

/** What the cells of a row say, by column; empty ones say nothing. */
export function rowWords(
  text: string,
  separator: Separator,
  row: number,
  keys: readonly (string | undefined)[],
): readonly (readonly [key: string, text: string])[] {
  const record = cellsOf(text, separator)[row] ?? [];
  return record.flatMap((cell, index) => {
    const [key, word] = [keys[index], contentOf(text, cell).trim()];
    return key === undefined || word === "" ? [] : [[key, word] as const];
  });
}

/** A row behind the last one; a cell for each column. */
export function rowIn(text: string, separator: Separator, cells: readonly string[]): Splice {
  const records = cellsOf(text, separator);
  const end = records.at(-1)?.at(-1)?.end ?? text.length;
  const eol = /\r?\n/.exec(text)?.[0] ?? "\n";
  const line = cells.map((cell) => cellText(cell, separator, false)).join(separator);
  return { start: end, end, text: `${eol}${line}` };
}

export function contentOf(text: string, { start, end }: Cell): string {
  const cell = text.slice(start, end);
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

/** Records as the reader counts them: a line without anything in it is none. */
export function cellsOf(text: string, separator: Separator): readonly (readonly Cell[])[] {
  const records: Cell[][] = [];
  let cells: Cell[] = [];
  for (let at = 0; at <= text.length; ) {
    const end = text[at] === '"' ? quotedEnd(text, at) : plainEnd(text, at, separator);
    cells.push({ start: at, end });
    if (text[end] === separator) {
      at = end + 1;
      continue;
    }
    if (cells.length > 1 || end > (cells[0]?.start ?? end)) records.push(cells);
    cells = [];
    const next = text.indexOf("\n", end);
    if (next === -1) break;
    at = next + 1;
  }
  return records;
}

function quotedEnd(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at === -1 ? text.length : at + 1;
}

function plainEnd(text: string, start: number, separator: Separator): number {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== "\n") end += 1;
  return text[end - 1] === "\r" && end > start && text[end] !== separator ? end - 1 : end;
}
