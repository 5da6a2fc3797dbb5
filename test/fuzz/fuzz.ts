import { cpu, type Judged, judge } from "./laws.ts";
import { MUTATIONS, type Mutation, mutate } from "./mutate.ts";
import { randomOf } from "./random.ts";
import { partOf, type Seed } from "./seeds.ts";

/** One mutant, made from its number alone. */
export interface Mutant {
  readonly number: number;
  /** The kinds there were to choose from; the number means another mutant among others. */
  readonly among: readonly Mutation[];
  readonly mutation: Mutation;
  readonly seed: Seed;
  readonly bytes: Buffer;
}

/** A mutant that broke a law. */
export interface Broken extends Mutant {
  readonly broken: readonly string[];
}

export interface Count {
  /** By how a mutant ended, kind of mutation, and law that it was tried by. */
  readonly counts: ReadonlyMap<string, number>;
  readonly broken: readonly Broken[];
  /** In milliseconds, with the number of the mutant. */
  readonly slowest: { readonly took: number; readonly number: number };
}

export const DEFAULT_SEED = 20_261_201;
/** After so many the reason is plain. */
const MOST_BROKEN = 10;

/** Mutants `from` up to `from + count`; the same number makes the same mutant of the same files. */
export function fuzz(
  seeds: readonly Seed[],
  from: number,
  count: number,
  mutations: readonly Mutation[] = MUTATIONS,
): Count {
  const counts = new Map<string, number>();
  const add = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  const broken: Broken[] = [];
  let slowest = { took: 0, number: from };
  for (let number = from; number < from + count && broken.length < MOST_BROKEN; number += 1) {
    const mutant = mutantOf(seeds, number, mutations);
    if (mutant === undefined) continue;
    const before = cpu();
    const judged: Judged = judge(nameOf(mutant.seed), mutant.bytes, mutant.seed.kind);
    const took = cpu() - before;
    if (took > slowest.took) slowest = { took, number };
    for (const name of [judged.end, mutant.mutation, ...new Set(judged.tried)]) add(name);
    if (judged.broken.length > 0) broken.push({ ...mutant, broken: judged.broken });
  }
  return { counts, broken, slowest };
}

export function mutantOf(seeds: readonly Seed[], number: number, mutations: readonly Mutation[]): Mutant | undefined {
  const random = randomOf(number);
  // A generator's first numbers for seeds in a row are alike.
  for (let skip = 0; skip < 3; skip += 1) random.below(1);
  // Files full of mistakes are many, and most of their mutants end at the first.
  const sound = seeds.filter(({ sound }) => sound);
  const files = sound.length > 0 && random.below(3) > 0 ? sound : seeds;
  const seed = files[random.below(files.length)];
  if (seed === undefined) return undefined;
  const mutation = random.pick(mutations, "bytes");
  return { number, among: mutations, mutation, seed, bytes: mutate(partOf(seed, random), mutation, random) };
}

/** Only the end of the name decides how a file is read. */
function nameOf({ file }: Seed): string {
  if (file.endsWith(".console.csv")) return "users/a.console.csv";
  return file.endsWith(".csv") ? "users/a.csv" : "users/a.yaml";
}

/** All that is needed to see it again. */
export function brokenText({ number, among, mutation, seed, bytes, broken }: Broken): string {
  return [
    `MEIBO_FUZZ_SEED=${number} npm run fuzz -- 1 ${among.join(",")}   (${mutation} of ${seed.file})`,
    ...broken.map((sentence) => `  ${sentence}`),
    JSON.stringify(bytes.toString("utf8").slice(0, 1_500)),
  ].join("\n");
}
