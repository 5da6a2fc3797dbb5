import type { Separator } from "./csv.ts";
import type { Encoding } from "./encoding.ts";

/** A file of the roster as it was read. */
export interface TextFile {
  /** Relative to the folder of `meibo.yaml`, with `/`. */
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  /** Of a table. */
  readonly separator?: Separator;
  /** Of a table, from left to right; undefined for a column of nobody's. */
  readonly columns?: readonly (string | undefined)[];
}

/** A stretch of a text, in UTF-16 units, and what is to stand there. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Lines that change together, with some around them that do not. */
export interface Hunk {
  /** The first line of the hunk, counted from 1, in the old and in the new text. */
  readonly before: number;
  readonly after: number;
  readonly lines: readonly HunkLine[];
}

export interface HunkLine {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

export interface FileDiff {
  readonly file: string;
  /** Where the file is not there before, or not afterwards. */
  readonly kind?: "new" | "gone";
  readonly hunks: readonly Hunk[];
}
