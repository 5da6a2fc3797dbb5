import { compareText } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";
import { PROBLEM_GUIDE } from "../model/problem-guide.ts";
import { PROBLEMS, type ProblemName } from "../model/problems.ts";
import { hintOf, sentenceOf } from "./problem.ts";
import { en } from "./words/en.ts";

const CHAPTERS: readonly (readonly [codes: string, title: string])[] = [
  ["MB10", "Files"],
  ["MB11", "Login IDs and names"],
  ["MB12", "Extensions"],
  ["MB13", "Values"],
  ["MB21", "Permissions"],
  ["MB22", "Seats"],
  ["MB23", "Guards"],
  ["MB24", "Order of changes"],
  ["MB31", "Files of the console"],
  ["MB40", "Applying"],
];

const INTRODUCTION = `# Problems

Everything meibo may complain about. An *error* stops the run before anything is changed; a *warning* is a question to you.
A code never changes its meaning. Each entry shows the sentence as meibo prints it, why it matters, and what to do.
`;

/** The page of all problems, in the order of their codes. */
export function problemsPage(): string {
  const names = Object.keys(PROBLEMS).filter(isName);
  const chapters = CHAPTERS.flatMap(([codes, title]) => {
    const own = names.filter((name) => PROBLEMS[name].code.startsWith(codes));
    return own.length === 0 ? [] : [chapter(title, own)];
  });
  return [INTRODUCTION, ...chapters].join("\n");
}

function isName(text: string): text is ProblemName {
  return text in PROBLEMS;
}

function chapter(title: string, names: readonly ProblemName[]): string {
  const sorted = names.toSorted((a, b) => compareText(PROBLEMS[a].code, PROBLEMS[b].code));
  const rows = sorted.map((name) => row(name));
  return [
    `## ${title}`,
    "",
    "| code | what meibo says | why it matters | what to do |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function row(name: ProblemName): string {
  const { code, severity } = PROBLEMS[name];
  const { why, example } = PROBLEM_GUIDE[name];
  const shown: Problem = { name, code, severity, args: example };
  return `| ${code}<br>${severity} | ${cell(sentenceOf(shown, en))} | ${cell(why)} | ${cell(hintOf(shown, en))} |`;
}

/** Texts in a table may hold what Markdown would take for itself. */
function cell(text: string): string {
  return text.replace(/[\\|`*_[\]<>]/g, "\\$&");
}
