import type { Case, Trial } from "./cases.ts";
import { type Dice, diceOf } from "./dice.ts";
import { FAULT_KINDS, type Fault, type FaultKind } from "./faults.ts";
import { stageOf } from "./machine.ts";
import { runSchedule } from "./schedule.ts";
import type { TenantRules } from "./tenant.ts";
import { RULES, type World } from "./world.ts";
import { company, farewell, fullHouse, massRemoval, twelve } from "./worlds.ts";

/** Small worlds; what mutants are hunted in. */
export const SHALLOW: Trial = {
  name: "random schedules in small worlds",
  goal: "R5: the same, quicker",
  *cases({ size, of, number, base }) {
    for (let index = number; index < SHALLOW_SEEDS[size]; index += of) yield shallow(base * ROOM + index);
  },
  replay: (rest) => shallow(Number(rest)),
};

const SHALLOW_SEEDS = { small: 150, default: 25_000, full: 280_000 } as const;
const SEEDS = { small: 150, default: 4_000, full: 20_000 } as const;
/** Seeds of one base do not meet those of another. */
const ROOM = 2 ** 20;

export const DEEP: Trial = {
  name: "random deep schedules",
  goal: "R5: with the small worlds at least 300,000; up to 6 faults in up to 14 runs",
  *cases({ size, of, number, base }) {
    for (let index = number; index < SEEDS[size]; index += of) yield deep(base * ROOM + index);
  },
  replay: (rest) => deep(Number(rest)),
};

/** One seed: a world, a tenant, faults and their moments. The same seed goes the same way. */
export function deep(seed: number): Case {
  return tried(`deep:${seed}`, diceOf(seed), worldFrom);
}

/** The same in small worlds, where everything is near everything else. */
export function shallow(seed: number): Case {
  return tried(`shallow:${seed}`, diceOf(seed), smallWorldFrom);
}

function tried(seed: string, dice: Dice, open: (dice: Dice) => World): Case {
  const stage = stageOf(open(dice));
  const faults = faultsFrom(dice);
  return { seed, verdict: runSchedule(stage, faults), faults };
}

function smallWorldFrom(dice: Dice): World {
  const roll = dice.below(100);
  if (roll < 2) return massRemoval(dice);
  if (roll < 15) return farewell(rulesFor(dice));
  if (roll < 75) return withTargets(twelve(rulesFor(dice)), dice);
  if (roll >= 96) return fullHouse(dice);
  return company(dice, { people: 14, calm: 40 });
}

function worldFrom(dice: Dice): World {
  const roll = dice.below(100);
  if (roll < 3) return massRemoval(dice);
  if (roll < 30) return withTargets(twelve(rulesFor(dice)), dice);
  const people = roll < 60 ? 20 : 60;
  return company(dice, { people, calm: dice.pick([30, 60, 85]) });
}

function rulesFor(dice: Dice): TenantRules {
  return {
    ...RULES,
    rejects: dice.pick(["row", "file"]),
    rowNumbers: dice.pick(["rows", "lines", "none"]),
    showsAfter: dice.pick([0, 20_000]),
  };
}

function withTargets(world: World, dice: Dice): World {
  return { ...world, targets: dice.shuffle(world.targets) };
}

/** Some seeds have many deaths, some many lost answers: what is likely is drawn too. */
function faultsFrom(dice: Dice): readonly Fault[] {
  const favourites = dice.shuffle(FAULT_KINDS).slice(0, 4);
  const count = dice.below(7);
  const last = dice.pick([30, 80, 200]);
  const faults = Array.from({ length: count }, (): Fault => {
    const kind = dice.pick(dice.percent(50) ? asPick(favourites) : asPick(FAULT_KINDS));
    return { step: 1 + dice.below(last), kind, ...whatFor(kind, dice) };
  });
  return faults.sort((a, b) => a.step - b.step);
}

function asPick(kinds: readonly FaultKind[]): readonly [FaultKind, ...FaultKind[]] {
  const [first = "kill", ...others] = kinds;
  return [first, ...others];
}

/** Which user, or how late in seconds. Later than `settle` nothing comes. */
function whatFor(kind: FaultKind, dice: Dice): Pick<Fault, "what"> {
  if (kind.startsWith("admin") || kind === "slowDisk") return { what: dice.below(8) };
  if (kind === "late" || kind === "killAfter") return { what: 1 + dice.below(110) };
  if (kind === "shortRead") return { what: dice.below(60) };
  if (kind === "staleRead") return { what: 1 + dice.below(90) };
  return {};
}
