import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { quoteOf, withQuote } from "../scripts/proof-page.ts";

const read = (file: string) => readFileSync(join(import.meta.dirname, "..", file), "utf8");

test("README says of the proof what docs/proof.md says", () => {
  const page = read("docs/proof.md");
  expect(quoteOf(page).split("\n").length).toBeGreaterThan(12);
  expect(withQuote(read("README.md"), page)).toBe(read("README.md"));
});

test("a page without a table quotes nothing", () => {
  expect(quoteOf("# Proof\n").split("\n")).toHaveLength(3);
});
