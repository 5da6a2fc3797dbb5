import { test } from "vitest";
import { expectLawful, TIMEOUT } from "./mutants.ts";

test("25,000 slips in bytes, lines and words of real files change nothing without a word", { timeout: TIMEOUT }, () => {
  expectLawful(["bytes", "lines", "tokens"], 25_000, {
    "yaml: written again": 1_000,
    "yaml: two readers": 1_000,
    "csv: two readers": 1_000,
    "roster: written again": 500,
  });
});
