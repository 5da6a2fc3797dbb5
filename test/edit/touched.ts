import { isMap, isScalar, isSeq, parseDocument } from "yaml";

/** A word of a YAML file: where it is said, in which lines, and what it says. */
interface Word {
  readonly path: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Lines of a YAML file, from 0. */
interface Touched {
  /** Whose words say something else in another text, or are not in it any more. */
  readonly changed: ReadonlySet<number>;
  /** Whose words are not in it any more. */
  readonly gone: ReadonlySet<number>;
}

export function touchedLines(before: string, after: string): Touched {
  const rest = new Map(wordsIn(after).map(({ path, text }) => [path, text]));
  const words = wordsIn(before);
  return {
    changed: linesOf(words.filter(({ path, text }) => rest.get(path) !== text)),
    gone: linesOf(words.filter(({ path }) => !rest.has(path))),
  };
}

function linesOf(words: readonly Word[]): ReadonlySet<number> {
  return new Set(words.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index)));
}

function wordsIn(text: string): readonly Word[] {
  const lineOf = (at: number) => text.slice(0, at).split("\n").length - 1;
  const words: Word[] = [];
  const lastOf = (node: unknown): number => {
    if (isMap(node) && node.flow !== true) return lastOf(node.items.at(-1)?.value);
    if (isSeq(node) && node.flow !== true) return lastOf(node.items.at(-1));
    const [start = 0, end = 0] = rangeOf(node);
    return start + text.slice(start, end).trimEnd().length;
  };
  const walk = (node: unknown, path: string, key: number) => {
    if (isMap(node) && node.flow !== true) {
      words.push({ path, text: "", from: lineOf(key), to: lineOf(lastOf(node)) });
      for (const pair of node.items) walk(pair.value, `${path}/${pair.key}`, rangeOf(pair.key)[0] ?? 0);
    } else if (isSeq(node) && node.flow !== true) {
      words.push({ path, text: "", from: lineOf(key), to: lineOf(lastOf(node)) });
      for (const [index, item] of node.items.entries()) walk(item, `${path}/${index}`, rangeOf(item)[0] ?? 0);
    } else {
      // What stands in braces is one word here: where one of them goes, the others may move.
      words.push({ path, text: JSON.stringify(node), from: lineOf(key), to: lineOf(Math.max(key, lastOf(node))) });
    }
  };
  walk(parseDocument(text, { schema: "failsafe" }).contents, "", 0);
  return words;
}

function rangeOf(node: unknown): readonly number[] {
  return isScalar(node) || isMap(node) || isSeq(node) ? (node.range ?? []) : [];
}
