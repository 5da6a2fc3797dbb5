import type { RowOutcome, WriteKind } from "./connector.ts";
import type { Instant } from "./ledger.ts";
import type { LoginId } from "./user.ts";

export type RunId = string;

export const ROW_RESULTS = ["done", "rejected", "held", "moved", "pending", "unknown", "undone"] as const;
/**
 * What became of a user in a chunk, as read back from the tenant. `held` was refused together with a rejected row;
 * `moved` was left out because the tenant had changed; `pending` was accepted and does not show yet; `unknown` was
 * neither seen done nor refused; `undone` had not happened when a later run looked.
 */
export type RowResult = (typeof ROW_RESULTS)[number];

export interface RowReport {
  readonly loginId: LoginId;
  readonly result: RowResult;
  /** What the tenant said, or what differs. */
  readonly cause?: string;
  /** Its row in the chunk as planned, counted from 1. */
  readonly row: number;
  readonly chunk: string;
  /** What the tenant said of the last time the row was sent, which explains and decides nothing; absent when it was not sent. */
  readonly said?: RowOutcome["type"];
}

export interface RunSummary {
  readonly done: Readonly<Record<WriteKind, number>>;
  readonly failed: readonly RowReport[];
  /** Users whose chunk was not begun. */
  readonly notDone: number;
  readonly usersCounted?: number;
  /** Writes that were sent. */
  readonly requests: number;
  /** Those of them that sent a row again. */
  readonly retries: number;
  readonly milliseconds: number;
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
      /** Who began it, such as `ann@host`. */
      readonly by: string;
      /** Of the files, where they are in git. */
      readonly commit?: string;
      /** How the people were chosen, and what was let through; `--resume` goes on with the same. */
      readonly only?: readonly string[];
      readonly due?: true;
      readonly allowed: readonly string[];
      /** People whom the plan let go of: nothing was done to them, and meibo has no say in them any more. */
      readonly released?: readonly LoginId[];
    }
  | {
      readonly type: "intent";
      readonly run: RunId;
      readonly at: Instant;
      readonly chunk: string;
      readonly kind: WriteKind;
      readonly users: readonly LoginId[];
      /** Their rows in the chunk as planned, where only a part of it goes out; otherwise 1, 2, 3 … */
      readonly rows?: readonly number[];
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
      /** The later run that looked what had become of a chunk whose own run ended before it knew. */
      readonly settledBy?: RunId;
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
  /** The person or account that began the run. */
  readonly holder: string;
  readonly host: string;
  readonly since: Instant;
}
