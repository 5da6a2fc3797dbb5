import { expect } from "vitest";
import { brokenText, DEFAULT_SEED, fuzz } from "./fuzz.ts";
import type { Mutation } from "./mutate.ts";
import { seedsIn } from "./seeds.ts";

/** In CI the same mutants each time; another first number by `MEIBO_FUZZ_SEED`. */
const FIRST = Number(process.env["MEIBO_FUZZ_SEED"] ?? DEFAULT_SEED);

/** In milliseconds: ten times what it takes, for machines that do much else. */
export const TIMEOUT = 600_000;

/** So many mutants of these kinds keep every law, and each law had at least so many to judge. */
export function expectLawful(
  mutations: readonly Mutation[],
  count: number,
  laws: Readonly<Record<string, number>>,
): void {
  const seeds = seedsIn(".");
  expect(seeds.length).toBeGreaterThan(60);
  const { counts, broken } = fuzz(seeds, FIRST, count, mutations);
  expect(broken.map(brokenText).join("\n\n")).toBe("");
  expect(mutations.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0)).toBe(count);
  const judged = Object.keys(laws).filter((law) => (counts.get(law) ?? 0) < (laws[law] ?? 0));
  expect([judged, [...counts]]).toEqual([[], [...counts]]);
}
