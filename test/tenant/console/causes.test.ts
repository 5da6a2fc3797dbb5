import { describe, expect, test } from "vitest";
import { readCsv } from "../../../src/model/csv.ts";
import { FIELDS } from "../../../src/model/fields.ts";
import { causeIn } from "../../../src/tenant/console/causes.ts";
import { causePhrases, tableFaults } from "./phrases.ts";

const PHRASES = causePhrases();

/** Names of services and codes stay as they are in Japanese. */
function englishIn(text: string): readonly string[] {
  const words = text.replaceAll(/MiiTel|Phone|Mobile|Call Center|Meetings|RecPod|Salesforce|Login|KiB|CSV/g, "");
  return words.match(/[A-Za-z]{3,}/g) ?? [];
}

describe("what the tenant says against a row, a file or a click", () => {
  test("is found in the sources, and is most of what they say", () => {
    expect(PHRASES.length).toBeGreaterThan(35);
    expect(PHRASES).toEqual(expect.arrayContaining(["the only administrator", "1 needs 2", "empty cell: 1"]));
    expect(tableFaults().length).toBeGreaterThan(3);
  });

  test.each([...PHRASES, ...tableFaults()])("has a Japanese sentence: %s", (phrase) => {
    const said = causeIn("ja", phrase);
    expect([englishIn(said), said === phrase]).toEqual([[], false]);
    for (const number of phrase.match(/\d+/g) ?? []) expect(said).toContain(number);
  });

  test("is the phrase itself in English", () => {
    expect(PHRASES.map((phrase) => causeIn("en", phrase))).toEqual(PHRASES);
  });

  test("names columns as the Japanese pages do", () => {
    for (const { header } of FIELDS) {
      expect(causeIn("ja", `empty cell: ${header.en}`)).toContain(header.ja);
      expect(causeIn("ja", `The column "${header.en}" is missing.`)).toContain(header.ja);
    }
    expect(causeIn("ja", 'The column "Cost center" is not in the template.')).toContain("「Cost center」");
  });

  test.each([
    ["a quote that is never closed", '"a'],
    ["text behind a quote", '"a"b'],
    ["a quote inside a cell", 'a"b'],
    ["a quote that is closed one line below", '"a\n"b'],
    ["a quote that is closed two lines below", '"a"\n"b\nc\nd,"e"'],
    ["a row without end", "x".repeat(70_000)],
  ])("has a Japanese sentence for a table with %s", (_, text) => {
    const table = readCsv(text, ",");
    if (table.ok) throw new Error("it is not broken");
    expect(englishIn(causeIn("ja", `Line ${table.fault.line}: ${table.fault.reason}.`))).toEqual([]);
  });
});
