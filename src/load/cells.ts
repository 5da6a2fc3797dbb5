import type { Separator } from "../model/csv.ts";
import type { Place } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";
import { charactersIn, type Source } from "./source.ts";
import { separatorOf } from "./table.ts";

interface CellText {
  readonly text: string;
  /** In UTF-16 units from the start of the line. */
  readonly start: number;
  readonly end: number;
}

interface Sheet {
  readonly lines: readonly string[];
  readonly separator: Separator;
  readonly header: readonly string[];
}

/** Adds to the place of a cell where in its line it begins; a cell that begins in a later line of its row has none. */
export function cellFinder(sources: readonly Source[]): (found: Problem) => Problem {
  const texts = new Map(sources.map(({ file, text }) => [file, text]));
  const sheets = new Map<string, Sheet>();
  return (found) => {
    const { place } = found;
    const text = texts.get(place?.file ?? "");
    if (place?.cell === undefined || place.column !== undefined || text === undefined) return found;
    const sheet = sheets.get(place.file) ?? sheetOf(text);
    sheets.set(place.file, sheet);
    const spot = spotOf(sheet, place, found.name === "duplicate-column");
    return spot === undefined ? found : { ...found, place: { ...place, ...spot } };
  };
}

function sheetOf(text: string): Sheet {
  const lines = text.split("\n");
  const separator = separatorOf(text);
  return { lines, separator, header: cellsOf(lines[0] ?? "", separator).map((cell) => cell.text) };
}

function spotOf({ lines, separator, header }: Sheet, { line = 1, cell = "" }: Place, isSecond: boolean) {
  const index = isSecond ? header.lastIndexOf(cell) : header.indexOf(cell);
  const text = lines[line - 1] ?? "";
  const found = index === -1 ? undefined : cellsOf(text, separator)[index];
  if (found === undefined) return undefined;
  const length = charactersIn(text.slice(found.start, found.end));
  return { column: charactersIn(text.slice(0, found.start)) + 1, ...(length === 0 ? {} : { length }) };
}

/** The cells that begin in this line; the last of them may go on in the next. */
function cellsOf(line: string, separator: Separator): readonly CellText[] {
  const text = line.replace(/\r$/, "");
  const cells: CellText[] = [];
  for (let start = 0; start <= text.length; ) {
    const end = endOf(text, start, separator);
    const raw = text.slice(start, end);
    const cell = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    cells.push({ text: cell, start, end });
    start = end + 1;
  }
  return cells;
}

function endOf(text: string, start: number, separator: Separator): number {
  let at = start;
  if (text[start] === '"') {
    do at = text.indexOf('"', at + 1) + 1;
    while (at > 0 && text[at] === '"');
    if (at === 0) return text.length;
  }
  const end = text.indexOf(separator, at);
  return end === -1 ? text.length : end;
}
