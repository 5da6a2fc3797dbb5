import { isFieldKey, type Value, type ValueKey } from "./fields.ts";
import type { DeclaredUser } from "./roster.ts";

/** Words of a user's entry beside the values of the tenant's fields. */
export const ENTRY_WORDS = [
  "loginId",
  "previousLoginIds",
  "employeeId",
  "department",
  "state",
  "startDate",
  "endDate",
  "leave.from",
  "leave.until",
  "leave.reason",
  "role",
  "roles",
  "note",
] as const;

export type EntryKey = (typeof ENTRY_WORDS)[number] | ValueKey;
export type WordValue = Value | readonly string[];

/** One word of an entry; without a value it is to be taken out. */
export interface EntryWord {
  readonly key: EntryKey;
  readonly value?: WordValue;
}

export function isValueKey(key: EntryKey): key is ValueKey {
  return isFieldKey(key) && key !== "loginId";
}

/** What a user of the roster says under a key, every layer counted; a note says nothing to anybody. */
export function declaredWord(user: DeclaredUser, key: EntryKey): WordValue | undefined {
  if (isValueKey(key)) return user.values[key];
  switch (key) {
    case "leave.from":
      return user.leave?.from;
    case "leave.until":
      return user.leave?.until;
    case "leave.reason":
      return user.leave?.reason;
    case "role":
    case "roles":
      return user.roles;
    case "note":
      return undefined;
    default:
      return user[key];
  }
}
