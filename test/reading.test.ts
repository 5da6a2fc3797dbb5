import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../src/model/settings.ts";
import { KINDS, PENDING_SYMBOL, SEVERITIES } from "../src/render/legend.ts";
import { type Words, wordsIn } from "../src/render/words/words.ts";

const DOCS = join(import.meta.dirname, "..", "docs");
const LINES = 130;

describe.each(LANGUAGES)("the page that explains a plan (%s)", async (language) => {
  const page = readFileSync(join(DOCS, `reading-a-plan${language === "en" ? "" : `.${language}`}.md`), "utf8");
  const words = await wordsIn(language);

  test("explains every mark and every word that stands in a plan or in what became of one", () => {
    const marks = [...Object.values(KINDS), ...Object.values(SEVERITIES)].map(({ symbol }) => symbol);
    const missing = [...marks, PENDING_SYMBOL]
      .filter((symbol) => symbol !== "")
      .map((symbol) => `\`${symbol}\``)
      .concat(wordsOfPlans(words))
      .filter((word) => !page.includes(word));
    expect(missing).toEqual([]);
  });

  test("is one page with a picture, and links to the other languages", () => {
    expect(page.split("\n").length).toBeLessThan(LINES);
    const [, picture = ""] = /!\[.+\]\((.+\.png)\)/.exec(page) ?? [];
    expect(readFileSync(join(DOCS, picture)).subarray(1, 4).toString()).toBe("PNG");
    expect(page.match(/\(reading-a-plan[a-z.]*\.md\)/g)).toHaveLength(LANGUAGES.length - 1);
  });
});

/** As they are printed, without what they are filled in with. */
function wordsOfPlans({ kinds, severities, steps, reasons, plan, seats, log, impact }: Words): readonly string[] {
  const { role, switchedOn, assigned, inactive, takenOut, later } = plan;
  const phrases = [
    ...Object.values(kinds).map(({ word }) => word),
    ...Object.values(severities),
    ...Object.values(steps),
    ...Object.values(reasons).flatMap((text) => text.split("{day}")),
    ...Object.values(log.results),
    ...Object.values(impact.doubt).map((text) => text.replace(/[:：]? ?$/, "")),
    ...[impact.everybody, role, switchedOn, assigned, inactive, takenOut, later, seats.unchecked],
    ...[plan.setAfter(MARK), plan.unmanaged(7), plan.adopted(7), seats.left(7), seats.tooMany(7)].flatMap(fixedParts),
    ...fixedParts(plan.unchanged(18)),
    ...fixedParts(plan.cannotBeUndone("")),
  ];
  return phrases.map((text) => text.trim()).filter((text) => text !== "");
}

const MARK = "\u0000";

/** The longest piece without a number: what a reader recognizes. */
function fixedParts(text: string): readonly string[] {
  const [longest = ""] = text
    .replace(/\(meibo.*|（meibo.*/, "")
    .split(/\u0000|\d+/)
    .map((part) => part.replace(/^[、,;:： ]+|[、,;:：。 ]+$/g, ""))
    .toSorted((a, b) => b.length - a.length);
  return [longest.replace(/名$/, "")];
}
