import { fieldNamed } from "../load/explain.ts";
import { nearest, suggestion } from "../load/suggest.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";

/** The columns of `a,b,c`, each once: keys in any case, `phone` for `phone.enabled`, or the console's name of an item. */
export function columnsNamed<C extends string>(text: string, known: readonly C[]): Result<readonly C[]> {
  const byName = new Map(known.map((column) => [column.toLowerCase(), column]));
  const found = new Set<C>();
  const problems: Problem[] = [];
  for (const word of text.split(/[,、]/).map((part) => part.trim())) {
    const field = fieldNamed(word);
    const column = byName.get(alias(word)) ?? (field.ok ? byName.get(field.value.toLowerCase()) : undefined);
    if (column === undefined) problems.push(problem("field-unknown", { field: word, hint: hintFor(word, known) }));
    else found.add(column);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: [...found], problems };
}

function alias(word: string): string {
  const lower = word.toLowerCase();
  return lower === "roles" ? "role" : lower;
}

/** Somebody who writes a product means its switch. */
function hintFor(word: string, known: readonly string[]) {
  const near = nearest(word, [...known, ...known.map((column) => column.replace(/\.enabled$/, ""))]);
  return near === undefined ? suggestion(word, known, "fields") : say("did you mean {words}?", { words: near });
}
