import type { Case, Share, Size, Trial } from "./cases.ts";
import { canHappen, FAULT_KINDS, type Fault, type FaultKind, type Step } from "./faults.ts";
import { type Stage, stageOf } from "./machine.ts";
import { runSchedule } from "./schedule.ts";
import { twelve } from "./worlds.ts";

interface Place {
  readonly open: () => Stage;
  /** Of the pairs only every so many-th is tried. */
  readonly every: Readonly<Record<Size, number>>;
}

/** The same twelve users in two tenants that differ in everything no document says. */
const WORLDS: Readonly<Record<string, Place>> = {
  rows: { open: () => stageOf(twelve()), every: { small: 2500, default: 20, full: 1 } },
  files: {
    open: () => stageOf(twelve({ rejects: "file", rowNumbers: "lines", showsAfter: 20_000 })),
    every: { small: 2500, default: 20, full: 10 },
  },
};

export const PAIRS: Trial = {
  name: "every fault at every step, and every pair",
  goal: "R3, R4: at least 850,000 schedules",
  *cases(share) {
    for (const [name, { open, every }] of Object.entries(WORLDS)) {
      yield* singlesAndPairs(name, open(), every[share.size], share);
    }
  },
  replay(rest) {
    const [name = "", faults = ""] = rest.split(/:(.*)/s);
    const world = WORLDS[name];
    if (world === undefined) throw new Error(`no world ${name}; there are ${Object.keys(WORLDS).join(", ")}`);
    return tried(name, world.open(), JSON.parse(faults));
  },
};

function tried(name: string, stage: Stage, faults: readonly Fault[]): Case {
  return { seed: `pairs:${name}:${JSON.stringify(faults)}`, verdict: runSchedule(stage, faults), faults };
}

/** Every single fault at every step, and after each of them every other at every later step. */
function* singlesAndPairs(name: string, stage: Stage, every: number, { of, number }: Share): Generator<Case> {
  const calm = tried(name, stage, []);
  if (number === 0) yield calm;
  let count = 0;
  for (const [index, first] of singles(calm.verdict.steps, 1).entries()) {
    if (index % of !== number) continue;
    const alone = tried(name, stage, [first]);
    yield alone;
    for (const second of singles(alone.verdict.steps, first.step + 1)) {
      count += 1;
      if (count % every === 0) yield tried(name, stage, [first, second]);
    }
  }
}

/** Which of the users admins deal with; the first one if nothing is said. */
const TARGETS: { readonly [Kind in FaultKind]?: readonly number[] } = {
  shortRead: [5],
  slowDisk: [0],
  adminEdits: [0, 1],
  adminReplaces: [0],
  adminSwitchesOff: [1],
  adminSwitchesOn: [0],
  adminAdds: [3],
  adminDeletes: [1],
};

/** Everything that can go wrong at these steps, one thing at a time. */
function singles(steps: readonly Step[], from: number): readonly Fault[] {
  return steps.flatMap((step, index) => {
    if (index + 1 < from) return [];
    const kinds = FAULT_KINDS.filter((kind) => isOfUse(kind, step));
    return kinds.flatMap((kind) => (TARGETS[kind] ?? [undefined]).map((what) => faultAt(index + 1, kind, what)));
  });
}

/** Dying after a step is dying before the next one, but where something is on its way. */
function isOfUse(kind: FaultKind, step: Step): boolean {
  return canHappen(kind, step) && (kind !== "killAfter" || step === "start");
}

function faultAt(step: number, kind: FaultKind, what: number | undefined): Fault {
  return what === undefined ? { step, kind } : { step, kind, what };
}
