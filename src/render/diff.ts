import type { FileDiff, Hunk } from "../model/file-change.ts";
import { type Line, type Style, styled } from "./line.ts";

/** As `diff -u` prints it. */
export function diffLines({ file, kind, hunks }: FileDiff): readonly Line[] {
  if (hunks.length === 0) return [];
  const before = kind === "new" ? NOWHERE : `a/${file}`;
  const after = kind === "gone" ? NOWHERE : `b/${file}`;
  return [[styled("bold", `--- ${before}`)], [styled("bold", `+++ ${after}`)], ...hunks.flatMap(hunkLines)];
}

const NOWHERE = "/dev/null";

const STYLES: Readonly<Record<Hunk["lines"][number]["sign"], Style>> = { " ": "plain", "-": "red", "+": "green" };

function hunkLines({ before, after, lines }: Hunk): readonly Line[] {
  const count = (sign: "-" | "+") => lines.filter((line) => line.sign === " " || line.sign === sign).length;
  return [
    [styled("cyan", `@@ -${stretch(before, count("-"))} +${stretch(after, count("+"))} @@`)],
    ...lines.map(({ sign, text }): Line => [styled(STYLES[sign], `${sign}${text}`)]),
  ];
}

/** Of no lines, the one before them is named. */
function stretch(from: number, lines: number): string {
  return `${lines === 0 ? from - 1 : from},${lines}`;
}
