import type { DeclaredUser } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";

/** What guards go by. */
export interface Policy {
  readonly settings: Settings;
  /** Of the branch that a pull request goes into; what either forbids is forbidden. */
  readonly base?: Settings;
  readonly declared: readonly DeclaredUser[];
  /** Today in the tenant's time zone; approvals must still hold on it. */
  readonly today: string;
}
