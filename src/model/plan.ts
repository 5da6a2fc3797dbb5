import type { Can, Contract, Snapshot, WriteKind } from "./connector.ts";
import type { Approval, Facts } from "./facts.ts";
import type { Subscription, Value, ValueKey } from "./fields.ts";
import type { Impact, ImpactFact } from "./impact.ts";
import type { Instant, Ledger, LedgerEntry } from "./ledger.ts";
import type { Place } from "./place.ts";
import type { Problem } from "./problem.ts";
import type { Day, Origin, Roster } from "./roster.ts";
import type { SeatKind } from "./seats.ts";
import type { Settings } from "./settings.ts";
import type { LoginId, TenantState, Values } from "./user.ts";

/** All that a plan depends on. The clock is handed in. */
export interface Situation {
  readonly roster: Roster;
  readonly snapshot: Snapshot;
  readonly ledger: Ledger;
  readonly contract: Contract;
  readonly facts: Facts;
  readonly approvals: readonly Approval[];
  readonly settings: Settings;
  readonly can: Can;
  /** What runs of the last `guards.windowDays` days did, by the journal. */
  readonly recent: RecentCounts;
  readonly now: Instant;
  /** The day that `now` stands for where it is not today: the plan is a preview. */
  readonly asOf?: Day;
}

/** Users to whom something was done lately. */
export type RecentCounts = Readonly<Record<"create" | "update" | "deactivate" | "delete", number>>;

export const NOTHING_RECENT: RecentCounts = { create: 0, update: 0, deactivate: 0, delete: 0 };

export const FIELD_CAUSES = ["change", "drift", "conflict"] as const;
/** The files changed, the console changed, or both; files win. */
export type FieldCause = (typeof FIELD_CAUSES)[number];

export interface FieldChange {
  readonly key: ValueKey;
  /** As meibo last applied it; absent the first time. */
  readonly last?: Value;
  /** As the tenant shows it; absent where that is unknown. */
  readonly from?: Value;
  readonly to: Value;
  readonly cause: FieldCause;
  readonly origin?: Origin;
  /** The console's name of the column. */
  readonly column: string;
  /** What the console's file holds for `to`. */
  readonly code: string;
}

export const STATE_REASONS = [
  "declared",
  "removed",
  "returned",
  "started",
  "leave",
  "leaveEnded",
  "ended",
  "absent",
  "drift",
] as const;
/** Why a state changes: a word in the files, an entry taken out, the calendar, or the console. */
export type StateReason = (typeof STATE_REASONS)[number];

interface Concerned {
  readonly loginId: LoginId;
  readonly name: string;
  /** Absent for people who stand in no file. */
  readonly place?: Place;
  readonly roles: readonly string[];
  /** What is affected and what is kept, in the order of the catalogue. */
  readonly impacts: readonly Impact[];
  /** The connector cannot do it: it counts like any other change, and stands in no step. */
  readonly byHand?: true;
}

interface Existing extends Concerned {
  readonly id?: string;
  /** Of the user the plan was made from; a user who moved since is left out. */
  readonly fingerprint: string;
}

export interface CreateChange extends Concerned {
  readonly kind: "create";
  /** Everything but the extension goes into the create; the extension is set afterwards. */
  readonly values: Values;
  readonly state: TenantState;
  /** The start date that the create was waiting for, where one is declared. */
  readonly starts?: Day;
  /** Somebody who leaves the files in the same plan and may be the same person. */
  readonly resembles?: Resemblance;
}

export const RESEMBLANCES = ["name", "extension", "employeeId"] as const;

export interface Resemblance {
  readonly loginId: LoginId;
  readonly by: (typeof RESEMBLANCES)[number];
  /** The number that both would have. */
  readonly extension?: string;
}

export interface UpdateChange extends Existing {
  readonly kind: "update";
  readonly fields: readonly FieldChange[];
  /** Managed fields that are already as declared. */
  readonly unchanged: number;
}

export interface StateChange extends Existing {
  readonly kind: "activate" | "deactivate";
  readonly reason: StateReason;
  /** The day of the calendar that decides, if one does. */
  readonly day?: Day;
  /** The file that the entry was taken out of, if it was. */
  readonly leftFile?: string;
  readonly lostEnd?: LostEnd;
}

/** The file that an entry was taken out of, when the person who stood last in it is in no file any more either. */
export interface LostEnd {
  readonly file: string;
  readonly last: LoginId;
}

export interface DeleteChange extends Existing {
  readonly kind: "delete";
  /** Critical impacts that an approval must acknowledge. */
  readonly acknowledge: readonly string[];
  /** Goes before the creates, because a seat must be freed. */
  readonly first?: true;
  readonly inactiveSince?: Instant;
  readonly approval?: Approval;
}

/** The user stays as is and meibo forgets about them. */
export interface ReleaseChange extends Existing {
  readonly kind: "release";
  readonly leftFile?: string;
  readonly lostEnd?: LostEnd;
}

/** Nothing meibo can do; a person can. */
export interface ManualChange extends Existing {
  readonly kind: "manual";
  readonly previousLoginId?: LoginId;
  /** What the plan after it will set, once the tenant shows the new Login ID. */
  readonly afterwards: readonly FieldChange[];
  readonly code: string;
}

export type Change = CreateChange | UpdateChange | StateChange | DeleteChange | ReleaseChange | ManualChange;

