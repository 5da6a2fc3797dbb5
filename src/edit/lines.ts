import type { Splice } from "../model/file-change.ts";

/** What makes one text of another, line by line; lines that are in both and in one order are not touched. */
export function lineSplices(before: string, after: string): readonly Splice[] {
  const [old, made] = [linesOf(before), linesOf(after)];
  const starts = [0];
  for (const line of old) starts.push((starts.at(-1) ?? 0) + line.length);
  return changes({ old, made }, { from: 0, to: old.length, madeFrom: 0, madeTo: made.length }).map(
    ({ from, to, madeFrom, madeTo }) => ({
      start: starts[from] ?? 0,
      end: starts[to] ?? before.length,
      text: made.slice(madeFrom, madeTo).join(""),
    }),
  );
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

interface Texts {
  readonly old: readonly string[];
  readonly made: readonly string[];
}

/** Lines of both texts that are to be compared. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly madeFrom: number;
  readonly madeTo: number;
}

/** Between lines that stand once in both texts, over and over; a stretch without such lines changes whole. */
function changes(texts: Texts, whole: Stretch): readonly Stretch[] {
  const stretch = withoutSame(texts, whole);
  const { from, to, madeFrom, madeTo } = stretch;
  if (from === to && madeFrom === madeTo) return [];
  if (from === to || madeFrom === madeTo) return [stretch];
  const anchors = anchorsIn(texts, stretch);
  if (anchors.length === 0) return [stretch];
  const found: Stretch[] = [];
  let [at, madeAt] = [from, madeFrom];
  for (const [line, madeLine] of [...anchors, [to, madeTo] as const]) {
    found.push(...changes(texts, { from: at, to: line, madeFrom: madeAt, madeTo: madeLine }));
    [at, madeAt] = [line + 1, madeLine + 1];
  }
  return found;
}

function withoutSame({ old, made }: Texts, { from, to, madeFrom, madeTo }: Stretch): Stretch {
  let head = 0;
  const most = Math.min(to - from, madeTo - madeFrom);
  while (head < most && old[from + head] === made[madeFrom + head]) head += 1;
  let tail = 0;
  while (tail < most - head && old[to - 1 - tail] === made[madeTo - 1 - tail]) tail += 1;
  return { from: from + head, to: to - tail, madeFrom: madeFrom + head, madeTo: madeTo - tail };
}

type Anchor = readonly [line: number, madeLine: number];

function anchorsIn({ old, made }: Texts, { from, to, madeFrom, madeTo }: Stretch): readonly Anchor[] {
  const [once, madeOnce] = [linesOnce(old, from, to), linesOnce(made, madeFrom, madeTo)];
  const pairs = [...once].flatMap(([line, at]): readonly Anchor[] => {
    const madeAt = madeOnce.get(line);
    return madeAt === undefined ? [] : [[at, madeAt]];
  });
  return longestRising(pairs.sort(([a], [b]) => a - b));
}

/** Lines that stand once in a stretch, with where. */
function linesOnce(lines: readonly string[], from: number, to: number): ReadonlyMap<string, number> {
  const once = new Map<string, number>();
  const more = new Set<string>();
  for (let at = from; at < to; at += 1) {
    const line = lines[at] ?? "";
    if (once.has(line)) more.add(line);
    else once.set(line, at);
  }
  for (const line of more) once.delete(line);
  return once;
}

/** The most anchors that stand in one order in both texts: each is put behind the longest row that it continues. */
function longestRising(anchors: readonly Anchor[]): readonly Anchor[] {
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, [, madeLine]] of anchors.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((anchors[ends[middle] ?? 0]?.[1] ?? 0) < madeLine) low = middle + 1;
      else high = middle;
    }
    previous[index] = ends[low - 1];
    ends[low] = index;
  }
  const row: Anchor[] = [];
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) {
    const anchor = anchors[at];
    if (anchor !== undefined) row.push(anchor);
  }
  return row.reverse();
}
