import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { bundleWorker } from "./bundle.ts";
import type { Size } from "./cases.ts";
import { shallow } from "./deep.ts";
import { MOST_SEEDS, type Mutant } from "./mutants.ts";
import type { TrialName } from "./trials.ts";
import type { Job, Tried, Violation } from "./worker.ts";

/** As many as the machines this is measured on have cores. */
const WORKERS = 2;

/** All cases of a trial of this size, shared out. */
export async function tryTrial(trial: TrialName, size: Size, base: number): Promise<Tried> {
  const code = await bundleWorker([]);
  const shares = Array.from({ length: WORKERS }, (_, number) => ({ size, of: WORKERS, number, base }));
  const all: readonly Tried[] = await Promise.all(shares.map((share) => work(code, { type: "try", trial, share })));
  const sum = (key: "cases" | "steps" | "faults" | "violated") => all.reduce((total, one) => total + one[key], 0);
  const violations: readonly Violation[] = all.flatMap((one) => one.violations);
  return { cases: sum("cases"), steps: sum("steps"), faults: sum("faults"), violated: sum("violated"), violations };
}

async function work(code: string, job: Job) {
  const worker = new Worker(code, { eval: true, workerData: job });
  const [answer] = await once(worker, "message");
  await worker.terminate();
  return answer;
}

export interface Hunted {
  readonly mutant: Mutant;
  /** The first seed at which the mutant goes wrong and the engine does not. */
  readonly seed?: number;
  readonly sentence?: string;
}

/** Tries a mutant until it goes wrong where the engine as it is does not. */
async function huntMutant(mutant: Mutant): Promise<Hunted> {
  const code = await bundleWorker([mutant]);
  for (let from = 1; from <= MOST_SEEDS; ) {
    const found: { readonly seed: number; readonly sentence: string } | undefined = await work(code, {
      type: "hunt",
      from,
    });
    if (found === undefined) return { mutant };
    if (shallow(found.seed).verdict.violations.length === 0) return { mutant, ...found };
    from = found.seed + 1;
  }
  return { mutant };
}

export async function huntAll(mutants: readonly Mutant[]): Promise<readonly Hunted[]> {
  return await atOnce(mutants, huntMutant);
}

/** As many at a time as there are workers; the results in the order of the items. */
export async function atOnce<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const waiting = [...items.entries()];
  const results: { readonly at: number; readonly result: R }[] = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, item] = next;
      results.push({ at, result: await work(item) });
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, worker));
  return results.sort((a, b) => a.at - b.at).map(({ result }) => result);
}
