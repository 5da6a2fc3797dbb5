import type { RowOutcome, SingleRow, Snapshot, UpdateRow, WriteKind } from "./connector.ts";
import type { JournalRecord, LockHolder, RunId } from "./journal.ts";
import type { Instant, LedgerChange } from "./ledger.ts";
import type { ApprovedPlan } from "./plan.ts";
import type { LoginId, TenantUser, Values } from "./user.ts";

/** A chunk on its way out. Passwords are not in it: the driver, which made and sealed them, adds them. */
export type Outgoing =
  | { readonly kind: "create"; readonly rows: readonly { readonly loginId: LoginId; readonly values: Values }[] }
  | { readonly kind: "update"; readonly rows: readonly UpdateRow[] }
  | { readonly kind: "activate" | "deactivate" | "delete"; readonly rows: readonly SingleRow[] };

/** Several chunks may be under way; each is known by its ticket. */
export type Ticket = number;

/** What the engine wants done. It touches nothing itself: no clock, no file, no network. */
export type Effect =
  | { readonly type: "lock"; readonly run: RunId }
  /** Asked before everything that is sent: is the lock still ours, and does nobody ask for an end? */
  | { readonly type: "checkLock" }
  | { readonly type: "release" }
  /** Under the lock: read the tenant, plan, guard, ask whoever must agree. */
  | { readonly type: "plan" }
  | { readonly type: "now" }
  /** With the users as they were before, where the record announces a change of them, and what the ledger learns from it. */
  | {
      readonly type: "journal";
      readonly record: JournalRecord;
      readonly before?: readonly TenantUser[];
      readonly ledger?: LedgerChange;
    }
  /** What the journal says of earlier runs. */
  | { readonly type: "history" }
  | { readonly type: "seal"; readonly chunk: string; readonly users: readonly LoginId[] }
  | { readonly type: "read"; readonly users: readonly LoginId[] }
  /** How many users does the tenant have? */
  | { readonly type: "count" }
  | { readonly type: "start"; readonly chunk: string; readonly write: Outgoing }
  | { readonly type: "next" }
  | { readonly type: "wait"; readonly milliseconds: number };

/** What was sent under the ticket was answered, or never will be; an outcome for each row, in order. */
export interface Arrived {
  readonly ticket: Ticket;
  readonly outcomes: readonly RowOutcome[];
}

/** What came of it. An unknown outcome is a result, never an exception. */
export type EffectResult =
  | { readonly type: "lock"; readonly held: true }
  | { readonly type: "lock"; readonly held: false; readonly by: LockHolder }
  /** With a reason where it could not be asked, and counts as lost. */
  | { readonly type: "checkLock"; readonly held: boolean; readonly stopped: boolean; readonly reason?: string }
  | { readonly type: "release" }
  /** Undefined when there is nothing that may be carried out; whoever planned has told why. */
  | { readonly type: "plan"; readonly plan: ApprovedPlan | undefined }
  | { readonly type: "now"; readonly at: Instant }
  | { readonly type: "journal"; readonly durable: true }
  | { readonly type: "journal"; readonly durable: false; readonly reason: string }
  | { readonly type: "history"; readonly records: readonly JournalRecord[] }
  | { readonly type: "history"; readonly records: undefined; readonly reason: string }
  | { readonly type: "seal"; readonly sealed: string }
  | { readonly type: "seal"; readonly sealed: undefined; readonly reason: string }
  | { readonly type: "read"; readonly snapshot: Snapshot }
  | { readonly type: "read"; readonly snapshot: undefined; readonly reason: string }
  /** Undefined where nobody says for certain. */
  | { readonly type: "count"; readonly users: number | undefined }
  | { readonly type: "start"; readonly ticket: Ticket }
  /** At least one; whatever ended first comes first. */
  | { readonly type: "next"; readonly arrived: readonly Arrived[] }
  | { readonly type: "wait"; readonly stopped: boolean };

/** What people are told, in the order it happened. */
export type ApplyEvent =
  | { readonly type: "record"; readonly record: JournalRecord }
  /** The state store failed: whoever is told is the last to know. */
  | { readonly type: "unrecorded"; readonly record: JournalRecord; readonly reason: string }
  | { readonly type: "sent"; readonly chunk: string; readonly kind: WriteKind; readonly users: number }
  | { readonly type: "waiting"; readonly milliseconds: number };
