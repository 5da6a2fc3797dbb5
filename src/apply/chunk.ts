import { fingerprint } from "../model/canonical.ts";
import type { RowOutcome } from "../model/connector.ts";
import { VALUE_KEYS } from "../model/fields.ts";
import type { RowReport, RowResult } from "../model/journal.ts";
import type { Chunk, PlannedEntry } from "../model/plan.ts";
import { type LoginId, type LoginKey, loginKey } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { type Goal, goalsOf, hasMoved, isReached, outgoing, reportOf, type Seen, seenOf } from "./rows.ts";
import { type Awaited, now, type Run, record, remember, type Stop } from "./run.ts";

interface Row {
  readonly goal: Goal;
  /** In the chunk as planned, counted from 1. */
  readonly row: number;
}

/** A chunk is sent again without its rejected rows at most so often. */
const MOST_ROUNDS = 4;

/** Carries a chunk out; rows that were only held back because of others go again without those. */
export function* carryOutChunk(run: Run, chunk: Chunk): Asking<Stop | undefined> {
  let rows = rowsOf(run, chunk);
  for (let round = 1; rows.length > 0; round += 1) {
    const sent: Sent = yield* carryOutRows(run, chunk, rows, round < MOST_ROUNDS);
    if (sent.stop !== undefined) return sent.stop;
    rows = sent.again;
  }
  return undefined;
}

interface Sent {
  readonly stop?: Stop;
  readonly again: readonly Row[];
}

/** Read, leave out who moved, journal, send once, read back, journal, remember. */
function* carryOutRows(run: Run, chunk: Chunk, rows: readonly Row[], mayRepeat: boolean): Asking<Sent> {
  const began = yield* now();
  const before = yield* read(rows);
  if (before === undefined) return ended(UNREADABLE);
  const moved = rows.filter(({ goal }) => hasMoved(goal, before, run.expected));
  const going = rows.filter((row) => !moved.includes(row));
  const outcomes = going.length === 0 ? [] : yield* send(run, chunk, going, before);
  if ("end" in outcomes) return ended(outcomes);
  const after = yield* readBack(run, chunk, going, outcomes);
  if (after === undefined) return ended(UNREADABLE);
  const reports = [
    ...moved.map(({ goal, row }) => movedReport(goal, row)),
    ...going.map(({ goal, row }, index) => reportOf(goal, row, outcomes[index], after)),
  ].sort((a, b) => a.row - b.row);
  const blamed = reports.some(({ result }) => result === "rejected");
  const again = mayRepeat && blamed ? rows.filter((_, index) => reports[index]?.result === "held") : [];
  return { stop: yield* settle(run, chunk, rows, reports, again, after, began), again };
}

function ended(stop: Stop): Sent {
  return { stop, again: [] };
}

const STOPPED: Stop = { end: "stopped", reason: "the run was asked to stop" };
const UNREADABLE: Stop = { end: "unreadable", reason: "the tenant could not be read" };

/** Users whom an earlier chunk of this run failed with are not touched again; but whoever must be off is switched off. */
function rowsOf(run: Run, chunk: Chunk): readonly Row[] {
  const goals = goalsOf(chunk, run.changes);
  const rows = goals.map((goal, index) => ({ goal, row: index + 1 }));
  return rows.filter(({ goal }) => {
    const failed = run.left.get(loginKey(goal.loginId));
    return failed === undefined || (goal.kind === "deactivate" && (failed === "rejected" || failed === "held"));
  });
}

function* read(rows: readonly Row[]): Asking<Seen | undefined> {
  const { snapshot } = yield* ask({ type: "read", users: rows.map(({ goal }) => goal.loginId) });
  return snapshot === undefined ? undefined : seenOf(snapshot.users);
}

function* send(run: Run, chunk: Chunk, going: readonly Row[], before: Seen): Asking<readonly RowOutcome[] | Stop> {
  const users = going.map(({ goal }) => goal.loginId);
  const seal = chunk.kind === "create" ? yield* ask({ type: "seal", chunk: chunk.id, users }) : undefined;
  if (seal !== undefined && seal.sealed === undefined) return { end: "stopped", reason: seal.reason };
  const sealed = seal === undefined ? {} : { sealed: seal.sealed };
  const intent = {
    type: "intent",
    run: run.settings.run,
    chunk: chunk.id,
    kind: chunk.kind,
    users,
    ...sealed,
  } as const;
  const stop = yield* record({ ...intent, at: yield* now() });
  if (stop !== undefined) return stop;
  if (!(yield* ask({ type: "checkLock" })).held) return { end: "lockLost", reason: "another run took the lock over" };
  const write = outgoing(
    chunk,
    going.map(({ goal }) => goal),
    before,
  );
  yield* ask({ type: "start", chunk: chunk.id, write });
  return (yield* ask({ type: "next" })).outcomes;
}

