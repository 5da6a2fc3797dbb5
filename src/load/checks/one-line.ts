import { say } from "../../model/phrases.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { type Entry, textOf } from "../entry.ts";
import { later } from "../later.ts";

const BREAKING = /[\t\n\r]/;

const CHARACTERS: Readonly<Record<string, string>> = {
  "\t": say("U+0009 (a tab)"),
  "\n": say("U+000A (a line break)"),
  "\r": say("U+000D (a carriage return)"),
};

/**
 * No tab and no line break in texts of one line. A file may hold both, in quotes, so it is asked of the text itself;
 * Login IDs, extensions and roles have a form that holds neither.
 */
export function checkOneLine(entry: Entry): readonly Problem[] {
  const { employeeId, department } = entry;
  return [
    ...breakingIn("name", textOf(entry, "name"), entry),
    ...breakingIn("employeeId", employeeId, entry),
    ...breakingIn("department", department, entry),
  ];
}

function breakingIn(word: string, text: string | undefined, entry: Entry): readonly Problem[] {
  const [found] = BREAKING.exec(text ?? "") ?? [];
  if (found === undefined) return [];
  return [problem("control-character", { character: CHARACTERS[found] ?? found }, { place: later(entry, word) })];
}
