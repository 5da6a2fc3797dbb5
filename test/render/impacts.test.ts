import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Impact } from "../../src/model/impact.ts";
import { IMPACT_FACTS } from "../../src/model/impact-facts.ts";
import type { Change, Plan } from "../../src/model/plan.ts";
import type { Values } from "../../src/model/user.ts";
import { commonLines, impactLines } from "../../src/render/impacts.ts";
import { impactsPage } from "../../src/render/impacts-page.ts";
import type { Line } from "../../src/render/line.ts";
import { planLines } from "../../src/render/plan.ts";
import { viewOf } from "../../src/render/view.ts";
import { en } from "../../src/render/words/en.ts";
import { writeLines } from "../../src/render/write.ts";
import { approval, entry, planOf, shown, user } from "../builders.ts";

const FACTS: Plan["impacts"] = Object.fromEntries(IMPACT_FACTS.map((fact) => [fact.id, fact]));

function text(lines: Iterable<Line>): readonly string[] {
  return writeLines(lines, false).trimEnd().split("\n");
}

/** What stands under a person whom these facts concern. */
function under(...impacts: readonly Impact[]): readonly string[] {
  const change: Change = { ...someone(), impacts };
  return text(impactLines(change, FACTS, en)).map((line) => line.replace(/^ {8}/, ""));
}

function someone(): Change {
  const [change] = planOf({ declared: [user()] }).changes;
  if (change === undefined) throw new Error("nobody to create");
  return change;
}

const holds = (...ids: readonly string[]): readonly Impact[] => ids.map((id) => ({ id, truth: "true" }));
const textOf = (id: string) => FACTS[id]?.text.replace(/\.$/, "");

describe("under a person", () => {
  test("the critical effects come first, then the high ones, each in the order of the catalogue", () => {
    expect(under(...holds("DEL-A07", "DEL-A10", "DEL-A13", "DEL-A14"))).toEqual([
      `!! ${textOf("DEL-A07")}  DEL-A07`,
      `!! ${textOf("DEL-A14")}  DEL-A14`,
      `!  ${textOf("DEL-A10")}  DEL-A10`,
      `!  ${textOf("DEL-A13")}  DEL-A13`,
    ]);
  });

  test("what is not certain says so", () => {
    expect(under({ id: "DEL-A07", truth: "likely" }, { id: "DEL-A13", truth: "unknown" })).toEqual([
      `!! may apply (likely): ${textOf("DEL-A07")}  DEL-A07`,
      `!  may apply (not known): ${textOf("DEL-A13")}  DEL-A13`,
    ]);
  });

  test("the rules, services or fields concerned are named, and nothing in their names can act", () => {
    expect(under({ id: "DEA-A03", truth: "true", about: ["代表", "\u001b[2Jnight"] })).toEqual([
      `!! ${textOf("DEA-A03")} (代表, \\u001b[2Jnight)  DEA-A03`,
    ]);
  });

  test.each([
    [["DEL-A01", "DEL-A02", "DEL-K01"], "+2 affected, +1 kept"],
    [["DEL-A01"], "+1 affected"],
    [["DEL-K01", "DEL-K02"], "+2 kept"],
  ])("the rest is counted: %s", (ids, line) => {
    expect(under(...holds(...ids))).toEqual([line]);
  });

  test("signing in and seats are not repeated, nor counted", () => {
    expect(under(...holds("DEL-A15", "CRE-A02", "ACT-A01", "ACT-A03", "DEA-A04", "CRE-A05"))).toEqual([""]);
  });

  test("a product that the user loses is told, for others keep theirs", () => {
    expect(under(...holds("DEA-A08"))).toEqual([`!  ${textOf("DEA-A08")}  DEA-A08`]);
  });

  test("a fact that the plan does not explain is passed over", () => {
    expect([...impactLines({ ...someone(), impacts: holds("DEL-A09") }, {}, en)]).toEqual([]);
  });

  test("critical is red and high is yellow; the marks say it too", () => {
    const lines = [...impactLines({ ...someone(), impacts: holds("DEL-A09", "DEL-A10", "DEL-A01") }, FACTS, en)];
    const styles = lines.map((line) => line.flatMap((span) => (typeof span === "string" ? [] : [span.style])));
    expect(styles).toEqual([["red"], ["yellow"], ["dim"]]);
  });
});

