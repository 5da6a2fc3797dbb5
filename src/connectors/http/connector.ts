import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type Can,
  type Connector,
  type Contract,
  type CreateRow,
  isWhole,
  type RowOutcome,
  type SingleRow,
  type Snapshot,
  type UpdateRow,
  type Write,
} from "../../model/connector.ts";
import { SUBSCRIPTIONS, VALUE_KEYS, type Value, type ValueKey } from "../../model/fields.ts";
import type { Instant } from "../../model/ledger.ts";
import { quote, say, type Told } from "../../model/phrases.ts";
import { SEAT_KINDS } from "../../model/seats.ts";
import { numbersOf, outcomesOf, uploadOf } from "../../model/upload.ts";
import { asLoginId, type LoginId, loginKey, type TenantUser } from "../../model/user.ts";
import { addressOf } from "./address.ts";
import {
  is_getContract,
  is_getImport,
  is_listUsers,
  is_lookUpUsers,
  is_submitImport,
  type WireContract,
  type WireJob,
  type WirePage,
  type WireUser,
} from "./answers.generated.js";
import { type Ask, type Client, clientOf, type Limits, Refused } from "./client.ts";

export interface HttpOptions {
  readonly url: string;
  readonly token: string;
  readonly allowPrivate: boolean;
  readonly proxy?: string;
  readonly now: () => Instant;
  readonly limits?: Partial<Limits>;
}

/** Whatever serves schemas/tenant-api.yaml. Throws where the address is not certain or the tenant does not answer. */
export async function openHttp({ url, now, ...options }: HttpOptions): Promise<Connector> {
  const client = clientOf({ ...options, address: addressOf(url) });
  try {
    const contract = await client.ask({ method: "GET", path: "/contract", again: true }, is_getContract);
    return new HttpConnector(client, now, contract);
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** Users on one page, or looked up at once; the most that the tenant gives. */
const PAGE = 1000;
/** Ten times as many as meibo is meant for. */
const MOST_USERS = 1_000_000;
/** How often a list that changes while it is read is begun again. */
const READINGS = 5;
/** Milliseconds between two looks at a job: the first, and what they grow to. */
const FIRST_LOOK = 100;
const LONGEST_LOOK = 5_000;
/** Milliseconds after which a job that has not ended is no longer waited for. */
const LONGEST_JOB = 30 * 60_000;

class HttpConnector implements Connector {
  readonly can: Can;
  readonly #client: Client;
  readonly #now: () => Instant;
  readonly #contract: WireContract;

  constructor(client: Client, now: () => Instant, contract: WireContract) {
    this.#client = client;
    this.#now = now;
    this.#contract = contract;
    this.can = {
      kinds: ["create", "update", "activate", "deactivate", "delete"],
      batch: { create: 100, update: 100, activate: 1, deactivate: 1, delete: 1 },
      readsState: true,
      deleteById: true,
      // A job that was taken on goes on, whether or not its taker could say so.
      late: true,
    };
  }

  async readUsers(): Promise<Snapshot> {
    for (let reading = 1; reading <= READINGS; reading += 1) {
      const snapshot = await this.#readOnce();
      if (snapshot !== undefined) return snapshot;
    }
    throw new Error(say("the users changed while they were listed, {times} times", { times: READINGS }));
  }

  /** Undefined where two pages are not of one moment. */
  async #readOnce(): Promise<Snapshot | undefined> {
    const readAt = this.#now();
    const users = new Map<string, TenantUser>();
    const first = await this.#page(undefined);
    for (let page = first; ; page = await this.#page(page.next)) {
      if (page.revision !== first.revision) return undefined;
      addPage(users, page, first.total);
      if (page.next === undefined) break;
    }
    const { total } = first;
    const snapshot = { users: [...users.values()], readAt, complete: true, total };
    if (isWhole(snapshot)) return snapshot;
    throw new Error(say("the list has {users} users and says that it has {total}", { users: users.size, total }));
  }

  async #page(cursor: string | undefined): Promise<WirePage> {
    const query = { limit: String(PAGE), ...(cursor === undefined ? {} : { cursor }) };
    return await this.#client.ask({ method: "GET", path: "/users", query, again: true }, is_listUsers);
  }

  async readThese(loginIds: readonly LoginId[]): Promise<Snapshot> {
    const readAt = this.#now();
    const users: TenantUser[] = [];
    for (let from = 0; from < loginIds.length; from += PAGE) {
      const part = { loginIds: loginIds.slice(from, from + PAGE) };
      const ask: Ask = { method: "POST", path: "/users/lookup", ...jsonOf(part), again: true };
      users.push(...(await this.#client.ask(ask, is_lookUpUsers)).users.map(userOf));
    }
    return { users, readAt, complete: false };
  }

  async countUsers(): Promise<number> {
    const query = { limit: "1" };
    const ask: Ask = { method: "GET", path: "/users", query, again: true };
    return (await this.#client.ask(ask, is_listUsers)).total;
  }

  async readContract(): Promise<Contract> {
    const { subscriptions, seats } = this.#contract;
    return {
      subscriptions: SUBSCRIPTIONS.filter((name) => subscriptions.includes(name)),
      seats: Object.fromEntries(SEAT_KINDS.flatMap((kind) => (seats[kind] === undefined ? [] : [[kind, seats[kind]]]))),
    };
  }

  async readClock(): Promise<Instant | undefined> {
    await this.#client.ask({ method: "GET", path: "/contract", again: true }, is_getContract);
    const at = Date.parse(this.#client.date() ?? "");
    return Number.isNaN(at) ? undefined : new Date(at).toISOString();
  }

  async write(write: Write, stop?: AbortSignal): Promise<readonly RowOutcome[]> {
    if (write.kind === "create" || write.kind === "update") return await this.#upload(write.kind, write.rows, stop);
    const outcomes: RowOutcome[] = [];
    for (const row of write.rows) outcomes.push(await this.#act(write.kind, row, stop));
    return outcomes;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  async #upload(
    kind: "create" | "update",
    rows: readonly CreateRow[] | readonly UpdateRow[],
    stop: AbortSignal | undefined,
  ): Promise<readonly RowOutcome[]> {
    const { subscriptions, files } = this.#contract;
    const known = SUBSCRIPTIONS.filter((name) => subscriptions.includes(name));
    const upload = uploadOf(kind, rows, known, files.extraColumns);
    try {
      const job = await this.#client.ask(
        {
          method: "POST",
          path: "/imports",
          query: { file: kind, encoding: "utf-8" },
          headers: { "content-type": "text/csv", "idempotency-key": randomUUID() },
          body: upload.bytes,
          again: kind === "update",
          ...(stop === undefined ? {} : { stop }),
        },
        is_submitImport,
      );
      const ended = await this.#wait(job, stop);
      if (ended.result === undefined) return rows.map(() => unknown(say("the import has not ended")));
      return outcomesOf(rows, ended.result, numbersOf(upload, files.rowNumbers));
    } catch (error) {
      // Nothing is said against any row, so the rest of the work is to find out whether one is at fault.
      const type = error instanceof Refused && error.code === "file-refused" ? "held" : "rejected";
      if (isCertain(error)) return rows.map((): RowOutcome => ({ type, cause: error.message }));
      return rows.map(() => unknown(messageOf(error)));
    }
  }

  /** The job as it was when it had ended, or when nobody waits any longer. */
  async #wait(first: WireJob, stop: AbortSignal | undefined): Promise<WireJob> {
    let job = first;
    let waited = 0;
    for (let look = FIRST_LOOK; job.result === undefined; look = Math.min(LONGEST_LOOK, look * 1.5)) {
      if (stop?.aborted === true || waited > LONGEST_JOB) return job;
      const next: Ask = {
        method: "GET",
        path: `/imports/${job.id}`,
        again: true,
        ...(stop === undefined ? {} : { stop }),
      };
      job = await this.#client.ask(next, is_getImport);
      if (job.result !== undefined) return job;
      await sleep(look, undefined, stop === undefined ? {} : { signal: stop }).catch(() => {});
      waited += look;
    }
    return job;
  }

  async #act(
    kind: "activate" | "deactivate" | "delete",
    row: SingleRow,
    stop: AbortSignal | undefined,
  ): Promise<RowOutcome> {
    try {
      const id = row.id ?? (await this.readThese([row.loginId])).users[0]?.id;
      if (id === undefined) return { type: "rejected", cause: say("no user with this Login ID") };
      const own = `/users/${encodeURIComponent(id)}`;
      await this.#client.tell({
        method: kind === "delete" ? "DELETE" : "POST",
        path: kind === "delete" ? own : `${own}/${kind}`,
        query: { loginId: row.loginId },
        headers: { "idempotency-key": randomUUID() },
        again: kind !== "delete",
        ...(stop === undefined ? {} : { stop }),
      });
      return { type: "accepted" };
    } catch (error) {
      if (isCertain(error)) return { type: "rejected", cause: error.message };
      return unknown(messageOf(error));
    }
  }
}

