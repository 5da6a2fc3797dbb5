import type { JournalRecord, LockHolder, RunId } from "./journal.ts";
import type { Instant, Ledger, LedgerEntry } from "./ledger.ts";
import type { LoginId } from "./user.ts";

/** What meibo remembers of one tenant. Every store passes the same contract test. No password is ever in it. */
export interface Store {
  readLedger(): Promise<Ledger>;
  /** All of it or nothing; durable when it returns. */
  writeLedger(change: {
    readonly put: readonly LedgerEntry[];
    readonly drop: readonly LoginId[];
    readonly usersCounted?: number;
  }): Promise<void>;
  /** Durable when it returns. */
  append(record: JournalRecord): Promise<void>;
  /** Oldest first; of one run, or of all. */
  readJournal(run?: RunId): Promise<readonly JournalRecord[]>;
  /** Oldest first; of all runs, what was written at that instant or later. */
  readJournalSince(at: Instant): Promise<readonly JournalRecord[]>;
  /** The lock is taken by creating it; the holder is named to whoever finds it taken. Who has it may take it again. */
  lock(holder: LockHolder): Promise<{ readonly held: true } | { readonly held: false; readonly by: LockHolder }>;
  /** Is it still ours? Asked before every write. */
  checkLock(): Promise<boolean>;
  release(): Promise<void>;
  close(): Promise<void>;
}
