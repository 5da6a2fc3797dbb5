import type { Place } from "../model/place.ts";

/** The text of one file, as it was decoded. */
export interface Source {
  /** Relative to the folder of `meibo.yaml`, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** A stretch of a text: a line from 1, and offsets in UTF-16 units. An empty stretch has no length to underline. */
export interface Spot {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export function placeOf(source: Source, spot: Spot): Place {
  const { file, text } = source;
  const lineStart = spot.start === 0 ? 0 : text.lastIndexOf("\n", spot.start - 1) + 1;
  const column = charactersIn(text.slice(lineStart, spot.start)) + 1;
  const [stretch = ""] = text.slice(spot.start, spot.end).split(/\r?\n/, 1);
  const length = charactersIn(stretch);
  return { file, line: spot.line, column, ...(length === 0 ? {} : { length }) };
}

/** Counts lines from the top: for the few stretches that something is wrong with. */
export function spotAt(source: Source, start: number, end: number): Spot {
  let line = 1;
  for (let at = source.text.indexOf("\n"); at !== -1 && at < start; at = source.text.indexOf("\n", at + 1)) line += 1;
  return { line, start, end };
}

export function charactersIn(text: string): number {
  if (!/[\uD800-\uDBFF]/.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
