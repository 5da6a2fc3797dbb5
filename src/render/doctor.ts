import { type CheckedFinding, STANDINGS, type Standing, THEMES } from "../model/finding.ts";
import { pad, widest } from "./columns.ts";
import { type Line, type Style, styled } from "./line.ts";
import { phraseText } from "./phrase.ts";
import { hintOf, problemLines, sentenceOf } from "./problem.ts";
import type { Words } from "./words/words.ts";

const STYLES: Readonly<Record<Standing, Style>> = { ok: "green", warning: "yellow", error: "red", skipped: "dim" };

/** What was found, by theme; where something is wrong, what to do stands below it. */
export function* doctorLines(found: readonly CheckedFinding[], words: Words): Generator<Line> {
  const { standings, themes } = words.doctor;
  const width = widest(Object.values(standings), 20);
  for (const theme of THEMES) {
    const ofTheme = found.filter((each) => each.theme === theme);
    if (ofTheme.length > 0) yield [styled("bold", themes[theme])];
    for (const each of ofTheme.filter(isNews)) yield* findingLines(each, width, words);
  }
  yield [];
  yield [totalText(found, words)];
}

/** Several checks may be left out for one reason, which is told once. */
function isNews(finding: CheckedFinding, index: number, all: readonly CheckedFinding[]): boolean {
  return all[index - 1]?.found !== finding.found;
}

function totalText(found: readonly CheckedFinding[], { problem, counted, doctor, comma }: Words): string {
  const many = (standing: Standing) => countOf(found, standing);
  return [
    problem.errors(many("error")),
    problem.warnings(many("warning")),
    counted(many("ok"), doctor.standings.ok),
    counted(many("skipped"), doctor.standings.skipped),
  ].join(comma);
}

function* findingLines(
  { standing, found, mend, problems }: CheckedFinding,
  width: number,
  words: Words,
): Generator<Line> {
  const indent = " ".repeat(width + 4);
  yield ["  ", styled(STYLES[standing], pad(words.doctor.standings[standing], width)), "  ", phraseText(found, words)];
  for (const each of problems ?? []) for (const line of problemLines(each, words)) yield [indent, ...line];
  if (mend !== undefined) yield [indent, words.problem.fix(phraseText(mend, words))];
}

/** The same for programs: codes and names of checks are the same in every language. */
export function doctorView(found: readonly CheckedFinding[], words: Words): object {
  return {
    checks: found.map(({ problems, ...each }) => ({
      ...each,
      ...(problems === undefined
        ? {}
        : { problems: problems.map((one) => ({ ...one, message: sentenceOf(one, words), hint: hintOf(one, words) })) }),
    })),
    counts: Object.fromEntries(STANDINGS.map((standing) => [standing, countOf(found, standing)])),
  };
}

function countOf(found: readonly CheckedFinding[], standing: Standing): number {
  return found.filter((each) => each.standing === standing).length;
}
