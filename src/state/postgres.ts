import { hash } from "node:crypto";
import type { JournalRecord, LockHolder, RunId } from "../model/journal.ts";
import type { Instant, Ledger, LedgerChange } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import type { Store } from "../model/store.ts";
import type { TenantUser } from "../model/user.ts";
import { stateFailure } from "./failure.ts";
import { Connection, isBroken, type Row, type Value } from "./postgres-connection.ts";
import { arrange } from "./postgres-layout.ts";
import { Lease } from "./postgres-lease.ts";
import {
  checkHead,
  checkLinks,
  damagedHead,
  droppedKeys,
  type EntryRow,
  emptyHead,
  entriesOf,
  entryRows,
  firstImages,
  type Head,
  headAfterLedger,
  headAfterRecord,
  imagesOf,
  type Link,
  linkOf,
  nextRecord,
  type RecordRow,
  recordOf,
} from "./rows.ts";

export interface PostgresOptions {
  /** As in `postgres://USER:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full`. */
  readonly address: string;
  readonly tenant: string;
  /** Milliseconds after which a holder that nobody hears of has lost the lock. */
  readonly ttl?: number;
  /** Milliseconds to wait for the database, to be reached again and to answer. */
  readonly patience?: number;
}

const TTL = 30_000;
const PATIENCE = 20_000;

