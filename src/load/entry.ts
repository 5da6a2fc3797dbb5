import type { Value, ValueKey } from "../model/fields.ts";
import type { Place } from "../model/place.ts";
import type { Day, Leave, Origin } from "../model/roster.ts";
import type { LoginId, State } from "../model/user.ts";

/** A value in the user's own words, and the line it stands in. */
export interface Said {
  readonly key: ValueKey;
  readonly value: Value;
  readonly line: number;
}

/** A value that is said for many. */
export interface SaidForAll {
  readonly key: ValueKey;
  readonly value: Value;
  readonly origin: Origin;
}

/** What a file says about everybody in it. */
export type FileLayer = readonly SaidForAll[];

/** One person as one file says it, in whatever style, before anything is laid below it. */
export interface Entry {
  /** File, line, and in CSV the row; no column, so that a line of the entry can take its place. */
  readonly place: Place;
  readonly loginId: LoginId;
  readonly previousLoginIds: readonly LoginId[];
  readonly said: readonly Said[];
  /** The user's own, or else the file's. */
  readonly roles: readonly string[];
  /** Undefined where nothing lies below the entry: a file of the console says all that it manages. */
  readonly layer: FileLayer | undefined;
  readonly state?: State | undefined;
  readonly startDate?: Day | undefined;
  readonly endDate?: Day | undefined;
  readonly leave?: Leave | undefined;
  readonly employeeId?: string | undefined;
  readonly department?: string | undefined;
  readonly extensionPool?: string | undefined;
  /** Ranges that were written as the console's 0. */
  readonly zeros: readonly ValueKey[];
  /** Where a word stands: `loginId`, `phone.enabled`, `leave.from`, `roles.0`. */
  readonly where: (word: string) => Place;
}

export function saidOf(entry: Entry, key: ValueKey): Said | undefined {
  return entry.said.find((said) => said.key === key);
}

/** The text of a field that is text; undefined where the user says nothing. */
export function textOf(entry: Entry, key: "name" | "extension" | "locale" | "timeZone"): string | undefined {
  const value = saidOf(entry, key)?.value;
  return typeof value === "string" ? value : undefined;
}
