import type { Line, Style } from "./line.ts";
import { safe, withoutCommands } from "./safe.ts";
import { wrapped } from "./wrap.ts";

const CODES: Readonly<Record<Style, string>> = {
  plain: "",
  bold: "\u001b[1m",
  dim: "\u001b[2m",
  red: "\u001b[31m",
  green: "\u001b[32m",
  yellow: "\u001b[33m",
  blue: "\u001b[34m",
  cyan: "\u001b[36m",
};
const RESET = "\u001b[0m";

/**
 * The one way from lines to the text that a terminal or a log gets; nothing in a line can act. `width` is a terminal's:
 * longer lines are broken; a log has none.
 */
export function writeLines(lines: Iterable<Line>, colour: boolean, width?: number): string {
  let text = "";
  for (const line of lines) {
    const parts = width === undefined ? [line] : wrapped(line, width);
    for (const part of parts) text += `${writeLine(part, colour)}\n`;
  }
  return text;
}

function writeLine(line: Line, colour: boolean): string {
  const plain = withoutCommands(line.map((span) => safe(typeof span === "string" ? span : span.text)).join(""));
  if (!colour || line.every((span) => typeof span === "string")) return plain.trimEnd();
  return paint(line, plain);
}

/** Lays the styles on the finished plain text, so that no escape of ours can hide a command from the check above. */
function paint(line: Line, plain: string): string {
  const spans = line.map((span) => (typeof span === "string" ? { text: span, style: "plain" as const } : span));
  const whole = spans.map(({ text }) => safe(text)).join("");
  if (whole !== plain) return plain;
  return spans.map(({ text, style }) => (style === "plain" ? safe(text) : CODES[style] + safe(text) + RESET)).join("");
}
