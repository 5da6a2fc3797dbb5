import type { WriteKind } from "./connector.ts";
import type { Instant } from "./ledger.ts";
import type { LoginId } from "./user.ts";

export type RunId = string;

export const ROW_RESULTS = ["done", "rejected", "held", "moved", "pending", "unknown"] as const;
/**
 * What became of a user in a chunk, as read back from the tenant. `held` was refused together with a rejected row;
 * `moved` was left out because the tenant had changed; `pending` was accepted and does not show yet; `unknown` was
 * neither seen done nor refused.
 */
export type RowResult = (typeof ROW_RESULTS)[number];

export interface RowReport {
  readonly loginId: LoginId;
  readonly result: RowResult;
  /** What the tenant said, or what differs. */
  readonly cause?: string;
  /** Its row in the chunk, counted from 1. */
  readonly row: number;
}

export interface RunSummary {
  readonly done: Readonly<Record<WriteKind, number>>;
  readonly failed: readonly RowReport[];
  /** Users whose chunk was not begun. */
  readonly notDone: number;
  readonly usersCounted?: number;
}

/** One line of a run's history, written before and after everything that matters; no password, ever. */
export type JournalRecord =
  | {
      readonly type: "started";
      readonly run: RunId;
      readonly at: Instant;
      readonly tenant: string;
      readonly planHash: string;
      readonly chunks: number;
    }
  | {
      readonly type: "intent";
      readonly run: RunId;
      readonly at: Instant;
      readonly chunk: string;
      readonly kind: WriteKind;
      readonly users: readonly LoginId[];
      /** The sealed record whose passwords this chunk sends, if it creates. */
      readonly sealed?: string;
    }
  | {
      readonly type: "outcome";
      readonly run: RunId;
      readonly at: Instant;
      readonly chunk: string;
      readonly kind: WriteKind;
      readonly rows: readonly RowReport[];
      readonly milliseconds: number;
    }
  | {
      readonly type: "ended";
      readonly run: RunId;
      readonly at: Instant;
      readonly end: RunEnd;
      readonly summary: RunSummary;
    };

export const RUN_ENDS = [
  "done",
  "partly",
  "refused",
  "lockHeld",
  "lockLost",
  "unreadable",
  "stateFailed",
  "stopped",
] as const;
export type RunEnd = (typeof RUN_ENDS)[number];

/** Who holds the lock of a tenant. */
export interface LockHolder {
  readonly run: RunId;
  readonly holder: string;
  readonly since: Instant;
}
