import type { Place } from "./place.ts";
import type { FieldChange, StateChange } from "./plan.ts";
import type { LoginId, TenantState } from "./user.ts";

/** What somebody changed on one user in the tenant since meibo last applied. */
export interface DriftedUser {
  readonly loginId: LoginId;
  readonly name: string;
  readonly place?: Place | undefined;
  /** Changed in the tenant alone (`drift`), or in the files too (`conflict`). */
  readonly fields: readonly FieldChange[];
  /** Switched on or off in the tenant; the change sets it back. */
  readonly state?: StateChange;
  /** Deleted in the tenant. */
  readonly gone?: true;
}

export interface Drift {
  /** Before the first run meibo remembers nothing that could have drifted. */
  readonly firstRun: boolean;
  /** By Login ID. */
  readonly users: readonly DriftedUser[];
  /** People of the tenant in no file; only counted. */
  readonly unmanaged: number;
}

/** The state that the tenant shows. */
export function shownState({ kind }: StateChange): TenantState {
  return kind === "activate" ? "inactive" : "active";
}