/** Every page must bring the list nearer to its end, or a tenant that always has one more would be read for ever. */
function addPage(users: Map<string, TenantUser>, page: WirePage, total: number): void {
  const most = MOST_USERS;
  if (total > most) {
    throw new Error(say("the list says that it has {total} users; at most {most} are read", { total, most }));
  }
  if (page.total !== total) {
    throw new Error(say("the list says that it has {total} users, and then {other}", { total, other: page.total }));
  }
  for (const user of page.users) {
    const key = loginKey(user.loginId);
    if (users.has(key)) throw new Error(say("the list of users names somebody twice"));
    users.set(key, userOf(user));
  }
  if (users.size > total) {
    throw new Error(say("the list has more users than the {total} that it says it has", { total }));
  }
  if (page.users.length > 0 || page.next === undefined) return;
  throw new Error(say("the list of users goes on without anybody"));
}

/** The tenant will not do it, however often it is asked, and has not done it. */
function isCertain(error: unknown): error is Refused {
  return error instanceof Refused && error.status < 500 && !PASSING.has(error.code);
}

const PASSING: ReadonlySet<string> = new Set(["too-many-requests", "key-used-otherwise"]);

function unknown(reason: Told): RowOutcome {
  return { type: "unknown", reason };
}

function jsonOf(body: object): Pick<Ask, "headers" | "body"> {
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function userOf({ id, loginId, state, values, extra }: WireUser): TenantUser {
  const known: Partial<Record<ValueKey, Value>> = {};
  for (const key of VALUE_KEYS) {
    const value = values[key];
    if (value !== undefined) known[key] = value as Value;
  }
  return { id, loginId: asLoginId(loginId), state, values: known, extra };
}

function messageOf(error: unknown): Told {
  return quote(error instanceof Error ? error.message : String(error));
}
