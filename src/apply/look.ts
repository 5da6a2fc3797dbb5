import { fingerprint } from "../model/canonical.ts";
import { type LoginId, loginKey } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { type Seen, seenOf } from "./rows.ts";
import type { Row, Run } from "./run.ts";

/** A reading that fails is tried again so often before the run gives up. */
const MOST_LOOKS = 3;

/** What the tenant shows of these users now; undefined when it could not be read. */
export function* look(run: Run, rows: readonly Row[]): Asking<Seen | undefined> {
  return yield* lookAt(
    run,
    rows.map(({ goal }) => goal.loginId),
  );
}

/** The same, of people who stand in no chunk. */
export function* lookAt(run: Run, users: readonly LoginId[]): Asking<Seen | undefined> {
  for (let looks = 1; ; looks += 1) {
    const { snapshot } = yield* ask({ type: "read", users });
    if (snapshot !== undefined) return seenOf(snapshot.users);
    if (looks === MOST_LOOKS || !(yield* pause(run, run.settings.pollEvery))) return undefined;
  }
}

/** In milliseconds; false when somebody asks for an end. */
function* pause(run: Run, milliseconds: number): Asking<boolean> {
  if (run.stopped) return false;
  const { stopped } = yield* ask({ type: "wait", milliseconds });
  if (stopped) run.stopped = true;
  return !stopped;
}

/** Looks until it is as wanted, or patience ends, in milliseconds. */
export function* lookUntil(
  run: Run,
  rows: readonly Row[],
  isWanted: (seen: Seen) => boolean,
  patience: number,
): Asking<Seen | undefined> {
  return yield* lookOn(run, rows, yield* look(run, rows), isWanted, patience);
}

/** The same after a first look at these users, and maybe others. */
export function* lookOn(
  run: Run,
  rows: readonly Row[],
  first: Seen | undefined,
  isWanted: (seen: Seen) => boolean,
  patience: number,
): Asking<Seen | undefined> {
  let seen = first;
  for (let waited = 0; seen !== undefined && waited < patience; waited += run.settings.pollEvery) {
    if (isWanted(seen) || !(yield* pause(run, run.settings.pollEvery))) return seen;
    seen = yield* look(run, rows);
  }
  return seen;
}

/** What the tenant shows after an answer was lost. */
export interface Doubted {
  readonly seen: Seen | undefined;
  /** Nothing that was sent can take effect any more. */
  readonly settled: boolean;
}

/**
 * What was sent may take effect after its answer was lost, even if the tenant shows what was wanted already, for it may
 * show that for another reason: the tenant is given its time, and must show the same twice.
 */
export function* lookAfterDoubt(run: Run, rows: readonly Row[]): Asking<Doubted> {
  const { settle } = run.settings;
  if (settle === 0) return { seen: yield* look(run, rows), settled: true };
  const settled = yield* pause(run, settle);
  return { seen: settled ? yield* lookTwice(run, rows) : yield* look(run, rows), settled };
}

function* lookTwice(run: Run, rows: readonly Row[]): Asking<Seen | undefined> {
  const { pollEvery, waitForCreate } = run.settings;
  let seen = yield* look(run, rows);
  for (let waited = 0; seen !== undefined && waited <= waitForCreate; waited += pollEvery) {
    if (!(yield* pause(run, pollEvery))) return seen;
    const before: Seen = seen;
    seen = yield* look(run, rows);
    if (seen === undefined || isSame(rows, before, seen)) return seen;
  }
  return seen;
}

/** Does the tenant show the same of these users both times? */
export function isSame(rows: readonly Row[], before: Seen, after: Seen): boolean {
  return rows.every(({ goal }) => printOf(before, goal.loginId) === printOf(after, goal.loginId));
}

function printOf(seen: Seen, loginId: string): string | undefined {
  const user = seen.get(loginKey(loginId));
  return user === undefined ? undefined : fingerprint(user);
}
