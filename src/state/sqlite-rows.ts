import type { LockHolder } from "../model/journal.ts";
import { checkHead, type EntryRow, type Head, linkOf, type RecordRow } from "./rows.ts";

/** As much of a database as the layout needs. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
}

export interface Statement {
  run(...values: readonly (string | number | null)[]): unknown;
  get(...values: readonly (string | number | null)[]): Row | undefined;
  all(...values: readonly (string | number | null)[]): Row[];
  iterate(...values: readonly (string | number | null)[]): Iterable<Row>;
}

export type Row = Readonly<Record<string, unknown>>;

/** The rows of a state file, by statements that are prepared once. */
export type Rows = ReturnType<typeof rowsOf>;

export function rowsOf(db: Database) {
  const heads = db.prepare("SELECT * FROM tenants");
  const head = db.prepare("SELECT * FROM tenants WHERE tenant = ?");
  const any = db.prepare(`SELECT EXISTS (SELECT 1 FROM ledger WHERE tenant = ?1)
    OR EXISTS (SELECT 1 FROM journal WHERE tenant = ?1) AS found`);
  const putHead = db.prepare(`INSERT OR REPLACE INTO tenants
    (tenant, users_counted, entries, ledger_sum, records, journal_sum, sum) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const entries = db.prepare("SELECT login_key, entry, sum FROM ledger WHERE tenant = ? ORDER BY login_key");
  const entrySum = db.prepare("SELECT sum FROM ledger WHERE tenant = ? AND login_key = ?");
  const putEntry = db.prepare("INSERT OR REPLACE INTO ledger (tenant, login_key, entry, sum) VALUES (?, ?, ?, ?)");
  const dropEntry = db.prepare("DELETE FROM ledger WHERE tenant = ? AND login_key = ?");
  const links = db.prepare(`SELECT number, run, at, record_sum, images_sum, chain FROM journal
    WHERE tenant = ? ORDER BY number`);
  const texts = {
    record: db.prepare("SELECT record AS text FROM journal WHERE tenant = ? AND number = ?"),
    images: db.prepare("SELECT images AS text FROM journal WHERE tenant = ? AND number = ?"),
  };
  const putRecord = db.prepare(`INSERT INTO journal
    (tenant, number, run, at, record_sum, images_sum, chain, record, images) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const holder = db.prepare("SELECT run, holder, host, since FROM holder");
  const putHolder = db.prepare("INSERT OR REPLACE INTO holder (one, run, holder, host, since) VALUES (1, ?, ?, ?, ?)");
  const dropHolder = db.prepare("DELETE FROM holder");
  return {
    heads: () => heads.all().map(headOf),
    /** Undefined for a tenant that nothing was ever written of. */
    head: (tenant: string) => {
      const row = head.get(tenant);
      return row === undefined ? undefined : checkHead(headOf(row));
    },
    hasAny: (tenant: string) => any.get(tenant)?.["found"] === 1,
    putHead: ({ tenant, usersCounted, entries: count, ledgerSum, records, journalSum, sum }: Head) =>
      putHead.run(tenant, usersCounted ?? null, count, ledgerSum, records, journalSum, sum),
    entries: (tenant: string) => entries.all(tenant).map(entryOf),
    entrySum: (tenant: string, key: string) => textOf(entrySum.get(tenant, key)?.["sum"]),
    putEntry: (tenant: string, { loginKey, entry, sum }: EntryRow) => putEntry.run(tenant, loginKey, entry, sum),
    dropEntry: (tenant: string, key: string) => dropEntry.run(tenant, key),
    links: (tenant: string) => links.all(tenant).map(linkOf),
    text: (column: keyof typeof texts, tenant: string, number: number) =>
      textOf(texts[column].get(tenant, number)?.["text"]),
    putRecord: (tenant: string, { number, run, at, recordSum, imagesSum, chain, record, images }: RecordRow) =>
      putRecord.run(tenant, number, run, at, recordSum, imagesSum, chain, record, images ?? null),
    holder: () => {
      const row = holder.get();
      return row === undefined ? undefined : holderOf(row);
    },
    putHolder: ({ run, holder: name, host, since }: LockHolder) => putHolder.run(run, name, host, since),
    dropHolder: () => dropHolder.run(),
  };
}

function holderOf(row: Row): LockHolder {
  return {
    run: String(row["run"]),
    holder: String(row["holder"]),
    host: String(row["host"]),
    since: String(row["since"]),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function headOf(row: Row): Head {
  const counted = row["users_counted"];
  return {
    tenant: String(row["tenant"]),
    usersCounted: typeof counted === "number" ? counted : undefined,
    entries: Number(row["entries"]),
    ledgerSum: String(row["ledger_sum"]),
    records: Number(row["records"]),
    journalSum: String(row["journal_sum"]),
    sum: String(row["sum"]),
  };
}

export function entryOf(row: Row): EntryRow {
  return { loginKey: String(row["login_key"]), entry: String(row["entry"]), sum: String(row["sum"]) };
}
