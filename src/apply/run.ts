import type { WriteKind } from "../model/connector.ts";
import type { JournalRecord, LockHolder, RowReport, RowResult, RunEnd, RunId, RunSummary } from "../model/journal.ts";
import type { Instant, LedgerChange } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import type { ApprovedPlan, Chunk, PlannedEntry } from "../model/plan.ts";
import { type LoginKey, loginKey, type TenantUser } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { type Changes, changesOf, type Goal } from "./rows.ts";

/** Times are in milliseconds. */
export interface ApplySettings {
  readonly run: RunId;
  /** Who began it, such as `ann@host`. */
  readonly by: string;
  /** Of the files, where they are in git. */
  readonly commit?: string;
  /** After an unknown outcome, before the tenant is read again; 0 where nothing takes effect late. */
  readonly settle: number;
  /** Chunks in flight where their order does not matter. */
  readonly concurrency: number;
  /** How long accepted changes may take to show. */
  readonly waitForCreate: number;
  readonly pollEvery: number;
  readonly maxFailedRows: number;
  readonly stopOnFirstFailedChunk: boolean;
}

export type ApplyResult =
  | { readonly end: "lockHeld"; readonly by: LockHolder }
  /** Whoever planned has told why. */
  | { readonly end: "refused" }
  /** Without a summary it ended before there was a plan. */
  | { readonly end: Exclude<RunEnd, "lockHeld" | "refused">; readonly summary?: RunSummary; readonly reason?: string };

/** Why a run ends before its plan does. */
export interface Stop {
  readonly end: "partly" | "lockLost" | "unreadable" | "stateFailed" | "stopped";
  readonly reason: string;
}

/** One user of a chunk on the way. */
export interface Row {
  readonly goal: Goal;
  readonly chunk: string;
  /** In the chunk as planned, counted from 1. */
  readonly row: number;
}

/** What a run knows while it goes on. */
export interface Run {
  readonly plan: ApprovedPlan;
  readonly settings: ApplySettings;
  readonly changes: Changes;
  /** Fingerprints that users must still have: of the plan, then as this run left them. */
  readonly expected: Map<LoginKey, string>;
  /** Users whom this run wrote, so that an older picture of them is a stale one. */
  readonly touched: Set<LoginKey>;
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
  /** Users whom the tenant has been sent to create, and did not refuse or show: they may be there and not listed yet. */
  readonly doubtful: Set<LoginKey>;
  /** Created users whom the tenant accepted and does not list yet. */
  readonly awaited: Row[];
  /** New users whom the tenant refused and did not show: the refusal may answer a request that was delivered twice. */
  readonly refused: Row[];
  readonly done: Record<WriteKind, number>;
  readonly failed: RowReport[];
  notDone: number;
  requests: number;
  retries: number;
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
    touched: new Set(),
    entries: new Map(plan.remember.map((entry) => [loginKey(entry.loginId), entry])),
    forget: new Set(plan.forget.map(loginKey)),
    open: countNames(chunks),
    openUpdates: countNames(chunks.filter(({ kind }) => kind === "update")),
    created: new Map(),
    left: new Map(),
    doubtful: new Set(),
    awaited: [],
    refused: [],
    done: { create: 0, update: 0, activate: 0, deactivate: 0, delete: 0 },
    failed: [],
    notDone: 0,
    requests: 0,
    retries: 0,
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

/** What goes with a line of the journal: the users as they were, where it announces a change; what the ledger learns. */
interface Attached {
  readonly before?: readonly TenantUser[];
  readonly ledger?: LedgerChange;
}

/** Nothing goes on unless the line is durable. */
export function* record(line: JournalRecord, { before = [], ledger }: Attached = {}): Asking<Stop | undefined> {
  const images = before.length === 0 ? {} : { before };
  const written = yield* ask({ type: "journal", record: line, ...images, ...(ledger === undefined ? {} : { ledger }) });
  return written.durable ? undefined : { end: "stateFailed", reason: written.reason };
}

export const STOPPED: Stop = { end: "stopped", reason: say("the run was asked to stop") };

/** After a chunk: may the next one begin? */
export function budget(run: Run, failedBefore: number): Stop | undefined {
  const { stopOnFirstFailedChunk, maxFailedRows } = run.settings;
  if (run.stopped) return STOPPED;
  if (stopOnFirstFailedChunk && run.failed.length > failedBefore) {
    return { end: "partly", reason: say("stopped after the failed chunk (apply.stopOnFirstFailedChunk)") };
  }
  if (run.failed.length <= maxFailedRows) return undefined;
  const limit = maxFailedRows;
  return { end: "partly", reason: say("more than {limit} rows failed (apply.maxFailedRows)", { limit }) };
}

/** No later chunk touches this user, but for switching off. */
export function fail(run: Run, report: RowReport, result: RowResult = report.result): void {
  run.failed.push(report);
  run.left.set(loginKey(report.loginId), result);
}

/** One less; gives back how many are left. */
export function countDown(counts: Map<LoginKey, number>, key: LoginKey): number {
  const left = (counts.get(key) ?? 1) - 1;
  counts.set(key, left);
  return left;
}
