import type { Place } from "../model/place.ts";
import type { Problem, Severity } from "../model/problem.ts";
import { widthOf } from "./columns.ts";
import { type Line, type Style, styled } from "./line.ts";
import { fillingText } from "./phrase.ts";
import type { Words } from "./words/words.ts";

const STYLES: Readonly<Record<Severity, Style>> = { error: "red", warning: "yellow", info: "blue" };

/** The sentence of a problem, with its words filled in. */
export function sentenceOf(found: Problem, words: Words): string {
  return fill(words.problem.texts[found.name].text, found.args, words);
}

/** What to do about it; empty where nothing has to be done. */
export function hintOf(found: Problem, words: Words): string {
  return fill(words.problem.texts[found.name].hint, found.args, words);
}

function fill(template: string, args: Problem["args"], words: Words): string {
  return template.replace(/\{([A-Za-z]+)\}/g, (whole, word: string) => {
    const given = args[word];
    return given === undefined ? whole : fillingText(word, String(given), words);
  });
}

/** `users/sales.csv:4 (row 3, extension)` */
export function placeText(place: Place, { row, comma, aside }: Pick<Words, "row" | "comma" | "aside">): string {
  const at = [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  const cell = [place.row === undefined ? undefined : row(place.row), place.cell].filter((part) => part !== undefined);
  return cell.length === 0 ? at : `${at}${aside(cell.join(comma))}`;
}

/** A problem as people read it: place, code, sentence, the lines of the file with the place underlined, the way out. */
export function problemLines(found: Problem, words: Words): readonly Line[] {
  const { problem } = words;
  const where = found.place === undefined ? "" : `${placeText(found.place, words)}  `;
  const head: Line = [
    where,
    styled(STYLES[found.severity], `${problem[found.severity]} ${found.code}`),
    "  ",
    sentenceOf(found, words),
  ];
  const hint = hintOf(found, words);
  return [
    head,
    ...excerptLines(found),
    ...(found.related ?? []).map((place): Line => [`     ${problem.see(placeText(place, words))}`]),
    ...(hint === "" ? [] : [[`     ${problem.fix(hint)}`]]),
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
export function countText(problems: readonly Problem[], { problem, comma }: Words): string {
  const many = (wanted: Severity) => problems.filter(({ severity }) => severity === wanted).length;
  const [errors, warnings] = [many("error"), many("warning")];
  const parts = [
    ...(errors === 0 ? [] : [problem.errors(errors)]),
    ...(warnings === 0 ? [] : [problem.warnings(warnings)]),
  ];
  return parts.join(comma);
}
