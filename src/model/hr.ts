import type { Place } from "./place.ts";
import type { Day } from "./roster.ts";

/** How an export of an HR system names what meibo wants of it. */
export interface HrProfile {
  readonly match: "employeeId" | "loginId";
  readonly columns: {
    readonly employeeId?: string;
    /** Joined with a space. */
    readonly name?: readonly string[];
    readonly loginId?: string;
    readonly department?: string;
    readonly startDate?: string;
    readonly endDate?: string;
    readonly status?: { readonly column: string; readonly map: Readonly<Record<string, "active" | "inactive">> };
  };
  /** Where joiners go. */
  readonly fileByDepartment: Readonly<Record<string, string>>;
}

/** One employee, as far as the profile names columns; an empty cell says nothing. */
export interface HrRow {
  readonly place: Place;
  readonly employeeId?: string;
  readonly name?: string;
  readonly loginId?: string;
  readonly department?: string;
  readonly startDate?: Day;
  readonly endDate?: Day;
  readonly status?: "active" | "inactive";
}

export interface HrExport {
  readonly rows: readonly HrRow[];
  /** Columns that the profile does not name; nothing of them is kept. */
  readonly ignored: number;
}
