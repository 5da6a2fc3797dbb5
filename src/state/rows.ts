import { hash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { JournalRecord, RunId } from "../model/journal.ts";
import type { Instant, LedgerEntry } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import { type LoginId, type LoginKey, loginKey, type TenantUser } from "../model/user.ts";
import { damaged, NOWHERE } from "./failure.ts";

/**
 * The rows of every store, and the sums that prove them. A sum covers what a row says and whose it is; the head of a
 * tenant covers all of its rows, so that a missing one shows as well as a changed one.
 */

/** What a tenant's rows must add up to. */
export interface Head {
  readonly tenant: string;
  readonly usersCounted: number | undefined;
  /** How many entries the ledger has, and all of their sums in one, whatever their order. */
  readonly entries: number;
  readonly ledgerSum: string;
  /** How many records the journal has, and the last link of their chain. */
  readonly records: number;
  readonly journalSum: string;
  readonly sum: string;
}

export interface EntryRow {
  readonly loginKey: string;
  readonly entry: string;
  readonly sum: string;
}

/** A record of the journal without its text: enough to prove that none is missing, and to choose. */
export interface Link {
  /** Of the tenant's records, counted from 1. */
  readonly number: number;
  readonly run: RunId;
  readonly at: Instant;
  readonly recordSum: string;
  /** Empty where the record came without users. */
  readonly imagesSum: string;
  /** Over this record and the chain of the one before. */
  readonly chain: string;
}

/** Of a row of any database, by the names of its columns. */
export function linkOf(row: Readonly<Record<string, unknown>>): Link {
  return {
    number: Number(row["number"]),
    run: String(row["run"]),
    at: String(row["at"]),
    recordSum: String(row["record_sum"]),
    imagesSum: String(row["images_sum"]),
    chain: String(row["chain"]),
  };
}

export interface RecordRow extends Link {
  readonly record: string;
  readonly images: string | undefined;
}

const NOTHING = "0".repeat(64);

export function emptyHead(tenant: string): Head {
  return sealed({ tenant, usersCounted: undefined, entries: 0, ledgerSum: NOTHING, records: 0, journalSum: NOTHING });
}

export function checkHead(head: Head): Head {
  if (sealed(head).sum !== head.sum) throw damagedHead(head.tenant);
  return head;
}

export function damagedHead(tenant: string): Error {
  return damaged(say("{at}the head of tenant {tenant} is damaged", { ...NOWHERE, tenant }));
}

function sealed(head: Omit<Head, "sum">): Head {
  const { tenant, usersCounted, entries, ledgerSum, records, journalSum } = head;
  return { ...head, sum: sumOf("head", tenant, usersCounted ?? null, entries, ledgerSum, records, journalSum) };
}

/** One row a person; of two entries of one person the later counts. */
export function entryRows(tenant: string, entries: readonly LedgerEntry[]): ReadonlyMap<LoginKey, EntryRow> {
  return new Map(entries.map((entry) => [loginKey(entry.loginId), entryRow(tenant, entry)]));
}

function entryRow(tenant: string, entry: LedgerEntry): EntryRow {
  const key = loginKey(entry.loginId);
  const text = JSON.stringify(entry);
  return { loginKey: key, entry: text, sum: entrySum(tenant, key, text) };
}

export function entrySum(tenant: string, key: string, entry: string): string {
  return sumOver(entry, "entry", tenant, key);
}

/** Who is dropped and put in one change is put. */
export function droppedKeys(drop: readonly LoginId[], put: ReadonlyMap<LoginKey, EntryRow>): readonly LoginKey[] {
  return [...new Set(drop.map(loginKey))].filter((key) => !put.has(key));
}

/** `before` are the sums of the rows that are replaced or dropped. */
export function headAfterLedger(
  head: Head,
  before: readonly string[],
  after: readonly string[],
  usersCounted: number | undefined,
): Head {
  return sealed({
    ...head,
    usersCounted: usersCounted ?? head.usersCounted,
    entries: head.entries - before.length + after.length,
    ledgerSum: toggled(head.ledgerSum, [...before, ...after]),
  });
}

/** Adding a sum and taking it away again is one operation, so the order of changes is nothing. */
function toggled(all: string, sums: readonly string[]): string {
  const text = [all, ...sums];
  const bytes = Uint8Array.from(Buffer.from(text.join(""), "hex"));
  const isWhole =
    text.every(({ length }) => length === NOTHING.length) && bytes.length * 2 === NOTHING.length * text.length;
  if (!isWhole) throw damaged(say("{at}a sum of the ledger is damaged", NOWHERE));
  const words = new Uint32Array(bytes.buffer);
  const bits = words.slice(0, SUM_WORDS);
  for (const [at, word] of words.subarray(SUM_WORDS).entries())
    bits[at % SUM_WORDS] = (bits[at % SUM_WORDS] ?? 0) ^ word;
  return Buffer.from(bits.buffer).toString("hex");
}

const SUM_WORDS = NOTHING.length / 2 / Uint32Array.BYTES_PER_ELEMENT;

/** In the order of their keys; all that the head counts, or damage. */
export function entriesOf(head: Head, rows: readonly EntryRow[]): readonly LedgerEntry[] {
  for (const row of rows) {
    const key = row.loginKey;
    if (entrySum(head.tenant, key, row.entry) === row.sum) continue;
    throw damaged(say("{at}the ledger entry {key} is damaged", { ...NOWHERE, key }));
  }
  const keys = new Set(rows.map((row) => row.loginKey));
  const all = toggled(
    NOTHING,
    rows.map(({ sum }) => sum),
  );
  if (keys.size !== rows.length || rows.length !== head.entries || all !== head.ledgerSum) {
    const counts = { ...NOWHERE, written: head.entries, there: rows.length };
    throw damaged(say("{at}the ledger ({written} entries were written, {there} are there) is damaged", counts));
  }
  return rows.map(({ entry }): LedgerEntry => JSON.parse(entry));
}

export function nextRecord(head: Head, record: JournalRecord, before: readonly TenantUser[]): RecordRow {
  const { tenant } = head;
  const named = { number: head.records + 1, run: record.run, at: record.at };
  const text = JSON.stringify(record);
  const images = before.length === 0 ? undefined : packed(JSON.stringify(before));
  const recordSum = textSum("record", tenant, named, text);
  const imagesSum = images === undefined ? "" : textSum("images", tenant, named, images);
  const chain = chainSum(tenant, head.journalSum, { ...named, recordSum, imagesSum });
  return { ...named, recordSum, imagesSum, chain, record: text, images };
}

export function headAfterRecord(head: Head, { number, chain }: Link): Head {
  return sealed({ ...head, records: number, journalSum: chain });
}

/** Oldest first, without a gap up to the last that the head counts, or damage. */
export function checkLinks<L extends Link>(head: Head, links: readonly L[]): readonly L[] {
  let chain = NOTHING;
  for (const [index, link] of links.entries()) {
    if (link.number !== index + 1 || chainSum(head.tenant, chain, link) !== link.chain) {
      throw damagedRecord(index + 1);
    }
    chain = link.chain;
  }
  if (links.length === head.records && chain === head.journalSum) return links;
  const counts = { ...NOWHERE, written: head.records, there: links.length };
  throw damaged(say("{at}the journal ({written} records were written, {there} are there) is damaged", counts));
}

function damagedRecord(number: number): Error {
  return damaged(say("{at}record {number} of the journal is damaged", { ...NOWHERE, number }));
}

/** The text must be what the link was made over. */
export function recordOf(tenant: string, link: Link, text: string | undefined): JournalRecord {
  if (text === undefined || !isRecordText(tenant, link, text)) throw damagedRecord(link.number);
  return JSON.parse(text);
}

export function isRecordText(tenant: string, link: Link, text: string): boolean {
  return textSum("record", tenant, link, text) === link.recordSum;
}

export function imagesOf(tenant: string, link: Link, text: string | undefined): readonly TenantUser[] {
  const { number } = link;
  if (text === undefined || !isImagesText(tenant, link, text)) {
    throw damaged(say("{at}the users of record {number} is damaged", { ...NOWHERE, number }));
  }
  return JSON.parse(unpacked(text));
}

/** A chunk of users says the same keys a hundred times; packed it is a twentieth to write and sync. */
function packed(json: string): string {
  return deflateRawSync(new TextEncoder().encode(json), { level: 1 }).toString("base64");
}

function unpacked(text: string): string {
  return inflateRawSync(Buffer.from(text, "base64")).toString();
}

export function isImagesText(tenant: string, link: Link, text: string): boolean {
  return textSum("images", tenant, link, text) === link.imagesSum;
}

/** What a user was before the first change is what counts. */
export function firstImages(images: readonly (readonly TenantUser[])[]): readonly TenantUser[] {
  const first = new Map<LoginKey, TenantUser>();
  for (const user of images.flat()) {
    const key = loginKey(user.loginId);
    if (!first.has(key)) first.set(key, user);
  }
  return [...first.values()];
}

function textSum(kind: string, tenant: string, { number, run, at }: Pick<Link, "number" | "run" | "at">, text: string) {
  return sumOver(text, kind, tenant, number, run, at);
}

function chainSum(tenant: string, before: string, link: Omit<Link, "chain">): string {
  return sumOf("chain", before, tenant, link.number, link.run, link.at, link.recordSum, link.imagesSum);
}

/** JSON keeps the parts apart, so that what separates them is under the sum too. */
function sumOf(...parts: readonly (string | number | null)[]): string {
  return hash("sha256", JSON.stringify(parts));
}

/** No line break stands in JSON, so the first one is where the text begins. */
function sumOver(text: string, ...whose: readonly (string | number)[]): string {
  return hash("sha256", `${JSON.stringify(whose)}\n${text}`);
}
