import { fingerprint } from "../model/canonical.ts";
import type { RowReport } from "../model/journal.ts";
import type { Instant } from "../model/ledger.ts";
import { loginKey } from "../model/user.ts";
import type { Asking } from "./ask.ts";
import type { Parcel } from "./parcel.ts";
import { learned } from "./remember.ts";
import type { Goal, Seen } from "./rows.ts";
import { budget, countDown, fail, now, type Row, type Run, record, type Stop } from "./run.ts";

/** What came of the rows of a parcel. */
export interface Noted {
  readonly parcel: Parcel;
  readonly reports: readonly RowReport[];
  /** Of these the last word is not spoken. */
  readonly again: readonly Parcel[];
  readonly seen: Seen;
  readonly began: Instant;
}

/** Notes it for the chunks to come, in the journal, and with that in the ledger. */
export function* note(run: Run, { parcel, reports, again, seen, began }: Noted): Asking<Stop | undefined> {
  const at = yield* now();
  const { id: chunk, kind } = parcel.chunk;
  const rows = [...reports].sort((a, b) => a.row - b.row);
  const milliseconds = Date.parse(at) - Date.parse(began);
  const failedBefore = run.failed.length;
  const repeated = new Set(again.flatMap((other) => other.rows));
  const byRow = new Map(rows.map((report) => [report.row, report]));
  const settled = parcel.rows.filter((row) => !repeated.has(row));
  const finished = settled.filter((row) => count(run, row, byRow.get(row.row)));
  expectAsShown(run, finished, seen);
  const outcome = { type: "outcome", run: run.settings.run, chunk, kind, rows, at, milliseconds } as const;
  const stop = yield* record(outcome, learned(run, finished, [], seen, at));
  return stop ?? budget(run, failedBefore);
}

/** What this run left behind is what a later chunk must find. */
export function expectAsShown(run: Run, rows: readonly Row[], seen: Seen): void {
  for (const { goal } of rows) {
    const key = loginKey(goal.loginId);
    const user = seen.get(key);
    if (user === undefined) continue;
    run.expected.set(key, fingerprint(user));
    run.touched.add(key);
    // The tenant gave them a number of its own, which decides the order of the rows that give them theirs.
    if (goal.kind === "create") run.created.set(key, user);
  }
}

/** Counts a report; true when the user is as this chunk wanted. */
function count(run: Run, row: Row, report: RowReport | undefined): boolean {
  if (report === undefined) return false;
  const { goal } = row;
  if (report.result === "done") {
    if (finishes(run, goal)) run.done[goal.kind] += 1;
    return true;
  }
  if (goal.kind === "create" && report.result === "pending") {
    run.awaited.push(row);
    return false;
  }
  if (report.result === "undone") {
    run.notDone += 1;
    return false;
  }
  if (goal.kind === "create" && report.said !== undefined) run.refused.push(row);
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
