import type { LoginKey, TenantUser } from "../../src/model/user.ts";
import type { Fault, Step, Struck } from "./faults.ts";
import { INVARIANTS } from "./invariants.ts";
import { Machine, type Stage } from "./machine.ts";
import { type LifeEnd, live } from "./process.ts";
import { traceOf } from "./trace.ts";
import { countRefused, mayStick, shortfalls } from "./world.ts";

export interface Verdict {
  /** What was not as it must be, each sentence with the name of its invariant in front. */
  readonly violations: readonly string[];
  readonly steps: readonly Step[];
  readonly runs: number;
  readonly fired: readonly Struck[];
  /** Equal for schedules that went the same way. */
  readonly hash: number;
  /** Writes of the last run, which found nothing to do. */
  readonly writes: number;
  /** What happened, a line each, in the order of time. */
  readonly trace: () => readonly string[];
}

/** Runs again and again until a run finds nothing to do; faults strike where they are due. */
export function runSchedule(stage: Stage, faults: readonly Fault[]): Verdict {
  const machine = new Machine(stage, faults);
  const told = settle(machine);
  return verdictOf(machine, told);
}

export function verdictOf(machine: Machine, told: readonly string[]): Verdict {
  const { witness, stage, tenant, touched } = machine;
  const wanting = isRightlyRefused(machine) ? [] : shortfalls(stage.world, tenant.users, touched);
  const violations = [
    ...told,
    ...wanting.map((sentence) => `I3 ${sentence}`),
    ...Object.entries(INVARIANTS).flatMap(([name, judge]) => judge(machine).map((sentence) => `${name} ${sentence}`)),
  ];
  const last = witness.lives.at(-1);
  return {
    violations,
    steps: machine.steps,
    runs: witness.lives.length,
    fired: machine.fired,
    hash: machine.hash,
    writes: witness.requests.filter(({ life }) => life === last).length,
    trace: () => traceOf(machine),
  };
}

function isRightlyRefused(machine: Machine): boolean {
  const { world, planner } = machine.stage;
  if (world.mayContradict !== true) return world.refused === true;
  const { tenant, store } = machine;
  const [users, entries] = [[...tenant.users.values()], [...store.ledger.values()]];
  return planner.plan({ users, entries, usersCounted: store.usersCounted, now: machine.at() }).plan === undefined;
}

/** A pipeline that failed is started again so soon. */
const PAUSE = 5_000;
/** Where nothing is left to do but something sent earlier is on its way. */
const LONG_PAUSE = 30_000;
/** Since something last went wrong. */
const MOST_RUNS = 14;
/** So many runs to which nothing happens finish the work; the one after them finds nothing to do. */
const ENOUGH_RUNS = 2;

/** I9: two runs after the last fault all is done. Gives back what was not so. */
export function settle(machine: Machine): readonly string[] {
  let calm = 0;
  let untouched = 0;
  while (untouched < MOST_RUNS) {
    const before = { fired: machine.fired.length, sent: machine.witness.requests.length, users: pictureOf(machine) };
    const isCalm = !machine.expects && !isBlind(machine);
    const end = live(machine);
    if (end.end === "broken") return [`I9 the engine broke: ${end.error}`];
    const isUntouched = before.fired === machine.fired.length;
    untouched = isUntouched ? untouched + 1 : 0;
    const isStill = isUntouched && isCalm;
    calm = isStill ? calm + 1 : 0;
    const sent = machine.witness.requests.length - before.sent;
    if (isStill && !machine.expects && isOver(machine, end, sent, before.users)) return [];
    if (calm > ENOUGH_RUNS && !mayStick(machine.stage.world))
      return [`I9 ${calm} runs without a fault did not finish it: ${textOf(end, sent)}`];
    machine.advance(sent === 0 && machine.expects ? LONG_PAUSE : PAUSE);
  }
  return [`I9 ${MOST_RUNS} runs did not finish it`];
}

/** Without a journal nobody knows that something was sent which does not show yet. */
function isBlind({ journalsLost, clock, tenant, stage }: Machine): boolean {
  return journalsLost > 0 && tenant.changedAt + stage.world.rules.showsAfter > clock;
}

function textOf(end: LifeEnd, sent: number): string {
  const result = end.end === "ended" ? JSON.stringify({ ...end.result, plan: undefined }) : end.end;
  return `${result}, ${sent} writes`.slice(0, 900);
}

type Picture = readonly (TenantUser | LoginKey)[];

function pictureOf({ tenant }: Machine): Picture {
  return [...tenant.users.values()];
}

/** Nothing was sent; or only what the tenant refuses each time, and that changed nothing. */
function isOver(machine: Machine, end: LifeEnd, sent: number, before: Picture): boolean {
  if (end.end !== "ended") return false;
  if (end.result.end === "refused") return isRightlyRefused(machine);
  if (end.result.end === "done") return sent === 0;
  const after = pictureOf(machine);
  const isSame = after.length === before.length && after.every((user, index) => user === before[index]);
  return end.result.end === "partly" && isSame && hasRefused(machine);
}

function hasRefused({ stage }: Machine): boolean {
  return countRefused(stage.world) > 0;
}
