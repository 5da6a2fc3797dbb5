import type { EntryWord } from "./entry-word.ts";
import type { Value } from "./fields.ts";
import { PERSON_COLUMNS, type PersonColumn } from "./person.ts";
import type { Place } from "./place.ts";
import type { Problem } from "./problem.ts";
import type { DeclaredUser } from "./roster.ts";

/** What a sheet can carry out of the roster and back; a pool belongs to a file, not to a person. */
export type SheetColumn = Exclude<PersonColumn, "extensionPool">;
export const SHEET_COLUMNS: readonly SheetColumn[] = PERSON_COLUMNS.filter((column) => column !== "extensionPool");

export function isSheetColumn(text: string): text is SheetColumn {
  return SHEET_COLUMNS.some((column) => column === text);
}

export const DAY_COLUMNS = ["startDate", "endDate", "leave.from", "leave.until"] as const;
/** Text of digits or of anything, which spreadsheets like to take for something else. */
export const TEXT_COLUMNS = ["name", "extension", "employeeId", "department", "leave.reason"] as const;

/** A sheet of people that stands outside the roster. */
export interface Sheet {
  readonly rows: readonly SheetRow[];
  /** Headers of columns that the roster knows and a sheet cannot change. */
  readonly passedOver: readonly string[];
}

export interface SheetRow {
  readonly loginId: string;
  readonly place: Place;
  /** An empty one is not here: it leaves everything as it is. */
  readonly cells: readonly SheetCell[];
}

export interface SheetCell {
  readonly column: Exclude<SheetColumn, "loginId">;
  readonly value: Value;
  readonly place: Place;
  /** Why this may be what a spreadsheet made of something else. */
  readonly doubts: readonly Problem[];
}

/** What a sheet says of a person that does not hold yet. */
export interface SheetChange {
  readonly column: SheetCell["column"];
  readonly from?: Value;
  readonly to: Value;
  /** Without a word of the person's own it holds, because the role or the file says it. */
  readonly inherits: boolean;
  /** To write; absent where nothing has to be. */
  readonly word?: EntryWord;
}

export interface SheetEdit {
  readonly user: DeclaredUser;
  readonly changes: readonly SheetChange[];
}

/** What a spreadsheet takes for a formula, or reads as one that was marked as text. */
const FORMULA = /^'*[=+\-@|%\t]/;

/** So that a spreadsheet shows a text and computes nothing. */
export function markedText(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

export function unmarkedText(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
