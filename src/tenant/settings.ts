import type { HeaderLanguage } from "../model/settings.ts";

/** What goes wrong on the way to a served tenant, for tests; nothing unless it is asked for. */
export interface FaultSettings {
  /** Equal seeds make equal faults of equal requests. */
  readonly seed: number;
  /** Milliseconds that every answer is late. */
  readonly delayMs: number;
  /** How likely each of them is, 0 to 1; at most one befalls a request. */
  readonly chances: Readonly<Partial<Record<Fault, number>>>;
}

export const FAULTS = [
  /** The connection is cut before anything is done. */
  "dropBefore",
  /** It is done, and the connection is cut. */
  "dropAfter",
  /** 503, and nothing is done. */
  "errorBefore",
  /** It is done, and 500 is said. */
  "errorAfter",
  /** 429 with Retry-After, and nothing is done. */
  "busy",
  /** It is done, and half of the answer arrives. */
  "truncated",
  /** It is done, and the answer comes byte by byte. */
  "slow",
] as const;
export type Fault = (typeof FAULTS)[number];

/** How this tenant behaves where the documents leave a question open (docs/miitel.md, "Open questions"). */
export interface TenantSettings {
  /** What one bad row refuses: the whole upload, or itself. */
  readonly rejects: "file" | "row";
  /** How rejections count rows: records below the header, or lines of the file, where the header is line 1. */
  readonly rowNumbers: "data" | "lines";
  /** Of downloads that do not ask for a language. Uploads may use either. */
  readonly headerLanguage: HeaderLanguage;
  readonly listsInactiveInUpdateTemplate: boolean;
  /** Off: the update template is a header and nothing else. */
  readonly prefillsUpdateTemplate: boolean;
  /** Do deactivated users keep their seats? */
  readonly countInactiveSeats: boolean;
  /** The lowest number the tenant gives to a new user by itself, 100 to 999999. */
  readonly firstExtension: number;
  /** Milliseconds until accepted creates and updates show in reads; until then a new user cannot be worked on. */
  readonly visibleAfterMs: number;
  /** Milliseconds that an import waits before it is begun, where imports are jobs; one is worked on at a time. */
  readonly jobWaitsMs: number;
  /** Milliseconds that an import then takes; all of it takes effect at the end of them. */
  readonly jobTakesMs: number;
  /** How many requests a second one token may send; no more than that at once. 0: as many as it likes. */
  readonly requestsPerSecond: number;
  /** May a row take the number that an earlier row of the same file gave up? `rows`: yes; `start`: no. */
  readonly checksExtensionsAgainst: "rows" | "start";
  /** May a row take the seat that an earlier row of the same file gave up? `rows`: yes; `start`: no. */
  readonly checksSeatsAgainst: "rows" | "start";
  /** Can the update file change users who are deactivated? */
  readonly updatesInactive: boolean;
  /** Do files name users by a column of their ids, so that an update file may change Login IDs? */
  readonly updatesById: boolean;
  /** Can the Login ID and the extension of somebody who was deleted be used again? */
  readonly reusesDeleted: boolean;
  /** Must a password mix all four classes of characters, or only not be letters or digits alone? */
  readonly passwordClasses: "any" | "all";
  /** Are spaces around a cell taken off, or part of the cell? */
  readonly trimsCells: boolean;
  /** Refuse to deactivate or delete the account that asks for it. */
  readonly protectsOwnAccount: boolean;
  /** Refuse to deactivate, to delete or to take the privileges of the only active administrator. */
  readonly protectsLastAdmin: boolean;
  /** Columns beyond the documented ones, by header; their cells are kept as they come. */
  readonly extraColumns: readonly string[];
  readonly faults: FaultSettings;
}

export const DEFAULT_TENANT_SETTINGS: TenantSettings = {
  rejects: "file",
  rowNumbers: "data",
  headerLanguage: "en",
  listsInactiveInUpdateTemplate: true,
  prefillsUpdateTemplate: true,
  countInactiveSeats: true,
  firstExtension: 6001,
  visibleAfterMs: 0,
  jobWaitsMs: 0,
  jobTakesMs: 0,
  requestsPerSecond: 0,
  checksExtensionsAgainst: "rows",
  checksSeatsAgainst: "rows",
  updatesInactive: true,
  updatesById: false,
  reusesDeleted: true,
  passwordClasses: "any",
  trimsCells: false,
  protectsOwnAccount: false,
  protectsLastAdmin: false,
  extraColumns: [],
  faults: { seed: 1, delayMs: 0, chances: {} },
};

/** Where the tenant's files have one, the column of the ids. */
export const ID_COLUMN = "User ID";

/** The columns of the tenant's files beyond the documented ones, by header. */
export function furtherColumns({ updatesById, extraColumns }: TenantSettings): readonly string[] {
  return updatesById ? [ID_COLUMN, ...extraColumns] : extraColumns;
}

interface Further {
  readonly id: string;
  readonly extra: Readonly<Record<string, string>>;
}

/** The cells of these columns, and no others; one that was never filled is empty, whatever its column is called. */
export function furtherCells({ id, extra }: Further, headers: readonly string[]): Readonly<Record<string, string>> {
  const cellOf = (header: string) => (header === ID_COLUMN ? id : cellIn(extra, header));
  return Object.fromEntries(headers.map((header) => [header, cellOf(header) ?? ""]));
}

export function cellIn(extra: Further["extra"], header: string): string | undefined {
  return Object.hasOwn(extra, header) ? extra[header] : undefined;
}
