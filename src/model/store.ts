import type { JournalRecord, LockHolder, RunId } from "./journal.ts";
import type { Instant, Ledger, LedgerChange } from "./ledger.ts";
import type { TenantUser } from "./user.ts";

/** What meibo remembers of one tenant. Every store passes the same contract test. No password is ever in it. */
export interface Store {
  readLedger(): Promise<Ledger>;
  /**
   * Durable when it returns; `before` are users as they were before the change that the record announces. What the ledger
   * learns from the record is written with it, all or nothing.
   */
  append(record: JournalRecord, before?: readonly TenantUser[], ledger?: LedgerChange): Promise<void>;
  /** Users of a run as they were before its first change of each. */
  readImages(run: RunId): Promise<readonly TenantUser[]>;
  /** Oldest first; of one run, or of all. */
  readJournal(run?: RunId): Promise<readonly JournalRecord[]>;
  /** Oldest first; of all runs, what was written at that instant or later. */
  readJournalSince(at: Instant): Promise<readonly JournalRecord[]>;
  /** The lock is taken by creating it; the holder is named to whoever finds it taken. Who has it may take it again. */
  lock(holder: LockHolder): Promise<{ readonly held: true } | { readonly held: false; readonly by: LockHolder }>;
  /** Is it still ours? Asked before every write. */
  checkLock(): Promise<boolean>;
  release(): Promise<void>;
  /** Who holds the lock; undefined when nobody does. */
  holder(): Promise<LockHolder | undefined>;
  /** Takes the lock from this holder, who can write nothing any more. False where only the end of its process frees it. */
  breakLock(holder: LockHolder): Promise<boolean>;
  close(): Promise<void>;
}
