import type { Splice } from "../model/file-change.ts";
import { spliced } from "./splice.ts";

/** One of several items in a text: a key with its value, or an entry of a list from its dash on. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A position of an item for each place, from the first. */
type Order = readonly number[];

/** Items in braces change places; what stands between them stays. Undefined where comments do, which belong to somebody. */
export function flowMoved(
  text: string,
  whole: Stretch,
  items: readonly Stretch[],
  order: Order,
  within: readonly Splice[],
): Splice | undefined {
  const between = items.slice(1).map(({ start }, index) => text.slice(items[index]?.end, start));
  const ends = [text.slice(whole.start, items[0]?.start), text.slice(items.at(-1)?.end, whole.end)];
  if (ends.some((part) => part.includes("#")) || !between.every((part) => /^\s*,\s*$/.test(part))) return undefined;
  const parts = order.flatMap((position, index) => {
    const { start = 0, end = 0 } = items[position] ?? {};
    return [sliced(text, start, end, within), between[index] ?? ""];
  });
  return { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0, text: parts.join("") };
}

/**
 * Items on lines of their own change places. The comments above an item go with it, and so do those behind it and
 * those below it that stand deeper; empty lines between two items stay where they are.
 * Undefined where an item cannot be told from what stands before it on its line, or owns the empty lines behind it.
 */
export function blockMoved(
  text: string,
  items: readonly Stretch[],
  order: Order,
  within: readonly Splice[],
): Splice | undefined {
  const [first] = items;
  const from = lineStart(text, first?.start ?? 0);
  const prefix = text.slice(from, first?.start);
  const stretch = text.slice(from, items.at(-1)?.end);
  if (!/^ *(?:- +)?$/.test(prefix) || KEEPS_BREAKS.test(stretch)) return undefined;
  const page: Page = { text, within, prefix, eol: eolOf(text) };
  const pieces = piecesOf(page, items);
  const start = from - (pieces[0]?.above.join("").length ?? 0);
  const end = pieces.at(-1)?.end ?? from;
  const whole = order.flatMap((position, place) => {
    const piece = pieces[position];
    return piece === undefined ? [] : [pieces[place]?.blank ?? "", ...pieceAt(page, piece, place)];
  });
  const moved = whole.join("");
  return { start, end, text: text[end - 1] === "\n" ? moved : moved.slice(0, -page.eol.length) };
}

/** Empty lines behind such a block of text are part of it. */
const KEEPS_BREAKS = /[|>][1-9]?\+[1-9]?[ \t]*(?:#.*)?\r?$/m;

interface Page {
  readonly text: string;
  readonly within: readonly Splice[];
  /** What stands before the first item on its line: spaces, and the dash of the entry that it begins. */
  readonly prefix: string;
  readonly eol: string;
}

interface Piece {
  /** Empty lines between the item before and this one. */
  readonly blank: string;
  /** Lines of comments. */
  readonly above: readonly string[];
  /** The item's own lines, from the start of the first one. */
  readonly own: string;
  readonly end: number;
}

function piecesOf(page: Page, items: readonly Stretch[]): readonly Piece[] {
  const { text, within, prefix, eol } = page;
  const pieces: Piece[] = [];
  for (const [index, item] of items.entries()) {
    const from = lineStart(text, item.start);
    const end = deepEnd(text, item.end, prefix.length);
    const isHead = index === 0 && !isAlone(prefix);
    const own = isHead
      ? " ".repeat(prefix.length) + sliced(text, item.start, end, within)
      : sliced(text, from, end, within);
    const before =
      index === 0
        ? { blank: "", above: isHead ? [] : aboveFirst(text, from) }
        : between(text.slice(pieces.at(-1)?.end, from));
    pieces.push({ ...before, own: own.endsWith("\n") ? own : own + eol, end });
  }
  return pieces;
}

/** Behind the dash of an entry there is no room for comments: they go above it. */
function pieceAt({ prefix }: Page, { above, own }: Piece, place: number): readonly string[] {
  if (place > 0 || isAlone(prefix)) return [...atMost(prefix.length, above), own];
  return [...atMost(prefix.indexOf("-"), above), prefix, own.slice(prefix.length)];
}

function isAlone(prefix: string): boolean {
  return prefix.trim() === "";
}

/** Comments that stand deeper would belong to what is above them, or be the text of a block. */
function atMost(column: number, lines: readonly string[]): readonly string[] {
  const shift = Math.max(0, indentOf(lines[0] ?? "") - column);
  return lines.map((line) => line.slice(Math.min(shift, indentOf(line))));
}

function indentOf(line: string): number {
  return line.length - line.replace(/^[ \t]+/, "").length;
}

/** The end of the line in which an item ends, and of the comments below it that stand deeper than the item. */
function deepEnd(text: string, itemEnd: number, column: number): number {
  let end = lineEnd(text, itemEnd);
  for (let at = end; at < text.length; ) {
    const next = lineEnd(text, at);
    const line = text.slice(at, next);
    if (line.trim() !== "" && (!isComment(line) || indentOf(line) <= column)) break;
    if (line.trim() !== "") end = next;
    at = next;
  }
  return end;
}

function between(text: string): Pick<Piece, "blank" | "above"> {
  const lines = text === "" ? [] : text.split(/(?<=\n)/);
  const first = lines.findIndex((line) => line.trim() !== "");
  const blank = first === -1 ? lines : lines.slice(0, first);
  return { blank: blank.join(""), above: first === -1 ? [] : lines.slice(first) };
}

/** Comments right above the first item; what stands over an empty line, or speaks to a program, is about the whole. */
function aboveFirst(text: string, from: number): readonly string[] {
  const lines: string[] = [];
  for (let at = from; at > 0; ) {
    const start = lineStart(text, at - 1);
    const line = text.slice(start, at);
    if (!isComment(line) || /^\s*#\s*(?:yaml-language-server|meibo):/.test(line)) break;
    lines.unshift(line);
    at = start;
  }
  return lines;
}

function isComment(line: string): boolean {
  return /^[ \t]*#/.test(line);
}

/** `within` is in the order of the text. */
function sliced(text: string, start: number, end: number, within: readonly Splice[]): string {
  const own = within.slice(firstFrom(within, start), firstFrom(within, end));
  const moved = own.map((one) => ({ ...one, start: one.start - start, end: one.end - start }));
  return spliced(text.slice(start, end), moved);
}

/** The index of the first that begins there or later. */
function firstFrom(splices: readonly Splice[], at: number): number {
  let [low, high] = [0, splices.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((splices[middle]?.start ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
}

/** Behind the line break. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  return found === -1 ? text.length : found + 1;
}

function eolOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}
