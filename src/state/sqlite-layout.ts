import type { JournalRecord } from "../model/journal.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import { damaged, NOWHERE, stateFailure } from "./failure.ts";
import { emptyHead, entryRows, headAfterLedger, headAfterRecord, nextRecord } from "./rows.ts";
import { NOT_OURS } from "./sqlite-failure.ts";
import { type Database, type Rows, rowsOf } from "./sqlite-rows.ts";

/** "mebo": tells a state file from every other SQLite file. */
const APPLICATION_ID = 0x6d65626f;
const LAYOUT = 2;

/** The text of a table is part of the layout: SQLite keeps it as written, and it is compared when a file is opened. */
const TABLES: Readonly<Record<string, string>> = {
  tenants: `CREATE TABLE tenants (
    tenant TEXT PRIMARY KEY, users_counted INTEGER, entries INTEGER NOT NULL, ledger_sum TEXT NOT NULL,
    records INTEGER NOT NULL, journal_sum TEXT NOT NULL, sum TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  ledger: `CREATE TABLE ledger (
    tenant TEXT NOT NULL, login_key TEXT NOT NULL, entry TEXT NOT NULL, sum TEXT NOT NULL,
    PRIMARY KEY (tenant, login_key)
  ) STRICT, WITHOUT ROWID`,
  journal: `CREATE TABLE journal (
    tenant TEXT NOT NULL, number INTEGER NOT NULL, run TEXT NOT NULL, at TEXT NOT NULL, record_sum TEXT NOT NULL,
    images_sum TEXT NOT NULL, chain TEXT NOT NULL, record TEXT NOT NULL, images TEXT, PRIMARY KEY (tenant, number)
  ) STRICT, WITHOUT ROWID`,
  holder: `CREATE TABLE holder (
    one INTEGER PRIMARY KEY CHECK (one = 1), run TEXT NOT NULL, holder TEXT NOT NULL, host TEXT NOT NULL,
    since TEXT NOT NULL
  ) STRICT`,
};

/** `new` has no tables yet; a layout by its number has to be moved on. */
export type Found = "current" | "new" | 1;

/** Looks, and changes nothing. What is neither a state file nor empty is refused. */
export function layoutOf(db: Database): Found {
  const version = numberOf(db, "user_version");
  const id = numberOf(db, "application_id");
  if (version > LAYOUT) throw newer(version);
  const tables = tablesOf(db);
  if (version === LAYOUT && id === APPLICATION_ID) return checkTables(tables);
  if (id !== 0) throw notOurs();
  if (version === 0 && tables.size === 0) return "new";
  if (version === 1 && [...tables.keys()].every((name) => LAYOUT_1.has(name))) return 1;
  throw notOurs();
}

function newer(version: number): Error {
  const layouts = { ...NOWHERE, version, known: LAYOUT };
  return stateFailure(
    "state-newer",
    say("{at}written by a newer meibo (layout {version}, this one knows {known})", layouts),
  );
}

function notOurs(): Error {
  return stateFailure("state-damaged", NOT_OURS);
}

function numberOf(db: Database, pragma: string): number {
  return Number(db.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}

function tablesOf(db: Database): ReadonlyMap<string, string> {
  const rows = db.prepare("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'").all();
  return new Map(rows.map(({ name, sql }) => [String(name), String(sql)]));
}

function checkTables(tables: ReadonlyMap<string, string>): "current" {
  const same = Object.entries(TABLES).every(([name, sql]) => tables.get(name) === sql);
  if (!same || tables.size !== Object.keys(TABLES).length)
    throw damaged(say("{at}the list of tables is damaged", NOWHERE));
  return "current";
}

/** To be called within a transaction. */
export function makeTables(db: Database): void {
  for (const sql of Object.values(TABLES)) db.exec(sql);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${LAYOUT}`);
}

/** The journal had an index, no sums, and one row a tenant whose run held the lock. */
const LAYOUT_1: ReadonlySet<string> = new Set(["tenants", "ledger", "journal", "journal_run", "holder"]);

/** Gives every row of layout 1 its sum; to be called within a transaction. */
export function moveOn(db: Database): void {
  db.exec(OLD_TABLES);
  db.exec("DROP INDEX journal_run; DROP TABLE holder");
  for (const name of OLD) db.exec(`ALTER TABLE ${name} RENAME TO old_${name}`);
  makeTables(db);
  const rows = rowsOf(db);
  const tenants = db.prepare(`SELECT tenant FROM old_tenants UNION SELECT tenant FROM old_ledger
    UNION SELECT tenant FROM old_journal`);
  for (const { tenant } of tenants.all()) moveTenant(db, rows, String(tenant));
  for (const name of OLD) db.exec(`DROP TABLE old_${name}`);
}

const OLD = ["tenants", "ledger", "journal"] as const;

/** A process that ended while it made its file may have left some out. */
const OLD_TABLES = `
  CREATE TABLE IF NOT EXISTS tenants (tenant TEXT PRIMARY KEY, users_counted INTEGER);
  CREATE TABLE IF NOT EXISTS ledger (tenant TEXT, login_key TEXT, entry TEXT);
  CREATE TABLE IF NOT EXISTS journal (number INTEGER PRIMARY KEY, tenant TEXT, run TEXT, record TEXT);
  CREATE INDEX IF NOT EXISTS journal_run ON journal (tenant, run);
  CREATE TABLE IF NOT EXISTS holder (tenant TEXT);
`;

function moveTenant(db: Database, rows: Rows, tenant: string): void {
  const counted = db.prepare("SELECT users_counted FROM old_tenants WHERE tenant = ?").get(tenant)?.["users_counted"];
  const entries = db.prepare("SELECT entry FROM old_ledger WHERE tenant = ?").all(tenant);
  const put = entryRows(
    tenant,
    entries.map(({ entry }) => parsed(entry, isEntry)),
  );
  const sums = [...put.values()].map(({ sum }) => sum);
  let head = headAfterLedger(emptyHead(tenant), [], sums, typeof counted === "number" ? counted : undefined);
  for (const row of put.values()) rows.putEntry(tenant, row);
  const records = db.prepare("SELECT record FROM old_journal WHERE tenant = ? ORDER BY number");
  for (const { record } of records.all(tenant)) {
    const row = nextRecord(head, grown(parsed(record, isRecord)), []);
    rows.putRecord(tenant, row);
    head = headAfterRecord(head, row);
  }
  rows.putHead(head);
}

const DAMAGED_ROW = say("{at}a row of layout 1 is damaged", NOWHERE);

function parsed<T>(text: unknown, isRight: (value: unknown) => value is T): T {
  const value = parsedJson(String(text));
  if (!isRight(value)) throw damaged(DAMAGED_ROW);
  return value;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw stateFailure("state-damaged", DAMAGED_ROW, error);
  }
}

function isEntry(value: unknown): value is LedgerEntry {
  return typeof value === "object" && value !== null && "loginId" in value && "values" in value;
}

function isRecord(value: unknown): value is JournalRecord {
  return typeof value === "object" && value !== null && "type" in value && "run" in value && "at" in value;
}

/** What records say today and did not say then. */
function grown(record: JournalRecord): JournalRecord {
  switch (record.type) {
    case "started":
      return { ...{ by: "", allowed: [] }, ...record };
    case "intent":
      return record;
    case "outcome":
      return { ...record, rows: record.rows.map((row) => ({ ...{ chunk: record.chunk }, ...row })) };
    case "ended":
      return { ...record, summary: { ...{ requests: 0, retries: 0, milliseconds: 0 }, ...record.summary } };
    default:
      return record satisfies never;
  }
}
