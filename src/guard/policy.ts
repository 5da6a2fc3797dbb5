import type { DeclaredUser } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";

/** What the files alone are judged by. */
export interface RosterPolicy {
  readonly settings: Settings;
  readonly declared: readonly DeclaredUser[];
}

/** What guards go by. */
export interface Policy extends RosterPolicy {
  /** Of the branch that a pull request goes into; what either forbids is forbidden. */
  readonly base?: Settings;
  /** Today in the tenant's time zone; approvals must still hold on it. */
  readonly today: string;
}
