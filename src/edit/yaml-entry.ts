import { isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import { PERMISSION_KEYS } from "../model/fields.ts";
import type { Splice } from "../model/file-change.ts";
import { type LoginKey, loginKey } from "../model/user.ts";
import type { Writing } from "../model/writing.ts";
import {
  contentEnd,
  endOf,
  eolOf,
  leafText,
  lineStart,
  rangeOf,
  scalarText,
  WORD_ORDER,
  type Word,
  wordsOf,
} from "./yaml-text.ts";

/** What people's entries are to say, word by word. */
export interface Edit {
  readonly loginId: string;
  readonly writings: readonly Writing[];
}

export const UNWRITABLE = ["noEntry", "noColumn", "wholeEntry", "noCharacter"] as const;
/** Why a word cannot be written: the entry is not there, a table has no such column, an entry is left to people. */
export type Unwritable = (typeof UNWRITABLE)[number];

export interface Unwritten {
  readonly loginId: string;
  readonly key: string;
  readonly why: Unwritable;
}

export interface Spliced {
  readonly splices: readonly Splice[];
  readonly unwritten: readonly Unwritten[];
}

/** Edits of a YAML file: what stands around the words concerned stays to the letter, comments and line ends too. */
export function yamlSplices(text: string, edits: readonly Edit[]): Spliced {
  const people = peopleIn(parseDocument(text, { schema: "failsafe", logLevel: "silent" }).contents);
  const splices: Splice[] = [];
  const unwritten: Unwritten[] = [];
  for (const { loginId, writings } of edits) {
    const map = people.get(loginKey(loginId));
    const isWhole = (writing: Writing) => writing.key === "entry";
    for (const { key } of map === undefined ? writings : writings.filter(isWhole)) {
      unwritten.push({ loginId, key, why: map === undefined ? "noEntry" : "wholeEntry" });
    }
    if (map === undefined) continue;
    const said = writings.filter((writing) => !isWhole(writing)).map(wishOf);
    splices.push(...mapSplices({ text, eol: eolOf(text) }, map, merged(said)));
  }
  return { splices, unwritten };
}

type Entries = ReadonlyMap<LoginKey, YAMLMap>;

/** By Login ID. */
function peopleIn(root: unknown): Entries {
  if (!isMap(root)) return new Map();
  const list = root.get("users", true);
  const maps = [...(isSeq(list) ? list.items : []), root.get("user", true)].filter((item) => isMap(item));
  return new Map(maps.map((map) => [loginKey(String(map.get("loginId"))), map]));
}

/** What is to stand under a key: a word, several, further keys, or nothing any more. */
type Wish = Scalar | YAMLSeq | undefined | Wishes;
type Wishes = Map<string, Wish>;

function wishOf({ key, text }: Writing): Wishes {
  if (text !== undefined) return wishesIn(parseDocument(text, { schema: "failsafe" }).contents);
  const path = key.split(".");
  return nothingAt(PERMISSION_KEYS.some((known) => known === key) ? ["permissions", ...path] : path);
}

function nothingAt([part = "", ...below]: readonly string[]): Wishes {
  return new Map([[part, below.length === 0 ? undefined : nothingAt(below)]]);
}

function wishesIn(node: unknown): Wishes {
  if (!isMap(node)) throw new Error("a writing that is no map");
  return new Map(
    node.items.map(({ key, value }) => [String(key), isScalar(value) || isSeq(value) ? value : wishesIn(value)]),
  );
}

function merged(all: readonly Wishes[]): Wishes {
  const whole: Wishes = new Map();
  for (const wishes of all) {
    for (const [key, wish] of wishes) {
      const known = whole.get(key);
      whole.set(key, known instanceof Map && wish instanceof Map ? merged([known, wish]) : wish);
    }
  }
  return whole;
}

interface Page {
  readonly text: string;
  readonly eol: string;
}

function mapSplices(page: Page, map: YAMLMap, wishes: Wishes): readonly Splice[] {
  const words = wordsOf(map);
  const gone = new Set(words.filter((word) => wishes.has(word.key) && leavesNothing(word, wishes.get(word.key))));
  if (map.flow === true && gone.size > 0) return [rewritten(page, map, words, wishes)];
  const kept = words.filter((word) => wishes.has(word.key) && !gone.has(word));
  const known = new Set(words.map((word) => word.key));
  const added = [...wishes].filter(([key, wish]) => !known.has(key) && !isNothing(wish));
  return [
    ...kept.flatMap((word) => wordSplices(page, word, wishes.get(word.key))),
    ...(map.flow === true ? flowAdded(map, words, added) : blockAdded(page, words, gone, added)),
    ...removed(page, words, gone),
  ];
}

/** True where the wishes take out all that stands there. */
function leavesNothing({ value }: Word, wish: Wish): boolean {
  if (wish === undefined) return true;
  if (!(wish instanceof Map)) return false;
  if (!isMap(value)) return wish.has("enabled") && isNothing(wish);
  const words = wordsOf(value);
  const stays = words.some((word) => !wish.has(word.key) || !leavesNothing(word, wish.get(word.key)));
  return !stays && isNothing(wish);
}

function isNothing(wish: Wish): boolean {
  return wish === undefined || (wish instanceof Map && [...wish.values()].every(isNothing));
}

function wordSplices(page: Page, { value, keyEnd, end }: Word, wish: Wish): readonly Splice[] {
  if (wish === undefined || (isNothing(wish) && !isMap(value))) return [];
  if (wish instanceof Map && isMap(value)) return mapSplices(page, value, wish);
  const [start = end, stop = end] = rangeOf(value) ?? [];
  if (isSeq(wish)) return listSplices(page, value, { keyEnd, start, end }, wish);
  const shorthand = isScalar(value) ? value : undefined;
  const text = wish instanceof Map ? expanded(page, shorthand, wish) : leafText(wish, shorthand);
  if (start === stop) {
    const colon = page.text.indexOf(":", keyEnd) + 1;
    return [{ start: colon, end: colon, text: ` ${text}` }];
  }
  const isBlock = page.text[stop - 1] === "\n";
  return [{ start, end: stop, text: isBlock ? `${text}${page.eol}` : text }];
}

/** What is new at the end of a list is put there; any other list is written anew. */
function listSplices(
  page: Page,
  value: unknown,
  { keyEnd, start, end }: { readonly keyEnd: number; readonly start: number; readonly end: number },
  wish: YAMLSeq,
): readonly Splice[] {
  const colon = page.text.indexOf(":", keyEnd) + 1;
  const anew = [{ start: colon, end: Math.max(colon, end), text: ` ${leafText(wish, undefined)}` }];
  if (!isSeq(value) || value.items.length === 0) return anew;
  const [known, wanted] = [value, wish].map(({ items }) => items.map(String));
  const added = wish.items.slice(value.items.length);
  if (known?.some((word, index) => word !== wanted?.[index])) return anew;
  const texts = added.map((item) => leafText(item, undefined));
  const last = endOf(value.items.at(-1));
  if (value.flow === true) return [{ start: last, end: last, text: texts.map((text) => `, ${text}`).join("") }];
  const indent = " ".repeat(start - lineStart(page.text, start));
  const at = contentEnd(page.text, last);
  return [{ start: at, end: at, text: texts.map((text) => `${page.eol}${indent}- ${text}`).join("") }];
}

/** `phone: true` says `enabled` of the phone; with more words it becomes a map. */
function expanded({ text }: Page, shorthand: Scalar | undefined, wishes: Wishes): string {
  const only = wishes.get("enabled");
  if (only instanceof Scalar && wishes.size === 1) return scalarText(only, shorthand);
  const [start = 0, end = 0] = rangeOf(shorthand) ?? [];
  const whole: Wishes = new Map(wishes);
  const before = start === end || wishes.has("enabled") ? [] : [`enabled: ${text.slice(start, end)}`];
  return `{ ${[...before, ...[...whole].flatMap(([key, wish]) => pairText(key, wish))].join(", ")} }`;
}

function pairText(key: string, wish: Wish): readonly string[] {
  return isNothing(wish) ? [] : [`${key}: ${wishText(wish)}`];
}

/** Dates are compared line by line, so a leave is not put in braces. */
function pairLines(key: string, wish: Wish): readonly string[] {
  if (key !== "leave" || !(wish instanceof Map) || isNothing(wish)) return pairText(key, wish);
  return [`${key}:`, ...[...wish].flatMap(([inner, word]) => pairText(inner, word)).map((line) => `  ${line}`)];
}

function wishText(wish: Wish): string {
  if (wish === undefined) return "";
  if (!(wish instanceof Map)) return leafText(wish, undefined);
  return `{ ${[...wish].flatMap(([key, inner]) => pairText(key, inner)).join(", ")} }`;
}

/** Each on a line of its own under the first, behind the words that usually stand before it; else behind the last one. */
function blockAdded(
  { text, eol }: Page,
  words: readonly Word[],
  gone: ReadonlySet<Word>,
  added: readonly (readonly [string, Wish])[],
): readonly Splice[] {
  const kept = words.filter((word) => !gone.has(word));
  const [first] = words;
  const last = kept.at(-1);
  if (last === undefined || first === undefined) return [];
  const indent = " ".repeat(first.start - lineStart(text, first.start));
  const inOrder = added.toSorted(([a], [b]) => WORD_ORDER.indexOf(a) - WORD_ORDER.indexOf(b));
  return inOrder.map(([key, wish]) => {
    const before = WORD_ORDER.slice(0, Math.max(0, WORD_ORDER.indexOf(key)));
    const anchor = kept.findLast((word) => before.includes(word.key)) ?? last;
    const end = contentEnd(text, anchor.end);
    return {
      start: end,
      end,
      text: pairLines(key, wish)
        .map((line) => `${eol}${indent}${line}`)
        .join(""),
    };
  });
}

function flowAdded(
  map: YAMLMap,
  words: readonly Word[],
  added: readonly (readonly [string, Wish])[],
): readonly Splice[] {
  const texts = added.flatMap(([key, wish]) => pairText(key, wish));
  if (texts.length === 0) return [];
  const last = words.at(-1);
  if (last !== undefined) return [{ start: last.end, end: last.end, text: `, ${texts.join(", ")}` }];
  const [start = 0, end = 0] = rangeOf(map) ?? [];
  return [{ start, end, text: `{ ${texts.join(", ")} }` }];
}

/** Lines of words that go; the first word of an entry stands behind the dash, which stays for the next. */
function removed({ text }: Page, words: readonly Word[], gone: ReadonlySet<Word>): readonly Splice[] {
  const firstKept = words.findIndex((word) => !gone.has(word));
  const head = words[firstKept];
  const leading =
    firstKept > 0 && head !== undefined ? [{ start: words[0]?.start ?? 0, end: head.start, text: "" }] : [];
  const others = words.filter((word, index) => gone.has(word) && index > firstKept);
  return [...leading, ...others.map((word) => wholeLines(text, word))];
}

function wholeLines(text: string, { start, end }: Word): Splice {
  const next = contentEnd(text, end);
  const stop = text.indexOf("\n", next);
  const from = lineStart(text, start);
  // The last line of a file without a line break at its end takes the break before it along.
  if (stop === -1)
    return { start: text[from - 2] === "\r" ? from - 2 : Math.max(0, from - 1), end: text.length, text: "" };
  return { start: from, end: stop + 1, text: "" };
}

function rewritten(page: Page, map: YAMLMap, words: readonly Word[], wishes: Wishes): Splice {
  const known = new Set(words.map((word) => word.key));
  const kept = words.filter((word) => !wishes.has(word.key) || !leavesNothing(word, wishes.get(word.key)));
  const texts = [
    ...kept.map((word) => wordText(page, word, wishes)),
    ...[...wishes].flatMap(([key, wish]) => (known.has(key) ? [] : pairText(key, wish))),
  ];
  const [start = 0, end = 0] = rangeOf(map) ?? [];
  return { start, end, text: texts.length === 0 ? "{}" : `{ ${texts.join(", ")} }` };
}

function wordText(page: Page, word: Word, wishes: Wishes): string {
  const own = wishes.has(word.key) ? wordSplices(page, word, wishes.get(word.key)) : [];
  let text = page.text.slice(word.start, word.end);
  for (const { start, end, text: added } of [...own].sort((a, b) => b.start - a.start)) {
    text = text.slice(0, start - word.start) + added + text.slice(end - word.start);
  }
  return text;
}
