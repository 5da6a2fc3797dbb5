import type { Encoding } from "./encoding.ts";
import type { Subscription } from "./fields.ts";
import type { HrProfile } from "./hr.ts";
import type { SeatKind } from "./seats.ts";

export const LANGUAGES = ["en", "ja", "id"] as const;
/** Of meibo's own sentences; codes, keys and JSON are the same in all. */
export type Language = (typeof LANGUAGES)[number];

export interface HttpSettings {
  readonly url: string;
  readonly tokenEnv: string;
  /** May its name lead to an address inside a company's network? */
  readonly allowPrivate: boolean;
  /** Address of a proxy; the environment's are not used. */
  readonly proxy?: string;
}

export const CONNECTOR_KINDS = ["local", "http", "browser", "handoff"] as const;
export type ConnectorKind = (typeof CONNECTOR_KINDS)[number];

export const HEADER_LANGUAGES = ["en", "ja"] as const;
export type HeaderLanguage = (typeof HEADER_LANGUAGES)[number];

export const STORE_KINDS = ["sqlite", "git", "postgres"] as const;
export type StoreKind = (typeof STORE_KINDS)[number];

export const REMOVALS = ["deactivate", "release"] as const;
export const UNMANAGED = ["ignore", "warn", "error"] as const;

/** Seats of the contract; `undefined` is not checked. */
export interface Seats extends Readonly<Partial<Record<SeatKind, number>>> {
  /** Whether the contract counts people who are deactivated. */
  readonly countInactive: boolean;
  readonly warnWithin: number;
}

export interface GuardSettings {
  readonly minAdmins: number;
  readonly maxAdminChanges: number;
  readonly maxDeletes: number;
  readonly maxDeletePercent: number;
  readonly maxDeactivations: number;
  readonly maxDeactivatePercent: number;
  readonly maxUpdatePercent: number;
  readonly maxCreates: number;
  readonly maxShrinkPercent: number;
  /** Below so many users in the tenant percentages do not count; absolute limits always do. */
  readonly minUsers: number;
  readonly deletes: "approval" | "forbidden";
  readonly deleteAfterInactiveDays: number;
  readonly windowDays: number;
}

export interface FilePolicy {
  readonly match: string;
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

/** Of files that are read; sizes in bytes. */
export interface SourceLimits {
  readonly fileSize: number;
  readonly files: number;
  /** Of all files together. */
  readonly totalSize: number;
}

/** Far above any roster, far below what would bring a machine down. `meibo.yaml` may only lower them. */
export const HIGHEST_LIMITS: SourceLimits = { fileSize: 32 * 1024 ** 2, files: 20_000, totalSize: 256 * 1024 ** 2 };

/** `meibo.yaml`, with every default filled in. */
export interface Settings {
  readonly version: 1;
  readonly tenant: string;
  readonly language?: Language;
  readonly timeZone: string;
  readonly connector: {
    readonly kind: ConnectorKind;
    readonly local: { readonly database: string };
    readonly http?: HttpSettings;
    readonly browser?: {
      readonly url: string;
      readonly userEnv: string;
      readonly passwordEnv: string;
      readonly language: "auto" | HeaderLanguage;
    };
    readonly handoff?: {
      readonly encoding: Encoding;
      readonly headerLanguage: "auto" | HeaderLanguage;
      readonly actual: string;
    };
    readonly chunkSize: number;
  };
  readonly state: { readonly kind: StoreKind; readonly path: string; readonly urlEnv?: string; readonly ref?: string };
  readonly subscriptions: readonly Subscription[];
  readonly seats: Seats;
  readonly sources: {
    readonly users: readonly string[];
    readonly roles: readonly string[];
    readonly facts: readonly string[];
    readonly approvals: string;
    /** Declared encodings of CSV files, by glob; the first that matches counts. */
    readonly encoding: readonly (readonly [glob: string, encoding: Encoding])[];
    readonly limits: SourceLimits;
  };
  readonly defaults: { readonly locale?: string; readonly timeZone?: string };
  readonly allowed: { readonly loginIdDomains?: readonly string[]; readonly timeZones?: readonly string[] };
  readonly extensionPools: Readonly<Record<string, readonly string[]>>;
  readonly hrProfiles: Readonly<Record<string, HrProfile>>;
  /** Further names of columns in the console's files, by field key. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly onRemoval: (typeof REMOVALS)[number];
  readonly unmanaged: (typeof UNMANAGED)[number];
  readonly ignore: readonly string[];
  readonly protect: readonly string[];
  readonly ignoreFields: readonly string[];
  readonly guards: GuardSettings;
  readonly policy: {
    readonly files: readonly FilePolicy[];
    readonly roles: { readonly requireFor: readonly string[]; readonly maxOverrides?: number };
  };
  readonly lifecycle: { readonly createDaysBefore: number; readonly deleteAfterDays?: number };
  readonly passwords: {
    readonly source: "generate" | "template";
    readonly deliver: "age" | "none";
    readonly ageRecipients: readonly string[];
  };
  readonly apply: {
    readonly concurrency: number;
    readonly maxFailedRows: number;
    /** Milliseconds. */
    readonly settle: number;
    readonly onPlanChange: "fail" | "allow-smaller";
    /** Milliseconds. */
    readonly waitForCreate: number;
    readonly stopOnFirstFailedChunk: boolean;
  };
  readonly output: {
    readonly redact: "none" | "names" | "all";
    readonly comment: { readonly mode: "always" | "changes" | "never"; readonly footer?: string };
  };
  readonly notify: {
    readonly slack?: { readonly webhookEnv: string; readonly on: readonly string[]; readonly names: boolean };
  };
}

/** What a missing key of `meibo.yaml` means; the safe value each. */
export const DEFAULT_SETTINGS: Omit<Settings, "tenant"> = {
  version: 1,
  timeZone: "Asia/Tokyo",
  connector: { kind: "local", local: { database: ".meibo/tenant.db" }, chunkSize: 100 },
  state: { kind: "sqlite", path: ".meibo/state.db" },
  subscriptions: [],
  seats: { countInactive: true, warnWithin: 3 },
  sources: {
    users: ["users/**/*.yaml", "users/**/*.csv"],
    roles: ["roles/*.yaml"],
    facts: ["facts/*.yaml"],
    approvals: "approvals.yaml",
    encoding: [],
    limits: HIGHEST_LIMITS,
  },
  defaults: {},
  allowed: {},
  extensionPools: {},
  hrProfiles: {},
  headers: {},
  onRemoval: "deactivate",
  unmanaged: "warn",
  ignore: [],
  protect: [],
  ignoreFields: [],
  guards: {
    minAdmins: 2,
    maxAdminChanges: 3,
    maxDeletes: 5,
    maxDeletePercent: 5,
    maxDeactivations: 20,
    maxDeactivatePercent: 20,
    maxUpdatePercent: 50,
    maxCreates: 100,
    maxShrinkPercent: 20,
    minUsers: 20,
    deletes: "approval",
    deleteAfterInactiveDays: 30,
    windowDays: 7,
  },
  policy: { files: [], roles: { requireFor: [] } },
  lifecycle: { createDaysBefore: 0 },
  passwords: { source: "generate", deliver: "none", ageRecipients: [] },
  apply: {
    concurrency: 4,
    maxFailedRows: 10,
    settle: 300_000,
    onPlanChange: "fail",
    waitForCreate: 1_200_000,
    stopOnFirstFailedChunk: false,
  },
  output: { redact: "none", comment: { mode: "always" } },
  notify: {},
};
