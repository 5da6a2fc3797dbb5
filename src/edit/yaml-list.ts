import { isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";
import type { Splice } from "../model/file-change.ts";
import { loginKey } from "../model/user.ts";
import { contentEnd, endOf, eolOf, lineEnd, lineStart } from "./yaml-text.ts";

/** An entry as it stands, and what takes it out. */
export interface TakenOut {
  /** Its lines as if they stood at the left edge, without the dash. */
  readonly lines: readonly string[];
  /** Comments that stand right above it and speak of it. */
  readonly above: readonly string[];
  readonly splice: Splice;
  /** Nobody else stands in the file, and nobody else could. */
  readonly alone: boolean;
}

/** Takes a person's entry out of a YAML file; undefined where there is none. */
export function takeOut(text: string, loginId: string): TakenOut | undefined {
  const root = rootOf(text);
  const [one, list] = [root?.get("user", true), root?.get("users", true)];
  if (isMap(one) && isOf(one, loginId)) {
    return { ...linesOf(text, one), above: [], splice: { start: 0, end: text.length, text: "" }, alone: true };
  }
  if (!isSeq(list)) return undefined;
  const index = list.items.findIndex((item) => isMap(item) && isOf(item, loginId));
  const map = list.items[index];
  if (!isMap(map)) return undefined;
  if (list.flow === true) return { ...linesOf(text, map), above: [], splice: flowSplice(list, index), alone: false };
  const stretch = stretchOf(text, list, index);
  const above = text
    .slice(stretch.start, stretch.dash)
    .split(/\r?\n/)
    .slice(0, -1)
    .map((line) => line.trim());
  return { ...linesOf(text, map), above, splice: blockSplice(text, list, stretch), alone: false };
}

export interface ListPlace {
  /** Of the list. */
  readonly key?: string;
  /** Comments to stand above the entry. */
  readonly above?: readonly string[];
}

/** Puts an entry at the end of a YAML file's list; undefined where the file has none, because it speaks of one person. */
export function putIn(
  text: string,
  lines: readonly string[],
  { key = "users", above = [] }: ListPlace = {},
): readonly Splice[] | undefined {
  const root = rootOf(text);
  const list = root?.get(key, true);
  const eol = eolOf(text);
  if (isSeq(list) && list.items.length > 0) {
    const item = list.items.at(-1);
    if (list.flow === true) return inFlow(endOf(item), lines);
    const at = itemEnd(text, item);
    const indent = text.slice(lineStart(text, list.range?.[0] ?? 0), list.range?.[0] ?? 0);
    const gap = hasGaps(text, list) ? eol : "";
    return [{ start: at, end: at, text: `${gap}${eol}${itemText(lines, above, indent, eol)}` }];
  }
  const pair = root?.items.find((item) => isScalar(item.key) && item.key.value === key);
  if (pair === undefined || !isScalar(pair.key)) return undefined;
  const start = text.indexOf(":", pair.key.range?.[1] ?? 0) + 1;
  const end = Math.max(start, endOf(list));
  const at = contentEnd(text, end);
  return [
    { start, end, text: "" },
    { start: at, end: at, text: `${eol}${itemText(lines, above, "  ", eol)}` },
  ];
}

/** A file of one entry; `schema` is where an editor finds the schema from there. */
export function newList(
  lines: readonly string[],
  { key = "users", above = [], schema }: ListPlace & { readonly schema: string },
): string {
  return `# yaml-language-server: $schema=${schema}\n${key}:\n${itemText(lines, above, "  ", "\n")}\n`;
}

/** What the lines of an entry say: `permissions.phone.enabled`, with a list in one text, parted by commas. */
export function wordsIn(lines: readonly string[]): readonly (readonly [key: string, text: string])[] {
  const flat = (node: unknown, path: readonly string[]): readonly (readonly [string, string])[] => {
    if (isMap(node)) return node.items.flatMap(({ key, value }) => flat(value, [...path, String(key)]));
    return [[path.join("."), isSeq(node) ? node.items.map(String).join(",") : String(node)]];
  };
  return flat(parseDocument(lines.join("\n"), { schema: "failsafe", logLevel: "silent" }).contents, []);
}

function rootOf(text: string): YAMLMap | undefined {
  const root = parseDocument(text, { schema: "failsafe", logLevel: "silent" }).contents;
  return isMap(root) ? root : undefined;
}

function isOf(map: YAMLMap, loginId: string): boolean {
  return loginKey(String(map.get("loginId"))) === loginKey(loginId);
}

/** Each line without the indentation of the first. */
function linesOf(text: string, map: YAMLMap): Pick<TakenOut, "lines"> {
  const [start = 0] = map.range ?? [];
  const indent = start - lineStart(text, start);
  const [first = "", ...others] = text.slice(start, itemEnd(text, map)).split(/\r?\n/);
  const isMargin = new RegExp(`^[ ]{0,${indent}}`);
  return { lines: [first, ...others.map((line) => line.replace(isMargin, ""))] };
}

function itemText(lines: readonly string[], above: readonly string[], indent: string, eol: string): string {
  const [first = "", ...others] = lines;
  const below = others.map((line) => (line === "" ? "" : `${indent}  ${line}`));
  return [...above.map((line) => `${indent}${line}`), `${indent}- ${first}`, ...below].join(eol);
}

/** On one line; without comments, for which there is no room. */
function inFlow(at: number, lines: readonly string[]): readonly Splice[] {
  const entry = parseDocument(lines.join("\n"), { schema: "failsafe" });
  if (isMap(entry.contents)) entry.contents.flow = true;
  return [{ start: at, end: at, text: `, ${entry.toString({ lineWidth: 0 }).trim()}` }];
}

function flowSplice({ items }: YAMLSeq, index: number): Splice {
  const [start, end] = rangeAt(items, index);
  if (items.length === 1) return { start, end, text: "" };
  if (index === 0) return { start, end: rangeAt(items, 1)[0], text: "" };
  return { start: rangeAt(items, index - 1)[1], end, text: "" };
}

function rangeAt(items: readonly unknown[], index: number): readonly [start: number, end: number] {
  const item = items[index];
  const [start = 0] = isMap(item) ? (item.range ?? []) : [];
  return [start, endOf(item)];
}

/** Where an entry begins with the comments that are its own, where its dash stands, and where its last line ends. */
interface Stretch {
  readonly index: number;
  readonly start: number;
  readonly dash: number;
  readonly end: number;
  /** Above the first entry stands a comment on the whole list. */
  readonly headed: boolean;
}

function stretchOf(text: string, { items }: YAMLSeq, index: number): Stretch {
  const [first] = rangeAt(items, index);
  const floor = index === 0 ? 0 : itemEnd(text, items[index - 1]);
  const dash = lineStart(text, text.lastIndexOf("-", first - 1));
  let start = dash;
  while (start > floor) {
    const before = lineStart(text, start - 1);
    if (before < floor || !/^[ ]*#/.test(text.slice(before, start))) break;
    start = before;
  }
  // Right under the key, a comment may speak of the whole list.
  const headed = index === 0 && start < dash && !/\n\r?\n$/.test(text.slice(0, start));
  return { index, start: headed ? dash : start, dash, end: nextLine(text, itemEnd(text, items[index])), headed };
}

/** Before the line break of its last line. */
function itemEnd(text: string, item: unknown): number {
  return lineEnd(text, { value: item, end: endOf(item) });
}

function nextLine(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  return found === -1 ? text.length : found + 1;
}

/** With one of the empty lines around it, so that those who stay are parted as before. */
function blockSplice(text: string, { items, range }: YAMLSeq, { index, start, dash, end, headed }: Stretch): Splice {
  if (items.length === 1) {
    const colon = text.lastIndexOf(":", range?.[0] ?? 0) + 1;
    const between = text.slice(colon, dash);
    const kept = /#/.test(between) ? between.replace(/\s+$/, "") : "";
    return { start: colon, end: itemEnd(text, items[0]), text: ` []${kept}` };
  }
  if (headed) return { start, end, text: "" };
  if (index < items.length - 1) return { start, end: pastEmptyLines(text, end), text: "" };
  return { start: beforeEmptyLines(text, start), end, text: "" };
}

function pastEmptyLines(text: string, from: number): number {
  const [empty = ""] = /^(?:[ \t]*\r?\n)*/.exec(text.slice(from)) ?? [];
  return from + empty.length;
}

function beforeEmptyLines(text: string, from: number): number {
  let start = from;
  while (start > 0) {
    const before = lineStart(text, start - 1);
    if (text.slice(before, start).trim() !== "") break;
    start = before;
  }
  return start;
}

/** Entries that are parted by empty lines; a single one says nothing, and gets one. */
function hasGaps(text: string, { items }: YAMLSeq): boolean {
  if (items.length < 2) return true;
  const end = itemEnd(text, items.at(-2));
  return /\n[ \t]*\r?\n/.test(text.slice(end, rangeAt(items, items.length - 1)[0]));
}
