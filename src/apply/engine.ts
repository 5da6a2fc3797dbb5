import type { RunSummary } from "../model/journal.ts";
import type { ApprovedPlan, Chunk } from "../model/plan.ts";
import { loginKey } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { carryOutChunk, waitUntilListed } from "./chunk.ts";
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
  let begun = 0;
  for (const step of plan.steps) {
    const waited = step.kind === "wait" ? yield* waitUntilListed(run) : undefined;
    if (waited !== undefined) return leaving(run, chunks.slice(begun), waited);
    if (step.kind === "delete" && run.failed.length > 0) {
      return leaving(run, chunks.slice(begun), {
        end: "partly",
        reason: "deletes wait until everything before them succeeded",
      });
    }
    for (const chunk of step.chunks) {
      const end = yield* carryOutChunk(run, chunk);
      begun += 1;
      if (end !== undefined) return leaving(run, chunks.slice(begun), end);
    }
  }
  return undefined;
}

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