/** Reads until everything accepted shows; new users have a step of their own to wait in. */
function* readBack(
  run: Run,
  chunk: Chunk,
  going: readonly Row[],
  outcomes: readonly RowOutcome[],
): Asking<Seen | undefined> {
  const accepted = going.filter((_, index) => outcomes[index]?.type === "accepted");
  const patience = chunk.kind === "create" ? 0 : run.settings.waitForCreate;
  const wanted = new Set(accepted.map(({ goal }) => goal));
  return yield* readUntil(run, going, (goal, seen) => !wanted.has(goal) || isReached(goal, seen), patience);
}

/** Reads `rows` until all of them are as wanted, or patience ends, in milliseconds. */
function* readUntil(
  run: Run,
  rows: readonly Row[],
  isWanted: (goal: Goal, seen: Seen) => boolean,
  patience: number,
): Asking<Seen | undefined> {
  let seen = yield* read(rows);
  for (let waited = 0; seen !== undefined && waited < patience; waited += run.settings.pollEvery) {
    const shown = seen;
    if (rows.every(({ goal }) => isWanted(goal, shown))) return shown;
    const { stopped } = yield* ask({ type: "wait", milliseconds: run.settings.pollEvery });
    if (stopped) {
      run.stopped = true;
      return shown;
    }
    seen = yield* read(rows);
  }
  return seen;
}

function movedReport({ loginId, kind }: Goal, row: number): RowReport {
  const cause = kind === "create" ? "exists already in the tenant" : "changed in the tenant since the plan";
  return { loginId, row, result: "moved", cause };
}

/** Notes what came of a chunk: in the journal, in the ledger, and for the chunks to come. */
function* settle(
  run: Run,
  chunk: Chunk,
  rows: readonly Row[],
  reports: readonly RowReport[],
  again: readonly Row[],
  after: Seen,
  began: string,
): Asking<Stop | undefined> {
  const at = yield* now();
  const milliseconds = Date.parse(at) - Date.parse(began);
  const outcome = { type: "outcome", run: run.settings.run, chunk: chunk.id, kind: chunk.kind, rows: reports } as const;
  const stop = yield* record({ ...outcome, at, milliseconds });
  if (stop !== undefined) return stop;
  for (const [key, user] of after) run.expected.set(key, fingerprint(user));
  const failedBefore = run.failed.length;
  const counted = rows.map((row, index) => ({ row, report: reports[index] })).filter(({ row }) => !again.includes(row));
  const finished = counted.filter(({ row, report }) => count(run, chunk, row.goal, report)).map(({ row }) => row);
  noteCreated(run, finished, after);
  return (yield* rememberFinished(run, finished, after)) ?? budget(run, failedBefore);
}

/** The tenant gave them a number of its own, which decides the order of the rows that give them theirs. */
function noteCreated(run: Run, rows: readonly Row[], after: Seen): void {
  for (const { goal } of rows) {
    const user = goal.kind === "create" ? after.get(loginKey(goal.loginId)) : undefined;
    if (user !== undefined) run.created.set(loginKey(goal.loginId), user);
  }
}

/** Counts a report; true when the user is as this chunk wanted. */
function count(run: Run, chunk: Chunk, goal: Goal, report: RowReport | undefined): boolean {
  if (report === undefined) return false;
  if (report.result === "done") {
    if (finishes(run, goal)) run.done[goal.kind] += 1;
    return true;
  }
  if (goal.kind === "create" && report.result === "pending") {
    run.awaited.push({ chunk: chunk.id, goal, row: report.row });
    return false;
  }
  // Nobody can be switched off who was not created.
  fail(run, report, goal.kind === "create" ? "unknown" : report.result);
  return false;
}

/** An update may take several rows, and completing a new user is no change of its own. */
function finishes(run: Run, { loginId, kind }: Goal): boolean {
  const key = loginKey(loginId);
  if (kind === "update" && countDown(run.openUpdates, key) > 0) return false;
  return run.changes.get(key)?.some((change) => change.kind === kind) === true;
}

function countDown(counts: Map<LoginKey, number>, key: LoginKey): number {
  const left = (counts.get(key) ?? 1) - 1;
  counts.set(key, left);
  return left;
}

function fail(run: Run, report: RowReport, result: RowResult): void {
  run.failed.push(report);
  run.left.set(loginKey(report.loginId), result);
}

/**
 * The ledger learns of a user when the last chunk that names the user is done; of a new user at once, so that an account
 * that exists is never a stranger.
 */
