import type { RowReport } from "../model/journal.ts";
import type { Instant } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import { loginKey } from "../model/user.ts";
import type { Asking } from "./ask.ts";
import { isSame, lookUntil } from "./look.ts";
import { expectAsShown } from "./outcome.ts";
import { learned } from "./remember.ts";
import { isReached, type Seen } from "./rows.ts";
import { budget, fail, now, type Row, type Run, record, type Stop } from "./run.ts";

/** New users are listed a while after they were accepted; nothing else may be done with them before. */
export function* waitUntilListed(run: Run): Asking<Stop | undefined> {
  const awaited = run.awaited.splice(0);
  const refused = run.refused.splice(0);
  if (awaited.length + refused.length === 0) return undefined;
  const began = yield* now();
  const after = yield* lookForNew(run, awaited, refused);
  if (after === undefined) return { end: "unreadable", reason: say("the tenant could not be read") };
  const found = refused.filter((row) => isListed(row, after));
  const rest = refused.filter((row) => !found.includes(row));
  // Who asks for an end does not let anybody wait: the next run looks for them.
  const absent = run.stopped ? [] : rest.map(refusedReport);
  const reports = new Map([
    ...awaited.map((row) => [row, listedReport(row, after)] as const),
    ...found.map((row) => [row, foundReport(row, after)] as const),
  ]);
  const failedBefore = run.failed.length;
  for (const row of found) forgive(run, row);
  for (const report of reports.values()) {
    if (report.result === "done") run.done.create += 1;
    else fail(run, report);
  }
  const listed = [...reports.keys()].filter((row) => isListed(row, after));
  expectAsShown(run, listed, after);
  const isDone = (row: Row) => reports.get(row)?.result === "done";
  const finished = listed.filter(isDone);
  // An account that exists is never a stranger, whatever the tenant made of its values.
  const differing = awaited.filter((row) => isListed(row, after) && !isDone(row));
  const stop = yield* recordListed(run, {
    reports: [...reports.values(), ...absent],
    finished,
    differing,
    after,
    began,
  });
  return stop ?? budget(run, failedBefore);
}

/** Who was accepted is waited for; who was refused gets the time that anything gets which takes effect late. */
function* lookForNew(run: Run, awaited: readonly Row[], refused: readonly Row[]): Asking<Seen | undefined> {
  const rows = [...awaited, ...refused];
  let before: Seen | undefined;
  const areListed = (seen: Seen) => {
    const last = before;
    before = seen;
    return awaited.every((row) => isSettled(row, seen, last));
  };
  const after = yield* lookUntil(run, rows, areListed, awaited.length === 0 ? 0 : run.settings.waitForCreate);
  const isClear = after === undefined || refused.every(({ goal }) => isReached(goal, after));
  return isClear
    ? after
    : yield* lookUntil(run, rows, (seen) => refused.every((row) => isListed(row, seen)), run.settings.settle);
}

/** Who shows with other values than were sent may be somebody who had the Login ID before, in an older answer. */
function isSettled(row: Row, seen: Seen, last: Seen | undefined): boolean {
  if (isReached(row.goal, seen)) return true;
  return isListed(row, seen) && last !== undefined && isSame([row], last, seen);
}

/** The user is there, so the refusal was the answer to the same create coming twice, or to somebody at the console. */
function forgive(run: Run, { goal, chunk, row }: Row): void {
  const at = run.failed.findIndex((report) => report.chunk === chunk && report.row === row);
  if (at >= 0) run.failed.splice(at, 1);
  run.left.delete(loginKey(goal.loginId));
}

function isListed({ goal }: Row, seen: Seen): boolean {
  return seen.has(loginKey(goal.loginId));
}

function listedReport(own: Row, after: Seen): RowReport {
  const { goal, row, chunk } = own;
  const base = { loginId: goal.loginId, row, chunk };
  if (isReached(goal, after)) return { ...base, result: "done" };
  if (!isListed(own, after)) return { ...base, result: "pending", cause: say("created, and not listed yet") };
  return { ...base, result: "rejected", cause: say("created, and shown with other values than were sent") };
}

/** Whose user is there although the tenant refused to make them. */
function foundReport({ goal, row, chunk }: Row, after: Seen): RowReport {
  const base = { loginId: goal.loginId, row, chunk };
  if (isReached(goal, after)) return { ...base, result: "done" };
  return { ...base, result: "moved", cause: say("refused, and there with other values than were sent") };
}

function refusedReport({ goal: { loginId }, row, chunk }: Row): RowReport {
  return { loginId, row, chunk, result: "rejected", cause: say("refused, and not there afterwards") };
}

interface Listed {
  readonly reports: readonly RowReport[];
  readonly finished: readonly Row[];
  readonly differing: readonly Row[];
  readonly after: Seen;
  readonly began: Instant;
}

/** Without this nobody would know later when these users came. */
function* recordListed(run: Run, { reports, finished, differing, after, began }: Listed): Asking<Stop | undefined> {
  const at = yield* now();
  const milliseconds = Date.parse(at) - Date.parse(began);
  for (const [chunk, rows] of Map.groupBy(reports, (report) => report.chunk)) {
    const outcome = { type: "outcome", run: run.settings.run, chunk, kind: "create", rows } as const;
    const own = (row: Row) => row.chunk === chunk;
    const attached = learned(run, finished.filter(own), differing.filter(own), after, at);
    const stop = yield* record({ ...outcome, at, milliseconds }, attached);
    if (stop !== undefined) return stop;
  }
  return undefined;
}
