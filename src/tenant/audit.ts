import type { WriteKind } from "../model/connector.ts";
import { VALUE_KEYS, type Value } from "../model/fields.ts";
import type { TenantState, Values } from "../model/user.ts";
import { cellIn } from "./settings.ts";

/** `what` is a field key, `state`, `integrations`, or the header of an extra column. Passwords are never in it. */
export interface AuditChange {
  readonly what: string;
  readonly from?: Value;
  readonly to?: Value;
}

/** One line of the audit log. It stays when the user is deleted, with the Login ID as it was. */
export interface AuditEntry {
  /** ISO 8601. */
  readonly at: string;
  readonly actor: string;
  readonly action: WriteKind;
  readonly loginId: string;
  readonly changes: readonly AuditChange[];
}

/** As much of a user as the audit log speaks of. */
export interface Account {
  readonly state: TenantState;
  readonly values: Values;
  readonly extra: Readonly<Record<string, string>>;
}

/** What differs, field by field; everything for a user who is new. */
export function changesBetween(before: Account | undefined, after: Account): readonly AuditChange[] {
  const values = VALUE_KEYS.map((key) => ({ what: key, from: before?.values[key], to: after.values[key] }));
  const extra = Object.keys(after.extra).map((header) => ({
    what: header,
    from: before && cellIn(before.extra, header),
    to: after.extra[header],
  }));
  return [{ what: "state", from: before?.state, to: after.state }, ...values, ...extra].filter(
    ({ from, to }) => from !== to,
  );
}
