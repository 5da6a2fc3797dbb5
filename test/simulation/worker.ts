import { parentPort, workerData } from "node:worker_threads";
import type { Share } from "./cases.ts";
import { shallow } from "./deep.ts";
import { MOST_SEEDS } from "./mutants.ts";
import { TRIALS, type TrialName } from "./trials.ts";

/** What a worker is asked to do. */
export type Job =
  | { readonly type: "try"; readonly trial: TrialName; readonly share: Share }
  /** The first seed that goes wrong. */
  | { readonly type: "hunt"; readonly from: number };

export interface Violation {
  readonly seed: string;
  readonly sentence: string;
}

export interface Tried {
  readonly cases: number;
  readonly steps: number;
  readonly faults: number;
  /** The first ones. */
  readonly violations: readonly Violation[];
  readonly violated: number;
}

const MOST_TOLD = 20;

function tryAll(trial: TrialName, share: Share): Tried {
  const counts = { cases: 0, steps: 0, faults: 0, violated: 0 };
  const violations: Violation[] = [];
  for (const { seed, verdict } of TRIALS[trial].cases(share)) {
    counts.cases += 1;
    counts.steps += verdict.steps.length;
    counts.faults += verdict.fired.length;
    const [sentence] = verdict.violations;
    if (sentence === undefined) continue;
    counts.violated += 1;
    if (violations.length < MOST_TOLD) violations.push({ seed, sentence });
  }
  return { ...counts, violations };
}

function hunt(from: number): { readonly seed: number; readonly sentence: string } | undefined {
  for (let seed = from; seed <= MOST_SEEDS; seed += 1) {
    const [sentence] = shallow(seed).verdict.violations;
    if (sentence !== undefined) return { seed, sentence };
  }
  return undefined;
}

const job: Job | undefined = workerData;
if (job !== undefined) parentPort?.postMessage(job.type === "try" ? tryAll(job.trial, job.share) : hunt(job.from));
