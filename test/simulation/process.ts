import { isReached, seenOf } from "../../src/apply/rows.ts";
import type { ApplyResult, ApplySettings } from "../../src/apply/run.ts";
import { applyRun } from "../../src/apply/session.ts";
import { isWhole, type RowOutcome } from "../../src/model/connector.ts";
import type { Effect, EffectResult, Outgoing, Ticket } from "../../src/model/effect.ts";
import type { LedgerChange } from "../../src/model/ledger.ts";
import type { ApprovedPlan } from "../../src/model/plan.ts";
import { type LoginId, type LoginKey, loginKey, type TenantUser } from "../../src/model/user.ts";
import { actAtConsole } from "./admins.ts";
import { type Course, courseOf, LAST_WAIT, SLOW } from "./course.ts";
import type { Fault, FaultKind, Step } from "./faults.ts";
import type { Machine } from "./machine.ts";
import type { Delivery } from "./tenant.ts";
import type { Life } from "./witness.ts";

/** Times of a run, in milliseconds; what is late and then takes its time to show has shown before it is settled, in any answer. */
const TIMES = { settle: 140_000, pollEvery: 30_000, waitForCreate: 120_000 } as const;

/** So old is a stale answer, unless a fault says otherwise. */
const STALE = 40_000;

/** How long each step takes. */
const TAKES = {
  lock: 100,
  history: 20,
  plan: 500,
  read: 300,
  count: 300,
  seal: 50,
  journal: 20,
  checkLock: 20,
  start: 10,
  next: 0,
  wait: 0,
  release: 20,
} as const satisfies Record<Step, number>;

export type LifeEnd =
  | { readonly end: "killed" }
  | { readonly end: "broken"; readonly error: string }
  | { readonly end: "ended"; readonly result: ApplyResult };

/** One run of the engine from its lock to its end, or to its death. */
export function live(machine: Machine): LifeEnd {
  return new Process(machine).live();
}

interface Flight {
  readonly ticket: Ticket;
  readonly answersAt: number;
  readonly outcomes: () => readonly RowOutcome[];
}

/** The process is no more; whoever asked gets no answer. */
const DEAD = Symbol("dead");

class Process {
  readonly #machine: Machine;
  readonly #life: Life;
  readonly #number: number;
  readonly #isUnharmed: boolean;
  readonly #passwords = new Map<LoginKey, string>();
  readonly #flying = new Map<Ticket, Flight>();
  #tickets = 0;
  #sealed = new Map<string, ReadonlyMap<LoginKey, string>>();
  #lookedOld = 0;
  #lookedAt = 0;
  #lookedStep = 0;
  #intent: string | undefined;
  readonly #failed = new Map<LoginKey, boolean>();

  /** To one that is unharmed nothing happens, and nobody counts its steps. */
  constructor(machine: Machine, isUnharmed = false) {
    machine.processes += 1;
    this.#isUnharmed = isUnharmed;
    this.#machine = machine;
    this.#number = machine.processes;
    this.#life = {
      process: this.#number,
      run: `r${this.#number}`,
      world: machine.stage.world,
      plannedFrom: 0,
      noted: new Map(),
    };
    machine.witness.lives.push(this.#life);
  }

  live(): LifeEnd {
    const engine = applyRun(this.#settings());
    try {
      for (let step = engine.next(); ; ) {
        if (step.done === true) return { end: "ended", result: step.value };
        const result = this.#meet(step.value);
        if (result === DEAD) return { end: "killed" };
        step = engine.next(result);
      }
    } catch (error) {
      return { end: "broken", error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    } finally {
      // The operating system, or the end of the lease, frees the lock of a process that is no more.
      if (this.#holds()) this.#machine.store.owner = undefined;
    }
  }

  #settings(): ApplySettings {
    const { maxFailedRows, stopOnFirstFailedChunk } = this.#machine.stage.world;
    return { run: this.#life.run, by: "ann@host", ...TIMES, concurrency: 2, maxFailedRows, stopOnFirstFailedChunk };
  }

  #holds(): boolean {
    return this.#machine.store.owner === this.#number;
  }

  #meet(effect: Effect): EffectResult | typeof DEAD {
    const machine = this.#machine;
    if (effect.type === "now") return { type: "now", at: machine.at() };
    const fault = this.#isUnharmed ? undefined : machine.step(effect.type);
    if (fault !== undefined && this.#before(fault) === DEAD) return DEAD;
    const odd = fault === undefined || BEFORE.has(fault.kind) ? undefined : fault;
    if (odd?.kind === "slowDisk") this.#waitForDisk(odd);
    machine.advance(TAKES[effect.type]);
    const result = this.#carryOut(effect, odd);
    return odd?.kind === "killAfter" ? DEAD : result;
  }

  /** A minute in which somebody may be at work at the console. */
  #waitForDisk({ step, what }: Fault): void {
    const machine = this.#machine;
    machine.advance(SLOW / 2);
    if (what !== undefined) actAtConsole(machine, { step, kind: "adminEdits", what });
    machine.advance(SLOW / 2);
  }

  /** What happens before the step and leaves the step itself as it is. */
  #before(fault: Fault): typeof DEAD | undefined {
    const machine = this.#machine;
    switch (fault.kind) {
      case "kill":
        return DEAD;
      case "lostJournal":
        machine.store.lose();
        machine.journalsLost += 1;
        return DEAD;
      case "stop":
        this.#life.stoppedAt ??= machine.clock;
        return undefined;
      case "clockForward":
      case "clockBack":
        machine.skew += fault.kind === "clockForward" ? DAY : -DAY;
        return undefined;
      case "lockStolen":
        this.#sleepWhileAnotherRuns();
        return undefined;
      default:
        // Later than whatever was read a moment ago.
        machine.advance(1);
        actAtConsole(machine, fault);
        return undefined;
    }
  }

