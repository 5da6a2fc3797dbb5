import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import type { JournalRecord, LockHolder, RunId } from "../model/journal.ts";
import type { Instant, Ledger, LedgerChange } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import type { Store } from "../model/store.ts";
import type { TenantUser } from "../model/user.ts";
import { damaged, NOWHERE, stateFailure } from "./failure.ts";
import {
  checkHead,
  checkLinks,
  damagedHead,
  droppedKeys,
  emptyHead,
  entriesOf,
  entryRows,
  firstImages,
  type Head,
  headAfterLedger,
  headAfterRecord,
  imagesOf,
  type Link,
  nextRecord,
  recordOf,
} from "./rows.ts";
import { isBusy, saying } from "./sqlite-failure.ts";
import { layoutOf, makeTables, moveOn } from "./sqlite-layout.ts";
import { prepareFor } from "./sqlite-path.ts";
import { type Rows, rowsOf } from "./sqlite-rows.ts";

/**
 * Ledger and journal of one or more tenants in one file; a second file beside it is what the operating system locks,
 * for all tenants of the file. A file that is damaged, newer or nothing of meibo's is refused and left as it is.
 */
export function openSqliteStore(path: string, tenant: string): Store {
  return saying(path, () => new SqliteStore(path, tenant));
}

class SqliteStore implements Store {
  readonly #tenant: string;
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #rows: Rows;
  #lock: LockFile | undefined;

  constructor(path: string, tenant: string) {
    this.#tenant = tenant;
    this.#path = path;
    this.#db = openSqliteFile(path);
    try {
      this.#rows = rowsOf(this.#db);
      within(this.#db, "BEGIN", () => this.#checkHeads());
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  async readLedger(): Promise<Ledger> {
    return this.#read(() => {
      const head = this.#head();
      return {
        tenant: this.#tenant,
        ...(head.usersCounted === undefined ? {} : { usersCounted: head.usersCounted }),
        entries: entriesOf(head, this.#rows.entries(this.#tenant)),
      };
    });
  }

  async append(record: JournalRecord, before: readonly TenantUser[] = [], ledger?: LedgerChange): Promise<void> {
    this.#write(() => {
      const head = this.#head();
      const row = nextRecord(head, record, before);
      this.#rows.putRecord(this.#tenant, row);
      const after = headAfterRecord(head, row);
      this.#rows.putHead(ledger === undefined ? after : this.#changed(after, ledger));
    });
  }

  /** The rows of the ledger written; the head as it is then. */
  #changed(head: Head, { put, drop, usersCounted }: LedgerChange): Head {
    const [tenant, rows] = [this.#tenant, this.#rows];
    const putting = entryRows(tenant, put);
    const dropping = droppedKeys(drop, putting);
    const before = [...dropping, ...putting.keys()].flatMap((key) => rows.entrySum(tenant, key) ?? []);
    for (const key of dropping) rows.dropEntry(tenant, key);
    for (const row of putting.values()) rows.putEntry(tenant, row);
    const after = [...putting.values()].map(({ sum }) => sum);
    return headAfterLedger(head, before, after, usersCounted);
  }

