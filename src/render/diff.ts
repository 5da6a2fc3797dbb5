import type { FileDiff, Hunk } from "../model/file-change.ts";
import { type Line, type Style, styled } from "./line.ts";

/** As `diff -u` prints it. */
export function diffLines({ file, hunks }: FileDiff): readonly Line[] {
  if (hunks.length === 0) return [];
  return [[styled("bold", `--- a/${file}`)], [styled("bold", `+++ b/${file}`)], ...hunks.flatMap(hunkLines)];
}

const STYLES: Readonly<Record<Hunk["lines"][number]["sign"], Style>> = { " ": "plain", "-": "red", "+": "green" };

function hunkLines({ before, after, lines }: Hunk): readonly Line[] {
  const count = (sign: "-" | "+") => lines.filter((line) => line.sign === " " || line.sign === sign).length;
  return [
    [styled("cyan", `@@ -${before},${count("-")} +${after},${count("+")} @@`)],
    ...lines.map(({ sign, text }): Line => [styled(STYLES[sign], `${sign}${text}`)]),
  ];
}
