import { isMap, isPair, isScalar, isSeq, type Pair, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { Splice } from "../model/file-change.ts";
import { compareText } from "../model/place.ts";
import { loginKey } from "../model/user.ts";
import { blockMoved, flowMoved, type Stretch } from "./moving.ts";
import { spliced } from "./splice.ts";

/** The keys of a map in the order in which they are written, and what stands below them. */
export interface KeyOrder {
  readonly keys: ReadonlyMap<string, KeyOrder>;
  /** Below keys whose names are free; those keep their order. */
  readonly others: KeyOrder | undefined;
  readonly items: KeyOrder | undefined;
}

/**
 * A file of people, roles, approvals or facts in its canonical form: keys in order, extensions in quotes, people by
 * Login ID where the file asks for it. Comments go with what they stand above or behind; whatever is in its place
 * already stays to the letter. What is canonical comes back as it is.
 */
export function formattedYaml(text: string, order: KeyOrder): string {
  const { contents } = parseDocument(text, { schema: "failsafe", logLevel: "silent", keepSourceTokens: true });
  return spliced(text, splicesIn({ text, sorted: sortedList(text, contents) }, contents, order));
}

/** What a file says that wants its people sorted. */
const SORTED = /^[ \t]*#[ \t]*meibo:[ \t]*sorted[ \t]*\r?$/;

/** The list of people, where a comment of the file's own asks for its order. */
function sortedList(text: string, root: unknown): unknown {
  if (!isMap(root)) return undefined;
  const users = root.get("users", true);
  const isAsked = commentLinesAbove(text, root).some((line) => SORTED.test(line));
  return isAsked ? users : undefined;
}

/** Lines of comments that stand between the keys of the file itself, or above all of them. */
function commentLinesAbove(text: string, root: YAMLMap): readonly string[] {
  let end = 0;
  return root.items.flatMap((pair) => {
    const start = startOf(pair);
    const between = text.slice(end, start);
    end = endOf(text, pair);
    return between.split("\n").filter((line) => /^[ \t]*#/.test(line));
  });
}

interface Page {
  readonly text: string;
  /** The list of people, if it is to be sorted. */
  readonly sorted: unknown;
}

function splicesIn(page: Page, node: unknown, order: KeyOrder | undefined): readonly Splice[] {
  if (isMap(node)) return mapSplices(page, node, order);
  if (!isSeq(node)) return [];
  const within = node.items.flatMap((item) => splicesIn(page, item, order?.items));
  if (node !== page.sorted) return within;
  return moved(page, node, byLoginId(node), within);
}

function mapSplices(page: Page, map: YAMLMap, order: KeyOrder | undefined): readonly Splice[] {
  const within = map.items.flatMap((pair) => {
    const key = String(pair.key);
    const below = splicesIn(page, pair.value, order?.keys.get(key) ?? order?.others);
    return key === "extension" ? [...below, ...quoted(page, pair.value)] : below;
  });
  return moved(page, map, byKey(map, order), within);
}

/** A plain number loses the zeros in front of it in every other program that reads YAML. */
function quoted({ text }: Page, value: unknown): readonly Splice[] {
  if (!isScalar(value) || value.type !== Scalar.PLAIN || value.range == null) return [];
  const [start, end] = value.range;
  return start === end ? [] : [{ start, end, text: JSON.stringify(text.slice(start, end)) }];
}

/** The positions of items in the order in which they are to stand. */
type Order = readonly number[];

function byKey({ items }: YAMLMap, order: KeyOrder | undefined): Order {
  const keys = [...(order?.keys.keys() ?? [])];
  const rank = ({ key }: Pair) => {
    const known = keys.indexOf(String(key));
    return known === -1 ? keys.length : known;
  };
  return sortedBy(items, (a, b) => rank(a) - rank(b));
}

function byLoginId({ items }: YAMLSeq): Order {
  const key = (item: unknown) => loginKey(isMap(item) ? String(item.get("loginId")) : "");
  return sortedBy(items, (a, b) => compareText(key(a), key(b)));
}

function sortedBy<T>(items: readonly T[], compare: (a: T, b: T) => number): Order {
  const all = items.map((item, position) => ({ item, position }));
  return all.sort((a, b) => compare(a.item, b.item)).map(({ position }) => position);
}

function moved(page: Page, node: YAMLMap | YAMLSeq, order: Order, within: readonly Splice[]): readonly Splice[] {
  if (order.every((position, index) => position === index)) return within;
  const starts = isMap(node) ? node.items.map(startOf) : startsIn(node);
  const items = node.items.map((item, index): Stretch => ({ start: starts[index] ?? 0, end: endOf(page.text, item) }));
  const [start = 0, end = 0] = rangeOf(node);
  const change =
    node.flow === true
      ? flowMoved(page.text, { start, end }, items, order, within)
      : blockMoved(page.text, items, order, within);
  if (change === undefined) return within;
  const others = within.filter((one) => !isWithin(one.start, change));
  return [...others, change].sort((a, b) => a.start - b.start);
}

function isWithin(at: number, { start, end }: Stretch): boolean {
  return at >= start && at < end;
}

/** A key that is announced by a `?` begins there. */
function startOf({ key, srcToken }: Pair): number {
  const sign = srcToken?.start.find(({ type }) => type === "explicit-key-ind");
  return sign?.offset ?? rangeOf(key)[0] ?? 0;
}

/** An item of a list in lines begins at its dash. */
function startsIn({ items, flow, srcToken }: YAMLSeq): readonly number[] {
  if (flow === true) return items.map((item) => rangeOf(item)[0] ?? 0);
  const tokens = srcToken?.type === "block-seq" ? srcToken.items : [];
  return tokens.flatMap(({ start }) => start.find(({ type }) => type === "seq-item-ind")?.offset ?? []);
}

/** The end of what is written, without the comments and empty lines behind it. */
function endOf(text: string, node: unknown): number {
  if (isPair(node)) {
    const [, keyEnd = 0] = rangeOf(node.key);
    return Math.max(keyEnd, node.value === null ? keyEnd : endOf(text, node.value));
  }
  const [start = 0, end = 0] = rangeOf(node);
  if ((isMap(node) || isSeq(node)) && node.flow !== true)
    return Math.max(start, ...node.items.map((item) => endOf(text, item)));
  // A block of text counts the empty lines behind it.
  return isScalar(node) && text[end - 1] === "\n"
    ? start + text.slice(start, end).replace(/(?:\r?\n)+$/, "").length
    : end;
}

function rangeOf(node: unknown): readonly number[] {
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range ?? []) : [];
}