  async readImages(run: RunId): Promise<readonly TenantUser[]> {
    const text = ({ number }: Link) => this.#rows.text("images", this.#tenant, number);
    return this.#read(() => {
      const links = this.#links().filter((link) => link.run === run && link.imagesSum !== "");
      return firstImages(links.map((link) => imagesOf(this.#tenant, link, text(link))));
    });
  }

  async readJournal(run?: RunId): Promise<readonly JournalRecord[]> {
    return this.#records((link) => run === undefined || link.run === run);
  }

  async readJournalSince(at: Instant): Promise<readonly JournalRecord[]> {
    return this.#records((link) => link.at >= at);
  }

  async lock(holder: LockHolder): Promise<{ readonly held: true } | { readonly held: false; readonly by: LockHolder }> {
    if (this.#lock !== undefined) return { held: true };
    const lock = await saying(this.#path, () => takePatiently(lockPath(this.#path)));
    if (lock === undefined) return { held: false, by: this.#rows.holder() ?? JUST_TAKEN };
    try {
      this.#write(() => this.#rows.putHolder(holder));
    } catch (error) {
      lock.close();
      throw error;
    }
    this.#lock = lock;
    return { held: true };
  }

  /** Whoever takes the file away from under us, and locks a new one, holds the lock as well as we. */
  async checkLock(): Promise<boolean> {
    return this.#lock?.isThere() ?? false;
  }

  async release(): Promise<void> {
    const lock = this.#lock;
    if (lock === undefined) return;
    this.#lock = undefined;
    try {
      this.#write(() => this.#rows.dropHolder());
    } finally {
      lock.close();
    }
  }

  async holder(): Promise<LockHolder | undefined> {
    if (this.#lock !== undefined) return this.#rows.holder();
    return this.#isFree() ? undefined : (this.#rows.holder() ?? JUST_TAKEN);
  }

  /** The operating system takes a lock from nobody who lives. */
  async breakLock(): Promise<boolean> {
    if (this.#lock !== undefined || !this.#isFree()) return false;
    this.#write(() => this.#rows.dropHolder());
    return true;
  }

  async close(): Promise<void> {
    try {
      await this.release();
    } finally {
      this.#db.close();
    }
  }

  #isFree(): boolean {
    const probe = saying(this.#path, () => takeLock(this.#path));
    probe?.close();
    return probe !== undefined;
  }

  /** A tenant that was never written has an empty head, and then nothing else either. */
  #head(): Head {
    const head = this.#rows.head(this.#tenant);
    if (head !== undefined) return head;
    if (this.#rows.hasAny(this.#tenant)) throw damagedHead(this.#tenant);
    return emptyHead(this.#tenant);
  }

  /** All of them, because a damaged one may be ours under another name. */
  #checkHeads(): void {
    const heads = this.#rows.heads().map(checkHead);
    const found = heads.find(({ tenant }) => tenant === this.#tenant);
    if (found?.sum === this.#rows.head(this.#tenant)?.sum) return;
    throw damaged(say("{at}the list of tenants is damaged", NOWHERE));
  }

  #links(): readonly Link[] {
    return checkLinks(this.#head(), this.#rows.links(this.#tenant));
  }

  #records(wanted: (link: Link) => boolean): readonly JournalRecord[] {
    const text = ({ number }: Link) => this.#rows.text("record", this.#tenant, number);
    return this.#read(() =>
      this.#links()
        .filter(wanted)
        .map((link) => recordOf(this.#tenant, link, text(link))),
    );
  }

  /** One moment of the file, whoever writes meanwhile. */
  #read<T>(read: () => T): T {
    return saying(this.#path, () => within(this.#db, "BEGIN", read));
  }

  #write(write: () => void): void {
    saying(this.#path, () => within(this.#db, "BEGIN IMMEDIATE", write));
  }
}

/** The lock is taken before the name is left. */
const JUST_TAKEN: LockHolder = { run: "", holder: say("a run that just began"), host: "", since: "" };

/** All of it or nothing. */
export function within<T>(db: DatabaseSync, begin: string, work: () => T): T {
  db.exec(begin);
  try {
    const result = work();
    db.exec("COMMIT");
    return result;
  } catch (error) {
    // Some failures have rolled back already, a full disk among them.
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

/** Milliseconds to wait for another process that writes at this moment. */
const PATIENCE = 5_000;

/** A state file that is whole as far as opening tells: made if there is none, moved on if it is of an older layout. */
export function openSqliteFile(path: string): DatabaseSync {
  if (path !== ":memory:") prepareFor(path);
  const db = new DatabaseSync(path, { timeout: PATIENCE });
  try {
    db.exec(
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000",
    );
    const found = within(db, "BEGIN", () => layoutOf(db));
    if (found !== "current") within(db, "BEGIN IMMEDIATE", () => arrange(db, path));
    useLog(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** To read as much of a damaged file as there is. Undefined when SQLite does not know it for a database. */
export function openAnyway(path: string): DatabaseSync | undefined {
  const db = new DatabaseSync(path);
  try {
    db.prepare("SELECT * FROM sqlite_schema").all();
    return db;
  } catch {
    db.close();
    return undefined;
  }
}

/** The lock of a file, for who does not open a store. Undefined while a run has it. */
export function takeLock(path: string): LockFile | undefined {
  return takeFile(lockPath(path));
}

/** Once more under the lock of the database: another process may have been first. */
function arrange(db: DatabaseSync, path: string): void {
  const found = layoutOf(db);
  if (found === "new") makeTables(db);
  if (found === 1) moveOnAlone(db, path);
}

function moveOnAlone(db: DatabaseSync, path: string): void {
  const lock = takeLock(path);
  if (lock === undefined) {
    const reason = say("{at}a run of an older meibo is under way in it; try again when that has ended", NOWHERE);
    throw stateFailure("state-unusable", reason);
  }
  try {
    moveOn(db);
  } finally {
    lock.close();
  }
}

/** Nobody may be reading while the mode changes, and SQLite does not wait for that by itself. */
function useLog(db: DatabaseSync): void {
  if (db.prepare("PRAGMA journal_mode").get()?.["journal_mode"] === "wal") return;
  for (let tries = 1; !triedLog(db, tries * NAP > PATIENCE); tries += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, NAP);
  }
}

function triedLog(db: DatabaseSync, last: boolean): boolean {
  try {
    db.exec("PRAGMA journal_mode = WAL");
    return true;
  } catch (error) {
    if (last || !isBusy(error)) throw error;
    return false;
  }
}

/** Milliseconds. */
const NAP = 10;

function lockPath(path: string): string {
  return path === ":memory:" ? ":memory:" : `${path}.lock`;
}

export interface LockFile {
  /** False when another file stands in its place. */
  isThere(): boolean;
  close(): void;
}

/** Who only looks whether the lock is free has it for a moment; that must not look like a run. */
async function takePatiently(path: string): Promise<LockFile | undefined> {
  for (let tries = 1; tries < TRIES; tries += 1) {
    const lock = takeFile(path);
    if (lock !== undefined) return lock;
    await sleep(NAP);
  }
  return takeFile(path);
}

const TRIES = 3;

/**
 * The operating system frees the lock when the process ends, however it ends. Undefined: somebody else has it. Of those
 * who want it at one moment one gets it, which is not so of an exclusive lock: there all may fail.
 */
function takeFile(path: string): LockFile | undefined {
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    db.exec("BEGIN IMMEDIATE");
    const file = fileNumber(path);
    return { isThere: () => fileNumber(path) === file, close: () => db.close() };
  } catch (error) {
    db.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
}

function fileNumber(path: string): bigint | undefined {
  return path === ":memory:" ? undefined : statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
}
