import { type Connector, isWhole, type RowOutcome, type Write } from "../model/connector.ts";
import type { ApplyEvent, Arrived, Effect, EffectResult, Outgoing, Ticket } from "../model/effect.ts";
import type { LockHolder } from "../model/journal.ts";
import type { Instant } from "../model/ledger.ts";
import { quote, say, type Told } from "../model/phrases.ts";
import type { ApprovedPlan } from "../model/plan.ts";
import { windowStart } from "../model/recent.ts";
import type { Secret } from "../model/secret.ts";
import type { Store } from "../model/store.ts";
import { type LoginId, type LoginKey, loginKey } from "../model/user.ts";
import type { Asking } from "./ask.ts";

/** Passwords of one chunk, sealed durably under a name before anything is sent. */
export interface Sealed {
  readonly sealed: string;
  readonly passwords: ReadonlyMap<LoginKey, Secret>;
}

/** The world, as a door hands it to the driver. */
export interface World {
  readonly connector: Connector;
  readonly store: Store;
  /** Who runs this, for others who find the lock taken. */
  readonly holder: Pick<LockHolder, "holder" | "host">;
  readonly now: () => Instant;
  /** In milliseconds; over at once when the run is asked to stop. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly seal: (chunk: string, users: readonly LoginId[]) => Promise<Sealed>;
  /** Reads the tenant, plans, guards, asks; undefined when nothing may be carried out, and then it has told why. */
  readonly plan: () => Promise<ApprovedPlan | undefined>;
  /** Aborted when somebody asks for an end. */
  readonly stop: AbortSignal;
  /** Aborted when a run that was asked to stop can wait for nothing any more. */
  readonly deadline: AbortSignal;
}

/** Carries the engine's effects out for real, and tells what happens. */
export async function* drive<T>(engine: Asking<T>, world: World): AsyncGenerator<ApplyEvent, T, undefined> {
  const driver = new Driver(world);
  let step = engine.next();
  while (step.done !== true) {
    const told = eventOf(step.value);
    if (told !== undefined) yield told;
    const result = await driver.carryOut(step.value);
    const came = resultEventOf(step.value, result);
    if (came !== undefined) yield came;
    step = engine.next(result);
  }
  return step.value;
}

function eventOf(effect: Effect): ApplyEvent | undefined {
  if (effect.type === "start") {
    return { type: "sent", chunk: effect.chunk, kind: effect.write.kind, users: effect.write.rows.length };
  }
  return effect.type === "wait" ? { type: "waiting", milliseconds: effect.milliseconds } : undefined;
}

function resultEventOf(effect: Effect, result: EffectResult): ApplyEvent | undefined {
  if (effect.type !== "journal" || result.type !== "journal") return undefined;
  const { record } = effect;
  return result.durable ? { type: "record", record } : { type: "unrecorded", record, reason: result.reason };
}

/** So far back the journal is looked through for what became of earlier runs, in days. */
const HISTORY_DAYS = 30;

/** Holds what is under way: requests in flight, and passwords between sealing and sending. */
class Driver {
  readonly #world: World;
  readonly #flying = new Map<Ticket, Promise<Arrived>>();
  readonly #arrived: Arrived[] = [];
  readonly #sent = new Map<Ticket, number>();
  readonly #sealed = new Map<string, Sealed>();
  #tickets = 0;

  constructor(world: World) {
    this.#world = world;
  }

