import type { RunSummary } from "../model/journal.ts";
import type { ApprovedPlan } from "../model/plan.ts";
import type { LoginId } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { lookAt } from "./look.ts";
import { learnedAtOnce, partingOf } from "./remember.ts";
import { type ApplyResult, type ApplySettings, begin, chunksOf, now, type Run, record, type Stop } from "./run.ts";
import { carryOutStep } from "./step.ts";

/** Carries an approved plan out, under a lock that is held: each chunk announced, sent once, read back, noted; deletes last. */
export function* carryOutPlan(plan: ApprovedPlan, settings: ApplySettings): Asking<ApplyResult> {
  const run = begin(plan, settings);
  const began = yield* now();
  const stop = yield* carryOut(run);
  const closed = stop?.end === "lockLost" ? { stop, summary: summaryOf(run, 0) } : yield* close(run, stop, began);
  const reason = closed.stop === undefined ? {} : { reason: closed.stop.reason };
  return { end: endOf(run, closed.stop), summary: closed.summary, ...reason };
}

interface Closed {
  readonly stop: Stop | undefined;
  readonly summary: RunSummary;
}

/** Counts the users and writes the last line; whoever lost the lock may do neither. */
function* close(run: Run, stop: Stop | undefined, began: string): Asking<Closed> {
  const users = run.stopped ? undefined : yield* countUsers();
  // For the next run, which compares: a tenant that lost many users is a short answer.
  const ledger = users === undefined ? {} : { ledger: { put: [], drop: [], usersCounted: users } };
  const at = yield* now();
  const summary = summaryOf(run, Date.parse(at) - Date.parse(began), users);
  const line = { type: "ended", run: run.settings.run, at, end: endOf(run, stop), summary } as const;
  const unwritten = yield* record(line, ledger);
  return { stop: stop ?? unwritten, summary };
}

function* countUsers(): Asking<number | undefined> {
  const { users } = yield* ask({ type: "count" });
  return users;
}

function endOf(run: Run, stop: Stop | undefined): Stop["end"] | "done" {
  return stop?.end ?? (run.failed.length + run.notDone > 0 ? "partly" : "done");
}

function* carryOut(run: Run): Asking<Stop | undefined> {
  const { plan } = run;
  const stop = yield* recordStart(run);
  if (stop !== undefined) return leaving(run, [], 0, stop);
  for (const [index, step] of plan.steps.entries()) {
    const { end, rest } = yield* carryOutStep(run, step);
    if (end !== undefined) return leaving(run, rest, index + 1, end);
  }
  return undefined;
}

function* recordStart(own: Run): Asking<Stop | undefined> {
  const { plan, settings } = own;
  const { run, by, commit } = settings;
  const parting = partingOf(own);
  const shown = parting.length === 0 ? undefined : yield* lookAt(own, parting);
  const at = yield* now();
  const { tenant, hash: planHash, only, due, allowed } = plan;
  const line = {
    type: "started",
    run,
    at,
    tenant,
    planHash,
    chunks: chunksOf(plan).length,
    by,
    ...(commit === undefined ? {} : { commit }),
    ...(only === undefined ? {} : { only }),
    ...(due === undefined ? {} : { due }),
    allowed,
    ...releasedBy(plan),
  } as const;
  return yield* record(line, learnedAtOnce(own, at, parting, shown));
}

function releasedBy({ changes }: ApprovedPlan): { readonly released?: readonly LoginId[] } {
  const released = changes.filter(({ kind }) => kind === "release").map(({ loginId }) => loginId);
  return released.length === 0 ? {} : { released };
}

/** Counts whom a stop leaves undone: of its own step, and of the steps from `next` on. */
function leaving(run: Run, rest: readonly LoginId[], next: number, stop: Stop): Stop {
  const later = run.plan.steps.slice(next).flatMap(({ chunks }) => chunks.flatMap(({ users }) => users));
  run.notDone += new Set([...rest, ...later]).size;
  return stop;
}

function summaryOf(run: Run, milliseconds: number, usersCounted?: number): RunSummary {
  const { done, failed, notDone, requests, retries } = run;
  const counted = usersCounted === undefined ? {} : { usersCounted };
  return { done, failed, notDone, ...counted, requests, retries, milliseconds };
}
