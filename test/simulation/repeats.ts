import type { Case, Trial } from "./cases.ts";
import { diceOf } from "./dice.ts";
import { Machine, stageOf } from "./machine.ts";
import { live } from "./process.ts";
import { verdictOf } from "./schedule.ts";
import { countRefused } from "./world.ts";
import { company } from "./worlds.ts";

const COMPANIES = { small: 10, default: 300, full: 2_000 } as const;

export const REPEATS: Trial = {
  name: "a second apply of the same files",
  goal: "R14: 0 writes, at most 3 reads",
  *cases({ size, of, number, base }) {
    for (let index = number; index < COMPANIES[size]; index += of) yield repeat(base * 4096 + index);
  },
  replay: (rest) => repeat(Number(rest)),
};

const MOST_READS = 3;

function repeat(seed: number): Case {
  const world = company(diceOf(seed), { people: 60, calm: 40 });
  const machine = new Machine(stageOf({ ...world, stopOnFirstFailedChunk: false }), []);
  live(machine);
  machine.advance(60_000);
  const before = machine.steps.length;
  live(machine);
  const again = machine.steps.slice(before);
  const reads = again.filter((step) => step === "read" || step === "count" || step === "plan").length;
  const writes = again.filter((step) => step === "start").length;
  const isCalm = countRefused(world) > 0 || (reads <= MOST_READS && writes === 0);
  const told = isCalm ? [] : [`R14 the second apply wrote ${writes} times and read ${reads} times`];
  return { seed: `repeats:${seed}`, verdict: verdictOf(machine, told), faults: [] };
}
