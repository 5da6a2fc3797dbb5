import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type Evidence, FIELDS, PASSWORD_COLUMN, TIME_ZONE_TEXTS } from "../src/model/fields.ts";
import { DEFAULT_TENANT_SETTINGS } from "../src/tenant/settings.ts";

const TEXT = readFileSync(join(import.meta.dirname, "../docs/miitel.md"), "utf8");
const MARKS: Readonly<Record<Evidence, string>> = {
  seed: "vendor's help page",
  public: "other public page",
  inferred: "judgement",
};

it("the columns in docs/miitel.md are those of the table of fields", () => {
  const told = tableUnder("Columns").map(([create, update, item, key, , exists, needs]) => [
    create,
    update,
    item,
    key,
    exists,
    needs,
  ]);
  const password = [String(PASSWORD_COLUMN.create), "–", PASSWORD_COLUMN.header.en, "", "", ""];
  const fields = FIELDS.map(({ create, update, header, key, anyOf, needs }) => [
    String(create ?? "–"),
    String(update ?? "–"),
    header.en,
    `\`${key}\``,
    anyOf.map((name) => `\`${name}\``).join(" or "),
    needs.map((need) => `\`${need.key}\` (${MARKS[need.evidence]})`).join(", "),
  ]);
  expect(told).toEqual([...fields.slice(0, 2), password, ...fields.slice(2)]);
});

it("the time zones in docs/miitel.md are those of the table of fields", () => {
  const zones = Object.entries(TIME_ZONE_TEXTS).map(([zone, text], code) => [String(code), text, `\`${zone}\``]);
  expect(tableUnder("Time zones")).toEqual(zones);
});

it("every setting that docs/miitel.md names for an open question is one of the embedded tenant", () => {
  const named = tableUnder("Open questions").flatMap(([, , setting]) => setting?.match(/\w+/g) ?? []);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !(name in DEFAULT_TENANT_SETTINGS))).toEqual([]);
});

/** The cells of the first table of a section, without its head. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = TEXT.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| "));
  const table = rows.slice(2).map((line) => line.split("|").slice(1, -1));
  return table.map((cells) => cells.map((cell) => cell.trim()));
}
