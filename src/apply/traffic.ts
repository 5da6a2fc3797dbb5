import type { Ticket } from "../model/effect.ts";
import type { Chunk } from "../model/plan.ts";
import { type LoginId, loginKey } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { conclude, type Flight, type Landed, landed, send, UNREADABLE } from "./chunk.ts";
import { type Doubted, look, lookAfterDoubt, lookOn } from "./look.ts";
import { type Parcel, parcelOf } from "./parcel.ts";
import { hasMoved, isReached, type Seen } from "./rows.ts";
import { now, type Row, type Run, STOPPED, type Stop } from "./run.ts";

/** What is still to be sent, what is on its way, and what has arrived and is not judged yet. */
interface Traffic {
  readonly waiting: Chunk[];
  readonly again: Parcel[];
  readonly flying: Map<Ticket, Flight>;
  readonly landed: Landed[];
  stop: Stop | undefined;
}

export interface TrafficEnd {
  readonly stop?: Stop;
  /** Users whose rows were not sent. */
  readonly rest: readonly LoginId[];
}

/**
 * At most so many parcels are on their way. Whatever has arrived is judged, and one look at the tenant serves it and those
 * that go next, so that nobody waits for a trip of somebody else. After a stop nothing more is sent, and what is
 * on its way is waited for.
 */
export function* sendAll(run: Run, chunks: readonly Chunk[], most: number): Asking<TrafficEnd> {
  const traffic: Traffic = { waiting: [...chunks], again: [], flying: new Map(), landed: [], stop: undefined };
  do {
    yield* turn(run, traffic, nextOf(run, traffic, most));
    if (traffic.flying.size > 0) yield* land(traffic);
  } while (traffic.landed.length > 0 || hasMore(traffic));
  if (traffic.stop === undefined) return { rest: [] };
  const waiting = traffic.waiting.flatMap(({ users }) => users);
  return { stop: traffic.stop, rest: [...rowsOf(traffic.again).map(({ goal }) => goal.loginId), ...waiting] };
}

function hasMore({ stop, again, waiting }: Traffic): boolean {
  return stop === undefined && again.length + waiting.length > 0;
}

/** Where order matters nothing is taken before what went before it was judged; nor while a doubt is waited out. */
function nextOf(run: Run, traffic: Traffic, most: number): readonly Parcel[] {
  if (run.stopped) traffic.stop ??= STOPPED;
  const isHeldUp = traffic.landed.some((each) => most === 1 || isDoubtful(each));
  if (traffic.stop !== undefined || isHeldUp) return [];
  const next: Parcel[] = [];
  while (next.length + traffic.flying.size < most) {
    const parcel = traffic.again.shift() ?? freshParcel(run, traffic.waiting);
    if (parcel === undefined) break;
    if (parcel.rows.length > 0) next.push(parcel);
  }
  return next;
}

function freshParcel(run: Run, waiting: Chunk[]): Parcel | undefined {
  const chunk = waiting.shift();
  return chunk === undefined ? undefined : parcelOf(run, chunk);
}

function* land({ flying, landed: arrived }: Traffic): Asking<void> {
  const answers = yield* ask({ type: "next" });
  for (const { ticket, outcomes } of answers.arrived) {
    const flight = flying.get(ticket);
    if (flight === undefined) throw new Error(`an answer for ticket ${ticket}, which is not on its way`);
    flying.delete(ticket);
    arrived.push(landed(flight, outcomes));
  }
}

