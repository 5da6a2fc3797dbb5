import type { RowOutcome } from "../model/connector.ts";
import type { RowReport } from "../model/journal.ts";
import type { Chunk } from "../model/plan.ts";
import { loginKey } from "../model/user.ts";
import { goalsOf } from "./rows.ts";
import type { Row, Run } from "./run.ts";

/** Rows of one chunk that go out together. */
export interface Parcel {
  readonly chunk: Chunk;
  readonly rows: readonly Row[];
  /** How often these rows were sent without an answer that says what became of them. */
  readonly doubts: number;
  /** How often they were parted from others to find out whose fault a refusal is. */
  readonly parted: number;
}

/** Users whom an earlier chunk of this run failed with are not touched again; but whoever must be off is switched off. */
export function parcelOf(run: Run, chunk: Chunk): Parcel {
  const rows = goalsOf(chunk, run.changes).map((goal, index) => ({ goal, chunk: chunk.id, row: index + 1 }));
  const going = rows.filter(({ goal }) => {
    const failed = run.left.get(loginKey(goal.loginId));
    return failed === undefined || (goal.kind === "deactivate" && (failed === "rejected" || failed === "held"));
  });
  return { chunk, rows: going, doubts: 0, parted: 0 };
}

/** A row that was sent, what the tenant said, and what it shows. */
export interface Judged {
  readonly row: Row;
  readonly outcome: RowOutcome;
  readonly report: RowReport;
}

/** Rows without an answer are sent so often at most. */
const MOST_DOUBTS = 3;
/** One culprit among a hundred rows is alone after seven halvings; a few culprits take no more than this. */
const MOST_PARTED = 12;

/** What goes out again, in this order: whoever was only held back because of others, then who is under suspicion. */
export function parcelsAfter(parcel: Parcel, judged: readonly Judged[]): readonly Parcel[] {
  return [...partedOf(parcel, judged), ...doubtfulOf(parcel, judged)];
}

function doubtfulOf(parcel: Parcel, judged: readonly Judged[]): readonly Parcel[] {
  const rows = judged.filter(({ report }) => report.result === "unknown").map(({ row }) => row);
  return rows.length === 0 || parcel.doubts === MOST_DOUBTS ? [] : [{ ...parcel, rows, doubts: parcel.doubts + 1 }];
}

function partedOf(parcel: Parcel, judged: readonly Judged[]): readonly Parcel[] {
  const held = judged.filter(({ report }) => report.result === "held");
  if (parcel.parted === MOST_PARTED) return [];
  const said = (type: RowOutcome["type"]) => held.filter(({ outcome }) => outcome.type === type).map(({ row }) => row);
  const [suspects, others] = [said("blamed"), said("held")];
  const somebodyElse = judged.some(({ report }) => report.result === "rejected");
  const groups = suspects.length > 0 || somebodyElse ? [others, suspects] : halves(others);
  return groups.filter((rows) => rows.length > 0).map((rows) => ({ ...parcel, rows, parted: parcel.parted + 1 }));
}

function halves(rows: readonly Row[]): readonly (readonly Row[])[] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(0, middle), rows.slice(middle)];
}

/** Is this the answer for a row that nobody else of the upload can be blamed for? Then the refusal is its own. */
export function isAlone(outcomes: readonly RowOutcome[]): boolean {
  return outcomes.length === 1 || outcomes.every(({ type }) => type === "blamed");
}
