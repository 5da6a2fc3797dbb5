import type { RowOutcome } from "../model/connector.ts";
import type { Ticket } from "../model/effect.ts";
import type { RowReport } from "../model/journal.ts";
import type { Instant } from "../model/ledger.ts";
import { say, type Told } from "../model/phrases.ts";
import { loginKey } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { type Doubted, look } from "./look.ts";
import { note } from "./outcome.ts";
import { isAlone, type Parcel, parcelsAfter } from "./parcel.ts";
import { hasMoved, isReached, outgoing, reportOf, type Seen } from "./rows.ts";
import { now, type Row, type Run, record, STOPPED, type Stop } from "./run.ts";

/** A parcel on its way to the tenant. */
export interface Flight {
  readonly parcel: Parcel;
  readonly ticket: Ticket;
  /** Rows that were sent, in the order of their outcomes. */
  readonly going: readonly Row[];
  /** What became of the rows that were not. */
  readonly reports: readonly RowReport[];
  readonly before: Seen;
  readonly began: Instant;
}

export interface Sending {
  /** Undefined when nothing was sent, and that is noted. */
  readonly flight?: Flight;
  readonly stop?: Stop;
  /** Nothing was sent, and nothing noted. */
  readonly unsent?: true;
}

export const UNREADABLE: Stop = { end: "unreadable", reason: say("the tenant could not be read") };

function lostLock(reason: string = say("another run took the lock over")): Stop {
  return { end: "lockLost", reason };
}

/**
 * Leave out who moved since they were read, seal, journal, look once more at who is deleted, ask for the lock, send once.
 * `began`: when they were about to be read.
 */
export function* send(run: Run, parcel: Parcel, before: Seen, began: Instant): Asking<Sending> {
  if (run.stopped) return unsentFor(STOPPED);
  const { going, reports } = parted(run, parcel, before);
  const base = { parcel, reports, before, began };
  if (going.length === 0) return yield* noteUnsent(run, base, []);
  const announced = yield* announce(run, parcel, going, before);
  if (announced !== undefined) return unsentFor(announced);
  const called = parcel.chunk.kind === "delete" ? yield* lastLook(run, going) : [];
  if (called === undefined)
    return yield* noteUnsent(run, base, going.map(undone(say("the tenant could not be read"))), UNREADABLE);
  if (called.length > 0) return yield* noteUnsent(run, base, called);
  const lock = yield* ask({ type: "checkLock" });
  if (!lock.held) return unsentFor(lostLock(lock.reason));
  if (lock.stopped) {
    run.stopped = true;
    return yield* noteUnsent(run, base, going.map(undone(say("the run was asked to stop"))), STOPPED);
  }
  run.requests += 1;
  if (parcel.doubts + parcel.parted > 0) run.retries += 1;
  const goals = going.map(({ goal }) => goal);
  const { ticket } = yield* ask({
    type: "start",
    chunk: parcel.chunk.id,
    write: outgoing(parcel.chunk, goals, before),
  });
  return { flight: { ...base, ticket, going } };
}

interface Parted {
  readonly going: readonly Row[];
  readonly reports: readonly RowReport[];
}

/** Who is not sent: users who changed since the plan, and those who were sent before and are as wanted by now. */
function parted(run: Run, { rows, doubts, parted: suspected }: Parcel, seen: Seen): Parted {
  const going: Row[] = [];
  const reports: RowReport[] = [];
  for (const row of rows) {
    const { goal } = row;
    const said = doubts > 0 ? "unknown" : "held";
    if (doubts + suspected > 0 && isReached(goal, seen)) reports.push({ ...nameOf(row), result: "done", said });
    else if (hasMoved(goal, seen, run.expected)) reports.push(movedReport(row));
    else going.push(row);
  }
  return { going, reports };
}

function nameOf({ goal: { loginId }, row, chunk }: Row): Pick<RowReport, "loginId" | "row" | "chunk"> {
  return { loginId, row, chunk };
}

function movedReport(row: Row): RowReport {
  const isThere = row.goal.kind === "create";
  const cause = isThere ? say("exists already in the tenant") : say("changed in the tenant since the plan");
  return { ...nameOf(row), result: "moved", cause };
}

function undone(cause: Told): (row: Row) => RowReport {
  return (row) => ({ ...nameOf(row), result: "undone", cause: say("not sent: {cause}", { cause }) });
}

