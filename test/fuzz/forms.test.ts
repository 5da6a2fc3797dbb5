import { test } from "vitest";
import { expectLawful, TIMEOUT } from "./mutants.ts";

test("17,000 changes to the form of YAML and the cells of tables change nothing else without a word", {
  timeout: TIMEOUT,
}, () => {
  expectLawful(["structure", "cells"], 17_000, {
    "yaml: written again": 1_000,
    "yaml: two readers": 1_000,
    "csv: two readers": 1_000,
    "roster: written again": 500,
  });
});

test("8,000 files in another encoding than they say change nothing without a word", { timeout: TIMEOUT }, () => {
  expectLawful(["encoding"], 8_000, {
    "yaml: two readers": 500,
    "csv: two readers": 500,
    "roster: written again": 200,
  });
});
