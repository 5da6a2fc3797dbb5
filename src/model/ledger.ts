import type { LoginId, TenantState, Values } from "./user.ts";

/** An instant, ISO 8601 in UTC. */
export type Instant = string;

/** What meibo remembers of one user it manages. */
export interface LedgerEntry {
  readonly loginId: LoginId;
  readonly id?: string;
  /** As last applied, only what was managed then. */
  readonly values: Values;
  readonly roles: readonly string[];
  /** As last declared; only to ask whether somebody new is the same person. */
  readonly employeeId?: string;
  /** Where the entry stood, relative to the folder of `meibo.yaml`. */
  readonly file?: string;
  /** Of the entries of one file, the one with the greatest number stood last in it. */
  readonly endsFile?: number;
  /** Present while meibo has a say in the state: it was declared the last time, or meibo deactivated the user. */
  readonly state?: TenantState;
  readonly inactiveSince?: Instant;
  /** The entry left the files and that was carried out; kept because of `inactiveSince`. */
  readonly removed?: true;
  readonly commit?: string;
}

/** Who enters the ledger or is written anew, and who leaves it. */
export interface LedgerChange {
  readonly put: readonly LedgerEntry[];
  readonly drop: readonly LoginId[];
  readonly usersCounted?: number;
}

export interface Ledger {
  readonly tenant: string;
  /** Users the tenant showed at the end of the last run; absent before the first. */
  readonly usersCounted?: number;
  readonly entries: readonly LedgerEntry[];
}
