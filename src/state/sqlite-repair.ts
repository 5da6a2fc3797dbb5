import { copyFileSync, existsSync, renameSync, rmSync } from "node:fs";
import type { Instant } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import { NOWHERE, stateFailure } from "./failure.ts";
import {
  checkHead,
  type EntryRow,
  emptyHead,
  entrySum,
  type Head,
  headAfterLedger,
  headAfterRecord,
  imagesOf,
  isImagesText,
  isRecordText,
  linkOf,
  nextRecord,
  type RecordRow,
  recordOf,
} from "./rows.ts";
import { openAnyway, openSqliteFile, takeLock, within } from "./sqlite.ts";
import { saying } from "./sqlite-failure.ts";
import { type Database, entryOf, headOf, type Row, type Rows, rowsOf } from "./sqlite-rows.ts";

export interface Repaired {
  /** Where the broken file is now. */
  readonly broken: string;
  readonly saved: { readonly entries: number; readonly records: number };
  /** Undefined where nothing tells any more how many there were. */
  readonly lost: { readonly entries: number; readonly records: number } | undefined;
}

/**
 * Puts a damaged state file aside, as `PATH.broken-INSTANT`, and saves each row that is as it was written into a new
 * one. Whom the ledger lost is a stranger to the next plan. Refused while a run is under way.
 */
export function repairSqlite(path: string, instant: Instant): Repaired {
  return saying(path, () => {
    const lock = takeLock(path);
    if (lock === undefined) throw stateFailure("state-unusable", UNDER_WAY);
    try {
      return repaired(path, `${path}.broken-${instant.replaceAll(":", "")}`);
    } finally {
      lock.close();
    }
  });
}

const UNDER_WAY = say("{at}a run is under way; try again when it has ended", NOWHERE);

/** With what SQLite has not yet moved into the file. */
const PARTS = ["", "-wal", "-shm", "-journal"];

function repaired(path: string, broken: string): Repaired {
  const copy = `${broken}.copy`;
  const parts = PARTS.filter((part) => existsSync(`${path}${part}`));
  for (const part of parts) renameSync(`${path}${part}`, `${broken}${part}`);
  try {
    for (const part of parts) copyFileSync(`${broken}${part}`, `${copy}${part}`);
    const found = salvage(copy);
    save(path, found);
    return { broken, ...countsOf(found) };
  } catch (error) {
    // Half a new file would be taken for all that is remembered.
    remove(path);
    for (const part of parts) renameSync(`${broken}${part}`, `${path}${part}`);
    throw error;
  } finally {
    remove(copy);
  }
}

function remove(path: string): void {
  for (const part of PARTS) rmSync(`${path}${part}`, { force: true });
}

interface Salvaged {
  readonly heads: readonly Head[];
  readonly entries: readonly Owned<EntryRow>[];
  readonly records: readonly Owned<RecordRow>[];
}

type Owned<T> = T & { readonly tenant: string };

function salvage(copy: string): Salvaged {
  const db = openAnyway(copy);
  try {
    const records = rightRows(db, "journal", "number", ownRecordOf, isRightRecord);
    return {
      heads: rightRows(db, "tenants", "tenant", headOf, isRightHead),
      entries: rightRows(db, "ledger", "login_key", ownEntryOf, isRightEntry),
      records: records.toSorted((a, b) => a.number - b.number),
    };
  } finally {
    db?.close();
  }
}

/** Read from both ends, because a damaged page ends the reading of all that lies behind it. */
function rightRows<T>(
  db: Database | undefined,
  table: string,
  key: string,
  toRow: (row: Row) => T,
  isRight: (row: T) => boolean,
): readonly T[] {
  if (db === undefined) return [];
  const order = key === "tenant" ? ["tenant", "tenant DESC"] : [`tenant, ${key}`, `tenant DESC, ${key} DESC`];
  const rows = order.flatMap((by) => readable(db, `SELECT * FROM ${table} ORDER BY ${by}`));
  const right = rows.map(toRow).filter(isRight);
  return [...new Map(right.map((row) => [JSON.stringify(row), row])).values()];
}

/** As far as it goes. */
function readable(db: Database, sql: string): readonly Row[] {
  const rows: Row[] = [];
  try {
    for (const row of db.prepare(sql).iterate()) rows.push({ ...row });
  } catch {
    // This is what the file is being repaired for.
  }
  return rows;
}

function ownEntryOf(row: Row): Owned<EntryRow> {
  return { tenant: String(row["tenant"]), ...entryOf(row) };
}

function ownRecordOf(row: Row): Owned<RecordRow> {
  const images = row["images"];
  return {
    tenant: String(row["tenant"]),
    ...linkOf(row),
    record: String(row["record"]),
    images: typeof images === "string" ? images : undefined,
  };
}

function isRightHead(head: Head): boolean {
  try {
    checkHead(head);
    return true;
  } catch {
    return false;
  }
}

function isRightEntry({ tenant, loginKey, entry, sum }: Owned<EntryRow>): boolean {
  return entrySum(tenant, loginKey, entry) === sum;
}

/** Users that are damaged are left out, and the record stays. */
function isRightRecord(row: Owned<RecordRow>): boolean {
  return isRecordText(row.tenant, row, row.record);
}

function save(path: string, found: Salvaged): void {
  const db = openSqliteFile(path);
  try {
    const rows = rowsOf(db);
    const tenants = new Set([...found.heads, ...found.entries, ...found.records].map(({ tenant }) => tenant));
    within(db, "BEGIN IMMEDIATE", () => {
      for (const tenant of tenants) saveTenant(rows, tenant, found);
    });
  } finally {
    db.close();
  }
}

/** The journal is chained anew, because its chain ends where the first record is missing. */
function saveTenant(rows: Rows, tenant: string, found: Salvaged): void {
  const entries = found.entries.filter((row) => row.tenant === tenant);
  for (const row of entries) rows.putEntry(tenant, row);
  const sums = entries.map(({ sum }) => sum);
  const counted = found.heads.find((head) => head.tenant === tenant)?.usersCounted;
  let head = headAfterLedger(emptyHead(tenant), [], sums, counted);
  for (const row of found.records.filter((record) => record.tenant === tenant)) {
    const { images } = row;
    const users = images !== undefined && isImagesText(tenant, row, images) ? imagesOf(tenant, row, images) : [];
    const again = nextRecord(head, recordOf(tenant, row, row.record), users);
    rows.putRecord(tenant, again);
    head = headAfterRecord(head, again);
  }
  rows.putHead(head);
}

function countsOf({ heads, entries, records }: Salvaged): Pick<Repaired, "saved" | "lost"> {
  const saved = { entries: entries.length, records: records.length };
  const known = new Set(heads.map(({ tenant }) => tenant));
  if (known.size === 0 || ![...entries, ...records].every(({ tenant }) => known.has(tenant))) {
    return { saved, lost: undefined };
  }
  const written = (of: "entries" | "records") => heads.reduce((sum, head) => sum + head[of], 0);
  return {
    saved,
    lost: { entries: written("entries") - saved.entries, records: written("records") - saved.records },
  };
}
