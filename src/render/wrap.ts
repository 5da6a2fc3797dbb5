import { widthOf } from "./columns.ts";
import type { Line, Span } from "./line.ts";
import { safe } from "./safe.ts";

/**
 * A line in as many lines as a terminal of that width needs, each after the first set in from where the first began.
 * It is broken between words, and between any two characters of a script that has no spaces. `further` is how many cells
 * the others are set in beyond the first.
 */
export function wrapped(line: Line, width: number, further = 4): readonly Line[] {
  const spans = line.map((span): Span => (typeof span === "string" ? { text: span, style: "plain" } : span));
  if (spans.reduce((sum, { text }) => sum + widthOf(text), 0) <= width) return [line];
  const indent = /^ */.exec(spans.map(({ text }) => text).join(""))?.[0].length ?? 0;
  const hang = " ".repeat(Math.min(indent + further, Math.floor(width / 2)));
  const lines: Span[][] = [[]];
  let room = width;
  for (const { style, text } of spans) {
    for (const word of wordsOf(safe(text))) {
      const wide = widthOf(word);
      if (wide > room && lines.at(-1)?.some((span) => span.text.trim() !== "") === true) {
        lines.push([{ style: "plain", text: hang }]);
        room = width - hang.length;
      }
      const shown = room === width - hang.length && lines.length > 1 ? word.trimStart() : word;
      lines.at(-1)?.push({ style, text: shown });
      room -= widthOf(shown);
    }
  }
  return lines;
}

/**
 * A word with the spaces before it; each character of Chinese or Japanese is one, with the marks that may not begin a
 * line, but for short words that stand between spaces.
 */
function wordsOf(text: string): readonly string[] {
  return text.match(WORDS) ?? [];
}

const CJK = "\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}ー";
const WORDS = new RegExp(` *(?:(?<![^ ])[${CJK}]{2,6}(?![^ ])|[「『（(]*[${CJK}][、。）」』ー]*|[^ ${CJK}]+)| +`, "gu");
