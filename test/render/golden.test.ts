import { hash } from "node:crypto";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { LANGUAGES } from "../../src/model/settings.ts";
import { runLines } from "../../src/render/log.ts";
import { COMMENT_BYTES, planMarkdown } from "../../src/render/markdown.ts";
import { planLines } from "../../src/render/plan.ts";
import { reportPage } from "../../src/render/report.ts";
import { SCRIPT } from "../../src/render/report-script.ts";
import { STYLE } from "../../src/render/report-style.ts";
import { safeJson } from "../../src/render/safe.ts";
import { planCsv } from "../../src/render/spreadsheet.ts";
import { wordsIn } from "../../src/render/words/words.ts";
import { writeLines } from "../../src/render/write.ts";
import { everyKind, many, nothingToDo, oneUser, refused } from "./plans.ts";
import { partlyFailed } from "./runs.ts";

const TIME_ZONE = "Asia/Tokyo";
const FILES = "https://host.example/aoba/users/blob/3f9c2a7";
const GOLDEN = join(import.meta.dirname, "..", "golden");

/** Long ones by how they begin and by the fingerprint of all. `vitest -u` records them, to be read in the diff. */
async function isAsRecorded(name: string, text: string): Promise<void> {
  const lines = text.split("\n");
  const kept =
    lines.length <= MOST
      ? text
      : `${lines.slice(0, MOST).join("\n")}\n… ${lines.length} lines, ${hash("sha256", text)}\n`;
  await expect(kept).toMatchFileSnapshot(join(GOLDEN, name));
}

const MOST = 600;

const PLANS = {
  "nothing-to-do": nothingToDo,
  "one-user": async () => oneUser(),
  "every-kind": everyKind,
  refused: async () => refused(),
  "ten-thousand": async () => many(),
} as const;

const plans = await Promise.all(Object.entries(PLANS).map(async ([name, make]) => ({ name, plan: await make() })));

describe.each(plans)("$name", ({ name, plan }) => {
  test.each(LANGUAGES)("in a terminal (%s)", async (language) => {
    const words = await wordsIn(language);
    await isAsRecorded(`${name}.${language}.txt`, writeLines(planLines(plan, { words, timeZone: TIME_ZONE }), false));
  });

  test.each(LANGUAGES)("as Markdown (%s)", async (language) => {
    const words = await wordsIn(language);
    await isAsRecorded(`${name}.${language}.md`, planMarkdown(plan, { words, most: COMMENT_BYTES, files: FILES }));
  });

  test.each(LANGUAGES)("as a report (%s)", async (language) => {
    const words = await wordsIn(language);
    const page = [...reportPage(plan, { words, timeZone: TIME_ZONE, version: "0.1.0" })].join("");
    await isAsRecorded(`${name}.${language}.html`, page.replace(STYLE, "").replace(SCRIPT, ""));
  });

  test.each(LANGUAGES)("as a spreadsheet (%s)", async (language) => {
    await isAsRecorded(`${name}.${language}.csv`, planCsv(plan, await wordsIn(language)));
  });

  test("as JSON", async () => {
    await isAsRecorded(`${name}.json`, `${safeJson(plan, 1)}\n`);
  });
});

describe("a run that was partly done", async () => {
  const plan = await everyKind();
  const run = partlyFailed(plan);

  test.each(LANGUAGES)("in a terminal (%s)", async (language) => {
    const words = await wordsIn(language);
    await isAsRecorded(`partly-failed.${language}.txt`, writeLines(runLines(run, TIME_ZONE, words), false));
  });

  test.each(LANGUAGES)("as a report (%s)", async (language) => {
    const words = await wordsIn(language);
    const page = [...reportPage(plan, { words, timeZone: TIME_ZONE, version: "0.1.0", run })].join("");
    await isAsRecorded(`partly-failed.${language}.html`, page.replace(STYLE, "").replace(SCRIPT, ""));
  });
});
