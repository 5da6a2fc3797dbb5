import type { Value, ValueKey } from "./fields.ts";

/** Compared without regard to case, kept as written; the one name by which files and tenant agree on a person. */
export type LoginId = string & { readonly __brand: "LoginId" };
/** A Login ID folded for comparison; never shown. */
export type LoginKey = string & { readonly __brand: "LoginKey" };

export function asLoginId(text: string): LoginId {
  return text as LoginId;
}

/** Folding twice is folding once. */
export function loginKey(id: string): LoginKey {
  return id.toLowerCase() as LoginKey;
}

/** What a user is, by field key. `undefined` is unknown or not managed, never "off". */
export type Values = Readonly<Partial<Record<ValueKey, Value>>>;

export const TENANT_STATES = ["active", "inactive"] as const;
export type TenantState = (typeof TENANT_STATES)[number];

/** `absent` asks for a delete, which needs an approval. */
export const STATES = ["active", "inactive", "absent"] as const;
export type State = (typeof STATES)[number];

/** One user as the tenant shows it. */
export interface TenantUser {
  /** Never changes and is never used again; absent where a connector cannot see it. */
  readonly id?: string;
  readonly loginId: LoginId;
  /** Absent where the files at hand do not say. */
  readonly state?: TenantState;
  readonly values: Values;
  /** Cells of columns that meibo does not know, by header, as they came. */
  readonly extra: Readonly<Record<string, string>>;
}
