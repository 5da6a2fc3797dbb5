import type { Place } from "./place.ts";
import type { Day } from "./roster.ts";
import type { LoginId } from "./user.ts";

/** A list kept by hand; somebody who is not in an incomplete list is unknown, not absent from it. */
export interface FactList<T> {
  readonly complete: boolean;
  readonly entries: readonly T[];
}

/** What no file of the tenant says, and what conditional impacts need. */
export interface Facts {
  readonly incomingCallRuleTargets: FactList<{ readonly loginId: LoginId; readonly rule: string }>;
  readonly meetingHosts: FactList<LoginId>;
  readonly meetingUploaders: FactList<LoginId>;
  readonly tableThemeOwners: FactList<LoginId>;
  readonly integrations: FactList<{ readonly loginId: LoginId; readonly services: readonly string[] }>;
  readonly groups: FactList<{ readonly name: string; readonly number?: string; readonly members: readonly LoginId[] }>;
  readonly ssoEnabled?: boolean;
}

const nothing = { complete: false, entries: [] } as const;

export const NO_FACTS: Facts = {
  incomingCallRuleTargets: nothing,
  meetingHosts: nothing,
  meetingUploaders: nothing,
  tableThemeOwners: nothing,
  integrations: nothing,
  groups: nothing,
};

/** Leave to delete one user once, given by somebody other than the author of the change. */
export interface Approval {
  readonly loginId: LoginId;
  readonly approvedBy: string;
  readonly reason: string;
  /** The last day on which it holds. */
  readonly expires: Day;
  /** Codes of the critical impacts that were read. */
  readonly acknowledges: readonly string[];
  readonly overrideWaiting: boolean;
  /** May the delete go before the creates, where only it frees a seat for them? */
  readonly deleteFirst: boolean;
  readonly place: Place;
}
