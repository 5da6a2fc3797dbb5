import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { patched, REMEMBERED_FINGERPRINTS } from "./bundle.ts";
import { deep, shallow } from "./deep.ts";
import { MUTANTS } from "./mutants.ts";
import { REGRESSIONS } from "./regressions.ts";
import { replay, TRIALS } from "./trials.ts";

describe("whatever goes wrong, nothing is lost, nothing is done twice, nobody is harmed", () => {
  test.each(REGRESSIONS)("in %s, which went wrong once", (seed) => {
    expect(replay(seed).verdict.violations).toEqual([]);
  });

  test.each(Object.entries(TRIALS))(
    "in a small part of %s",
    (_, trial) => {
      const share = { size: "small", of: 1, number: 0, base: 1 } as const;
      const tried = [...trial.cases(share)];
      expect(tried.length).toBeGreaterThan(0);
      expect(
        tried.flatMap(({ seed, verdict }) => verdict.violations.map((sentence) => `${seed}: ${sentence}`)),
      ).toEqual([]);
    },
    300_000,
  );
});

test("the same seed goes the same way, three times", () => {
  const hashes = [1, 2, 3].map(() => [deep(77), shallow(78)].map(({ verdict }) => verdict.hash));
  expect(new Set(hashes.map(String)).size).toBe(1);
});

describe("a mutant is a rule taken out of the source as it is now", () => {
  test.each([REMEMBERED_FINGERPRINTS, ...MUTANTS].map((patch) => [patch.find, patch] as const))("%s", (_, patch) => {
    const source = readFileSync(join(import.meta.dirname, "..", "..", patch.file), "utf8");
    expect(patched(source, patch)).not.toBe(source);
  });
});
