import type { Value, ValueKey } from "./fields.ts";
import type { Place } from "./place.ts";
import type { StateReason } from "./plan.ts";
import type { Day, Origin } from "./roster.ts";
import type { LoginId } from "./user.ts";

/** One layer's word on a value. */
export interface Word {
  readonly value: Value;
  readonly origin: Origin;
  /** The role the user has, where it is another role, below that one, which says this. */
  readonly through?: string;
}

export const LEFT_ALONE = ["unsaid", "ignored", "notSubscribed"] as const;
/** Why meibo has no say in a value: no layer says any, `ignoreFields` names it, or the contract has no such column. */
export type LeftAlone = (typeof LEFT_ALONE)[number];

export interface ExplainedField {
  readonly key: ValueKey;
  /** The console's name of the column. */
  readonly column: string;
  /** Lowest layer first: the last word counts. */
  readonly words: readonly Word[];
  readonly value?: Value;
  /** What the console's file holds for the value. */
  readonly code?: string;
  /** The user's own cell, as it stands in a CSV file. */
  readonly written?: string;
  readonly leftAlone?: LeftAlone;
  /** Where the user's own word stands; where there is none, the place at which it would be written. */
  readonly place: Place;
}

export const STATE_WORDS = ["state", "startDate", "endDate", "leave.from", "leave.until"] as const;

/** A state or a date as the user's entry declares it. */
export interface ExplainedDate {
  readonly key: (typeof STATE_WORDS)[number];
  readonly value: string;
  readonly place: Place;
}

/** What the files say of one person, and who says it. */
export interface Explanation {
  readonly loginId: LoginId;
  readonly name: string;
  readonly place: Place;
  readonly roles: readonly string[];
  readonly dates: readonly ExplainedDate[];
  readonly fields: readonly ExplainedField[];
}

/** The state that the files want on a day in the user's own time zone. */
export interface StateOnDay {
  readonly on: Day;
  readonly state: "active" | "inactive" | "absent" | "pending" | "unmanaged";
  readonly reason?: StateReason;
  /** The day of the calendar that decides, if one does. */
  readonly day?: Day;
}
