import type { JournalRecord } from "../../src/model/journal.ts";
import type { LedgerChange, LedgerEntry } from "../../src/model/ledger.ts";
import { type LoginKey, loginKey, type TenantUser } from "../../src/model/user.ts";
import type { Interner } from "./interner.ts";

/** Journal, ledger and lock in memory. What was written is durable; whoever lost the lock writes nothing. */
export class ModelStore {
  readonly #interner: Interner;
  readonly ledger = new Map<LoginKey, LedgerEntry>();
  journal: JournalRecord[] = [];
  /** Users as they were before the first change of each run, by run. */
  readonly images = new Map<string, Map<LoginKey, TenantUser>>();
  usersCounted: number | undefined;
  /** The process that holds the lock. */
  owner: number | undefined;

  constructor(entries: readonly LedgerEntry[], usersCounted: number, interner: Interner) {
    this.#interner = interner;
    this.usersCounted = usersCounted;
    for (const entry of entries) this.ledger.set(loginKey(entry.loginId), entry);
  }

  append(process: number, record: JournalRecord, before: readonly TenantUser[]): boolean {
    if (this.owner !== process) return false;
    this.journal.push(record);
    if (before.length > 0) this.#keep(record.run, before);
    return true;
  }

  #keep(run: string, before: readonly TenantUser[]): void {
    const kept = this.images.get(run) ?? new Map<LoginKey, TenantUser>();
    for (const user of before) if (!kept.has(loginKey(user.loginId))) kept.set(loginKey(user.loginId), user);
    this.images.set(run, kept);
  }

  remember({ put, drop, usersCounted }: LedgerChange): void {
    for (const loginId of drop) this.ledger.delete(loginKey(loginId));
    for (const entry of put) this.ledger.set(loginKey(entry.loginId), this.#interner.entry(entry));
    if (usersCounted !== undefined) this.usersCounted = usersCounted;
  }

  /** Somebody frees the lock by hand. */
  unlock(): void {
    this.owner = undefined;
  }

  /** The runner is a new one, and the journal was on the old one. */
  lose(): void {
    this.journal = [];
    this.images.clear();
  }
}
