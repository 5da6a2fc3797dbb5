import type { Place } from "./place.ts";
import type { StateReason } from "./plan.ts";
import type { Day } from "./roster.ts";
import type { LoginId } from "./user.ts";

export const COMING_KINDS = ["create", "activate", "deactivate", "approvalEnds", "deletable"] as const;
/** What a day brings: a change of the plan of that day, the last day of an approval, or the first on which a delete may be. */
export type ComingKind = (typeof COMING_KINDS)[number];

/** Something that happens because a day comes, and not because a file changes. */
export interface Coming {
  readonly day: Day;
  readonly kind: ComingKind;
  readonly loginId: LoginId;
  readonly name: string;
  readonly place: Place;
  /** Of a change: why, and the day of the calendar that decides. */
  readonly reason?: StateReason;
  readonly decides?: Day | undefined;
  /** Of a create: whether the user is switched on yet. Of a delete: whether it is approved for that day. */
  readonly ready?: boolean;
}
