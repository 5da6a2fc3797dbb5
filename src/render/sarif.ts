import { compareText, type Place } from "../model/place.ts";
import type { Problem, Severity } from "../model/problem.ts";
import { PROBLEMS } from "../model/problems.ts";
import { hintOf, sentenceOf } from "./problem.ts";
import { safe } from "./safe.ts";
import type { Words } from "./words/words.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** Problems in the Static Analysis Results Interchange Format 2.1.0, which code hosts and editors read. */
export function sarif(problems: readonly Problem[], version: string, words: Words): object {
  const codes = [...new Set(problems.map(({ code }) => code))].sort(compareText);
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "meibo", semanticVersion: version, rules: codes.map(ruleOf) } },
        columnKind: "unicodeCodePoints",
        results: problems.map((problem) => resultOf(problem, codes, words)),
      },
    ],
  };
}

function ruleOf(code: string): object {
  const names = Object.entries(PROBLEMS).flatMap(([name, definition]) => (definition.code === code ? [name] : []));
  return { id: code, name: names.join("-or-"), shortDescription: { text: names.join(", ").replaceAll("-", " ") } };
}

function resultOf(found: Problem, codes: readonly string[], words: Words): object {
  const { code, severity, place, related = [] } = found;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: safe(`${sentenceOf(found, words)}${words.aside(hintOf(found, words))}`) },
    locations: place === undefined ? [] : [{ physicalLocation: physical(place) }],
    ...(related.length === 0
      ? {}
      : { relatedLocations: related.map((other, id) => ({ id, physicalLocation: physical(other) })) }),
  };
}

function physical({ file, line, column, length }: Place): object {
  const artifactLocation = { uri: file.split("/").map(encodeURIComponent).join("/") };
  if (line === undefined) return { artifactLocation };
  const end = column === undefined || length === undefined ? {} : { endColumn: column + length };
  return {
    artifactLocation,
    region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }), ...end },
  };
}