  async carryOut(effect: Effect): Promise<EffectResult> {
    const { store, now, plan } = this.#world;
    switch (effect.type) {
      case "now":
        return { type: "now", at: now() };
      case "lock":
        return { type: "lock", ...(await store.lock({ run: effect.run, ...this.#world.holder, since: now() })) };
      case "checkLock":
        return { type: "checkLock", ...(await this.#holds()), stopped: await this.#isStopped() };
      case "release":
        await this.#inTime(store.release()).catch(() => undefined);
        return { type: "release" };
      case "plan":
        return { type: "plan", plan: await unlessStopped(this.#world.stop, plan()) };
      case "history":
        return await this.#history();
      case "journal":
        return { type: "journal", ...(await this.#durably(() => this.#append(effect))) };
      case "seal":
        return await this.#seal(effect.chunk, effect.users);
      case "read":
        return await this.#read(effect.users);
      case "count":
        return await this.#count();
      case "start":
        return { type: "start", ticket: this.#start(effect.chunk, effect.write) };
      case "next":
        return await this.#next();
      case "wait":
        return await this.#wait(effect.milliseconds);
      default:
        return effect satisfies never;
    }
  }

  /** Whoever cannot be asked does not hold it. */
  async #holds(): Promise<{ readonly held: boolean; readonly reason?: string }> {
    try {
      return { held: await this.#inTime(this.#world.store.checkLock()) };
    } catch (error) {
      return { held: false, reason: say("the lock could not be asked: {reason}", { reason: reasonOf(error) }) };
    }
  }

  /** Where nothing is waited for, as with an embedded tenant, a signal would never be heard without this. */
  async #isStopped(): Promise<boolean> {
    await new Promise((heard) => setImmediate(heard));
    return this.#world.stop.aborted;
  }

  async #history(): Promise<EffectResult> {
    const { store, now } = this.#world;
    try {
      return { type: "history", records: await store.readJournalSince(windowStart(now(), HISTORY_DAYS)) };
    } catch (error) {
      return { type: "history", records: undefined, reason: reasonOf(error) };
    }
  }

  async #append({ record, before, ledger }: Extract<Effect, { readonly type: "journal" }>): Promise<void> {
    await this.#world.store.append(record, before, ledger);
  }

  async #seal(chunk: string, users: readonly LoginId[]): Promise<EffectResult> {
    try {
      const sealed = await this.#world.seal(chunk, users);
      this.#sealed.set(chunk, sealed);
      return { type: "seal", sealed: sealed.sealed };
    } catch (error) {
      return { type: "seal", sealed: undefined, reason: reasonOf(error) };
    }
  }

  async #read(users: readonly LoginId[]): Promise<EffectResult> {
    const { connector } = this.#world;
    try {
      const snapshot = await this.#inTime(connector.readThese(users));
      if (isWhole(snapshot)) return { type: "read", snapshot };
      const { users: answered, total = 0 } = snapshot;
      const reason = say("the answer is short: {users} of {total}", { users: answered.length, total });
      return { type: "read", snapshot: undefined, reason };
    } catch (error) {
      return { type: "read", snapshot: undefined, reason: reasonOf(error) };
    }
  }

  async #count(): Promise<EffectResult> {
    try {
      return { type: "count", users: await this.#inTime(this.#world.connector.countUsers()) };
    } catch {
      return { type: "count", users: undefined };
    }
  }

  #start(chunk: string, outgoing: Outgoing): Ticket {
    this.#tickets += 1;
    const ticket = this.#tickets;
    const write = withPasswords(outgoing, this.#sealed.get(chunk));
    const arriving = this.#world.connector.write(write, this.#world.stop).then(
      (outcomes) => ({ ticket, outcomes }),
      (error: unknown) => ({ ticket, outcomes: write.rows.map(() => unknown(reasonOf(error))) }),
    );
    const noted = arriving.then((arrived) => {
      // Whoever was given up has been spoken of.
      if (this.#flying.has(ticket)) this.#arrived.push(arrived);
      return arrived;
    });
    this.#flying.set(ticket, noted);
    this.#sent.set(ticket, write.rows.length);
    return ticket;
  }

  /** Whichever ends first, and whatever else has ended by then; when the run must end now, one that has no answer. */
  async #next(): Promise<EffectResult> {
    const first = await this.#inTime(Promise.race(this.#flying.values())).catch(() => this.#givenUp());
    const arrived = this.#arrived.length === 0 ? [first] : this.#arrived.splice(0);
    for (const { ticket } of arrived) this.#flying.delete(ticket);
    return { type: "next", arrived };
  }

  #givenUp(): Arrived {
    const [ticket = 0] = this.#flying.keys();
    const rows = Array.from({ length: this.#sent.get(ticket) ?? 0 });
    return { ticket, outcomes: rows.map(() => unknown(TOO_LATE)) };
  }

  async #wait(milliseconds: number): Promise<EffectResult> {
    if (!this.#world.stop.aborted) await this.#world.sleep(milliseconds);
    return { type: "wait", stopped: this.#world.stop.aborted };
  }

  async #durably(write: () => Promise<void>): Promise<Durable> {
    try {
      await this.#inTime(write());
      return { durable: true };
    } catch (error) {
      return { durable: false, reason: reasonOf(error) };
    }
  }

  /** A run that must end gives what it waits for a last moment, and no more. */
  async #inTime<T>(work: Promise<T>): Promise<T> {
    const { deadline } = this.#world;
    const { promise: tooLate, reject } = Promise.withResolvers<never>();
    const onDeadline = () => setTimeout(() => reject(new Error(TOO_LATE)), LAST_MOMENT);
    if (deadline.aborted) onDeadline();
    else deadline.addEventListener("abort", onDeadline, { once: true });
    try {
      return await Promise.race([work, tooLate]);
    } finally {
      deadline.removeEventListener("abort", onDeadline);
    }
  }
}

/** In milliseconds. */
const LAST_MOMENT = 300;

const TOO_LATE = say("the run was stopped before the answer came");

/** Nothing was sent yet, so a run that is asked to stop while it plans ends at once. */
async function unlessStopped<T>(stop: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const onStop = () => resolve(undefined);
  if (stop.aborted) onStop();
  stop.addEventListener("abort", onStop, { once: true });
  return await Promise.race([work, promise]);
}

function unknown(reason: Told): RowOutcome {
  return { type: "unknown", reason };
}

function withPasswords(outgoing: Outgoing, sealed: Sealed | undefined): Write {
  if (outgoing.kind !== "create") return outgoing;
  const rows = outgoing.rows.map((row) => {
    const password = sealed?.passwords.get(loginKey(row.loginId));
    if (password === undefined) throw new Error(`no password was sealed for ${row.loginId}`);
    return { ...row, password };
  });
  return { kind: "create", rows };
}

type Durable = { readonly durable: true } | { readonly durable: false; readonly reason: string };

/** Of whatever carries the effect out, which may have worded it itself. */
function reasonOf(error: unknown): Told {
  return quote(error instanceof Error ? error.message : String(error));
}
