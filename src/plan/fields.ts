import {
  codeOf,
  fieldOf,
  isSubscribed,
  type Subscription,
  VALUE_KEYS,
  type Value,
  type ValueKey,
} from "../model/fields.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { FieldCause, FieldChange } from "../model/plan.ts";
import { type DeclaredUser, originOf } from "../model/roster.ts";
import type { TenantUser, Values } from "../model/user.ts";

/** The fields meibo has a say in: columns the contract has and `ignoreFields` does not name. */
export function managedKeys(subscriptions: readonly Subscription[], ignored: readonly string[]): readonly ValueKey[] {
  const subscribed = new Set(subscriptions);
  return VALUE_KEYS.filter((key) => isSubscribed(key, subscribed) && !ignored.includes(key));
}

/** Declared values without those that are out of meibo's hands; the very values of the ledger where they are the same. */
export function managedValues(user: DeclaredUser, keys: readonly ValueKey[], entry: LedgerEntry | undefined): Values {
  if (entry !== undefined && areManaged(entry.values, user, keys)) return entry.values;
  const values: Partial<Record<ValueKey, Value>> = {};
  for (const key of keys) {
    const value = user.values[key];
    if (value !== undefined) values[key] = value;
  }
  return values;
}

function areManaged(last: Values, user: DeclaredUser, keys: readonly ValueKey[]): boolean {
  let count = 0;
  for (const key of keys) {
    const value = user.values[key];
    if (value !== last[key]) return false;
    if (value !== undefined) count += 1;
  }
  return count === Object.keys(last).length;
}

export interface FieldDiff {
  readonly fields: readonly FieldChange[];
  readonly unchanged: number;
}

/** A three-way comparison: last applied, declared, actual. */
export function diffFields(
  user: DeclaredUser,
  actual: TenantUser,
  entry: LedgerEntry | undefined,
  keys: readonly ValueKey[],
): FieldDiff {
  const fields: FieldChange[] = [];
  let unchanged = 0;
  for (const key of keys) {
    const to = user.values[key];
    if (to === undefined) continue;
    const from = actual.values[key];
    if (from === to) unchanged += 1;
    else fields.push(fieldChange(user, key, entry?.values[key], from, to));
  }
  return { fields, unchanged };
}

function fieldChange(
  user: DeclaredUser,
  key: ValueKey,
  last: Value | undefined,
  from: Value | undefined,
  to: Value,
): FieldChange {
  const origin = originOf(user, key);
  return {
    key,
    ...(last === undefined ? {} : { last }),
    ...(from === undefined ? {} : { from }),
    to,
    cause: causeOf(last, from, to),
    ...(origin === undefined ? {} : { origin }),
    column: fieldOf(key).header.en,
    code: codeOf(key, to),
  };
}

function causeOf(last: Value | undefined, from: Value | undefined, to: Value): FieldCause {
  if (last === undefined || last === from) return "change";
  return last === to ? "drift" : "conflict";
}
