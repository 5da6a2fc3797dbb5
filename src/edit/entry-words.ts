import { isConsoleFile } from "../model/console.ts";
import { ENTRY_WORDS, type EntryKey, type EntryWord, isValueKey, type WordValue } from "../model/entry-word.ts";
import { codeOf, PERMISSION_KEYS } from "../model/fields.ts";
import type { Place } from "../model/place.ts";
import type { Writing } from "../model/writing.ts";
import { plainText, WORD_ORDER } from "./yaml-text.ts";

/** A word as it is written in the file of a place. */
export function writingOf({ key, value }: EntryWord, place: Place): Writing {
  if (value === undefined) return { place, key };
  return { place, key, text: place.row === undefined ? yamlText(key, value) : cellText(key, value, place.file) };
}

/** On one line: `permissions: { meetings: { downloadFiles: hostOnly } }`. */
function yamlText(key: EntryKey, value: WordValue): string {
  const [last = key, ...outer] = pathOf(key).toReversed();
  const word = `${last}: ${yamlWord(key, value)}`;
  return outer.reduce((text, name) => `${name}: { ${text} }`, word);
}

function pathOf(key: EntryKey): readonly string[] {
  const path = key.split(".");
  return PERMISSION_KEYS.some((known) => known === key) ? ["permissions", ...path] : path;
}

function yamlWord(key: EntryKey, value: WordValue): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "string") return `[${value.map(plainText).join(", ")}]`;
  return QUOTED.has(key) ? JSON.stringify(value) : plainText(value);
}

/** Digits that are no number. */
const QUOTED: ReadonlySet<EntryKey> = new Set<EntryKey>(["extension", "employeeId"]);

/** A cell of a table; the console's own files hold its codes. */
function cellText(key: EntryKey, value: WordValue, file: string): string {
  if (typeof value !== "string" && typeof value !== "boolean") return value.join(" ");
  const isCode = typeof value === "boolean" || isConsoleFile(file);
  return isCode && isValueKey(key) ? codeOf(key, value) : String(value);
}

/** A new entry of a YAML file, without the dash and the indentation. */
export function entryLines(words: readonly EntryWord[]): readonly string[] {
  const lines: string[] = [];
  const open = new Set<string>();
  for (const { key, value } of words.toSorted((a, b) => positionOf(a.key) - positionOf(b.key))) {
    if (value === undefined) continue;
    const path = pathOf(key);
    for (const [depth, name] of path.slice(0, -1).entries()) {
      const above = path.slice(0, depth + 1).join(".");
      if (!open.has(above)) lines.push(`${"  ".repeat(depth)}${name}:`);
      open.add(above);
    }
    lines.push(`${"  ".repeat(path.length - 1)}${path.at(-1)}: ${yamlWord(key, value)}`);
  }
  return lines;
}

const KEYS: readonly string[] = [...ENTRY_WORDS, ...PERMISSION_KEYS];

/** By the key at the top of the entry, then in the order of the tables. */
function positionOf(key: EntryKey): number {
  const [top = key] = pathOf(key);
  return WORD_ORDER.indexOf(top) * 100 + KEYS.indexOf(key);
}

/** A new row of a table; the keys that have no column are told apart. */
export function rowCells(
  words: readonly EntryWord[],
  columns: readonly (string | undefined)[],
  file: string,
): { readonly cells: readonly string[]; readonly missing: readonly EntryKey[] } {
  const texts = new Map(
    words.map(({ key, value }) => [sameColumn(key), value === undefined ? "" : cellText(key, value, file)]),
  );
  const held = new Set(columns.map((key) => sameColumn(key ?? "")));
  return {
    cells: columns.map((key) => texts.get(sameColumn(key ?? "")) ?? ""),
    missing: words.map(({ key }) => key).filter((key) => !held.has(sameColumn(key))),
  };
}

/** Several roles may stand in a column named for one. */
export function sameColumn(key: string): string {
  return key === "roles" ? "role" : key;
}
