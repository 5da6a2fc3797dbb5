import {
  EVENT_ID,
  type Event,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  YAMLException,
} from "js-yaml";
import { quote, say, type Told } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import { unwantedCharacter } from "./scan.ts";
import { placeOf, type Source, type Spot, spotAt } from "./source.ts";

/** A scalar with its text as it was written: nothing is a number, a date or a yes until a field asks for one. */
export interface ScalarNode extends Spot {
  readonly kind: "scalar";
  readonly text: string;
  /** Without quotes, in one piece. */
  readonly plain: boolean;
}

export interface MapNode extends Spot {
  readonly kind: "map";
  /** Each key once; the first of two stays. */
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: YamlNode;
}

export interface ListNode extends Spot {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
}

export type YamlNode = ScalarNode | MapNode | ListNode;

export interface Parsed {
  /** Absent when the file is no YAML, holds what no roster may hold, or holds nothing. */
  readonly root?: YamlNode;
  readonly problems: readonly Problem[];
}

/** A file that is full of them is no roster; the first ones say it. */
const MOST_REPORTED = 100;

const YAML_LIMITS = { depth: 32, keys: 2_000 } as const;

/** One document of plain maps, lists and scalars; whatever stands for something else is refused by name. */
export function parseYaml(source: Source): Parsed {
  const events = eventsOf(source);
  if ("code" in events) return { problems: [events] };
  const lineEnd = source.text.indexOf("\n");
  const reading: Reading = { source, events, at: 0, line: 1, lineEnd, offset: 0, problems: [], refused: false };
  const root = readDocument(reading);
  return reading.refused || root === undefined ? { problems: reading.problems } : { root, problems: reading.problems };
}

const trees = new WeakMap<Source, YamlNode>();

/** The tree of a text that was parsed before, made again when it is asked for. */
export function treeOf(source: Source): YamlNode | undefined {
  const root = trees.get(source) ?? parseYaml(source).root;
  if (root !== undefined) trees.set(source, root);
  return root;
}

export function entryOf({ entries }: { readonly entries: readonly MapEntry[] }, key: string): MapEntry | undefined {
  for (const entry of entries) if (entry.key.text === key) return entry;
  return undefined;
}

/** Follows keys and positions as far as they lead; the last part stands where its value stands, or its key. */
export function spotOf(node: YamlNode, path: readonly string[]): Spot {
  const [part, ...rest] = path;
  if (part === undefined) return node;
  if (node.kind === "list") {
    const item = node.items[Number(part)];
    return item === undefined ? node : spotOf(item, rest);
  }
  const entry = node.kind === "map" ? entryOf(node, part) : undefined;
  if (entry === undefined) return node;
  const { key, value } = entry;
  return rest.length === 0 && (value.kind !== "scalar" || value.start === value.end) ? key : spotOf(value, rest);
}

function eventsOf(source: Source): Event[] | Problem {
  const shallow = attempt(source, YAML_LIMITS.depth);
  if (Array.isArray(shallow)) return shallow;
  const deep = attempt(source, YAML_LIMITS.depth * 2);
  const place = placeOf(source, spotAt(source, shallow.position, shallow.position));
  // What fails elsewhere, or not at all, with more room failed for want of room.
  if (Array.isArray(deep) || deep.position !== shallow.position) {
    return problem("too-deep", { limit: YAML_LIMITS.depth }, { place });
  }
  return problem("yaml-syntax", { reason: shallow.reason }, { place });
}

function attempt(source: Source, maxDepth: number): Event[] | { readonly reason: Told; readonly position: number } {
  try {
    return parseEvents(source.text, { maxDepth });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { reason: quote(error.reason), position: error.mark?.position ?? 0 };
  }
}

/** Goes through the events once; lines are counted along the way, because events stand in the order of the text. */
interface Reading {
  readonly source: Source;
  readonly events: readonly Event[];
  at: number;
  line: number;
  lineEnd: number;
  offset: number;
  readonly problems: Problem[];
  refused: boolean;
}

function readDocument(reading: Reading): YamlNode | undefined {
  const opening = reading.events[0];
  if (opening?.type !== EVENT_ID.DOCUMENT) return undefined;
  if (opening.directives.length > 0) refuseDirective(reading);
  reading.at = 1;
  const root = readNode(reading);
  if (reading.events[reading.at + 1] !== undefined) refuseSecondDocument(reading);
  return root.kind === "scalar" && root.plain && root.text === "" ? undefined : root;
}

function refuseDirective(reading: Reading): void {
  const start = Math.max(0, reading.source.text.search(/^%/m));
  refuse(
    reading,
    problem("yaml-directive", {}, { place: placeOf(reading.source, spotAt(reading.source, start, start)) }),
  );
}

/** At its `---`, which is always the first thing in a line. */
function refuseSecondDocument(reading: Reading): void {
  const rest = /^---/m.exec(reading.source.text.slice(reading.offset));
  const start = reading.offset + (rest?.index ?? 0);
  refuse(
    reading,
    problem("yaml-documents", {}, { place: placeOf(reading.source, spotAt(reading.source, start, start + 3)) }),
  );
}

function refuse(reading: Reading, found: Problem): void {
  reading.problems.push(found);
  reading.refused = true;
}

