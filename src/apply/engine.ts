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
  const end = stop?.end ?? (run.failed.length > 0 ? "partly" : "done");
  const summary = summaryOf(run, yield* countUsers());
  yield* record({ type: "ended", run: settings.run, at: yield* now(), end, summary });
  yield* ask({ type: "release" });
  return { end, summary, ...(stop === undefined ? {} : { reason: stop.reason }) };
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

/** For the next run, which compares: a tenant that lost many users is a short answer. */
function* countUsers(): Asking<number | undefined> {
  const { snapshot } = yield* ask({ type: "read", users: "all" });
  if (snapshot === undefined || !snapshot.complete) return undefined;
  yield* ask({ type: "ledger", put: [], drop: [], usersCounted: snapshot.users.length });
  return snapshot.users.length;
}

function summaryOf({ done, failed, notDone }: Run, usersCounted: number | undefined): RunSummary {
  return { done, failed, notDone, ...(usersCounted === undefined ? {} : { usersCounted }) };
}