  #sleepWhileAnotherRuns(): void {
    if (!this.#holds()) return;
    this.#machine.store.owner = undefined;
    new Process(this.#machine, true).live();
  }

  #carryOut(effect: Exclude<Effect, { readonly type: "now" }>, fault: Fault | undefined): EffectResult | typeof DEAD {
    const { store } = this.#machine;
    const kind = fault?.kind;
    switch (effect.type) {
      case "lock":
        return this.#lock(kind);
      case "checkLock":
        return { type: "checkLock", held: kind !== "lockUnreachable" && this.#holds(), stopped: this.#isStopped() };
      case "release":
        if (this.#holds()) store.owner = undefined;
        return { type: "release" };
      case "plan":
        return { type: "plan", plan: this.#plan(fault) };
      case "history":
        if (kind === "historyUnreadable") return { type: "history", records: undefined, reason: "damaged" };
        return { type: "history", records: [...store.journal] };
      case "journal":
        return this.#journal(effect, kind);
      case "seal":
        return this.#seal(effect.chunk, effect.users, kind);
      case "read":
        return this.#read(effect.users, fault);
      case "count":
        return { type: "count", users: this.#look("all", fault)?.length };
      case "start":
        return this.#start(effect.chunk, effect.write, fault);
      case "next":
        return this.#next();
      case "wait":
        if (!this.#isStopped()) this.#machine.advance(effect.milliseconds);
        return { type: "wait", stopped: this.#isStopped() };
      default:
        return effect satisfies never;
    }
  }

  #isStopped(): boolean {
    return this.#life.stoppedAt !== undefined;
  }

  #lock(kind: FaultKind | undefined): EffectResult {
    const { store } = this.#machine;
    const by = { run: "r0", holder: "bob", host: "host", since: this.#machine.at() };
    if (kind === "lockTaken" || store.owner !== undefined) return { type: "lock", held: false, by };
    store.owner = this.#number;
    return { type: "lock", held: true };
  }

  #plan(fault: Fault | undefined): ApprovedPlan | undefined {
    const machine = this.#machine;
    const users = this.#look("all", fault);
    if (users === undefined || this.#isStopped()) return undefined;
    const { store, stage } = machine;
    const entries = [...store.ledger.values()];
    const { plan } = stage.planner.plan({ users, entries, usersCounted: store.usersCounted, now: machine.at() });
    this.#life.plannedFrom = machine.clock - this.#lookedOld;
    if (plan !== undefined) this.#life.plan = plan;
    return plan;
  }

  /** Undefined when no whole answer came, which the real driver takes for none. */
  #look(keys: readonly LoginKey[] | "all", fault: Fault | undefined): readonly TenantUser[] | undefined {
    if (fault?.kind === "unreadable") return undefined;
    const { tenant, clock } = this.#machine;
    this.#lookedOld = fault?.kind === "staleRead" ? this.#age(fault) : 0;
    this.#lookedAt = clock;
    this.#lookedStep = this.#machine.steps.length;
    const all = tenant.read(keys, clock, this.#lookedOld);
    const users = fault?.kind === "shortRead" ? all.toSpliced((fault.what ?? 0) % Math.max(1, all.length), 1) : all;
    return isWhole({ users, total: all.length, readAt: NEVER, complete: true }) ? users : undefined;
  }

  /** Of a stale answer: together with the latest that came late, never more than `settle` promises. */
  #age({ what = 0 }: Fault): number {
    const { witness, stage } = this.#machine;
    const delays = witness.requests.flatMap(({ arrivals, sentAt }) => arrivals.map((at) => at - sentAt));
    const most = TIMES.settle - stage.world.rules.showsAfter - Math.max(0, ...delays);
    return Math.min(1000 * what || STALE, most);
  }

  #read(users: readonly LoginId[], fault: Fault | undefined): EffectResult {
    const found = this.#look(users.map(loginKey), fault);
    if (found === undefined) return { type: "read", snapshot: undefined, reason: "no whole answer" };
    return { type: "read", snapshot: { users: found, readAt: this.#machine.at(), complete: false } };
  }

  #journal(
    effect: Extract<Effect, { readonly type: "journal" }>,
    kind: FaultKind | undefined,
  ): EffectResult | typeof DEAD {
    const { record, before = [], ledger } = effect;
    if (kind === "torn") return DEAD;
    const { store, witness, clock } = this.#machine;
    if (kind === "diskFull" || !store.append(this.#number, record, before)) {
      return { type: "journal", durable: false, reason: "not written" };
    }
    witness.noted.push({ at: clock, shown: this.#lookedAt - this.#lookedOld, life: this.#life, record });
    if (record.type === "intent") this.#intent = record.chunk;
    if (record.type === "outcome" && record.settledBy === undefined) this.#note(record.rows);
    // With the line, all or nothing.
    if (ledger !== undefined) this.#remember(ledger);
    return { type: "journal", durable: true };
  }

  #note(rows: readonly { readonly loginId: LoginId; readonly result: string }[]): void {
    for (const { loginId, result } of rows) {
      this.#life.noted.set(loginKey(loginId), this.#machine.clock);
      this.#failed.set(loginKey(loginId), result === "rejected" || result === "moved");
    }
  }

  #remember(change: LedgerChange): void {
    const { store, witness, clock } = this.#machine;
    store.remember(change);
    const early = change.put.map(({ loginId }) => loginKey(loginId)).filter((key) => this.#isEarly(key));
    const shown = this.#lookedAt - this.#lookedOld;
    witness.remembered.push({ at: clock, shown, life: this.#life, put: change.put, early });
  }

  #isEarly(key: LoginKey): boolean {
    if (this.#life.noted.has(key)) return false;
    return this.#chunked().has(key);
  }

  #chunkedOf: { readonly plan: ApprovedPlan; readonly keys: ReadonlySet<LoginKey> } | undefined;

  #chunked(): ReadonlySet<LoginKey> {
    const { plan } = this.#life;
    if (plan === undefined) return new Set();
    if (this.#chunkedOf?.plan !== plan) {
      const users = plan.steps.flatMap(({ chunks }) => chunks.flatMap((chunk) => chunk.users));
      this.#chunkedOf = { plan, keys: new Set(users.map(loginKey)) };
    }
    return this.#chunkedOf.keys;
  }

  /** A password is made once a run, however often its user is sealed. */
  #seal(chunk: string, users: readonly LoginId[], kind: FaultKind | undefined): EffectResult | typeof DEAD {
    if (kind === "tornSeal") return DEAD;
    if (kind === "diskFull") return { type: "seal", sealed: undefined, reason: "not written" };
    const name = `${this.#life.run}-${chunk}-for-${this.#machine.recipients}`;
    const before = this.#machine.sealed.get(name) ?? new Map();
    const passwords = new Map([...before, ...users.map((user) => [loginKey(user), this.#passwordOf(user)] as const)]);
    this.#sealed.set(chunk, passwords);
    this.#machine.sealed.set(name, passwords);
    return { type: "seal", sealed: name };
  }

  #passwordOf(user: LoginId): string {
    const key = loginKey(user);
    const password = this.#passwords.get(key) ?? `${CANARY}${this.#life.run}-${key}-${this.#machine.clock}`;
    this.#passwords.set(key, password);
    return password;
  }

  #start(chunk: string, write: Outgoing, fault: Fault | undefined): EffectResult {
    this.#tickets += 1;
    const course = courseOf(fault);
    const number = this.#send(chunk, write, course.arrives);
    const said = this.#deliver(this.#delivery(chunk, write), number, course);
    const answersAt = this.#machine.clock + course.answers;
    const outcomes = () => course.says?.(write.rows.length) ?? said() ?? write.rows.map(() => UNKNOWN);
    this.#flying.set(this.#tickets, { ticket: this.#tickets, answersAt, outcomes });
    return { type: "start", ticket: this.#tickets };
  }

  #send(chunk: string, write: Outgoing, arrives: readonly number[]): number {
    const { witness, clock, journalsLost, steps } = this.#machine;
    const number = witness.requests.length;
    const keys = write.rows.map(({ loginId }) => loginKey(loginId));
    witness.requests.push({
      number,
      life: this.#life,
      chunk,
      write,
      keys,
      notedBefore: keys.map((key) => this.#life.noted.get(key) ?? 0),
      sentAt: clock,
      lookedAt: this.#lookedAt,
      lookedOld: this.#lookedOld,
      sinceLook: steps.length - this.#lookedStep + 1,
      heldLock: this.#holds(),
      arrivals: arrives.map((after) => clock + after),
      undone: write.kind === "delete" ? this.#undone() : [],
      failedBefore: [...this.#failed.values()].filter((failed) => failed).length,
      journalLost: journalsLost,
      announced: this.#intent === chunk,
    });
    this.#intent = undefined;
    return number;
  }

  /** Users whose changes, but for deletes, are not as the plan wants them. */
  #undone(): readonly LoginKey[] {
    const { tenant, touched } = this.#machine;
    const seen = seenOf([...tenant.users.values()]);
    return (this.#life.plan?.changes ?? []).flatMap((change) => {
      const { loginId, kind } = change;
      const key = loginKey(loginId);
      if (kind === "delete" || kind === "release" || kind === "manual" || touched.has(key)) return [];
      if (this.#isOvertaken(key)) return [];
      const set = kind === "update" ? Object.fromEntries(change.fields.map((field) => [field.key, field.to])) : {};
      const goal =
        kind === "create"
          ? ({ kind, loginId, values: change.values } as const)
          : kind === "update"
            ? ({ kind, loginId, set } as const)
            : ({ kind, loginId } as const);
      return isReached(goal, seen) ? [] : [key];
    });
  }

  /** By what an earlier run sent, of which no journal tells any more. */
  #isOvertaken(key: LoginKey): boolean {
    const { tenant, witness, journalsLost } = this.#machine;
    const request = tenant.past.get(key)?.at(-1)?.request;
    return journalsLost > 0 && request !== undefined && witness.requests[request]?.life !== this.#life;
  }

  #delivery(chunk: string, write: Outgoing): Delivery {
    if (write.kind !== "create") return write;
    const passwords = this.#sealed.get(chunk);
    const rows = write.rows.map((row) => ({ ...row, password: passwords?.get(loginKey(row.loginId)) ?? "" }));
    return { kind: "create", rows };
  }

  /** Gives back what the tenant says, once it has said something. */
  #deliver(delivery: Delivery, request: number, course: Course): () => readonly RowOutcome[] | undefined {
    const machine = this.#machine;
    let said: readonly RowOutcome[] | undefined;
    const most = course.half === true ? Math.floor(delivery.rows.length / 2) : delivery.rows.length;
    for (const after of course.arrives) {
      machine.later(machine.clock + after, () => {
        said = machine.tenant.deliver(delivery, machine.clock, request, most);
      });
    }
    return () => (course.deaf === true ? undefined : said);
  }

  #next(): EffectResult {
    const machine = this.#machine;
    const [first, ...others] = [...this.#flying.values()];
    if (first === undefined) throw new Error("nothing is on its way");
    const flight = others.reduce((a, b) => (b.answersAt < a.answersAt ? b : a), first);
    const wait = Math.max(0, flight.answersAt - machine.clock);
    const tooLate = this.#isStopped() && wait > LAST_WAIT;
    machine.advance(tooLate ? LAST_WAIT : wait);
    const all = [flight, ...this.#flying.values().filter((each) => each !== flight)];
    const ended = all.filter(({ answersAt }, index) => index === 0 || answersAt <= machine.clock);
    for (const { ticket } of ended) this.#flying.delete(ticket);
    const arrived = ended
      .toSorted((a, b) => a.answersAt - b.answersAt)
      .map((each) => ({ ticket: each.ticket, outcomes: each.outcomes() }))
      .map((each) =>
        tooLate && each.ticket === flight.ticket ? { ...each, outcomes: each.outcomes.map(() => UNKNOWN) } : each,
      );
    return { type: "next", arrived };
  }
}

const DAY = 24 * 60 * 60 * 1000;
const NEVER = "";
/** In every password, and nowhere else. */
export const CANARY = "canary-";
const UNKNOWN: RowOutcome = { type: "unknown", reason: "no answer" };

/** They change the world, and the step goes on as usual. */
const BEFORE: ReadonlySet<FaultKind> = new Set<FaultKind>([
  "stop",
  "clockForward",
  "clockBack",
  "lockStolen",
  "adminEdits",
  "adminReplaces",
  "adminSwitchesOff",
  "adminSwitchesOn",
  "adminAdds",
  "adminDeletes",
]);
