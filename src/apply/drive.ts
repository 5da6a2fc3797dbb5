import type { Connector, RowOutcome, Write } from "../model/connector.ts";
import type { ApplyEvent, Effect, EffectResult, Outgoing, Ticket } from "../model/effect.ts";
import type { Instant } from "../model/ledger.ts";
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
  readonly holder: string;
  readonly now: () => Instant;
  /** In milliseconds; false when the run was asked to stop. */
  readonly sleep: (milliseconds: number) => Promise<boolean>;
  readonly seal: (chunk: string, users: readonly LoginId[]) => Promise<Sealed>;
}

/** Carries the engine's effects out for real, and tells what happens. */
export async function* drive<T>(engine: Asking<T>, world: World): AsyncGenerator<ApplyEvent, T, undefined> {
  const driver = new Driver(world);
  let step = engine.next();
  while (step.done !== true) {
    const told = eventOf(step.value);
    if (told !== undefined) yield told;
    const result = await driver.carryOut(step.value);
    if (step.value.type === "journal" && result.type === "journal" && result.durable) {
      yield { type: "record", record: step.value.record };
    }
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

interface Arrived {
  readonly ticket: Ticket;
  readonly outcomes: readonly RowOutcome[];
}

/** Holds what is under way: requests in flight, and passwords between sealing and sending. */
class Driver {
  readonly #world: World;
  readonly #flying = new Map<Ticket, Promise<Arrived>>();
  readonly #sealed = new Map<string, Sealed>();
  #tickets = 0;

  constructor(world: World) {
    this.#world = world;
  }

  async carryOut(effect: Effect): Promise<EffectResult> {
    const { store, now, sleep } = this.#world;
    switch (effect.type) {
      case "now":
        return { type: "now", at: now() };
      case "lock":
        return {
          type: "lock",
          ...(await store.lock({ run: effect.run, holder: this.#world.holder, since: now() })),
        };
      case "checkLock":
        return { type: "checkLock", held: await store.checkLock().catch(() => false) };
      case "release":
        await store.release();
        return { type: "release" };
      case "journal":
        return { type: "journal", ...(await durably(() => store.append(effect.record))) };
      case "ledger":
        return { type: "ledger", ...(await durably(() => store.writeLedger(effect))) };
      case "seal":
        return await this.#seal(effect.chunk, effect.users);
      case "read":
        return await this.#read(effect.users);
      case "start":
        return { type: "start", ticket: this.#start(effect.chunk, effect.write) };
      case "next":
        return await this.#next();
      case "wait":
        return { type: "wait", stopped: !(await sleep(effect.milliseconds)) };
      default:
        return effect satisfies never;
    }
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

  async #read(users: readonly LoginId[] | "all"): Promise<EffectResult> {
    const { connector } = this.#world;
    try {
      return { type: "read", snapshot: await (users === "all" ? connector.readUsers() : connector.readThese(users)) };
    } catch (error) {
      return { type: "read", snapshot: undefined, reason: reasonOf(error) };
    }
  }

  #start(chunk: string, outgoing: Outgoing): Ticket {
    this.#tickets += 1;
    const ticket = this.#tickets;
    const write = withPasswords(outgoing, this.#sealed.get(chunk));
    const arriving = this.#world.connector.write(write).then(
      (outcomes) => ({ ticket, outcomes }),
      (error: unknown) => ({ ticket, outcomes: write.rows.map(() => unknown(reasonOf(error))) }),
    );
    this.#flying.set(ticket, arriving);
    return ticket;
  }

  async #next(): Promise<EffectResult> {
    const arrived = await Promise.race(this.#flying.values());
    this.#flying.delete(arrived.ticket);
    return { type: "next", ...arrived };
  }
}

function unknown(reason: string): RowOutcome {
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

async function durably(write: () => Promise<void>): Promise<Durable> {
  try {
    await write();
    return { durable: true };
  } catch (error) {
    return { durable: false, reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
