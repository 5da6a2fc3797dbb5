import type { Separator } from "../model/csv.ts";
import type { Splice } from "../model/file-change.ts";
import { type Cell, cellSplices, cellsOf, contentOf } from "./csv-cells.ts";
import type { Edit } from "./yaml-entry.ts";

/**
 * A table of our own in its canonical form: no spaces around what cells say, and no lines without a row.
 * `settled` are the people whose former Login IDs have done their work.
 */
export function tableSplices(text: string, separator: Separator, settled: readonly Edit[]): readonly Splice[] {
  const records = cellsOf(text, separator);
  const emptied = cellSplices(text, separator, inColumn(text, records[0] ?? [], settled), { mayGrow: false }).splices;
  const kept = records.flat().filter(({ start }) => !emptied.some((splice) => splice.start === start));
  return [...emptied, ...kept.flatMap((cell) => trimmed(text, cell)), ...emptyLines(text, records)];
}

function inColumn(text: string, header: readonly Cell[], settled: readonly Edit[]): readonly Edit[] {
  const names = header.map((cell) => contentOf(text, cell));
  const cell = names.find((name) => FORMER.test(name.normalize("NFKC").trim()));
  if (cell === undefined) return [];
  return settled.map(({ loginId, writings }) => ({
    loginId,
    writings: writings.map((writing) => ({ ...writing, place: { ...writing.place, cell } })),
  }));
}

/** The key, or any text with the key in brackets behind it. */
const FORMER = /^(?:.*\[)?previousLoginIds\]?$/i;

function trimmed(text: string, { start, end }: Cell): readonly Splice[] {
  const quotes = text[start] === '"' ? 1 : 0;
  const [from, to] = [start + quotes, end - quotes];
  const content = text.slice(from, to);
  const first = from + content.length - content.trimStart().length;
  const last = first + content.trim().length;
  const spaces = [
    { start: from, end: first, text: "" },
    { start: last, end: to, text: "" },
  ];
  return spaces.filter((space) => space.start < space.end);
}

function emptyLines(text: string, records: readonly (readonly Cell[])[]): readonly Splice[] {
  let at = 0;
  const splices: Splice[] = [];
  for (const [start, end] of [...records.map(spanOf), [text.length, text.length] as const]) {
    if (at < start) splices.push({ start: at, end: start, text: "" });
    at = Math.max(at, text.indexOf("\n", end) + 1 || text.length);
  }
  return splices;
}

function spanOf(record: readonly Cell[]): readonly [number, number] {
  return [record[0]?.start ?? 0, record.at(-1)?.end ?? 0];
}
