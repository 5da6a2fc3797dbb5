import type { Settings } from "../model/settings.ts";

/** What guards go by. */
export interface Policy {
  readonly settings: Settings;
  /** Today in the tenant's time zone; approvals must still hold on it. */
  readonly today: string;
}
