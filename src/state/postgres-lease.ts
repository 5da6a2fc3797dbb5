import { hash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { LockHolder } from "../model/journal.ts";
import { say } from "../model/phrases.ts";
import { stateFailureOf } from "./failure.ts";
import { Connection, isBroken, type Row, type Value } from "./postgres-connection.ts";

/**
 * The lock of a tenant: a lease row, whose epoch rises with every holder and which every write names, and an advisory
 * lock, which the server frees when the holder's connection ends. So a holder who died is followed at once, one who is
 * out of reach once the lease has expired by the server's clock, and one who comes back finds another epoch.
 */
export class Lease {
  readonly #tenant: string;
  /** Milliseconds. */
  readonly #ttl: number;
  readonly #connection: Connection;
  #epoch: number | undefined;
  /** The session in which the advisory lock was taken. */
  #anchored: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<boolean> | undefined;

  constructor(address: string, tenant: string, ttl: number) {
    this.#tenant = tenant;
    this.#ttl = ttl;
    this.#connection = new Connection(address, Math.max(ttl / 3, SHORTEST));
  }

  /** Undefined while it is nobody's of us. */
  get epoch(): number | undefined {
    return this.#epoch;
  }

  async take(holder: LockHolder): Promise<{ readonly held: true } | { readonly held: false; readonly by: LockHolder }> {
    if (this.#epoch !== undefined && (await this.renew())) return { held: true };
    for (let tries = 1; ; tries += 1) {
      if (await again(() => this.#tried(holder))) return { held: true };
      const by = await this.holder();
      if (by !== undefined) return { held: false, by };
      // Released, or ended, since we tried.
      if (tries === TRIES) return { held: false, by: JUST_TAKEN };
      await sleep(NAP);
    }
  }

  /** Still ours, and for a whole lease from now on. False when it is not, or when the database does not say so in time. */
  async renew(): Promise<boolean> {
    if (this.#epoch === undefined) return false;
    this.#renewing ??= this.#renewed(this.#epoch).finally(() => {
      this.#renewing = undefined;
    });
    return await this.#renewing;
  }

  async release(): Promise<void> {
    const epoch = this.#epoch;
    this.#forget();
    if (epoch === undefined) return;
    try {
      // In this order who follows finds the advisory lock free.
      await this.#query("SELECT pg_advisory_unlock_all()", []);
      await this.#query(RELEASE, [this.#tenant, epoch]);
    } catch (error) {
      // Out of reach, the lease ends by itself.
      if (stateFailureOf(error) === undefined) throw error;
    } finally {
      await this.#connection.close();
    }
  }

  async close(): Promise<void> {
    await this.release();
    await this.#connection.close();
  }

  /** Whoever the row names, as long as the connection that took the lock lives, or else until the lease expires. */
  async holder(): Promise<LockHolder | undefined> {
    const [row] = await this.#query(HOLDER, [this.#tenant, this.#key()]);
    return row === undefined ? undefined : holderOf(row);
  }

  async breakFor({ run, holder, host, since }: LockHolder): Promise<boolean> {
    const broken = await this.#query(BREAK, [this.#tenant, run, holder, host, since]);
    if (broken.length > 0) await this.#end(broken[0]?.["backend"]);
    return broken.length > 0 || (await this.holder()) === undefined;
  }

  async #tried({ run, holder, host, since }: LockHolder): Promise<boolean> {
    await this.#anchor();
    const row = [this.#tenant, run, holder, host, since, this.#ttl, this.#key()];
    const [taken] = await this.#query(TAKE, row);
    if (taken === undefined) {
      // The advisory lock, if we got it, is for whoever holds the lease to take again.
      await this.#connection.close();
      return false;
    }
    this.#epoch = Number(taken["epoch"]);
    if (taken["backend"] === null) await this.#end(taken["former"]);
    // Another contender may have had the advisory lock at this moment, and soon has it no more.
    if (taken["backend"] === null) setTimeout(() => void this.renew(), SOON).unref();
    this.#timer = setInterval(() => void this.renew(), this.#ttl / 3);
    this.#timer.unref();
    return true;
  }

  async #renewed(epoch: number): Promise<boolean> {
    try {
      const renewed = await again(() => this.#renewedOnce(epoch));
      if (!renewed) await this.#lost(epoch);
      return renewed;
    } catch (error) {
      if (stateFailureOf(error) !== undefined) return false;
      throw error;
    }
  }

  /** Our connection may have the advisory lock still, and whoever follows wants it. */
  async #lost(epoch: number): Promise<void> {
    if (this.#epoch !== epoch) return;
    this.#forget();
    await this.#connection.close();
  }

  async #renewedOnce(epoch: number): Promise<boolean> {
    await this.#anchor();
    return (await this.#query(RENEW, [this.#tenant, epoch, this.#ttl, this.#key()])).length > 0;
  }

  /** A connection that was made anew has lost the advisory lock, which we then try to get again. */
  async #anchor(): Promise<void> {
    const session = await this.#connection.session();
    if (this.#anchored === session) return;
    const [row] = await this.#query("SELECT pg_try_advisory_lock($1) AS taken", [this.#key()]);
    if (row?.["taken"] === true) this.#anchored = session;
  }

  /** Ends the session of a holder who has lost the lease; where that is not permitted, its epoch keeps it from writing. */
  async #end(backend: unknown): Promise<void> {
    if (typeof backend !== "number") return;
    try {
      await this.#query(END, [this.#key(), backend]);
    } catch (error) {
      if (stateFailureOf(error) === undefined) throw error;
    }
    await this.renew();
  }

  #forget(): void {
    this.#epoch = undefined;
    clearInterval(this.#timer);
  }

  #key(): string {
    return BigInt.asIntN(64, BigInt(`0x${hash("sha256", `meibo ${this.#tenant}`).slice(0, 16)}`)).toString();
  }

  #query(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    return this.#connection.query(text, values);
  }
}

/** Once more after the connection broke: taking and renewing a lease twice does no harm. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isBroken(error)) throw error;
    return await work();
  }
}

/** Milliseconds: a server that is only busy answers within it. */
const SHORTEST = 1_000;
const SOON = 200;
const TRIES = 5;
/** Milliseconds. */
const NAP = 50;

const JUST_TAKEN: LockHolder = { run: "", holder: say("a run that just began"), host: "", since: "" };

function holderOf(row: Row): LockHolder {
  return {
    run: String(row["run"]),
    holder: String(row["holder"]),
    host: String(row["host"]),
    since: String(row["since"]),
  };
}

/** Sessions that have this advisory lock; a key is shown in two halves. */
function lockedBy(key: string): string {
  return `SELECT pid FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND objsubid = 1
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (classid::bigint << 32 | objid::bigint) = ${key}::bigint`;
}

/** Our session, if it has the advisory lock at this moment; what the client believes may be older than its connection. */
function anchoredBy(key: string): string {
  return `(${lockedBy(key)} AND pid = pg_backend_pid())`;
}

function expiryAfter(ttl: string): string {
  return `clock_timestamp() + ${ttl} * interval '1 millisecond'`;
}

/**
 * Free, expired, or held by a session that has ended: for else we could not have the advisory lock. `backend` is the
 * session that has it, which is null for a holder of the lease alone.
 */
const TAKE = `
  INSERT INTO meibo.leases AS lease (tenant, epoch, run, holder, host, since, expires, backend)
  VALUES ($1, 1, $2, $3, $4, $5, ${expiryAfter("$6")}, ${anchoredBy("$7")})
  ON CONFLICT (tenant) DO UPDATE SET epoch = lease.epoch + 1, run = excluded.run, holder = excluded.holder,
    host = excluded.host, since = excluded.since, expires = ${expiryAfter("$6")}, backend = excluded.backend
  WHERE lease.run IS NULL OR lease.expires < clock_timestamp()
    OR (lease.backend IS NOT NULL AND excluded.backend IS NOT NULL)
  RETURNING epoch, backend, (SELECT former.backend FROM meibo.leases AS former WHERE tenant = $1) AS former`;

const RENEW = `
  UPDATE meibo.leases SET expires = ${expiryAfter("$3")}, backend = ${anchoredBy("$4")}
  WHERE tenant = $1 AND epoch = $2 AND run IS NOT NULL RETURNING epoch`;

const RELEASE = "UPDATE meibo.leases SET run = NULL, backend = NULL WHERE tenant = $1 AND epoch = $2";

const BREAK = `
  UPDATE meibo.leases SET epoch = epoch + 1, run = NULL
  WHERE tenant = $1 AND run = $2 AND holder = $3 AND host = $4 AND since = $5 RETURNING backend`;

const HOLDER = `
  SELECT run, holder, host, since FROM meibo.leases
  WHERE tenant = $1 AND run IS NOT NULL
    AND CASE WHEN backend IS NULL THEN expires > clock_timestamp() ELSE backend IN (${lockedBy("$2")}) END`;

const END = `SELECT pg_terminate_backend(pid) FROM (${lockedBy("$1")}) AS locked WHERE pid = $2`;
