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
  lineEnd,
  lineStart,
  rangeOf,
  scalarText,
  textEnd,
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
  const kept = words.filter((word) => wishes.has(word.key) && !gone.has(word));
  const known = new Set(words.map((word) => word.key));
  const added = [...wishes].filter(([key, wish]) => !known.has(key) && !isNothing(wish));
  if (map.flow === true) {
    const texts = added.flatMap(([key, wish]) => pairText(key, wish));
    if (gone.size === words.length && !page.text.slice(...(rangeOf(map) ?? [])).includes("#"))
      return [written(map, texts)];
    const splices = kept.flatMap((word) => wordSplices(page, word, wishes.get(word.key)));
    return [...splices, ...flowAdded(map, words, gone, texts), ...flowRemoved(page, map, words, gone)];
  }
  // Where everything goes and something comes, it comes in the place of the first.
  const replaced = added.length > 0 && gone.size === words.length ? words[0] : undefined;
  return [
    ...kept.flatMap((word) => wordSplices(page, word, wishes.get(word.key))),
    ...blockAdded(page, words, gone, added),
    ...removed(page, words, replaced === undefined ? gone : gone.difference(new Set([replaced]))),
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
  // What is said already stays as it is written.
  if (wish instanceof Scalar && isScalar(value) && String(wish.value) === String(value.value)) return [];
  const [start = end, stop = end] = rangeOf(value) ?? [];
  if (isSeq(wish)) return listSplices(page, value, { keyEnd, start, end }, wish);
  const shorthand = isScalar(value) ? value : undefined;
  const text = wish instanceof Map ? expanded(page, shorthand, wish) : leafText(wish, shorthand);
  if (start === stop) {
    const colon = page.text.indexOf(":", keyEnd) + 1;
    return [{ start: colon, end: colon, text: ` ${text}` }];
  }
  return [{ start, end: textEnd(page.text, value, stop), text: text + headerComment(page.text, start, stop) }];
}

