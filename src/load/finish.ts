import { type Problem, type SourceLine, sortProblems } from "../model/problem.ts";
import { PROBLEMS } from "../model/problems.ts";
import { cellFinder } from "./cells.ts";
import { lookedUp, MOST_TOLD, moreOf, wordOf } from "./later.ts";
import type { Source } from "./source.ts";

/** The code of whatever says that a secret stands in a file. */
const SECRETS = PROBLEMS["password-in-file"].code;
/** In UTF-16 units. */
const LONGEST_EXCERPT = 200;
/** Long enough for a list of every key there is. */
const LONGEST_ARGUMENT = 1_000;

/** In the order in which people mend files, each once, with the lines they stand in; of one name the first hundred. */
export function finish(problems: readonly Problem[], sources: readonly Source[]): readonly Problem[] {
  const { told, more } = firstOfEach(onceEach(sortProblems(problems)));
  const asked = new Set(told.map(({ place }) => place?.file));
  const secret = new Set(told.filter(({ code }) => code === SECRETS).map(({ place }) => place?.file));
  const texts = sources.filter(({ file }) => asked.has(file));
  // Nothing of a file with a secret in it is shown: the next line may be the one.
  const shown = texts.filter(({ file }) => !secret.has(file));
  const lines = new Map(shown.map(({ file, text }) => [file, text.split("\n")] as const));
  const inCells = cellFinder(texts);
  const exact = onceEach(sortProblems(told.map(lookedUp).map(inCells).map(clipped)));
  return [...exact.map((found) => withExcerpt(found, lines)), ...more];
}

/** A mistake in a role is found again with every user of the role. */
function onceEach(sorted: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return sorted.filter(({ name, place, args }) => {
    const same = JSON.stringify([name, place, wordOf(place), args]);
    return !seen.has(same) && seen.add(same);
  });
}

/** The first hundred of each name; what was left out before, or is left out here, is counted together. */
function firstOfEach(sorted: readonly Problem[]): {
  readonly told: readonly Problem[];
  readonly more: readonly Problem[];
} {
  const counted = sorted.filter(({ name }) => name === "more-alike");
  const totals = new Map<string, number>(counted.map(({ args }) => [String(args["kind"]), Number(args["more"])]));
  const made = new Map<string, number>();
  const told = sorted.filter(({ name }) => {
    const count = (made.get(name) ?? 0) + 1;
    made.set(name, count);
    return count <= MOST_TOLD && name !== "more-alike";
  });
  for (const [name, count] of made) totals.set(name, (totals.get(name) ?? 0) + count);
  const names = new Set(sorted.map(({ name }) => name).filter((name) => name !== "more-alike"));
  const crowded = [...names].filter((name) => (totals.get(name) ?? 0) > MOST_TOLD);
  return { told, more: crowded.map((name) => moreOf(name, totals.get(name) ?? 0)) };
}

/** A cell of a megabyte is wrong, but nobody needs to be shown all of it. */
function clipped(found: Problem): Problem {
  const args = Object.entries(found.args);
  if (args.every(([, value]) => typeof value === "number" || value.length <= LONGEST_ARGUMENT)) return found;
  return { ...found, args: Object.fromEntries(args.map(([key, value]) => [key, shortened(value)])) };
}

function shortened(value: string | number): string | number {
  if (typeof value === "number" || value.length <= LONGEST_ARGUMENT) return value;
  return `${value.slice(0, LONGEST_ARGUMENT).toWellFormed()}…`;
}

function withExcerpt(found: Problem, lines: ReadonlyMap<string, readonly string[]>): Problem {
  const { file = "", line = 0 } = found.place ?? {};
  const all = lines.get(file) ?? [];
  const excerpt = [line - 1, line].flatMap((number) => sourceLine(all, number));
  return excerpt.at(-1)?.line === line ? { ...found, excerpt } : found;
}

function sourceLine(all: readonly string[], line: number): readonly SourceLine[] {
  const text = all[line - 1];
  return text === undefined ? [] : [{ line, text: text.replace(/\r$/, "").slice(0, LONGEST_EXCERPT).toWellFormed() }];
}
