import { quote, say, type Told } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import { lookAlikes } from "./look-alikes.ts";
import { placeOf, type Source, spotAt } from "./source.ts";

/** UTF-16 units in a line. */
const LONGEST_LINE = 65_536;
/** Fifty thousand people need no more lines and commas in YAML, and two hundred thousand no more lines in CSV. */
const MOST_PARTS = {
  yaml: { limit: 500_000, what: say("lines and commas"), commas: true },
  csv: { limit: 200_000, what: say("lines"), commas: false },
} as const;
/** A file of another kind has them everywhere; the first ones say it. */
const MOST_REPORTED = 20;

/**
 * Controls, line separators, marks that turn the direction of text, and characters without width.
 * U+200C and U+200D join letters in some scripts and stay.
 */
const UNWANTED =
  "[\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u061C\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u2069\\uFEFF\\uFFFE\\uFFFF]|\\uDB40[\\uDC00-\\uDC7F]";

/** What no roster contains, looked for before anything is read into it. */
export function scanYaml(source: Source): readonly Problem[] {
  const crowded = tooManyParts(source, MOST_PARTS.yaml);
  if (crowded.length > 0) return crowded;
  return [...scanText(source), ...lineEnds(source, BREAKS), ...directive(source), ...lookAlikes(source, MOST_REPORTED)];
}

/** A line break inside a quoted cell is text, not the end of a line. */
export function scanCsv(source: Source): readonly Problem[] {
  const crowded = tooManyParts(source, MOST_PARTS.csv);
  if (crowded.length > 0) return crowded;
  return [...scanText(source), ...lineEnds(source, BREAKS_OUTSIDE_QUOTES), ...cutCells(source)];
}

/** The character as `U+202E`, if a text holds one that no roster may hold. */
export function unwantedCharacter(text: string): string | undefined {
  const [found] = new RegExp(UNWANTED).exec(text) ?? [];
  if (found !== undefined) return codePoint(found);
  return text.isWellFormed() ? undefined : say("half of a surrogate pair");
}

function scanText(source: Source): readonly Problem[] {
  return [...unwanted(source), ...conflictMarkers(source), ...longLines(source)];
}

function unwanted(source: Source): readonly Problem[] {
  const found: Problem[] = [];
  for (const match of source.text.matchAll(new RegExp(UNWANTED, "g"))) {
    const place = placeOf(source, spotAt(source, match.index, match.index + match[0].length));
    found.push(problem("control-character", { character: codePoint(match[0]) }, { place }));
    if (found.length === MOST_REPORTED) break;
  }
  return found;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** One for each conflict; a line of `=======` alone may be somebody's ruler. */
function conflictMarkers(source: Source): readonly Problem[] {
  if (!source.text.includes("<<<<<<<") && !source.text.includes(">>>>>>>")) return [];
  const opened = [...source.text.matchAll(/^<{7}(?= |\r?$)/gm)];
  const found = opened.length > 0 ? opened : [...source.text.matchAll(/^>{7}(?= |\r?$)/gm)];
  return found.slice(0, MOST_REPORTED).map(({ index }) => {
    const place = placeOf(source, spotAt(source, index, index + 7));
    return problem("conflict-marker", {}, { place });
  });
}

function longLines(source: Source): readonly Problem[] {
  const { text, file } = source;
  const found: Problem[] = [];
  let line = 1;
  for (let start = 0; start < text.length; line += 1) {
    const end = text.indexOf("\n", start);
    const length = (end === -1 ? text.length : end) - start;
    if (length > LONGEST_LINE) {
      found.push(
        problem("line-long", { size: kibibytes(length), limit: kibibytes(LONGEST_LINE) }, { place: { file, line } }),
      );
    }
    start += length + 1;
  }
  return found.slice(0, MOST_REPORTED);
}

/** Every part costs memory before anybody can look at it, so they are counted first. */
function tooManyParts({ text, file }: Source, most: (typeof MOST_PARTS)["yaml" | "csv"]): readonly Problem[] {
  const { limit, what, commas } = most;
  if (text.length <= limit) return [];
  let [parts, line] = [0, 1];
  for (let at = 0; at < text.length && parts <= limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LF || (commas && code === COMMA)) parts += 1;
    if (code === LF) line += 1;
  }
  return parts > limit ? [problem("too-many-parts", { limit, what }, { place: { file, line } })] : [];
}

const LF = 10;
const COMMA = 44;

/** Parsers pass over directives that they do not know. */
function directive(source: Source): readonly Problem[] {
  const [before = ""] = /^(?:[ \t]*(?:#.*)?\r?\n)*/.exec(source.text) ?? [];
  if (source.text[before.length] !== "%") return [];
  return [problem("yaml-directive", {}, { place: placeOf(source, spotAt(source, before.length, before.length + 1)) })];
}

function kibibytes(length: number): Told {
  return quote(`${Math.ceil(length / 1024)} KiB`);
}

/** What ends a line; the part in quotes matches first, and ends none. */
const BREAKS = /\r\n|\n|\r/g;
const BREAKS_OUTSIDE_QUOTES = /"[^"]*"|\r\n|\n|\r/g;
/** The first line's end, and the ends that may not stand beside it; a CR alone may not stand anywhere. */
const MIXED: Readonly<Record<string, Readonly<Record<string, Told>>>> = {
  "\r\n": { "\n": say("CRLF and LF"), "\r": say("CRLF and CR") },
  "\n": { "\r\n": say("LF and CRLF"), "\r": say("LF and CR") },
  "\r": { "\r": quote("CR") },
};

/** Told at the first line that ends in another way than the first one, or in a way that nothing reads any more. */
function lineEnds(source: Source, breaks: RegExp): readonly Problem[] {
  if (!/\r/.test(source.text) || !/\r(?!\n)|(?<!\r)\n/.test(source.text)) return [];
  const ends = source.text.matchAll(breaks).filter(([text]) => text in MIXED);
  let first: string | undefined;
  for (const { 0: text, index } of ends) {
    first ??= text;
    const found = MIXED[first]?.[text];
    if (found === undefined) continue;
    return [problem("line-ends", { found }, { place: placeOf(source, spotAt(source, index, index)) })];
  }
  return [];
}

/** In characters; spreadsheets drop whatever goes beyond. */
const CUT_AT = 32_767;

function cutCells(source: Source): readonly Problem[] {
  if (source.text.length < CUT_AT) return [];
  const cut = new RegExp(`(?<=^|[,;\\t"])[^,;\\t"\\r\\n]{${CUT_AT}}(?=$|[,;\\t"\\r\\n])`, "gm");
  return [...source.text.matchAll(cut)].slice(0, MOST_REPORTED).map(({ index }) => {
    const place = placeOf(source, spotAt(source, index, index));
    return problem("cell-cut", { limit: CUT_AT }, { place });
  });
}
