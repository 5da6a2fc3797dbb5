import type { WriteKind } from "../model/connector.ts";
import type { JournalRecord, LockHolder, RowReport, RowResult, RunEnd, RunId, RunSummary } from "../model/journal.ts";
import type { Instant, LedgerEntry } from "../model/ledger.ts";
import { type ApprovedPlan, AT_APPLY, type Chunk, type PlannedEntry } from "../model/plan.ts";
import { type LoginId, type LoginKey, loginKey, type TenantUser } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { type Changes, changesOf, type Goal } from "./rows.ts";

/** Times are in milliseconds. */
export interface ApplySettings {
  readonly run: RunId;
  /** How long accepted changes may take to show. */
  readonly waitForCreate: number;
  readonly pollEvery: number;
  readonly maxFailedRows: number;
  readonly stopOnFirstFailedChunk: boolean;
}

export type ApplyResult =
  | { readonly end: "lockHeld"; readonly by: LockHolder }
  | { readonly end: Exclude<RunEnd, "lockHeld">; readonly summary: RunSummary; readonly reason?: string };

/** Why a run ends before its plan does. */
export interface Stop {
  readonly end: "partly" | "lockLost" | "unreadable" | "stateFailed" | "stopped";
  readonly reason: string;
}

/** A created user whom the tenant accepted and does not list yet. */
export interface Awaited {
  /** That created the user. */
  readonly chunk: string;
  readonly goal: Goal;
  readonly row: number;
}

/** What a run knows while it goes on. */
export interface Run {
  readonly plan: ApprovedPlan;
  readonly settings: ApplySettings;
  readonly changes: Changes;
  /** Fingerprints that users must still have: of the plan, then as this run left them. */
  readonly expected: Map<LoginKey, string>;
  /** What the ledger learns of a user once no chunk names the user any more. */
  readonly entries: ReadonlyMap<LoginKey, PlannedEntry>;
  readonly forget: ReadonlySet<LoginKey>;
  /** Chunks that still name a user. */
  readonly open: Map<LoginKey, number>;
  /** Those that update, for a change may be split over several. */
  readonly openUpdates: Map<LoginKey, number>;
  /** New users as the tenant listed them. */
  readonly created: Map<LoginKey, TenantUser>;
  /** Users whom something went wrong with, and what; no later chunk touches them, but for switching off. */
  readonly left: Map<LoginKey, RowResult>;
  readonly awaited: Awaited[];
  readonly done: Record<WriteKind, number>;
  readonly failed: RowReport[];
  notDone: number;
  /** Somebody asked for an end; nothing is sent any more. */
  stopped: boolean;
}

export function begin(plan: ApprovedPlan, settings: ApplySettings): Run {
  const chunks = chunksOf(plan);
  return {
    plan,
    settings,
    changes: changesOf(plan),
    expected: new Map(
      plan.changes.flatMap((change) =>
        "fingerprint" in change ? [[loginKey(change.loginId), change.fingerprint]] : [],
      ),
    ),
    entries: new Map(plan.remember.map((entry) => [loginKey(entry.loginId), entry])),
    forget: new Set(plan.forget.map(loginKey)),
    open: countNames(chunks),
    openUpdates: countNames(chunks.filter(({ kind }) => kind === "update")),
    created: new Map(),
    left: new Map(),
    awaited: [],
    done: { create: 0, update: 0, activate: 0, deactivate: 0, delete: 0 },
    failed: [],
    notDone: 0,
    stopped: false,
  };
}

/** In how many of these chunks each user is named. */
export function countNames(chunks: readonly Chunk[]): Map<LoginKey, number> {
  const counts = new Map<LoginKey, number>();
  for (const key of chunks.flatMap(({ users }) => users.map(loginKey))) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

export function chunksOf(plan: ApprovedPlan): readonly Chunk[] {
  return plan.steps.flatMap(({ chunks }) => chunks);
}

export function* now(): Asking<Instant> {
  return (yield* ask({ type: "now" })).at;
}

/** Nothing goes on unless the line is durable. */
export function* record(line: JournalRecord): Asking<Stop | undefined> {
  const written = yield* ask({ type: "journal", record: line });
  return written.durable ? undefined : { end: "stateFailed", reason: written.reason };
}

export function* remember(put: readonly PlannedEntry[], drop: readonly LoginId[]): Asking<Stop | undefined> {
  const gone = [...drop, ...put.flatMap(({ replaces = [] }) => replaces)];
  if (put.length + gone.length === 0) return undefined;
  const at = yield* now();
  const written = yield* ask({ type: "ledger", put: put.map((entry) => stamped(entry, at)), drop: gone });
  return written.durable ? undefined : { end: "stateFailed", reason: written.reason };
}

function stamped(entry: PlannedEntry, at: Instant): LedgerEntry {
  const { inactiveSince, replaces: _, ...rest } = entry;
  if (inactiveSince === undefined) return rest;
  return { ...rest, inactiveSince: inactiveSince === AT_APPLY ? at : inactiveSince };
}
