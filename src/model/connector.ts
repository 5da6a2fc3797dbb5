import type { Subscription } from "./fields.ts";
import type { Instant } from "./ledger.ts";
import type { SeatKind } from "./seats.ts";
import type { Secret } from "./secret.ts";
import type { LoginId, TenantUser, Values } from "./user.ts";

export const WRITE_KINDS = ["create", "update", "activate", "deactivate", "delete"] as const;
export type WriteKind = (typeof WRITE_KINDS)[number];

/** What a connector is able to do, as data; a plan that needs more is refused or turned into steps by hand. */
export interface Can {
  readonly kinds: readonly WriteKind[];
  /** At most so many users in one chunk of the kind. */
  readonly batch: Readonly<Record<WriteKind, number>>;
  readonly readsState: boolean;
  readonly deleteById: boolean;
  /** What was sent may still take effect after its answer was lost; then `apply.settle` is waited before reading again. */
  readonly late: boolean;
}

/** The users of the tenant at one moment. */
export interface Snapshot {
  readonly users: readonly TenantUser[];
  readonly readAt: Instant;
  /** False when the answer may lack users, as a download of some console files does. */
  readonly complete: boolean;
  /** How many the tenant says the answer has, where it says so; an answer with another number is no answer. */
  readonly total?: number;
}

/** A short answer must never look like people who left. */
export function isWhole({ users, total }: Snapshot): boolean {
  return total === undefined || total === users.length;
}

export interface Contract {
  /** Absent where the connector cannot tell; then `meibo.yaml` is believed. */
  readonly subscriptions?: readonly Subscription[];
  /** Where the connector can tell; of these and those of `meibo.yaml` the lower ones count. */
  readonly seats?: Readonly<Partial<Record<SeatKind, number>>>;
  /** The user whom the connector signs in as. */
  readonly account?: LoginId;
}

/** The half of a connector that planning is handed, so that a plan cannot write. */
export interface Reader {
  readonly can: Can;
  /** Everybody, or an exception: never a part of them without saying so in `complete`. */
  readUsers(): Promise<Snapshot>;
  readContract(): Promise<Contract>;
  /** What the tenant's clock says now, to the second; undefined where it does not tell. Absent: it has the machine's own. */
  readClock?(): Promise<Instant | undefined>;
  close(): Promise<void>;
}

export interface CreateRow {
  readonly loginId: LoginId;
  readonly values: Values;
  readonly password: Secret;
}

/** A whole row: the tenant's file has no way to leave a column out. */
export interface UpdateRow {
  readonly loginId: LoginId;
  readonly values: Values;
  readonly extra: Readonly<Record<string, string>>;
}

export interface SingleRow {
  readonly loginId: LoginId;
  readonly id?: string;
}

/** At most `can.batch` users, one kind. */
export type Write =
  | { readonly kind: "create"; readonly rows: readonly CreateRow[] }
  | { readonly kind: "update"; readonly rows: readonly UpdateRow[] }
  | { readonly kind: "activate" | "deactivate" | "delete"; readonly rows: readonly SingleRow[] };

/** What the tenant said of one row, or `unknown`; whatever it said, the user is read again. */
export type RowOutcome =
  | { readonly type: "accepted" }
  | { readonly type: "rejected"; readonly cause: string; readonly row?: number }
  /** The upload was refused and this row's number named; what the number counts is the tenant's secret, so it is a suspicion. */
  | { readonly type: "blamed"; readonly cause: string; readonly row: number }
  /** Refused although nothing is said against this row: another row of the same upload was at fault. */
  | { readonly type: "held"; readonly cause: string }
  | { readonly type: "unknown"; readonly reason: string };

export interface Connector extends Reader {
  /** Only these, as they are now; a user who does not exist is missing from the answer. */
  readThese(loginIds: readonly LoginId[]): Promise<Snapshot>;
  /** How many users there are; undefined where only a whole list could tell. */
  countUsers(): Promise<number | undefined>;
  /**
   * One outcome a row, in the order of the rows. Sends once and never again by itself. Once `stop` is aborted it waits
   * for no job any more: what is not known by then is `unknown`.
   */
  write(write: Write, stop?: AbortSignal): Promise<readonly RowOutcome[]>;
}
