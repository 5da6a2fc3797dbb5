import type { LoginKey } from "../../src/model/user.ts";
import { NOW } from "../builders.ts";
import { canHappen, type Fault, type Step, type Struck } from "./faults.ts";
import { Interner } from "./interner.ts";
import { Planner } from "./planner.ts";
import { ModelStore } from "./store.ts";
import { ModelTenant } from "./tenant.ts";
import type { Witness } from "./witness.ts";
import type { World } from "./world.ts";

/** What several schedules of one world may share, because nobody changes it. */
export interface Stage {
  readonly world: World;
  readonly interner: Interner;
  readonly planner: Planner;
}

export function stageOf(world: World): Stage {
  const interner = new Interner();
  const users = world.users.map((user) => interner.user(user));
  const entries = world.entries.map((one) => interner.entry(one));
  return { world: { ...world, users, entries }, interner, planner: new Planner(world.files, interner) };
}

const EPOCH = Date.parse(NOW);

/** Tenant, disk, clock, and all that goes wrong: everything that outlives a process. */
export class Machine {
  stage: Stage;
  readonly tenant: ModelTenant;
  readonly store: ModelStore;
  /** Sealed files that are whole, by name. */
  readonly sealed = new Map<string, ReadonlyMap<LoginKey, string>>();
  readonly witness: Witness = { requests: [], noted: [], remembered: [], lives: [] };
  readonly steps: Step[] = [];
  readonly fired: Struck[] = [];
  readonly touched = new Set<LoginKey>();
  /** In milliseconds; nothing but waiting and working moves it. */
  clock = 1000;
  /** What the clock on the wall is wrong by. */
  skew = 0;
  journalsLost = 0;
  recipients = 1;
  processes = 0;
  hash = 0;
  #due: readonly Fault[];
  #coming: Coming[] = [];

  constructor(stage: Stage, faults: readonly Fault[]) {
    const { world, interner } = stage;
    this.stage = stage;
    this.tenant = new ModelTenant(world.users, world.rules, interner);
    this.store = new ModelStore(world.entries, world.users.length, interner);
    this.#due = faults;
  }

  /** What the clock on the wall shows. */
  at(): string {
    const moment = this.clock + this.skew;
    const known = TEXTS.get(moment);
    if (known !== undefined) return known;
    const text = new Date(EPOCH + moment).toISOString();
    if (TEXTS.size < MOST_TEXTS) TEXTS.set(moment, text);
    return text;
  }

  /** One step further; gives back what goes wrong there. A fault waits for the first step where it can happen. */
  step(step: Step): Fault | undefined {
    this.steps.push(step);
    this.hash = (Math.imul(this.hash, 31) + step.charCodeAt(0) * 7 + step.length + this.clock) | 0;
    if (this.#due.length === 0) return undefined;
    const fault = this.#due.find((one) => one.step <= this.steps.length && canHappen(one.kind, step));
    if (fault === undefined) return undefined;
    this.#due = this.#due.filter((one) => one !== fault);
    this.fired.push({ ...fault, at: this.clock, during: step });
    return fault;
  }

  /** Something that will happen whoever is alive by then. */
  later(at: number, work: () => void): void {
    this.#coming.push({ at, work });
  }

  get expects(): boolean {
    return this.#coming.length > 0;
  }

  /** From now on, these too. */
  strike(faults: readonly Fault[]): void {
    this.#due = [...this.#due, ...faults.map((fault) => ({ ...fault, step: fault.step + this.steps.length }))];
  }

  /** Other files from now on. */
  enter(world: World): void {
    const { interner } = this.stage;
    this.stage = { world, interner, planner: new Planner(world.files, interner) };
  }

  /** Those who can open what is sealed from now on. */
  sealedFor(recipients: number): void {
    this.recipients = recipients;
  }

  /** What did not happen yet does not happen any more. */
  calm(): void {
    this.#due = [];
  }

  advance(milliseconds: number): void {
    const until = this.clock + milliseconds;
    if (this.#coming.length === 0) {
      this.clock = until;
      return;
    }
    while (this.#coming.length > 0) {
      const next = this.#coming.reduce((a, b) => (b.at < a.at ? b : a));
      if (next.at > until) break;
      this.clock = Math.max(this.clock, next.at);
      this.#coming = this.#coming.filter((one) => one !== next);
      next.work();
    }
    this.clock = until;
  }
}

interface Coming {
  readonly at: number;
  readonly work: () => void;
}

/** Schedules that resemble each other ask for the same moments. */
const TEXTS = new Map<number, string>();
const MOST_TEXTS = 200_000;
