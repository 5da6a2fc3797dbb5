import { type Encoding, encode } from "../model/encoding.ts";
import type { FileDiff, Hunk, HunkLine, Splice, TextFile } from "../model/file-change.ts";

/** In the order of the text; of two that begin at one place, the first given stands first. */
function inOrder(splices: readonly Splice[]): readonly Splice[] {
  const sorted = [...splices].sort((a, b) => a.start - b.start);
  for (const [index, { start }] of sorted.entries()) {
    if (start < (sorted[index - 1]?.end ?? 0)) throw new Error("two edits of one place");
  }
  return sorted;
}

export function spliced(text: string, splices: readonly Splice[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, text: added } of inOrder(splices)) {
    parts.push(text.slice(at, start), added);
    at = end;
  }
  return [...parts, text.slice(at)].join("");
}

export type Bytes =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** What the encoding of the file has no place for. */
  | { readonly ok: false; readonly characters: readonly string[] };

/** The bytes between the edits are those of the file, whatever wrote them. */
export function splicedBytes({ bytes, text, encoding }: TextFile, splices: readonly Splice[]): Bytes {
  const plain: Encoding = encoding === "utf-8-bom" ? "utf-8" : encoding;
  const parts: Uint8Array[] = [];
  let at = 0;
  let byteAt = 0;
  let lengthAt = encoding === "utf-8-bom" ? BOM_LENGTH : 0;
  for (const { start, end, text: added } of inOrder(splices)) {
    const written = encode(added, plain);
    if (!written.ok) return written;
    const from = lengthAt + lengthIn(text.slice(at, start), plain);
    parts.push(bytes.subarray(byteAt, from), written.bytes);
    lengthAt = from + lengthIn(text.slice(start, end), plain);
    [at, byteAt] = [end, lengthAt];
  }
  return { ok: true, bytes: Buffer.concat([...parts, bytes.subarray(byteAt)]) };
}

const BOM_LENGTH = 3;

/** Characters that two codes of Shift_JIS stand for take two bytes in both. */
function lengthIn(text: string, encoding: Encoding): number {
  const { length } = text;
  const written = encode(text, encoding);
  if (!written.ok) throw new Error(`text of the file itself, ${length} long, cannot be written in ${encoding}`);
  return written.bytes.length;
}

/** Lines shown around those that change. */
const AROUND = 3;

/** The lines that the edits change, as `diff -u` shows them. */
export function diffOf(file: string, text: string, splices: readonly Splice[]): FileDiff {
  const lines = linesOf(text);
  const hunks: Hunk[] = [];
  let shift = 0;
  for (const group of grouped(changedLines(lines, text, splices), AROUND)) {
    const hunk = hunkOf(lines, group, shift);
    hunks.push(hunk);
    shift += hunk.lines.reduce((sum, { sign }) => sum + (sign === "+" ? 1 : 0) - (sign === "-" ? 1 : 0), 0);
  }
  return { file, hunks };
}

interface TextLine {
  readonly start: number;
  /** Behind its line break. */
  readonly end: number;
  readonly text: string;
}

function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found + 1;
    lines.push({ start, end, text: text.slice(start, end) });
    start = end;
  }
  return lines;
}

/** Old lines from an index, so many, and the lines in their place. */
interface Change {
  readonly from: number;
  readonly count: number;
  readonly added: readonly string[];
}

interface Touched {
  readonly from: number;
  readonly last: number;
  readonly splices: readonly Splice[];
}

function changedLines(lines: readonly TextLine[], text: string, splices: readonly Splice[]): readonly Change[] {
  const touched: Touched[] = [];
  for (const splice of inOrder(splices)) {
    const own = touchedBy(lines, splice);
    const before = touched.at(-1);
    if (before === undefined || own.from > before.last) touched.push(own);
    else touched[touched.length - 1] = { ...before, last: own.last, splices: [...before.splices, splice] };
  }
  return touched.map((one) => changeOf(lines, text, one)).filter(({ count, added }) => count + added.length > 0);
}

function touchedBy(lines: readonly TextLine[], splice: Splice): Touched {
  // The line at whose start an edit ends may be joined to the one before.
  return { from: lineAt(lines, splice.start), last: lineAt(lines, splice.end), splices: [splice] };
}

/** The index of the line that holds an offset; of the last line, for the end of the text. */
function lineAt(lines: readonly TextLine[], offset: number): number {
  let [low, high] = [0, Math.max(0, lines.length - 1)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offset < (lines[middle]?.end ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function changeOf(lines: readonly TextLine[], text: string, { from, last, splices }: Touched): Change {
  const [start, end] = [lines[from]?.start ?? 0, lines[last]?.end ?? 0];
  const own = splices.map((one) => ({ ...one, start: one.start - start, end: one.end - start }));
  const after = linesOf(spliced(text.slice(start, end), own)).map((line) => line.text);
  return withoutSame(
    { from, count: last - from + 1, added: after },
    lines.slice(from, last + 1).map((line) => line.text),
  );
}

/** A line that was only touched did not change. */
function withoutSame({ from, added }: Change, old: readonly string[]): Change {
  let head = 0;
  while (head < Math.min(old.length, added.length) && old[head] === added[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, added.length) - head;
  while (tail < most && old[old.length - 1 - tail] === added[added.length - 1 - tail]) tail += 1;
  return { from: from + head, count: old.length - head - tail, added: added.slice(head, added.length - tail) };
}

/** Changes whose surroundings touch each other are shown as one. */
function grouped(changes: readonly Change[], around: number): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    const isNear = last !== undefined && change.from - (last.from + last.count) <= 2 * around;
    if (isNear) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkOf(lines: readonly TextLine[], changes: readonly Change[], shift: number): Hunk {
  const first = Math.max(0, (changes[0]?.from ?? 0) - AROUND);
  const told: HunkLine[] = [];
  let at = first;
  const keep = (until: number) => {
    for (; at < Math.min(until, lines.length); at += 1) told.push({ sign: " ", text: shown(lines[at]?.text) });
  };
  for (const { from, count, added } of changes) {
    keep(from);
    for (; at < from + count; at += 1) told.push({ sign: "-", text: shown(lines[at]?.text) });
    for (const text of added) told.push({ sign: "+", text: shown(text) });
  }
  keep(at + AROUND);
  return { before: first + 1, after: first + 1 + shift, lines: told };
}

function shown(line = ""): string {
  return line.replace(/\r?\n$/, "");
}
