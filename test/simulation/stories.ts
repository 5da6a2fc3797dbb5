import fc from "fast-check";
import type { DeclaredUser } from "../../src/model/roster.ts";
import { loginKey } from "../../src/model/user.ts";
import { approval } from "../builders.ts";
import { actAtConsole } from "./admins.ts";
import type { Case, Trial } from "./cases.ts";
import { diceOf, mixed } from "./dice.ts";
import { FAULT_KINDS, type Fault } from "./faults.ts";
import { Machine, stageOf } from "./machine.ts";
import { live } from "./process.ts";
import { settle, type Verdict, verdictOf } from "./schedule.ts";
import type { World } from "./world.ts";
import { company, joiner } from "./worlds.ts";

const STORIES = { small: 60, default: 2_000, full: 20_000 } as const;
/** Commands of a story, at most. */
const LONGEST = 12;

export const STORIES_TOLD: Trial = {
  name: "stories: files edited, applied, killed, admins, recipients, locks",
  goal: "R7: at least 20,000 command sequences",
  *cases({ size, of, number, base }) {
    for (let index = number; index < STORIES[size]; index += of) yield story(mixed(base + index * 7919) >>> 1);
  },
  replay: (rest) => story(Number(rest)),
};

/** What people do, one after the other; the machine goes on from one to the next. */
const DEEDS = {
  edits: (machine, number) => change(machine, number, renamed),
  dismisses: (machine, number) => change(machine, number, () => undefined),
  switchesOff: (machine, number) => change(machine, number, (one) => ({ ...one, state: "inactive" })),
  switchesOn: (machine, number) => change(machine, number, (one) => ({ ...one, state: "active" })),
  deletes: (machine, number) => change(machine, number, (one) => ({ ...one, state: "absent" })),
  hires: (machine, number) => hire(machine, number),
  applies: (machine) => apply(machine, []),
  appliesInTrouble: (machine, number) => apply(machine, [trouble(number)]),
  adminActs: (machine, number) =>
    actAtConsole(machine, { step: 0, kind: ADMIN_ACTS[number % 4] ?? "adminEdits", what: number }),
  rotatesRecipients: (machine) => machine.sealedFor(machine.recipients + 1),
  unlocks: (machine) => machine.store.unlock(),
  waits: (machine, number) => machine.advance(1000 * (number % 300)),
} as const satisfies Readonly<Record<string, (machine: Machine, number: number) => void>>;

type Deed = keyof typeof DEEDS;

const ADMIN_ACTS = ["adminEdits", "adminSwitchesOff", "adminSwitchesOn", "adminReplaces"] as const;

/** Applying comes up often, for without it nothing else matters. */
const OFTEN: readonly Deed[] = ["applies", "appliesInTrouble", "appliesInTrouble"];
const ALL: readonly Deed[] = [...Object.keys(DEEDS).filter((name) => name in DEEDS), ...OFTEN] as readonly Deed[];

class Command implements fc.Command<object, Machine> {
  readonly #deed: Deed;
  readonly #number: number;

  constructor(deed: Deed, number: number) {
    this.#deed = deed;
    this.#number = number;
  }

  check(): boolean {
    return true;
  }

  run(_: object, machine: Machine): void {
    DEEDS[this.#deed](machine, this.#number);
  }

  toString(): string {
    return `${this.#deed}(${this.#number})`;
  }
}

const commands = fc.commands(
  [fc.tuple(fc.constantFrom(...ALL), fc.nat({ max: 100_000 })).map(([deed, number]) => new Command(deed, number))],
  { maxCommands: LONGEST, size: "max" },
);

/** One story, from its seed to the end of all troubles. */
function story(seed: number): Case {
  const told: { verdict?: Verdict } = {};
  const world = company(diceOf(seed % 50), { people: 12, calm: 50 });
  const stage = stageOf({ ...world, maxFailedRows: 10, stopOnFirstFailedChunk: false, mayContradict: true });
  fc.check(
    fc.property(commands, (list) => {
      const machine = new Machine(stage, []);
      fc.modelRun(() => ({ model: {}, real: machine }), list);
      machine.calm();
      const sentences = settle(machine);
      told.verdict = verdictOf(machine, sentences);
    }),
    { seed, numRuns: 1, endOnFailure: true },
  );
  if (told.verdict === undefined) throw new Error(`the story ${seed} was not told to its end`);
  return { seed: `stories:${seed}`, verdict: told.verdict, faults: told.verdict.fired };
}

function apply(machine: Machine, faults: readonly Fault[]): void {
  machine.strike(faults);
  live(machine);
  machine.calm();
}

function trouble(number: number): Fault {
  return { step: 1 + (number % 60), kind: FAULT_KINDS[mixed(number) % FAULT_KINDS.length] ?? "kill" };
}

function renamed(one: DeclaredUser): DeclaredUser {
  return { ...one, values: { ...one.values, name: `${String(one.values.name).slice(0, 20)}+` } };
}

/** The files say something else of one person; never of the first, who is the admin, nor of numbers. */
function change(machine: Machine, number: number, edit: (one: DeclaredUser) => DeclaredUser | undefined): void {
  const { roster } = machine.stage.world.files;
  const index = 1 + (number % Math.max(1, roster.users.length - 1));
  const users = roster.users.flatMap((one, at) => (at === index ? (edit(one) ?? []) : [one]));
  setFiles(machine, users);
}

function hire(machine: Machine, number: number): void {
  const { roster } = machine.stage.world.files;
  const one = joiner(`hired${number}`, String(3000 + (number % 6000)));
  const isThere = roster.users.some(
    ({ loginId, values }) => loginId === one.loginId || values.extension === one.values.extension,
  );
  if (!isThere) setFiles(machine, [...roster.users, one]);
}

/** Everybody who is to go has an approval. */
function setFiles(machine: Machine, users: readonly DeclaredUser[]): void {
  const { world } = machine.stage;
  const gone = users.filter(({ state }) => state === "absent");
  const approvals = gone.map(({ loginId }) => approval({ loginId, overrideWaiting: true }));
  const files = { ...world.files, roster: { ...world.files.roster, users }, approvals };
  machine.enter({ ...world, files, entries: remembered(machine, world) });
}

/** Everybody meibo managed at some time. */
function remembered({ store }: Machine, { entries }: World): World["entries"] {
  const known = new Set(entries.map(({ loginId }) => loginKey(loginId)));
  return [...entries, ...[...store.ledger.values()].filter(({ loginId }) => !known.has(loginKey(loginId)))];
}
