import type { Patch } from "./bundle.ts";

/** The engine with one of its rules taken out. */
export interface Mutant extends Patch {
  readonly name: string;
  /** The rule that is missing. */
  readonly rule: string;
  /** Why nothing comes of it. */
  readonly harmless?: string;
}

const chunk = "src/apply/chunk.ts";
const rows = "src/apply/rows.ts";

/** Each must be found within `MOST_SEEDS` seeds: a harness that sees none of them sees nothing. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: "passwords are not sealed",
    rule: "a password is in a sealed file before it is sent",
    file: chunk,
    find: `const seal = chunk.kind === "create" ? yield* ask({ type: "seal", chunk: chunk.id, users }) : undefined;`,
    replace: `const seal = [].at(0);`,
  },
  {
    name: "a new password each time",
    rule: "a password is made once a run and used again when its user is sent again",
    file: "test/simulation/process.ts",
    find: "const password = this.#passwords.get(key) ?? `",
    replace: "const password = `",
  },
  {
    name: "accepted is done",
    rule: "what the tenant shows decides, not what it said",
    file: rows,
    find: `if (isReached(goal, seen)) return { ...base, result: "done" };`,
    replace: `if (isReached(goal, seen) || outcome.type === "accepted") return { ...base, result: "done" };`,
  },
  {
    name: "the lock is not asked again",
    rule: "the lock is asked before everything that is sent",
    file: chunk,
    find: "if (!lock.held) return unsentFor(lostLock(lock.reason));",
    replace: "",
  },
  {
    name: "no last look at who is deleted",
    rule: "a delete looks again at the last moment",
    file: chunk,
    find: `parcel.chunk.kind === "delete" ? yield* lastLook(run, going) : []`,
    replace: "[]",
  },
  {
    name: "fingerprints do not matter",
    rule: "who moved since the plan is left out",
    file: rows,
    find: "return user === undefined || fingerprint(user) !== expected.get(loginKey(goal.loginId));",
    replace: "return user === undefined;",
  },
  {
    name: "a short answer is whole",
    rule: "an answer with another number of users than it says is no answer",
    file: "src/model/connector.ts",
    find: "return total === undefined || total === users.length;",
    replace: "return true;",
  },
  {
    name: "deletes go by Login ID",
    rule: "a delete names the id of the user who was approved",
    file: rows,
    find: "rows: goals.map(({ loginId }) => ({ loginId, ...idOf(seen.get(loginKey(loginId)) ?? {}) }))",
    replace: "rows: goals.map(({ loginId }) => ({ loginId }))",
  },
  {
    name: "no time to settle",
    rule: "after a lost answer the tenant is given its time before anything is sent again",
    file: "src/apply/look.ts",
    find: "if (settle === 0) return",
    replace: "if (settle >= 0) return",
  },
  {
    name: "earlier runs are forgotten",
    rule: "what earlier runs sent is settled before anything is planned",
    file: "src/apply/session.ts",
    find: "const stop = yield* settleEarlier(settings);",
    replace: "const stop = [].at(0);",
  },
  {
    name: "creates go again without a look",
    rule: "a create is never sent again before the tenant was read again",
    harmless: "a Login ID is unique: a create of somebody who is there is refused, and the look afterwards finds them",
    file: chunk,
    find: "else if (hasMoved(goal, seen, run.expected)) reports.push(movedReport(row));",
    replace: "else if (doubts === 0 && hasMoved(goal, seen, run.expected)) reports.push(movedReport(row));",
  },
  {
    name: "a full disk is not heard",
    rule: "nothing goes on unless the line of the journal is durable",
    file: "src/apply/run.ts",
    find: `return written.durable ? undefined : { end: "stateFailed", reason: written.reason };`,
    replace: "return [written].at(1) && undefined;",
  },
  {
    name: "nothing is announced",
    rule: "the intent is durable before anything is sent",
    file: chunk,
    find: "return yield* record({ ...intent, at: yield* now() }, { before: images });",
    replace: "return [].at(0);",
  },
  {
    name: "deletes do not wait",
    rule: "deletes start only when everything before them succeeded",
    file: "src/apply/step.ts",
    find: "const incomplete = run.failed.length + run.notDone > 0;",
    replace: "const incomplete = false;",
  },
  {
    name: "a refused file goes again as it was",
    rule: "rows that were held back go again without those that are at fault",
    file: "src/apply/parcel.ts",
    find: "const groups = suspects.length > 0 || somebodyElse ? [others, suspects] : halves(others);",
    replace: "const groups = [[...others, ...suspects], ...(somebodyElse ? halves([]) : [])];",
  },
  {
    name: "failures are not counted",
    rule: "a run ends when too many rows failed",
    file: "src/apply/run.ts",
    find: "if (run.failed.length <= maxFailedRows) return undefined;",
    replace: "if (maxFailedRows >= 0) return undefined;",
  },
  {
    name: "a stop is not heard",
    rule: "nothing is sent after somebody asked for an end",
    file: chunk,
    find: "if (lock.stopped) {",
    replace: "if (lock.stopped && !lock.held) {",
  },
  {
    name: "guards are not heard",
    rule: "a plan that a guard refuses is not carried out",
    file: "src/guard/approve.ts",
    find: "if (problems.some(isError)) return { ok: false, problems };",
    replace: "",
  },
  {
    name: "update rows are not whole",
    rule: "an update is what the tenant shows, with the changes on top",
    file: rows,
    find: "values: { ...user.values, ...goal.set }, extra: user.extra",
    replace: "values: { ...user.values, ...goal.set }, extra: {}",
  },
];

export const MOST_SEEDS = 5_000;