/** Behind the sign that a block of text begins with. */
function headerComment(text: string, start: number, end: number): string {
  return /^[|>][-+1-9]*([ \t]+#[^\r\n]*)/.exec(text.slice(start, end))?.[1] ?? "";
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

/** Each on a line of its own, behind the words that usually stand before it; in the place of the first where none stays. */
function blockAdded(
  { text, eol }: Page,
  words: readonly Word[],
  gone: ReadonlySet<Word>,
  added: readonly (readonly [string, Wish])[],
): readonly Splice[] {
  const kept = words.filter((word) => !gone.has(word));
  const [first] = words;
  if (added.length === 0 || first === undefined) return [];
  const indent = " ".repeat(first.start - lineStart(text, first.start));
  const inOrder = added.toSorted(([a], [b]) => WORD_ORDER.indexOf(a) - WORD_ORDER.indexOf(b));
  const last = kept.at(-1);
  if (last === undefined) {
    const lines = inOrder.flatMap(([key, wish]) => pairLines(key, wish));
    return [{ start: first.start, end: textEnd(text, first.value, first.end), text: lines.join(eol + indent) }];
  }
  return inOrder.map(([key, wish]) => {
    const before = WORD_ORDER.slice(0, Math.max(0, WORD_ORDER.indexOf(key)));
    const end = lineEnd(text, kept.findLast((word) => before.includes(word.key)) ?? last);
    const lines = pairLines(key, wish).map((line) => `${eol}${indent}${line}`);
    return { start: end, end, text: lines.join("") };
  });
}

function written(map: YAMLMap, texts: readonly string[]): Splice {
  const [start = 0, end = 0] = rangeOf(map) ?? [];
  return { start, end, text: texts.length === 0 ? "{}" : `{ ${texts.join(", ")} }` };
}

/** Behind the last word that stays, or behind the brace. */
function flowAdded(
  map: YAMLMap,
  words: readonly Word[],
  gone: ReadonlySet<Word>,
  texts: readonly string[],
): readonly Splice[] {
  if (texts.length === 0) return [];
  const anchor = words.findLast((word) => !gone.has(word));
  const start = (rangeOf(map)?.[0] ?? 0) + 1;
  if (anchor === undefined) return [{ start, end: start, text: ` ${texts.join(", ")}` }];
  return [{ start: anchor.end, end: anchor.end, text: `, ${texts.join(", ")}` }];
}

/** Words in braces go with their commas; comments between them stay. */
function flowRemoved({ text }: Page, map: YAMLMap, words: readonly Word[], gone: ReadonlySet<Word>): readonly Splice[] {
  const anchor = words.findLastIndex((word) => !gone.has(word));
  const last = words.at(-1);
  const stays = words[anchor];
  const tail = text.slice(stays?.end, last?.end);
  const isPlain = stays !== undefined && last !== undefined && gone.has(last) && !tail.includes("#");
  const [, mapEnd = 0] = rangeOf(map) ?? [];
  const single = words.flatMap((word, index) => {
    if (!gone.has(word) || (isPlain && index > anchor)) return [];
    return withComma(text, word, words[index + 1]?.start ?? mapEnd);
  });
  return isPlain ? [...single, { start: stays.end, end: last.end, text: "" }] : single;
}

/** A word and the comma behind it, with the spaces up to the next word; a line that held nothing else goes whole. */
function withComma(text: string, { start, end }: Word, until: number): readonly Splice[] {
  const behind = text.slice(end, until).replace(/#[^\r\n]*/g, (comment) => " ".repeat(comment.length));
  const comma = behind.indexOf(",");
  const at = end + comma;
  if (comma > 0 && text.slice(end, at).includes("#")) {
    return [
      { start, end, text: "" },
      { start: at, end: at + 1, text: "" },
    ];
  }
  const stop = comma === -1 ? end : at + 1;
  const spaces = /^[ \t]*/.exec(text.slice(stop))?.[0].length ?? 0;
  const from = lineStart(text, start);
  const isWholeLine = text.slice(from, start).trim() === "" && /^[ \t]*\r?\n/.test(text.slice(stop));
  if (isWholeLine)
    return [{ start: text[from - 2] === "\r" ? from - 2 : from - 1, end: contentEnd(text, stop), text: "" }];
  return [{ start, end: text[stop + spaces] === "#" ? stop : stop + spaces, text: "" }];
}

/** Lines of words that go; the first word of an entry stands behind the dash, which stays for the next. */
function removed({ text }: Page, words: readonly Word[], gone: ReadonlySet<Word>): readonly Splice[] {
  const going = words.filter((word) => gone.has(word));
  const firstKept = words.findIndex((word) => !gone.has(word));
  const [first] = words;
  if (first === undefined || firstKept < 1) return going.map((word) => wholeLines(text, word));
  const before = text.slice(lineStart(text, first.start), first.start);
  if (!before.includes("-")) return going.map((word) => wholeLines(text, word));
  const next = words[firstKept] ?? first;
  const others = going.filter((word) => word.start > next.start).map((word) => wholeLines(text, word));
  if (isUnbroken(text, words.slice(0, firstKept + 1)))
    return [{ start: first.start, end: next.start, text: "" }, ...others];
  // Comments between the two stay where they are, below a dash that stands alone.
  const alone = { start: first.start - (/[ \t]*$/.exec(before)?.[0].length ?? 0), end: lineEnd(text, first), text: "" };
  return [alone, ...going.slice(1).map((word) => wholeLines(text, word))];
}

/** Does each word stand in the line below the one before it? */
function isUnbroken(text: string, words: readonly Word[]): boolean {
  return words
    .slice(1)
    .every((word, index) => /^\r?\n[ \t]*$/.test(text.slice(lineEnd(text, words[index] ?? word), word.start)));
}

/** With the line break before them: something new may come to stand behind the last one. */
function wholeLines(text: string, word: Word): Splice {
  const from = lineStart(text, word.start);
  return { start: text[from - 2] === "\r" ? from - 2 : Math.max(0, from - 1), end: lineEnd(text, word), text: "" };
}
