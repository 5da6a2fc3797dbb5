/** Mutants of real rosters against every law of loading: `npm run fuzz`, or `MEIBO_FUZZ_SEED=7 npm run fuzz -- 1000 lines,cells`. */
import { dirname } from "node:path";
import { brokenText, DEFAULT_SEED, fuzz, mutantOf } from "../test/fuzz/fuzz.ts";
import { MUTATIONS, type Mutation } from "../test/fuzz/mutate.ts";
import { seedsIn } from "../test/fuzz/seeds.ts";

const ROUND = 10_000;

if (import.meta.main) {
  const root = dirname(import.meta.dirname);
  const seed = Number(process.env["MEIBO_FUZZ_SEED"] ?? DEFAULT_SEED);
  const count = Number(process.argv[2] ?? 1_000_000);
  const named = process.argv[3]?.split(",") ?? MUTATIONS;
  const mutations = MUTATIONS.filter((mutation) => named.includes(mutation));
  process.exitCode = run(root, seed, count, mutations);
}

/** Says after each round where it is, so that a round can be replayed; 1 when a law was broken. */
function run(root: string, seed: number, count: number, mutations: readonly Mutation[]): number {
  const seeds = seedsIn(root);
  const began = performance.now();
  const totals = new Map<string, number>();
  for (let from = seed; from < seed + count; from += ROUND) {
    const many = Math.min(ROUND, seed + count - from);
    const { counts, broken, slowest } = fuzz(seeds, from, many, mutations);
    for (const [name, number] of counts) totals.set(name, (totals.get(name) ?? 0) + number);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(
      `seeds ${from} to ${from + many - 1}: ${broken.length} broken, slowest ${Math.round(slowest.took)} ms (seed ${slowest.number}), ${seconds} s`,
    );
    for (const one of broken) console.error(brokenText(one));
    if (broken.length > 0) return 1;
  }
  for (const [name, number] of [...totals].sort()) console.log(`${String(number).padStart(8)}  ${name}`);
  if (count === 1) console.log(mutantOf(seeds, seed, mutations)?.bytes.toString("utf8") ?? "");
  return 0;
}