/** In the order of the legend. */
export const CHANGE_KINDS = ["create", "update", "activate", "deactivate", "delete", "release", "manual"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Said in the plan, nothing to carry out. */
export type Note =
  | { readonly kind: "unmanaged"; readonly loginId: LoginId; readonly name: string }
  | { readonly kind: "adopt"; readonly loginId: LoginId; readonly name: string; readonly place?: Place }
  | {
      readonly kind: "pending";
      readonly loginId: LoginId;
      readonly name: string;
      readonly place?: Place;
      readonly from: Day;
    }
  | {
      readonly kind: "deleteLater";
      readonly loginId: LoginId;
      readonly name: string;
      readonly place?: Place;
      readonly from?: Day;
    }
  /** Long past the last day; only a person may say `state: absent`. */
  | {
      readonly kind: "suggestDelete";
      readonly loginId: LoginId;
      readonly name: string;
      readonly place?: Place;
      readonly endDate: Day;
    };

export const STEP_KINDS = ["deactivate", "create", "wait", "update", "activate", "delete"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const STEP_REASONS = [
  "makeRoom",
  "leave",
  "deleteFirst",
  "join",
  "untilListed",
  "change",
  "joinLater",
  "return",
  "handOver",
  "deleteLast",
] as const;
/**
 * Why a step has its place: `makeRoom` frees seats and takes numbers before anybody new can, `leave` switches people off,
 * `deleteFirst` frees a seat that nothing else frees, `joinLater` switches new users off until they start, `handOver`
 * lets admins go once their successors are there.
 */
export type StepReason = (typeof STEP_REASONS)[number];

/** One kind, at most as many users as the connector takes at once. Chunks of a step go in their order. */
export interface Chunk {
  /** Unique in the plan: step number, kind and number, such as `2-create-001`. */
  readonly id: string;
  readonly kind: WriteKind;
  readonly users: readonly LoginId[];
  /**
   * What this chunk sets where that is not all of a user's change: a spare number for somebody whose own number others
   * in a swap wait for, or products that are switched off early so that their seats are free.
   */
  readonly sets?: Readonly<Record<LoginId, Values>>;
}

export interface Step {
  readonly number: number;
  readonly kind: StepKind;
  readonly why: StepReason;
  /** Empty for `wait`. */
  readonly chunks: readonly Chunk[];
  /** No chunk needs what another one gives back, so several may be under way. */
  readonly anyOrder?: true;
  /**
   * Free numbers for new users who turn out to hold each other's; where this is set, even if empty, the rows are put in
   * their order once the tenant shows the numbers.
   */
  readonly spares?: readonly string[];
}

/** Seats of the contract, in total or of one product. */
export interface SeatCount {
  readonly of: SeatKind;
  /** Of the contract; absent where it is not checked. */
  readonly limit?: number;
  /** As the contract counts: with or without people who are switched off. */
  readonly now: number;
  readonly after: number;
  /** Active people alone. */
  readonly active: { readonly now: number; readonly after: number };
}

export interface Totals {
  readonly users: number;
  /** Absent where the connector cannot read states. */
  readonly active?: number;
  /** Active users with admin, now and when the plan was carried out. */
  readonly admins: { readonly now: number; readonly after: number };
  readonly declared: number;
  readonly files: number;
  /** Users in the ledger whose entry is not settled as removed. */
  readonly managed: number;
  /** Users at the end of the last run; absent before the first. */
  readonly counted?: number;
  readonly recent: RecentCounts;
  /** By name; active users that the files know, now and when the plan was carried out. */
  readonly departments: readonly DepartmentCount[];
}

export interface DepartmentCount {
  /** Empty for people without one. */
  readonly name: string;
  readonly now: number;
  readonly after: number;
}

/** Plain data: it can be saved, compared, fingerprinted and shown. */
export interface Plan {
  readonly version: 1;
  readonly tenant: string;
  /** When the tenant was read. Not part of the hash. */
  readonly readAt: Instant;
  /** Before the first run there is nobody to remove. */
  readonly firstRun: boolean;
  readonly subscriptions: readonly Subscription[];
  readonly totals: Totals;
  readonly seats: readonly SeatCount[];
  /** The account that the connector signs in with, where that is a user of the tenant. */
  readonly account?: LoginId;
  /** The facts that the impacts of changes name, by id. */
  readonly impacts: Readonly<Record<string, ImpactFact>>;
  readonly changes: readonly Change[];
  readonly notes: readonly Note[];
  readonly steps: readonly Step[];
  /** Entries that the ledger gets, each once the user shows as planned; only those that differ from today's. */
  readonly remember: readonly PlannedEntry[];
  /** Entries that leave the ledger: released, deleted, or gone from files and tenant alike. */
  readonly forget: readonly LoginId[];
  readonly problems: readonly Problem[];
  /** Codes of refusals that were let through by name. */
  readonly allowed: readonly string[];
  /** What the people of this plan were chosen by; everybody else is left as they are. */
  readonly only?: readonly string[];
  /** Nothing but what the calendar caused. */
  readonly due?: true;
  /** A preview of that day, which is never applied. */
  readonly asOf?: Day;
  /** Of everything that decides what is done; equal input gives an equal hash. */
  readonly hash: string;
}

/** Stands for the instant at which an entry is written, which a plan cannot know. */
export const AT_APPLY = "at apply";

/** An entry of the ledger as it will be. */
export type PlannedEntry = Omit<LedgerEntry, "inactiveSince"> & {
  readonly inactiveSince?: Instant | typeof AT_APPLY;
  /** Former Login IDs whose entries leave the ledger in the moment in which this one enters it. */
  readonly replaces?: readonly LoginId[];
};

declare const approved: unique symbol;
/** Only `guard/approve.ts` makes one, so that nothing is applied which no guard has seen. */
export type ApprovedPlan = Plan & { readonly [approved]: true };

export function countKinds(changes: readonly Change[]): Readonly<Record<ChangeKind, number>> {
  const counts = { create: 0, update: 0, activate: 0, deactivate: 0, delete: 0, release: 0, manual: 0 };
  for (const { kind } of changes) counts[kind] += 1;
  return counts;
}
