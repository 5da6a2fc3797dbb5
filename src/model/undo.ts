import type { Value, ValueKey } from "./fields.ts";
import type { RunId } from "./journal.ts";
import type { LoginId } from "./user.ts";
import type { Writing } from "./writing.ts";

/** Somebody whose entry has to change so that the next apply leads back. */
export interface UndoneUser {
  readonly loginId: LoginId;
  readonly name: string;
  readonly file: string;
  readonly writings: readonly Writing[];
  /** What the files must say afterwards. */
  readonly wanted: readonly { readonly key: ValueKey; readonly value: Value }[];
}

export const LEFT_WHYS = [
  "deleted",
  "gone",
  "noEntry",
  "notManaged",
  "unsure",
  "unknownBefore",
  "already",
  "changedLater",
  "changedInTenant",
  "changedInFiles",
  "noColumn",
  "wholeEntry",
  "noCharacter",
] as const;
/** Why an undo leaves something as it is. */
export type LeftWhy = (typeof LEFT_WHYS)[number];

export interface Left {
  readonly loginId: LoginId;
  /** A field, `state`, a kind of change, or `user` for all of it. */
  readonly what: string;
  readonly why: LeftWhy;
  /** The later run, or what is said now. */
  readonly run?: RunId;
  readonly value?: string;
}