/** Nothing leaves before the passwords are sealed and the intent is durable, with the users as they were. */
function* announce(run: Run, { chunk }: Parcel, going: readonly Row[], before: Seen): Asking<Stop | undefined> {
  const users = going.map(({ goal }) => goal.loginId);
  const seal = chunk.kind === "create" ? yield* ask({ type: "seal", chunk: chunk.id, users }) : undefined;
  if (seal !== undefined && seal.sealed === undefined) return { end: "stateFailed", reason: seal.reason };
  const sealed = seal === undefined ? {} : { sealed: seal.sealed };
  const { id, kind } = chunk;
  const images = users.flatMap((loginId) => before.get(loginKey(loginId)) ?? []);
  const intent = {
    type: "intent",
    run: run.settings.run,
    chunk: id,
    kind,
    users,
    ...rowsOf(going),
    ...sealed,
  } as const;
  return yield* record({ ...intent, at: yield* now() }, { before: images });
}

function rowsOf(going: readonly Row[]): { readonly rows?: readonly number[] } {
  const rows = going.map(({ row }) => row);
  return rows.every((row, index) => row === index + 1) ? {} : { rows };
}

/** A delete is for good: if anybody of the chunk differs at the last moment, nobody of it is deleted. */
function* lastLook(run: Run, going: readonly Row[]): Asking<readonly RowReport[] | undefined> {
  const seen = yield* look(run, going);
  if (seen === undefined) return undefined;
  const moved = going.filter(({ goal }) => hasMoved(goal, seen, run.expected));
  if (moved.length === 0) return [];
  const calledOff = undone(say("another delete of the same chunk was called off"));
  return going.map((row) => (moved.includes(row) ? movedReport(row) : calledOff(row)));
}

/** Notes what became of rows that were not sent. */
function* noteUnsent(
  run: Run,
  { parcel, reports, before, began }: Omit<Flight, "ticket" | "going">,
  more: readonly RowReport[],
  end?: Stop,
): Asking<Sending> {
  const all = [...reports, ...more];
  if (all.length === 0) return {};
  const stop = yield* note(run, { parcel, reports: all, again: [], seen: before, began });
  const reason = stop ?? end;
  return reason === undefined ? {} : { stop: reason };
}

function unsentFor(stop: Stop): Sending {
  return { stop, unsent: true };
}

export interface Concluded {
  readonly stop?: Stop;
  /** Rows that go out once more. */
  readonly again: readonly Parcel[];
}

/** A parcel whose answer is there, or will not come. */
export interface Landed {
  readonly flight: Flight;
  /** One for each of the rows that were sent, in the same order. */
  readonly answers: readonly RowOutcome[];
}

export function landed(flight: Flight, outcomes: readonly RowOutcome[]): Landed {
  return { flight, answers: flight.going.map((_, index) => outcomes[index] ?? NO_ANSWER) };
}

/** Judge by what the tenant shows after the answer, journal, remember. */
export function* conclude(
  run: Run,
  { flight: { parcel, going, reports, began }, answers }: Landed,
  { seen, settled }: Doubted,
  isLast: boolean,
): Asking<Concluded> {
  const alone = isAlone(answers);
  const judged = going.map((row, index) => {
    const outcome = answers[index] ?? NO_ANSWER;
    if (outcome.type === "unknown" && !settled) return { row, outcome, report: inDoubt(run, row, openReport(row)) };
    return { row, outcome, report: inDoubt(run, row, reportOf(row, outcome, seen, alone)) };
  });
  const ending = isLast || run.stopped || seen === undefined;
  const again = ending ? [] : parcelsAfter(parcel, judged);
  const all = [...reports, ...judged.map(({ report }) => report)];
  const stop = yield* note(run, { parcel, reports: all, again, seen: seen ?? new Map(), began });
  if (stop !== undefined) return { stop, again: [] };
  return seen === undefined ? { stop: UNREADABLE, again } : { again };
}

const NO_ANSWER: RowOutcome = { type: "unknown", reason: say("no answer") };

/** The next run waits and finds out. */
function openReport(row: Row): RowReport {
  const cause = say("sent, and stopped before its time was over");
  return { ...nameOf(row), said: "unknown", result: "unknown", cause };
}

/** A create that was refused after one whose answer was lost may be refused because of that one. */
function inDoubt(run: Run, { goal }: Row, report: RowReport): RowReport {
  if (goal.kind !== "create") return report;
  const key = loginKey(goal.loginId);
  if (report.result === "unknown") run.doubtful.add(key);
  const refused = report.result === "rejected" || report.result === "held";
  if (!refused || !run.doubtful.has(key)) return report;
  const cause = say("sent before without an answer, and not listed yet ({cause})", { cause: report.cause ?? "" });
  return { ...report, result: "pending", cause };
}
