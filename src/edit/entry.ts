import { isConsoleFile } from "../model/console.ts";
import type { EntryKey, EntryWord } from "../model/entry-word.ts";
import type { Splice, TextFile } from "../model/file-change.ts";
import type { Place } from "../model/place.ts";
import { rowIn, rowOut, rowWords } from "./csv-cells.ts";
import { entryLines, rowCells } from "./entry-words.ts";
import { putIn, takeOut, wordsIn } from "./yaml-list.ts";

/** An entry that a file is to get: its words, or the lines and comments that it had in another YAML file. */
export interface NewEntry {
  readonly words: readonly EntryWord[];
  readonly lines?: readonly string[];
  readonly above?: readonly string[];
}

/** The console says who is in its files; a file of one person has no list; a table has no column for a word. */
export type NoRoom = "console" | "single" | "columns";

export type Inserted =
  | { readonly ok: true; readonly splices: readonly Splice[] }
  | { readonly ok: false; readonly why: NoRoom; readonly keys: readonly EntryKey[] };

/** Puts a new entry at the end of a file. */
export function insertEntry(file: TextFile, { words, lines, above }: NewEntry): Inserted {
  const { text, separator, columns } = file;
  if (isConsoleFile(file.file)) return { ok: false, why: "console", keys: [] };
  if (separator === undefined) {
    const splices = putIn(text, lines ?? entryLines(words), { above: above ?? [] });
    return splices === undefined ? { ok: false, why: "single", keys: [] } : { ok: true, splices };
  }
  const { cells, missing } = rowCells(words, columns ?? [], file.file);
  if (missing.length > 0) return { ok: false, why: "columns", keys: missing };
  return { ok: true, splices: [rowIn(text, separator, cells)] };
}

export interface Removed {
  readonly splice: Splice;
  /** By key, as it is written. */
  readonly words: readonly (readonly [key: string, text: string])[];
  /** Of a YAML file. */
  readonly lines?: readonly string[];
  readonly above?: readonly string[];
  /** The file speaks of nobody else, and goes too. */
  readonly alone: boolean;
}

/** Takes an entry out of a file; undefined where it is not there. */
export function removeEntry(file: TextFile, loginId: string, { row = 0 }: Place): Removed | undefined {
  const { text, separator, columns = [] } = file;
  if (separator === undefined) {
    const taken = takeOut(text, loginId);
    return taken === undefined ? undefined : { ...taken, words: wordsIn(taken.lines) };
  }
  const splice = rowOut(text, separator, row);
  return splice === undefined ? undefined : { splice, words: rowWords(text, separator, row, columns), alone: false };
}
