import type { Place } from "../model/place.ts";
import type { Problem, Severity } from "../model/problem.ts";
import { PROBLEMS } from "../model/problems.ts";
import { widthOf } from "./columns.ts";
import { type Line, type Style, styled } from "./line.ts";

const STYLES: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", info: "blue" };

/** The sentence of a problem, with its words filled in. */
export function sentenceOf(problem: Problem): string {
  return fill(PROBLEMS[problem.name].text, problem.args);
}

/** What to do about it; empty where nothing has to be done. */
export function hintOf(problem: Problem): string {
  return fill(PROBLEMS[problem.name].hint, problem.args);
}

function fill(template: string, args: Problem["args"]): string {
  return template.replace(/\{([A-Za-z]+)\}/g, (whole, word: string) => String(args[word] ?? whole));
}

/** `users/sales.csv:4 (row 3, extension)` */
export function placeText(place: Place): string {
  const at = [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  const cell = [place.row === undefined ? undefined : `row ${place.row}`, place.cell].filter(
    (part) => part !== undefined,
  );
  return cell.length === 0 ? at : `${at} (${cell.join(", ")})`;
}

/** A problem as people read it: place, code, sentence, the lines of the file with the place underlined, the way out. */
export function problemLines(problem: Problem): readonly Line[] {
  const where = problem.place === undefined ? "" : `${placeText(problem.place)}  `;
  const head: Line = [
    where,
    styled(STYLES[problem.severity], `${problem.severity} ${problem.code}`),
    "  ",
    sentenceOf(problem),
  ];
  const hint = hintOf(problem);
  return [
    head,
    ...excerptLines(problem),
    ...(problem.related ?? []).map((place): Line => [`     see ${placeText(place)}`]),
    ...(hint === "" ? [] : [[`     fix: ${hint}`]]),
  ];
}

function excerptLines({ excerpt, place }: Problem): readonly Line[] {
  const margin = String(excerpt?.at(-1)?.line ?? 0).length;
  return (excerpt ?? []).flatMap(({ line, text }) => {
    const here = line === place?.line;
    const number = String(line).padStart(margin);
    const shown: Line = [`   ${here ? ">" : " "} ${number} | ${text}`];
    return here && place?.column !== undefined ? [shown, [underline(text, place, margin)]] : [shown];
  });
}

function underline(text: string, { column = 1, length = 1 }: Place, margin: number): string {
  const characters = [...text];
  const before = widthOf(
    characters
      .slice(0, column - 1)
      .join("")
      .replaceAll("\t", " "),
  );
  const under = Math.max(1, widthOf(characters.slice(column - 1, column - 1 + length).join("")));
  return `     ${" ".repeat(margin)} | ${" ".repeat(before)}${"^".repeat(under)}`;
}

/** `2 errors, 1 warning` */
export function countText(problems: readonly Problem[]): string {
  const counts = (["error", "warning"] as const).map((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? undefined : `${count} ${severity}${count === 1 ? "" : "s"}`;
  });
  return counts.filter((count) => count !== undefined).join(", ");
}
