import { declaredWord } from "./entry-word.ts";
import { VALUE_KEYS, type Value, type ValueKey } from "./fields.ts";
import type { DeclaredUser } from "./roster.ts";

/** What an entry says of a person beside values, each as one cell of a table. */
export const ENTRY_COLUMNS = [
  "role",
  "state",
  "startDate",
  "endDate",
  "leave.from",
  "leave.until",
  "leave.reason",
  "employeeId",
  "department",
  "extensionPool",
] as const;
export type EntryColumn = (typeof ENTRY_COLUMNS)[number];

/** A column of a table of people. */
export type PersonColumn = "loginId" | EntryColumn | ValueKey;

/** In the order in which people look for them: who, since when, where, and what they may do. */
export const PERSON_COLUMNS: readonly PersonColumn[] = [
  "loginId",
  "name",
  "extension",
  ...ENTRY_COLUMNS,
  ...VALUE_KEYS.filter((key) => key !== "name" && key !== "extension"),
];

/** What the files say of a person in one column; undefined where they say nothing. */
export function columnOf(user: DeclaredUser, column: PersonColumn): Value | undefined {
  if (column === "extensionPool") return user.extensionPool;
  const said = declaredWord(user, column);
  if (typeof said !== "object") return said;
  return said.length === 0 ? undefined : said.join(" ");
}
