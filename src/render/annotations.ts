import { compareText } from "../model/place.ts";
import type { Problem, Severity } from "../model/problem.ts";
import { hintOf, sentenceOf } from "./problem.ts";
import { safe } from "./safe.ts";
import type { Words } from "./words/words.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** GitHub shows ten annotations a step; the tenth says how many more there are. */
const SHOWN = 9;

/**
 * Workflow commands that put problems beside the lines of a pull request, errors first. This is the only place that
 * makes commands: every text in them is escaped so that none can begin another.
 */
export function annotations(problems: readonly Problem[], words: Words): string {
  const sorted = problems.toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || compareText(a.code, b.code));
  const more = sorted.length - SHOWN;
  const lines = sorted.slice(0, SHOWN).map((found) => annotation(found, words));
  return [...lines, ...(more > 0 ? [`::notice title=meibo::${data(words.problem.more(more))}`] : [])]
    .map((line) => `${line}\n`)
    .join("");
}

function annotation(found: Problem, words: Words): string {
  const { place, severity, code } = found;
  const properties = [
    ["file", place?.file],
    ["line", place?.line],
    ["col", place?.column],
    ["title", `meibo ${code}`],
  ].flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${property(String(value))}`]));
  return `::${COMMANDS[severity]} ${properties.join(",")}::${data(`${sentenceOf(found, words)}${words.aside(hintOf(found, words))}`)}`;
}

/** As the runner unescapes it, behind what makes control characters visible. */
function data(text: string): string {
  return safe(text).replaceAll("%", "%25").replaceAll("##[", "#\\u0023[");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