/** Ledger, journal and lock of many tenants in one database, for runs on many machines. */
export async function openPostgresStore({ address, tenant, ttl, patience }: PostgresOptions): Promise<Store> {
  const connection = new Connection(address, patience ?? PATIENCE);
  try {
    await arrange(connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return new PostgresStore(tenant, connection, new Lease(address, tenant, ttl ?? TTL));
}

/** How a change goes: from one head to the next, or not at all. */
interface Change {
  readonly before: Head;
  readonly after: Head;
  /** The rows of the ledger, then that of the journal. */
  readonly values: readonly Value[];
}

const NO_CHANGE: LedgerChange = { put: [], drop: [] };

function cells(row: RecordRow): readonly Value[] {
  const { number, run, at, recordSum, imagesSum, chain, record, images = null } = row;
  return [number, run, at, recordSum, imagesSum, chain, record, images];
}

class PostgresStore implements Store {
  readonly #tenant: string;
  readonly #connection: Connection;
  readonly #lease: Lease;
  /** Of the lease, once it was taken; it stays after the lease was lost, so that nothing more is written. */
  #epoch: number | undefined;
  /** Changes follow each other: each begins with the head that the one before left. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(tenant: string, connection: Connection, lease: Lease) {
    this.#tenant = tenant;
    this.#connection = connection;
    this.#lease = lease;
  }

  async readLedger(): Promise<Ledger> {
    const rows = await this.#read(LEDGER, [this.#tenant]);
    const head = this.#headOf(rows[0]);
    const entries = rows.filter((row) => row["login_key"] !== null).map(entryOf);
    return {
      tenant: this.#tenant,
      ...(head.usersCounted === undefined ? {} : { usersCounted: head.usersCounted }),
      entries: entriesOf(head, entries),
    };
  }

  async append(record: JournalRecord, users: readonly TenantUser[] = [], ledger = NO_CHANGE): Promise<void> {
    const putting = entryRows(this.#tenant, ledger.put);
    const dropping = droppedKeys(ledger.drop, putting);
    const rows = [...putting.values()];
    const sums = rows.map(({ sum }) => sum);
    const [keys, gone] = [[...putting.keys()].map(keySum), dropping.map(keySum)];
    const entries = [keys, rows.map((row) => row.loginKey), rows.map(({ entry }) => entry), sums, gone];
    await this.#write(async () => {
      const found = await this.#read(ENTRY_SUMS, [this.#tenant, [...keys, ...gone]]);
      const before = this.#headOf(found[0]);
      const old = found.filter((row) => row["entry_sum"] !== null).map((row) => String(row["entry_sum"]));
      const line = nextRecord(before, record, users);
      const after = headAfterLedger(headAfterRecord(before, line), old, sums, ledger.usersCounted);
      return { before, after, values: [...entries, ...cells(line)] };
    });
  }

  async readImages(run: RunId): Promise<readonly TenantUser[]> {
    const links = (await this.#links()).filter((link) => link.run === run && link.imagesSum !== "");
    const texts = await this.#texts("images", links);
    return firstImages(links.map((link) => imagesOf(this.#tenant, link, texts.get(link.number))));
  }

  async readJournal(run?: RunId): Promise<readonly JournalRecord[]> {
    return await this.#records((link) => run === undefined || link.run === run);
  }

  async readJournalSince(at: Instant): Promise<readonly JournalRecord[]> {
    return await this.#records((link) => link.at >= at);
  }

  async lock(holder: LockHolder): Promise<{ readonly held: true } | { readonly held: false; readonly by: LockHolder }> {
    const taken = await this.#lease.take(holder);
    if (taken.held) this.#epoch = this.#lease.epoch;
    return taken;
  }

  async checkLock(): Promise<boolean> {
    return await this.#lease.renew();
  }

  async release(): Promise<void> {
    await this.#lease.release();
    this.#epoch = undefined;
  }

  async holder(): Promise<LockHolder | undefined> {
    return await this.#lease.holder();
  }

  async breakLock(holder: LockHolder): Promise<boolean> {
    return await this.#lease.breakFor(holder);
  }

  async close(): Promise<void> {
    await this.#lease.close();
    await this.#connection.close();
  }

  async #head(): Promise<Head> {
    return this.#headOf((await this.#read(HEAD, [this.#tenant]))[0]);
  }

  /** A tenant that was never written has no head, and then nothing else either. */
  #headOf(row: Row | undefined): Head {
    if (row === undefined || row["sum"] === null) {
      if (row !== undefined) throw damagedHead(this.#tenant);
      return emptyHead(this.#tenant);
    }
    return checkHead(headOf(this.#tenant, row));
  }

  async #links(): Promise<readonly Link[]> {
    const rows = await this.#read(LINKS, [this.#tenant]);
    const links = rows.filter((row) => row["number"] !== null).map(linkOf);
    return checkLinks(this.#headOf(rows[0]), links);
  }

  async #records(wanted: (link: Link) => boolean): Promise<readonly JournalRecord[]> {
    const links = (await this.#links()).filter(wanted);
    const texts = await this.#texts("record", links);
    return links.map((link) => recordOf(this.#tenant, link, texts.get(link.number)));
  }

  async #texts(column: keyof typeof TEXTS, links: readonly Link[]): Promise<ReadonlyMap<number, string>> {
    const numbers = links.map(({ number }) => number);
    const rows = await this.#read(TEXTS[column], [this.#tenant, numbers]);
    return new Map(rows.map((row) => [Number(row["number"]), String(row["text"])]));
  }

  /** Reading twice does no harm. */
  async #read(text: string, values: readonly Value[]): Promise<readonly Row[]> {
    try {
      return await this.#connection.query(text, values);
    } catch (error) {
      if (!isBroken(error)) throw error;
      return await this.#connection.query(text, values);
    }
  }

  async #write(make: () => Promise<Change>): Promise<void> {
    const written = this.#writing.then(async () => this.#written(make));
    this.#writing = written.catch(() => undefined);
    await written;
  }

  /** Somebody else may have written between our reading the head and our change; then it is made anew. */
  async #written(make: () => Promise<Change>): Promise<void> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (await this.#tried(await make())) return;
      await this.#refuseZombie();
    }
    throw stateFailure(
      "state-unusable",
      say("others keep writing to the state of this tenant; try again when they have ended"),
    );
  }

  /** After a broken connection the head tells whether the change was made. */
  async #tried(change: Change): Promise<boolean> {
    try {
      return await this.#carriedOut(change);
    } catch (error) {
      if (!isBroken(error)) throw error;
      const { sum } = await this.#head();
      return sum === change.after.sum || (await this.#carriedOut(change));
    }
  }

  async #carriedOut({ before, after, values }: Change): Promise<boolean> {
    const { usersCounted, entries, ledgerSum, records, journalSum, sum } = after;
    const head = [usersCounted ?? null, entries, ledgerSum, records, journalSum, sum];
    const rows = await this.#connection.query(CHANGE, [
      this.#tenant,
      this.#epoch ?? null,
      before.sum,
      before.sum === emptyHead(this.#tenant).sum,
      ...head,
      ...values,
    ]);
    return rows.length > 0;
  }

  async #refuseZombie(): Promise<void> {
    if (this.#epoch === undefined) return;
    const [lease] = await this.#read("SELECT epoch FROM meibo.leases WHERE tenant = $1", [this.#tenant]);
    if (Number(lease?.["epoch"]) === this.#epoch) return;
    throw stateFailure("lock-lost", say("the lock was lost to another run: nothing more is written"));
  }
}

const TRIES = 20;

/** A key of the ledger may be longer than an index can hold. */
function keySum(key: string): string {
  return hash("sha256", key);
}

function headOf(tenant: string, row: Row): Head {
  const counted = row["users_counted"];
  return {
    tenant,
    usersCounted: typeof counted === "number" ? counted : undefined,
    entries: Number(row["entries"]),
    ledgerSum: String(row["ledger_sum"]),
    records: Number(row["records"]),
    journalSum: String(row["journal_sum"]),
    sum: String(row["sum"]),
  };
}

function entryOf(row: Row): EntryRow {
  return { loginKey: String(row["login_key"]), entry: String(row["entry"]), sum: String(row["entry_sum"]) };
}

const HEAD_COLUMNS = `head.users_counted, head.entries, head.ledger_sum, head.records, head.journal_sum, head.sum`;

/** Head and rows in one statement are of one moment. Rows without a head show as a row whose sum is null. */
const HEAD = `
  SELECT ${HEAD_COLUMNS} FROM (SELECT $1::text AS tenant) AS asked LEFT JOIN meibo.tenants AS head USING (tenant)
  WHERE head.sum IS NOT NULL
    OR EXISTS (SELECT FROM meibo.ledger WHERE tenant = $1) OR EXISTS (SELECT FROM meibo.journal WHERE tenant = $1)`;

const LEDGER = `
  SELECT ${HEAD_COLUMNS}, row.login_key, row.entry, row.sum AS entry_sum
  FROM meibo.tenants AS head FULL JOIN meibo.ledger AS row USING (tenant)
  WHERE tenant = $1 ORDER BY row.login_key COLLATE "C"`;

const ENTRY_SUMS = `
  SELECT ${HEAD_COLUMNS}, row.sum AS entry_sum FROM (${HEAD}) AS head
  LEFT JOIN meibo.ledger AS row ON row.tenant = $1 AND row.key_sum = ANY ($2::text[])`;

const LINKS = `
  SELECT ${HEAD_COLUMNS}, row.number, row.run, row.at, row.record_sum, row.images_sum, row.chain
  FROM meibo.tenants AS head FULL JOIN meibo.journal AS row USING (tenant)
  WHERE tenant = $1 ORDER BY row.number`;

const TEXTS = {
  record: "SELECT number, record AS text FROM meibo.journal WHERE tenant = $1 AND number = ANY ($2::integer[])",
  images: "SELECT number, images AS text FROM meibo.journal WHERE tenant = $1 AND number = ANY ($2::integer[])",
} as const;

/**
 * The head moves on only from where we saw it, and only under our epoch: the lease row is held until the statement is
 * durable, so that nobody takes the lock in between. Everything else a statement writes hangs on the head having moved.
 */
const MOVE_HEAD = `
  WITH fence AS MATERIALIZED (
    SELECT 1 FROM meibo.leases WHERE tenant = $1 AND epoch = $2::integer FOR SHARE
  ), first AS (
    INSERT INTO meibo.tenants (tenant, users_counted, entries, ledger_sum, records, journal_sum, sum)
    SELECT $1, $5::integer, $6::integer, $7::text, $8::integer, $9::text, $10::text
    WHERE $4::boolean AND ($2::integer IS NULL OR EXISTS (SELECT FROM fence))
    ON CONFLICT DO NOTHING RETURNING tenant
  ), later AS (
    UPDATE meibo.tenants SET users_counted = $5::integer, entries = $6::integer, ledger_sum = $7::text,
      records = $8::integer, journal_sum = $9::text, sum = $10::text
    WHERE tenant = $1 AND sum = $3::text AND ($2::integer IS NULL OR EXISTS (SELECT FROM fence))
    RETURNING tenant
  ), moved AS (
    SELECT tenant FROM first UNION ALL SELECT tenant FROM later
  )`;

const CHANGE = `${MOVE_HEAD}, put AS (
    INSERT INTO meibo.ledger (tenant, key_sum, login_key, entry, sum)
    SELECT moved.tenant, row.* FROM moved, unnest($11::text[], $12::text[], $13::text[], $14::text[]) AS row
    ON CONFLICT (tenant, key_sum)
      DO UPDATE SET login_key = excluded.login_key, entry = excluded.entry, sum = excluded.sum
  ), dropped AS (
    DELETE FROM meibo.ledger USING moved
    WHERE ledger.tenant = moved.tenant AND key_sum = ANY ($15::text[])
  ), added AS (
    INSERT INTO meibo.journal (tenant, number, run, at, record_sum, images_sum, chain, record, images)
    SELECT tenant, $16::integer, $17::text, $18::text, $19::text, $20::text, $21::text, $22::text, $23::text FROM moved
  )
  SELECT tenant FROM moved`;
