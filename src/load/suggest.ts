import { say, type Told } from "../model/phrases.ts";

/** The one of these words that somebody most likely meant; undefined when none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of known) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase(), least);
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best;
}

const EVERY = {
  departments: "departments: {words}",
  fields: "fields: {words}",
  files: "files: {words}",
  impacts: "impacts of a delete: {words}",
  keys: "keys that may stand here: {words}",
  pools: "pools: {words}",
  profiles: "profiles: {words}",
  roles: "roles: {words}",
  settings: "settings: {words}",
  values: "values: {words}",
} as const;
/** The others are meibo's own words, and some of them are always there. */
const NONE: Readonly<Partial<Record<keyof typeof EVERY, Told>>> = {
  departments: say("there are no departments here"),
  files: say("there are no files here"),
  pools: say("there are no pools here"),
  profiles: say("there are no profiles here"),
  roles: say("there are no roles here"),
};

/** "did you mean …?", or else every word there is. */
export function suggestion(word: string, known: readonly string[], what: keyof typeof EVERY): Told {
  const near = nearest(word, known);
  if (near !== undefined) return say("did you mean {words}?", { words: near });
  const none = known.length === 0 ? NONE[what] : undefined;
  return none ?? say(EVERY[what], { words: known.join(", ") });
}

/** Letters to add, drop, change or swap with their neighbour; counting stops at the limit. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) [before, row] = [row, nextRow(a, b, i, row, before)];
  return row[b.length] ?? limit;
}

function nextRow(a: string, b: string, i: number, row: readonly number[], before: readonly number[]): number[] {
  const next = [i];
  for (let j = 1; j <= b.length; j += 1) {
    const cost = a[i - 1] === b[j - 1] ? 0 : 1;
    const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
    const steps = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost];
    next.push(Math.min(...steps, swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY));
  }
  return next;
}
