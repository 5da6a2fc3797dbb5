import type { ValueKey } from "./fields.ts";
import { VALUE_KEYS } from "./fields.ts";
import type { Place } from "./place.ts";
import type { LoginId, State, Values } from "./user.ts";

/** A calendar day such as `2026-12-01`, meant in the user's own time zone. */
export type Day = string;

export const LAYERS = ["baseline", "default", "role", "file", "user"] as const;
/** Where a value was said; the later layer wins. */
export type Layer = (typeof LAYERS)[number];

/** One layer's word on a value, shared by all users it speaks for. */
export interface Origin {
  readonly layer: Layer;
  readonly role?: string;
  readonly place?: Place;
}

/** A number is the line of the user's own entry in the user's own file: compact, because there are millions. */
export type OriginRef = Origin | number | undefined;

export interface Leave {
  readonly from: Day;
  readonly until?: Day;
  readonly reason?: string;
}

/** One person as the files want them, with every layer already laid on top of the other. */
export interface DeclaredUser {
  readonly loginId: LoginId;
  readonly previousLoginIds: readonly LoginId[];
  /** Only what the files manage; permissions that nobody switches on are off, not missing. */
  readonly values: Values;
  /** In the order of `VALUE_KEYS`. */
  readonly origins: readonly OriginRef[];
  /** Left to right; empty without a role. */
  readonly roles: readonly string[];
  readonly state?: State;
  readonly startDate?: Day;
  readonly endDate?: Day;
  readonly leave?: Leave;
  readonly employeeId?: string;
  readonly department?: string;
  readonly extensionPool?: string;
  readonly place: Place;
}

export interface Roster {
  readonly users: readonly DeclaredUser[];
  /** Files that were read as users, whether or not anybody stands in them. */
  readonly files: readonly string[];
}

const positions = new Map(VALUE_KEYS.map((key, position) => [key, position]));

/** Who said this value, and where. */
export function originOf(user: DeclaredUser, key: ValueKey): Origin | undefined {
  const origin = user.origins[positions.get(key) ?? -1];
  if (typeof origin !== "number") return origin;
  return { layer: "user", place: { ...user.place, line: origin } };
}
