import type { RunSummary } from "../model/journal.ts";
import type { ApprovedPlan, Chunk, Step, StepReason } from "../model/plan.ts";
import { loginKey } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { carryOutChunk, waitUntilListed } from "./chunk.ts";
import { arranged } from "./new-numbers.ts";
import {
  type ApplyResult,
  type ApplySettings,
  begin,
  chunksOf,
  now,
  type Run,
  record,
  remember,
  type Stop,
} from "./run.ts";

/**
 * Carries an approved plan out: lock, then for each chunk journal, send once, read back, journal; deletes last.
 * Yields what it wants done and is handed results; it touches nothing itself.
 */
export function* applyPlan(plan: ApprovedPlan, settings: ApplySettings): Asking<ApplyResult> {
  const lock = yield* ask({ type: "lock", run: settings.run });
  if (!lock.held) return { end: "lockHeld", by: lock.by };
  const run = begin(plan, settings);
  const stop = yield* carryOut(run);
  const closed = stop?.end === "lockLost" ? { stop } : yield* close(run, stop);
  yield* ask({ type: "release" });
  const end = endOf(run, closed.stop);
  return {
    end,
    summary: summaryOf(run, closed.users),
    ...(closed.stop === undefined ? {} : { reason: closed.stop.reason }),
  };
}

interface Closed {
  readonly stop?: Stop;
  readonly users?: number;
}

/** Counts the users and writes the last line; whoever lost the lock may do neither. */
function* close(run: Run, stop: Stop | undefined): Asking<Closed> {
  const { snapshot } = yield* ask({ type: "read", users: "all" });
  const users = snapshot?.complete === true ? snapshot.users.length : undefined;
  // For the next run, which compares: a tenant that lost many users is a short answer.
  const counted =
    users === undefined ? undefined : yield* ask({ type: "ledger", put: [], drop: [], usersCounted: users });
  const uncounted: Stop | undefined =
    counted?.durable === false ? { end: "stateFailed", reason: counted.reason } : undefined;
  const end = endOf(run, stop ?? uncounted);
  const line = { type: "ended", run: run.settings.run, at: yield* now(), end, summary: summaryOf(run, users) } as const;
  const unwritten = yield* record(line);
  return { stop: stop ?? uncounted ?? unwritten, users };
}

function endOf(run: Run, stop: Stop | undefined): Stop["end"] | "done" {
  return stop?.end ?? (run.failed.length > 0 ? "partly" : "done");
}

function* carryOut(run: Run): Asking<Stop | undefined> {
  const { plan, settings } = run;
  const chunks = chunksOf(plan);
  const started = { type: "started", run: settings.run, tenant: plan.tenant, planHash: plan.hash } as const;
  const written = yield* record({ ...started, at: yield* now(), chunks: chunks.length });
  const stop = written ?? (yield* rememberUntouched(run));
  if (stop !== undefined) return leaving(run, chunks, stop);
  for (const [index, step] of plan.steps.entries()) {
    const { end, rest } = yield* carryOutStep(run, step);
    const later = plan.steps.slice(index + 1).flatMap((one) => one.chunks);
    if (end !== undefined) return leaving(run, [...rest, ...later], end);
  }
  return undefined;
}

interface StepEnd {
  readonly end?: Stop;
  /** Chunks of the step that were not begun. */
  readonly rest: readonly Chunk[];
}

function* carryOutStep(run: Run, step: Step): Asking<StepEnd> {
  const reason = run.failed.length > 0 ? AFTER_SUCCESS[step.why] : undefined;
  if (reason !== undefined) return { end: { end: "partly", reason }, rest: step.chunks };
  const waited = step.kind === "wait" ? yield* waitUntilListed(run) : undefined;
  if (waited !== undefined) return { end: waited, rest: step.chunks };
  const chunks = arranged(step, run);
  for (const [index, chunk] of chunks.entries()) {
    const end = yield* carryOutChunk(run, chunk);
    if (end !== undefined) return { end, rest: chunks.slice(index + 1) };
  }
  return { rest: [] };
}

const DELETES_WAIT = "deletes wait until everything before them succeeded";

/** Steps that are not begun once anything failed. */
const AFTER_SUCCESS: { readonly [Why in StepReason]?: string } = {
  deleteFirst: DELETES_WAIT,
  handOver: "admins stay until everything before them succeeded, their successors too",
  deleteLast: DELETES_WAIT,
};

/** Counts whom a stop leaves undone. */
function leaving(run: Run, rest: readonly Chunk[], stop: Stop): Stop {
  run.notDone += new Set(rest.flatMap(({ users }) => users)).size;
  return stop;
}

/** Users who need no write enter or leave the ledger at once. */
function* rememberUntouched(run: Run): Asking<Stop | undefined> {
  const put = run.plan.remember.filter(({ loginId }) => !run.open.has(loginKey(loginId)));
  const drop = run.plan.forget.filter((loginId) => !run.open.has(loginKey(loginId)));
  return yield* remember(put, drop);
}

function summaryOf({ done, failed, notDone }: Run, usersCounted: number | undefined): RunSummary {
  return { done, failed, notDone, ...(usersCounted === undefined ? {} : { usersCounted }) };
}
