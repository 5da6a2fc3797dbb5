import { type Problem, type SourceLine, sortProblems } from "../model/problem.ts";
import { PROBLEMS } from "../model/problems.ts";
import type { Source } from "./source.ts";

/** The code of whatever says that a secret stands in a file. */
const SECRETS = PROBLEMS["password-in-file"].code;
/** In UTF-16 units. */
const LONGEST_EXCERPT = 200;

/** In the order in which people mend files, each once, with the lines they stand in. */
export function finish(problems: readonly Problem[], sources: readonly Source[]): readonly Problem[] {
  const sorted = onceEach(sortProblems(problems));
  const asked = new Set(sorted.map(({ place }) => place?.file));
  const secret = new Set(sorted.filter(({ code }) => code === SECRETS).map(({ place }) => place?.file));
  // Nothing of a file with a secret in it is shown: the next line may be the one.
  const shown = sources.filter(({ file }) => asked.has(file) && !secret.has(file));
  const lines = new Map(shown.map(({ file, text }) => [file, text.split("\n")] as const));
  return sorted.map((found) => withExcerpt(found, lines));
}

/** A mistake in a role is found again with every user of the role. */
function onceEach(sorted: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return sorted.filter(({ name, place, args }) => {
    const same = JSON.stringify([name, place, args]);
    return !seen.has(same) && seen.add(same);
  });
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