describe("at the end of a plan", () => {
  const off = (loginId: string) => ({
    declared: user({ loginId, state: "inactive" }),
    actual: shown({ loginId }),
    remembered: entry({ loginId }),
  });
  const both = [off("a@aoba.example"), off("b@aoba.example")];
  const plan = (own: Values = {}, ssoEnabled = true) =>
    planOf({
      declared: [...both.map(({ declared }) => declared), user({ loginId: "c@aoba.example", values: own })],
      actual: both.map(({ actual }) => actual),
      remembered: both.map(({ remembered }) => remembered),
      facts: { ssoEnabled, integrations: { complete: true, entries: [] } },
    });

  test("what holds for everybody alike is told once for each kind", () => {
    expect(text(commonLines(viewOf(plan()).common, en))).toEqual([
      "",
      "For everybody concerned",
      `  + create      ${textOf("CRE-A02")}  CRE-A02; ${textOf("CRE-A05")}  CRE-A05`,
      `  < deactivate  ${textOf("DEA-A04")}  DEA-A04`,
    ]);
  });

  test("whether single sign-on is in use decides about its line", () => {
    const unsaid = planOf({ declared: [user()] });
    expect(text(commonLines(viewOf(unsaid).common, en)).at(-1)).toContain(
      "; may apply (not known): The Login ID must be",
    );
    expect(text(commonLines(viewOf(plan({}, false)).common, en)).join()).not.toContain("CRE-A05");
  });

  test("nothing is told where no kind has such effects", () => {
    const update = planOf({ declared: [user({ values: { monitoring: true } })], actual: [shown()] });
    expect(update.changes).toHaveLength(1);
    expect([...commonLines(viewOf(update).common, en)]).toEqual([]);
  });

  test("each id of the plan stands in the terminal at most once a person", () => {
    const lines = text(planLines(plan({ admin: true }), { words: en, timeZone: "Asia/Tokyo" }));
    const of = (id: string) => lines.filter((line) => line.includes(id)).length;
    expect([of("DEA-A03"), of("DEA-A04"), of("UPD-A01"), of("CRE-A02")]).toEqual([2, 1, 1, 1]);
    const order = lines.flatMap((line) => /^(For everybody concerned|Steps)/.exec(line)?.slice(1) ?? []);
    expect(order).toEqual(["For everybody concerned", "Steps"]);
  });

  test("the marks are explained at the top", () => {
    expect(text(planLines(plan(), { words: en, timeZone: "Asia/Tokyo" }))[2]).toMatch(/!! critical {3}! high$/);
  });
});

describe("the page of all impacts", () => {
  test("docs/impacts.md is what `npm run docs:impacts` writes", () => {
    expect(readFileSync("docs/impacts.md", "utf8")).toBe(impactsPage());
  });

  test("has a row for every fact", () => {
    const ids = impactsPage()
      .split("\n")
      .flatMap((line) => /^\| ([A-Z]{3}-[AK]\d\d) /.exec(line)?.slice(1) ?? []);
    expect(ids).toEqual(IMPACT_FACTS.map(({ id }) => id));
  });

  test("cites only pages that docs/miitel.md lists", () => {
    const listed = readFileSync("docs/miitel.md", "utf8").match(/^\| S\d(?= )/gm) ?? [];
    const cited = IMPACT_FACTS.flatMap(({ source }) => source.match(/\bS\d(?=:)/g) ?? []);
    expect([...new Set(cited)].sort()).toEqual(listed.map((row) => row.slice(2)));
  });
});

describe("under somebody who is deleted", () => {
  const rows: readonly (readonly [string, Parameters<typeof approval>[0] | undefined, string])[] = [
    ["is who approved it, and until when", {}, "approved by @aoba/it-security until 2026-12-31 (approvals.yaml:3)"],
    [
      "is that nobody waits",
      { overrideWaiting: true },
      "approved by @aoba/it-security until 2026-12-31 (approvals.yaml:3); the waiting period is overridden",
    ],
    [
      "is the file alone where the line is not known",
      { place: { file: "approvals.yaml" } },
      "approved by @aoba/it-security until 2026-12-31 (approvals.yaml)",
    ],
    ["is that nobody approved it", undefined, "not approved"],
  ];
  test.each(rows)("%s", (_, given, expected) => {
    const plan = planOf({
      declared: [user({ state: "absent" })],
      actual: [shown({ state: "inactive" })],
      remembered: [entry({ state: "inactive", inactiveSince: "2026-01-01T00:00:00Z" })],
      approvals: given === undefined ? [] : [approval(given)],
    });
    expect(text(planLines(plan, { words: en, timeZone: "Asia/Tokyo" }))).toContain(
      `        cannot be undone; ${expected}`,
    );
  });
});
