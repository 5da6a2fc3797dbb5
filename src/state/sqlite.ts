import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { JournalRecord, LockHolder, RunId } from "../model/journal.ts";
import type { Instant, Ledger, LedgerEntry } from "../model/ledger.ts";
import type { Store } from "../model/store.ts";
import { type LoginId, loginKey } from "../model/user.ts";

/** The layout of the file; a newer one is refused, never rewritten. */
const SCHEMA_VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS tenants (tenant TEXT PRIMARY KEY, users_counted INTEGER) STRICT;
  CREATE TABLE IF NOT EXISTS ledger (
    tenant TEXT NOT NULL, login_key TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (tenant, login_key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS journal (
    number INTEGER PRIMARY KEY, tenant TEXT NOT NULL, run TEXT NOT NULL, record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS journal_run ON journal (tenant, run);
  CREATE TABLE IF NOT EXISTS holder (
    tenant TEXT PRIMARY KEY, run TEXT NOT NULL, holder TEXT NOT NULL, since TEXT NOT NULL
  ) STRICT;
`;

/** Ledger, journal and lock of one tenant in one file; a second file beside it is what the operating system locks. */
export function openSqliteStore(path: string, tenant: string): Store {
  return new SqliteStore(path, tenant);
}

class SqliteStore implements Store {
  readonly #tenant: string;
  readonly #path: string;
  readonly #db: DatabaseSync;
  #lock: DatabaseSync | undefined;

  constructor(path: string, tenant: string) {
    this.#tenant = tenant;
    this.#path = path;
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    this.#db = openFile(path);
    this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    this.#db.exec(SCHEMA);
  }

  async readLedger(): Promise<Ledger> {
    const rows = this.#db.prepare("SELECT entry FROM ledger WHERE tenant = ? ORDER BY login_key").all(this.#tenant);
    const counted = this.#db.prepare("SELECT users_counted AS n FROM tenants WHERE tenant = ?").get(this.#tenant)?.[
      "n"
    ];
    return {
      tenant: this.#tenant,
      ...(typeof counted === "number" ? { usersCounted: counted } : {}),
      entries: rows.map(({ entry }): LedgerEntry => JSON.parse(String(entry))),
    };
  }

  async writeLedger(change: {
    readonly put: readonly LedgerEntry[];
    readonly drop: readonly LoginId[];
    readonly usersCounted?: number;
  }): Promise<void> {
    this.#together(() => {
      const put = this.#db.prepare("INSERT OR REPLACE INTO ledger (tenant, login_key, entry) VALUES (?, ?, ?)");
      const drop = this.#db.prepare("DELETE FROM ledger WHERE tenant = ? AND login_key = ?");
      for (const loginId of change.drop) drop.run(this.#tenant, loginKey(loginId));
      for (const entry of change.put) put.run(this.#tenant, loginKey(entry.loginId), JSON.stringify(entry));
      if (change.usersCounted === undefined) return;
      this.#db
        .prepare("INSERT OR REPLACE INTO tenants (tenant, users_counted) VALUES (?, ?)")
        .run(this.#tenant, change.usersCounted);
    });
  }

  async append(record: JournalRecord): Promise<void> {
    this.#db
      .prepare("INSERT INTO journal (tenant, run, record) VALUES (?, ?, ?)")
      .run(this.#tenant, record.run, JSON.stringify(record));
  }

  async readJournal(run?: RunId): Promise<readonly JournalRecord[]> {
    const rows =
      run === undefined
        ? this.#db.prepare("SELECT record FROM journal WHERE tenant = ? ORDER BY number").all(this.#tenant)
        : this.#db
            .prepare("SELECT record FROM journal WHERE tenant = ? AND run = ? ORDER BY number")
            .all(this.#tenant, run);
    return rows.map(({ record }): JournalRecord => JSON.parse(String(record)));
  }

  async readJournalSince(at: Instant): Promise<readonly JournalRecord[]> {
    const rows = this.#db
      .prepare("SELECT record FROM journal WHERE tenant = ? AND record ->> '$.at' >= ? ORDER BY number")
      .all(this.#tenant, at);
    return rows.map(({ record }): JournalRecord => JSON.parse(String(record)));
  }

  async lock(holder: LockHolder): Promise<{ readonly held: true } | { readonly held: false; readonly by: LockHolder }> {
    if (this.#lock !== undefined) return { held: true };
    const lock = takeFile(lockPath(this.#path));
    if (lock === undefined) return { held: false, by: this.#holder() };
    this.#lock = lock;
    this.#db
      .prepare("INSERT OR REPLACE INTO holder (tenant, run, holder, since) VALUES (?, ?, ?, ?)")
      .run(this.#tenant, holder.run, holder.holder, holder.since);
    return { held: true };
  }

  async checkLock(): Promise<boolean> {
    return this.#lock !== undefined;
  }

  async release(): Promise<void> {
    if (this.#lock === undefined) return;
    this.#db.prepare("DELETE FROM holder WHERE tenant = ?").run(this.#tenant);
    this.#lock.close();
    this.#lock = undefined;
  }

  async close(): Promise<void> {
    await this.release();
    this.#db.close();
  }

  #holder(): LockHolder {
    const row = this.#db.prepare("SELECT run, holder, since FROM holder WHERE tenant = ?").get(this.#tenant);
    if (row === undefined) return { run: "", holder: "a run that just began", since: "" };
    return { run: String(row["run"]), holder: String(row["holder"]), since: String(row["since"]) };
  }

  #together(write: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      write();
      this.#db.exec("COMMIT");
    } catch (error) {
      this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}

function openFile(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 5_000 });
  const version = Number(db.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > SCHEMA_VERSION) {
    db.close();
    throw new Error(`${path} was written by a newer meibo (layout ${version}, this one knows ${SCHEMA_VERSION})`);
  }
  if (version < SCHEMA_VERSION) db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  return db;
}

function lockPath(path: string): string {
  return path === ":memory:" ? ":memory:" : `${path}.lock`;
}

/** The operating system frees the lock when the process ends, however it ends. Undefined: somebody else has it. */
function takeFile(path: string): DatabaseSync | undefined {
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec("BEGIN EXCLUSIVE");
    return db;
  } catch (error) {
    db.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
}

const SQLITE_BUSY = 5;
