import { WRITE_KINDS } from "../model/connector.ts";
import type { ConsoleFile } from "../model/console.ts";
import { asLoginId, type LoginId, type TenantState, type Values } from "../model/user.ts";
import type { Account, AuditEntry } from "./audit.ts";

/** One user as the database holds them, whatever reads may show at the moment. */
export interface StoredUser extends Account {
  readonly id: string;
  readonly loginId: LoginId;
}

/** What reads show of a user until a write becomes visible; `undefined` stands for nothing at all. */
export type Shown = Pick<Account, "values" | "extra"> | undefined;

/** How many users have this state and this set of products (bits as in `productsOf`). */
export interface SeatUse {
  readonly state: TenantState;
  readonly products: number;
  readonly users: number;
}

export type NumberedEntry = AuditEntry & { readonly number: number };

export const JOB_STATUSES = ["queued", "running", "done", "rejected"] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** An import that was handed in, as the database holds it. */
export interface StoredJob {
  readonly id: string;
  readonly file: ConsoleFile;
  readonly actor: string;
  /** How many it has. */
  readonly rows: number;
  readonly status: JobStatus;
  readonly submitted: string;
  /** When it goes on to its next status, in milliseconds of the epoch; its last one, once it has ended. */
  readonly due: number;
  readonly ended?: string;
  /** An `ImportResult` as JSON. */
  readonly result?: string;
}

export interface NewJob extends Omit<StoredJob, "status" | "ended" | "result"> {
  /** An `Upload` as JSON. */
  readonly upload: string;
}

/** Somebody who signed in to the console. */
export interface StoredSession {
  /** SHA-256 in hex of what the browser holds. */
  readonly hash: string;
  /** The id of the user. */
  readonly user: string;
  /** When it began and when it was used last, in milliseconds of the epoch. */
  readonly made: number;
  readonly seen: number;
}

/** How often in a row somebody failed to sign in under a Login ID, and when the last time was. */
export interface Failures {
  readonly count: number;
  readonly at: number;
}

export interface ExtensionOwner {
  readonly extension: string;
  readonly id: string;
  readonly loginId: string;
}

export const SORTS = ["loginId", "name", "extension"] as const;

/** Which users a list shows; an empty text is everybody. */
export interface Search {
  /** A part of the Login ID or of the name, or an extension. */
  readonly text: string;
  readonly state?: TenantState;
  /** Only those with one of these products (bits as in `productsOf`); 0: everybody. */
  readonly products: number;
  readonly sort: (typeof SORTS)[number];
}

export const TOKEN_SCOPES = ["read", "write"] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export interface StoredToken {
  readonly id: string;
  /** SHA-256 in hex; the token itself is random enough to need no salt. */
  readonly hash: string;
  readonly scope: TokenScope;
  readonly name: string;
  readonly made: string;
}

/** As SQLite gives it back. */
export type Row = Readonly<Record<string, unknown>>;

const NOTHING: Account["extra"] = {};

export function userOf(row: Row): StoredUser {
  const values: Values = JSON.parse(text(row["contents"]));
  const extra: Account["extra"] = row["extra"] === "{}" ? NOTHING : JSON.parse(text(row["extra"]));
  return {
    id: text(row["id"]),
    loginId: asLoginId(text(row["login_id"])),
    state: stateOf(row["state"]),
    values,
    extra,
  };
}

export function shownOf(value: unknown): Shown {
  const shown: Shown = typeof value === "string" ? JSON.parse(value) : undefined;
  return shown;
}

export function entryOf(row: Row): AuditEntry {
  const action = oneOf(WRITE_KINDS, row["action"]);
  const changes: AuditEntry["changes"] = JSON.parse(text(row["changes"]));
  return { at: text(row["at"]), actor: text(row["actor"]), action, loginId: text(row["login_id"]), changes };
}

export function jobOf(row: Row): StoredJob {
  const [ended, result] = [row["ended"], row["result"]];
  return {
    id: text(row["id"]),
    file: row["file"] === "create" ? "create" : "update",
    actor: text(row["actor"]),
    rows: Number(row["rows"]),
    status: oneOf(JOB_STATUSES, row["status"]),
    submitted: text(row["submitted"]),
    due: Number(row["due"]),
    ...(typeof ended === "string" ? { ended } : {}),
    ...(typeof result === "string" ? { result } : {}),
  };
}

export function extensionOwnerOf(row: Row): ExtensionOwner {
  return { extension: text(row["extension"]), id: text(row["id"]), loginId: text(row["login_id"]) };
}

export function tokenOf(row: Row): StoredToken {
  return {
    id: text(row["id"]),
    hash: text(row["hash"]),
    scope: oneOf(TOKEN_SCOPES, row["scope"]),
    name: text(row["name"]),
    made: text(row["made"]),
  };
}

export function sessionOf(row: Row): StoredSession {
  return {
    hash: text(row["hash"]),
    user: text(row["user"]),
    made: Number(row["made"]),
    seen: Number(row["seen"]),
  };
}

function oneOf<T extends string>(names: readonly T[], value: unknown): T {
  const found = names.find((name) => name === value);
  if (found === undefined) throw new Error(`the tenant's database holds ${String(value)}, not ${names.join(", ")}`);
  return found;
}

export function stateOf(value: unknown): TenantState {
  return value === "inactive" ? "inactive" : "active";
}

export function extensionOf(values: Values): string | null {
  const { extension } = values;
  return typeof extension === "string" ? extension : null;
}

export function text(value: unknown): string {
  if (typeof value !== "string") throw new Error(`expected text in the tenant's database, got ${typeof value}`);
  return value;
}
