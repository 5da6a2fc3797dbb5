import { type Case, shareOf, type Trial } from "./cases.ts";
import { diceOf } from "./dice.ts";
import { canHappen, type Fault, type FaultKind } from "./faults.ts";
import { type Stage, stageOf } from "./machine.ts";
import { runSchedule } from "./schedule.ts";
import { company } from "./worlds.ts";

const CRASHES = ["kill", "killAfter", "torn", "lostJournal"] as const satisfies readonly FaultKind[];

/** Users of the company; the small one is for a test of seconds. */
const PEOPLE = { small: 60, default: 500, full: 500 } as const;

export const KILLS: Trial = sweep("kills", {
  name: "death at every step of a 500-user apply",
  goal: "R1: four kinds of crash, done after one more run",
  kinds: CRASHES,
});

export const STOPS: Trial = sweep("stops", {
  name: "a stop signal at every step",
  goal: "R11: nothing is sent after it",
  kinds: ["stop"],
});

interface Sweep {
  readonly name: string;
  readonly goal: string;
  readonly kinds: readonly FaultKind[];
}

function sweep(word: string, { name, goal, kinds }: Sweep): Trial {
  const tried = (people: number, stage: Stage, fault: Fault): Case => ({
    seed: `${word}:${people}:${JSON.stringify(fault)}`,
    verdict: runSchedule(stage, [fault]),
    faults: [fault],
  });
  return {
    name,
    goal,
    *cases(share) {
      const people = PEOPLE[share.size];
      const stage = open(people);
      const { steps } = runSchedule(stage, []);
      const faults = steps.flatMap((step, index) =>
        kinds.filter((kind) => canHappen(kind, step)).map((kind): Fault => ({ step: index + 1, kind })),
      );
      for (const fault of shareOf(faults, share)) yield tried(people, stage, fault);
    },
    replay(rest) {
      const [people = "", fault = ""] = rest.split(/:(.*)/s);
      return tried(Number(people), open(Number(people)), JSON.parse(fault));
    },
  };
}

/** Most stay as they are, all kinds of change are there. */
function open(people: number): Stage {
  return stageOf({ ...company(diceOf(500), { people, calm: 85 }), maxFailedRows: 10, stopOnFirstFailedChunk: false });
}