function readNode(reading: Reading): YamlNode {
  const event = reading.events[reading.at];
  reading.at += 1;
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return readScalar(reading, event);
    case EVENT_ID.MAPPING:
      refuseProperties(reading, event);
      return readMap(reading, event.start);
    case EVENT_ID.SEQUENCE:
      refuseProperties(reading, event);
      return readList(reading, event.start);
    case EVENT_ID.ALIAS:
      return readAlias(reading, event);
    default:
      throw new Error("the events of js-yaml do not nest");
  }
}

function readScalar(reading: Reading, event: ScalarEvent): ScalarNode {
  refuseProperties(reading, event);
  const start = event.valueStart === -1 ? reading.offset : event.valueStart;
  const spot = moveTo(reading, start, Math.max(start, event.valueEnd));
  const text = getScalarValue(reading.source.text, event);
  // Escapes can write what the scan of the text cannot see.
  const hidden = event.style === SCALAR_STYLE.DOUBLE_QUOTED && !event.fast ? unwantedCharacter(text) : undefined;
  if (hidden !== undefined)
    refuse(reading, problem("control-character", { character: hidden }, { place: placeOf(reading.source, spot) }));
  return { kind: "scalar", text, plain: event.style === SCALAR_STYLE.PLAIN, line: spot.line, start, end: spot.end };
}

function readMap(reading: Reading, start: number): MapNode {
  const spot = moveTo(reading, start, start);
  const entries: MapEntry[] = [];
  let count = 0;
  while (reading.events[reading.at]?.type !== EVENT_ID.POP) {
    const key = readNode(reading);
    const value = readNode(reading);
    count += 1;
    if (count <= YAML_LIMITS.keys && isKey(reading, key) && isNew(reading, entries, key)) entries.push({ key, value });
  }
  reading.at += 1;
  if (count > YAML_LIMITS.keys) {
    refuse(reading, problem("too-many-keys", { limit: YAML_LIMITS.keys }, { place: placeOf(reading.source, spot) }));
  }
  return { kind: "map", entries, line: spot.line, start, end: start };
}

function readList(reading: Reading, start: number): ListNode {
  const spot = moveTo(reading, start, start);
  const items: YamlNode[] = [];
  while (reading.events[reading.at]?.type !== EVENT_ID.POP) items.push(readNode(reading));
  reading.at += 1;
  return { kind: "list", items, line: spot.line, start, end: start };
}

function readAlias(reading: Reading, event: { readonly anchorStart: number; readonly anchorEnd: number }): ScalarNode {
  const spot = moveTo(reading, event.anchorStart - 1, event.anchorEnd);
  forbid(reading, say("aliases (*)"), spot);
  return { kind: "scalar", text: "", plain: true, ...spot };
}

/** Names that JavaScript gives a meaning of its own. */
const TREACHEROUS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

function isKey(reading: Reading, key: YamlNode): key is ScalarNode {
  if (key.kind === "scalar" && key.plain && key.text === "<<") {
    forbid(reading, say("merge keys (<<)"), key);
    return false;
  }
  if (key.kind === "scalar" && key.text !== "" && !TREACHEROUS.has(key.text)) return true;
  refuse(reading, problem("yaml-key", { key: shownKey(key) }, { place: placeOf(reading.source, key) }));
  return false;
}

function shownKey(key: YamlNode): string {
  if (key.kind === "scalar") return key.text || say("an empty key");
  return key.kind === "list" ? say("a list") : say("a map");
}

function isNew(reading: Reading, entries: readonly MapEntry[], key: ScalarNode): boolean {
  const first = entryOf({ entries }, key.text)?.key;
  if (first === undefined) return true;
  const where = { place: placeOf(reading.source, key), related: [placeOf(reading.source, first)] };
  reading.problems.push(problem("duplicate-key", { key: key.text, first: first.line }, where));
  return false;
}

interface Properties {
  readonly anchorStart: number;
  readonly anchorEnd: number;
  readonly tagStart: number;
  readonly tagEnd: number;
}

/** Anchor and tag stand before the node, in either order. */
function refuseProperties(reading: Reading, { anchorStart, anchorEnd, tagStart, tagEnd }: Properties): void {
  if (anchorStart === -1 && tagStart === -1) return;
  const found = [
    { what: say("anchors (&)"), start: anchorStart - 1, end: anchorEnd },
    { what: say("tags (!)"), start: tagStart, end: tagEnd },
  ].filter(({ start }) => start >= 0);
  for (const { what, start, end } of found.sort((a, b) => a.start - b.start)) {
    forbid(reading, what, moveTo(reading, start, end));
  }
}

function forbid(reading: Reading, what: Told, spot: Spot): void {
  if (reading.problems.length >= MOST_REPORTED) return;
  refuse(reading, problem("yaml-forbidden", { what }, { place: placeOf(reading.source, spot) }));
}

function moveTo(reading: Reading, start: number, end: number): Spot {
  if (start < reading.offset) return spotAt(reading.source, start, end);
  while (reading.lineEnd !== -1 && reading.lineEnd < start) {
    reading.line += 1;
    reading.lineEnd = reading.source.text.indexOf("\n", reading.lineEnd + 1);
  }
  reading.offset = start;
  return { line: reading.line, start, end };
}
