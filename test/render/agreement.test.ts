import fc from "fast-check";
import { expect, test } from "vitest";
import { CHANGE_KINDS, type ChangeKind, type Plan } from "../../src/model/plan.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { KINDS } from "../../src/render/legend.ts";
import { planMarkdown, SUMMARY_BYTES } from "../../src/render/markdown.ts";
import { planLines } from "../../src/render/plan.ts";
import { reportPage } from "../../src/render/report.ts";
import { planCsv } from "../../src/render/spreadsheet.ts";
import { en } from "../../src/render/words/en.ts";
import { writeLines } from "../../src/render/write.ts";
import { openCompany, situationOf } from "../company.ts";
import { company } from "../random.ts";

type Counted = Partial<Record<ChangeKind, number>>;

/** By kind, what each view says there is of it. */
const VIEWS: Readonly<Record<string, (plan: Plan) => Counted>> = {
  "the terminal's last line": (plan) => {
    const text = writeLines(planLines(plan, { words: en, timeZone: "Asia/Tokyo" }), false);
    const total = /^Plan: (.*)$/m.exec(text)?.[1] ?? "";
    return counted((kind) => numberIn(total, `(\\d[\\d,]*) ${en.kinds[kind].todo}`));
  },
  "the terminal's lines": (plan) => {
    const text =
      writeLines(planLines(plan, { words: en, timeZone: "Asia/Tokyo" }), false).split("\nFor everybody")[0] ?? "";
    return counted(
      (kind) =>
        text
          .split("\n")
          .filter((line) => line.startsWith(`  ${KINDS[kind].symbol} ${en.kinds[kind].word} `) && line.includes("@"))
          .length,
    );
  },
  "the mark in the Markdown": (plan) => {
    const mark = /^<!-- meibo:plan (.*) -->/.exec(markdown(plan))?.[1] ?? "";
    const letters = {
      create: "c",
      update: "u",
      activate: "a",
      deactivate: "d",
      delete: "x",
      release: "r",
      manual: "m",
    };
    return counted((kind) => numberIn(mark, ` ${letters[kind]}=(\\d+)`));
  },
  "the rows of the Markdown": (plan) => {
    const rows = markdown(plan).split("\n");
    return counted((kind) => rows.filter((row) => row.startsWith(`| \`${KINDS[kind].symbol}\` `)).length);
  },
  "the tiles of the report": (plan) => {
    const page = report(plan);
    return counted((kind) => numberIn(page, `<li class="${kind}">.*<b>([\\d,]+)</b>`));
  },
  "the changes of the report": (plan) => {
    const page = report(plan);
    return counted((kind) => page.split(`<article data-kind="${kind}"`).length - 1);
  },
  "the spreadsheet": (plan) => {
    const rows = planCsv(plan, en).split("\r\n").slice(1);
    return counted((kind) => rows.filter((row) => row.startsWith(`${en.kinds[kind].word},`)).length);
  },
};

function counted(count: (kind: ChangeKind) => number): Counted {
  return Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, count(kind)]));
}

function numberIn(text: string, pattern: string): number {
  return Number((new RegExp(pattern).exec(text)?.[1] ?? "0").replaceAll(",", ""));
}

const markdown = (plan: Plan) => planMarkdown(plan, { words: en, most: SUMMARY_BYTES });
const report = (plan: Plan) => [...reportPage(plan, { words: en, timeZone: "Asia/Tokyo", version: "0.1.0" })].join("");

test("the numbers in all views of a plan are those of the plan", async () => {
  let looked = 0;
  await fc.assert(
    fc.asyncProperty(company, async (random) => {
      const opened = await openCompany(random);
      const plan = makePlan(await situationOf(random, opened));
      opened.tenant.close();
      if (plan.changes.length === 0) return;
      looked += 1;
      const right = counted((kind) => plan.changes.filter((change) => change.kind === kind).length);
      for (const [name, count] of Object.entries(VIEWS)) expect({ [name]: count(plan) }).toEqual({ [name]: right });
    }),
    { numRuns: 260 },
  );
  expect(looked).toBeGreaterThanOrEqual(200);
}, 120_000);