/** One look, what has arrived is judged, and what comes next is sent. */
function* turn(run: Run, traffic: Traffic, next: readonly Parcel[]): Asking<void> {
  const arrived = traffic.landed.splice(0);
  // Whoever lost the lock writes nothing; the next run finds out what became of these.
  if (traffic.stop?.end === "lockLost") return;
  const [answered, doubtful] = [arrived.filter((each) => !isDoubtful(each)), arrived.filter(isDoubtful)];
  const rows = [...goingOf(answered), ...rowsOf(next)];
  let looked = yield* lookNow(run, rows);
  for (const each of answered) {
    const after = yield* lookAfter(run, each, looked.seen);
    yield* judge(run, traffic, each, after);
    // What had to be waited for makes the first look an old one.
    if (after.seen !== looked.seen && next.length > 0) looked = yield* lookNow(run, rows);
  }
  for (const each of doubtful) yield* judge(run, traffic, each, yield* lookAfterDoubt(run, each.flight.going));
  yield* sendThese(run, traffic, next, looked);
}

function* lookNow(run: Run, rows: readonly Row[]): Asking<Looked> {
  const began = yield* now();
  return { began, seen: rows.length === 0 ? undefined : yield* look(run, rows) };
}

function rowsOf(parcels: readonly Parcel[]): readonly Row[] {
  return parcels.flatMap(({ rows }) => rows);
}

function goingOf(arrived: readonly Landed[]): readonly Row[] {
  return arrived.flatMap(({ flight }) => flight.going);
}

function isDoubtful({ answers }: Landed): boolean {
  return answers.some(({ type }) => type === "unknown");
}

/** Until everything accepted shows; new users have a step of their own to wait in. */
function* lookAfter(run: Run, { flight, answers }: Landed, first: Seen | undefined): Asking<Doubted> {
  const { going, parcel } = flight;
  const accepted = going.filter((_, index) => answers[index]?.type === "accepted");
  const patience = parcel.chunk.kind === "create" ? 0 : run.settings.waitForCreate;
  const isShown = (seen: Seen) => accepted.every(({ goal }) => isReached(goal, seen));
  return { seen: yield* lookOn(run, going, first, isShown, patience), settled: true };
}

function* judge(run: Run, traffic: Traffic, arrived: Landed, doubted: Doubted): Asking<void> {
  const { again, stop } = yield* conclude(run, arrived, doubted, traffic.stop !== undefined);
  traffic.again.unshift(...again);
  traffic.stop ??= stop;
}

interface Looked {
  readonly seen: Seen | undefined;
  /** When they were about to be read. */
  readonly began: string;
}

/** Milliseconds after which what was seen is looked at again before anything is sent. */
const FRESH = 10_000;

/** What is not sent any more goes back to what is still to be sent. */
function* sendThese(run: Run, traffic: Traffic, next: readonly Parcel[], looked: Looked): Asking<void> {
  let { seen, began } = looked;
  let before: Seen | undefined;
  const unsent: Parcel[] = [];
  for (const [index, parcel] of next.entries()) {
    const rows = rowsOf(next.slice(index));
    const isOld = Date.parse(yield* now()) - Date.parse(began) > FRESH;
    if (traffic.stop === undefined && isOld) ({ seen, began } = yield* lookNow(run, rows));
    if (traffic.stop === undefined && (index === 0 || isOld)) before = yield* lookBefore(run, rows, seen);
    if (before === undefined) traffic.stop ??= run.stopped ? STOPPED : UNREADABLE;
    if (before === undefined || traffic.stop !== undefined) {
      unsent.push(parcel);
      continue;
    }
    const sending = yield* send(run, parcel, before, began);
    if (sending.flight !== undefined) traffic.flying.set(sending.flight.ticket, sending.flight);
    if (sending.unsent === true) unsent.push(parcel);
    traffic.stop = sending.stop;
  }
  traffic.again.unshift(...unsent);
}

/** What this run itself wrote must show before anybody is taken for moved. */
function* lookBefore(run: Run, rows: readonly Row[], first: Seen | undefined): Asking<Seen | undefined> {
  const isBehind = (seen: Seen) =>
    rows.some(({ goal }) => run.touched.has(loginKey(goal.loginId)) && hasMoved(goal, seen, run.expected));
  return yield* lookOn(run, rows, first, (seen) => !isBehind(seen), run.settings.waitForCreate);
}