function* rememberFinished(run: Run, finished: readonly Row[], after: Seen): Asking<Stop | undefined> {
  const complete: LoginId[] = [];
  const begun: LoginId[] = [];
  for (const { goal } of finished) {
    if (isLast(run, goal.loginId)) complete.push(goal.loginId);
    else if (goal.kind === "create") begun.push(goal.loginId);
  }
  const put = [
    ...complete.flatMap((loginId) => entryOf(run, loginId, after)),
    ...begun.flatMap((loginId) => entryOf(run, loginId, after).map((entry) => onlyShown(entry, after))),
  ];
  const drop = complete.filter((loginId) => run.forget.has(loginKey(loginId)));
  return yield* remember(put, drop);
}

/** Without what a later chunk has still to do. */
function onlyShown(entry: PlannedEntry, after: Seen): PlannedEntry {
  const { state: _, inactiveSince: __, ...rest } = entry;
  const actual = after.get(loginKey(entry.loginId))?.values ?? {};
  const shown = VALUE_KEYS.filter((key) => entry.values[key] !== undefined && actual[key] === entry.values[key]);
  return { ...rest, values: Object.fromEntries(shown.map((key) => [key, entry.values[key]])) };
}

function isLast(run: Run, loginId: LoginId): boolean {
  return countDown(run.open, loginKey(loginId)) === 0;
}

/** With the id that the tenant gave a new user. */
function entryOf(run: Run, loginId: LoginId, after: Seen): readonly PlannedEntry[] {
  const entry = run.entries.get(loginKey(loginId));
  const id = after.get(loginKey(loginId))?.id;
  if (entry === undefined) return [];
  return [id === undefined ? entry : { ...entry, id }];
}

function budget(run: Run, failedBefore: number): Stop | undefined {
  const { stopOnFirstFailedChunk, maxFailedRows } = run.settings;
  if (run.stopped) return STOPPED;
  if (stopOnFirstFailedChunk && run.failed.length > failedBefore) {
    return { end: "partly", reason: "stopped after the failed chunk (apply.stopOnFirstFailedChunk)" };
  }
  if (run.failed.length <= maxFailedRows) return undefined;
  return { end: "partly", reason: `more than ${maxFailedRows} rows failed (apply.maxFailedRows)` };
}

/** New users are listed a while after they were accepted; nothing else may be done with them before. */
export function* waitUntilListed(run: Run): Asking<Stop | undefined> {
  const awaited = run.awaited.splice(0);
  if (awaited.length === 0) return undefined;
  const began = yield* now();
  const after = yield* readUntil(run, awaited, isListed, run.settings.waitForCreate);
  if (after === undefined) return UNREADABLE;
  for (const [key, user] of after) run.expected.set(key, fingerprint(user));
  const reports = new Map(awaited.map((one) => [one, listedReport(one, after)]));
  const unwritten = yield* recordListed(run, reports, began);
  if (unwritten !== undefined) return unwritten;
  const failedBefore = run.failed.length;
  for (const report of reports.values()) {
    if (report.result === "done") run.done.create += 1;
    else fail(run, report, report.result);
  }
  const listed = awaited.filter(({ goal }) => isListed(goal, after));
  noteCreated(run, listed, after);
  const differing = listed.filter((one) => reports.get(one)?.result !== "done");
  const stop = yield* rememberFinished(
    run,
    listed.filter((one) => !differing.includes(one)),
    after,
  );
  // An account that exists is never a stranger, whatever the tenant made of its values.
  const known = differing.flatMap(({ goal }) =>
    entryOf(run, goal.loginId, after).map((entry) => onlyShown(entry, after)),
  );
  return stop ?? (yield* remember(known, [])) ?? budget(run, failedBefore);
}

function isListed({ loginId }: Goal, seen: Seen): boolean {
  return seen.has(loginKey(loginId));
}

function listedReport({ goal, row }: Awaited, after: Seen): RowReport {
  const { loginId } = goal;
  if (isReached(goal, after)) return { loginId, row, result: "done" };
  if (!isListed(goal, after)) return { loginId, row, result: "pending", cause: "created, and not listed yet" };
  return { loginId, row, result: "rejected", cause: "created, and shown with other values than were sent" };
}

/** Without this nobody would know later when these users came. */
function* recordListed(run: Run, reports: ReadonlyMap<Awaited, RowReport>, began: string): Asking<Stop | undefined> {
  const at = yield* now();
  const milliseconds = Date.parse(at) - Date.parse(began);
  for (const [chunk, own] of Map.groupBy(reports, ([{ chunk }]) => chunk)) {
    const rows = own.map(([, report]) => report);
    const outcome = { type: "outcome", run: run.settings.run, chunk, kind: "create", rows } as const;
    const stop = yield* record({ ...outcome, at, milliseconds });
    if (stop !== undefined) return stop;
  }
  return undefined;
}
