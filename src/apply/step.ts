import type { Ticket } from "../model/effect.ts";
import type { Chunk, Step, StepReason } from "../model/plan.ts";
import type { LoginId } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { conclude, type Flight, send } from "./chunk.ts";
import { waitUntilListed } from "./listing.ts";
import { arranged } from "./new-numbers.ts";
import { type Parcel, parcelOf } from "./parcel.ts";
import type { Run, Stop } from "./run.ts";

export interface StepEnd {
  readonly end?: Stop;
  /** Users of the step whose rows were not sent. */
  readonly rest: readonly LoginId[];
}

const DELETES_WAIT = "deletes wait until everything before them succeeded";

/** Steps that are not begun once anything failed. */
const AFTER_SUCCESS: { readonly [Why in StepReason]?: string } = {
  deleteFirst: DELETES_WAIT,
  handOver: "admins stay until everything before them succeeded, their successors too",
  deleteLast: DELETES_WAIT,
};

export function* carryOutStep(run: Run, step: Step): Asking<StepEnd> {
  const incomplete = run.failed.length + run.notDone > 0;
  const reason = incomplete ? AFTER_SUCCESS[step.why] : undefined;
  if (reason !== undefined) return { end: { end: "partly", reason }, rest: usersOf(step.chunks) };
  const waited = step.kind === "wait" ? yield* waitUntilListed(run) : undefined;
  if (waited !== undefined) return { end: waited, rest: [] };
  return yield* sendAll(run, arranged(step, run), step.anyOrder === true ? run.settings.concurrency : 1);
}

function usersOf(chunks: readonly Chunk[]): readonly LoginId[] {
  return chunks.flatMap(({ users }) => users);
}

/** What is still to be sent, and what is on its way. */
interface Traffic {
  readonly waiting: Chunk[];
  readonly again: Parcel[];
  readonly flying: Map<Ticket, Flight>;
  stop: Stop | undefined;
}

/**
 * At most so many parcels are on their way; whichever ends first is noted first. After a stop nothing more is sent, and
 * what is on its way is waited for.
 */
function* sendAll(run: Run, chunks: readonly Chunk[], most: number): Asking<StepEnd> {
  const traffic: Traffic = { waiting: [...chunks], again: [], flying: new Map(), stop: undefined };
  do {
    while (traffic.stop === undefined && traffic.flying.size < most && (yield* takeOff(run, traffic)));
    if (traffic.flying.size > 0) yield* land(run, traffic);
  } while (traffic.flying.size > 0 || hasMore(traffic));
  if (traffic.stop === undefined) return { rest: [] };
  const again = traffic.again.flatMap(({ rows }) => rows.map(({ goal }) => goal.loginId));
  return { end: traffic.stop, rest: [...again, ...usersOf(traffic.waiting)] };
}

function hasMore({ stop, again, waiting }: Traffic): boolean {
  return stop === undefined && again.length + waiting.length > 0;
}

/** False when there is nothing to send. */
function* takeOff(run: Run, traffic: Traffic): Asking<boolean> {
  const parcel = traffic.again.shift() ?? nextOf(run, traffic.waiting);
  if (parcel === undefined) return false;
  if (parcel.rows.length === 0) return true;
  const sending = yield* send(run, parcel);
  if (sending.flight !== undefined) traffic.flying.set(sending.flight.ticket, sending.flight);
  if (sending.stop !== undefined) traffic.stop = sending.stop;
  if (sending.unsent === true) traffic.again.unshift(parcel);
  return true;
}

function nextOf(run: Run, waiting: Chunk[]): Parcel | undefined {
  const chunk = waiting.shift();
  return chunk === undefined ? undefined : parcelOf(run, chunk);
}

function* land(run: Run, traffic: Traffic): Asking<void> {
  const { ticket, outcomes } = yield* ask({ type: "next" });
  const flight = traffic.flying.get(ticket);
  if (flight === undefined) throw new Error(`an answer for ticket ${ticket}, which is not on its way`);
  traffic.flying.delete(ticket);
  // Whoever lost the lock writes nothing; the next run finds out what became of these.
  if (traffic.stop?.end === "lockLost") return;
  const { again, stop } = yield* conclude(run, flight, outcomes, traffic.stop !== undefined);
  traffic.again.unshift(...again);
  traffic.stop ??= stop;
}
