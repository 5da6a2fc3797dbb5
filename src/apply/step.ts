import { say } from "../model/phrases.ts";
import type { Chunk, Step, StepReason } from "../model/plan.ts";
import type { LoginId } from "../model/user.ts";
import type { Asking } from "./ask.ts";
import { waitUntilListed } from "./listing.ts";
import { arranged } from "./new-numbers.ts";
import type { Run, Stop } from "./run.ts";
import { sendAll } from "./traffic.ts";

export interface StepEnd {
  readonly end?: Stop;
  /** Users of the step whose rows were not sent. */
  readonly rest: readonly LoginId[];
}

const DELETES_WAIT = say("deletes wait until everything before them succeeded");

/** Steps that are not begun once anything failed. */
const AFTER_SUCCESS: { readonly [Why in StepReason]?: string } = {
  deleteFirst: DELETES_WAIT,
  handOver: say("admins stay until everything before them succeeded, their successors too"),
  deleteLast: DELETES_WAIT,
};

export function* carryOutStep(run: Run, step: Step): Asking<StepEnd> {
  const incomplete = run.failed.length + run.notDone > 0;
  const reason = incomplete ? AFTER_SUCCESS[step.why] : undefined;
  if (reason !== undefined) return { end: { end: "partly", reason }, rest: usersOf(step.chunks) };
  const waited = step.kind === "wait" ? yield* waitUntilListed(run) : undefined;
  if (waited !== undefined) return { end: waited, rest: [] };
  const { stop, rest } = yield* sendAll(
    run,
    arranged(step, run),
    step.anyOrder === true ? run.settings.concurrency : 1,
  );
  return stop === undefined ? { rest } : { end: stop, rest };
}

function usersOf(chunks: readonly Chunk[]): readonly LoginId[] {
  return chunks.flatMap(({ users }) => users);
}
