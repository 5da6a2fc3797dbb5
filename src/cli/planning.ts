import type { Loaded } from "../load/roster.ts";
import type { ApprovedPlan, Plan, Situation } from "../model/plan.ts";
import { isError } from "../model/problem.ts";
import type { Day } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";
import { countText } from "../render/problem.ts";
import type { Connected } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { readSituation } from "./situation.ts";

/** The flags of commands that guard a plan. */
export interface GuardFlags {
  /** Codes of refusals that are let through. */
  readonly allow?: readonly string[];
  /** The revision whose limits count beside those of now. */
  readonly base?: string;
}

/** What the flags say to the guards. */
export interface Limits {
  readonly allowed: readonly string[];
  readonly base?: Settings;
}

/** Read before the tenant is; undefined, with the reason told, when the base cannot be read. */
export async function readLimits(context: Context, { allow = [], base }: GuardFlags): Promise<Limits | undefined> {
  if (base === undefined) return { allowed: allow };
  const { settingsAt } = await import("./base.ts");
  const settings = await settingsAt(context, base);
  if (!settings.ok) {
    context.screen.problems(settings.problems);
    return undefined;
  }
  if (settings.value !== undefined) return { allowed: allow, base: settings.value };
  context.screen.note([[context.words.note.noBase(base, context.configFile)]]);
  return { allowed: allow };
}

/** A plan, and all that it was made from. */
export interface Planned {
  readonly made: Plan;
  readonly situation: Situation;
}

interface PlanWishes {
  readonly base?: Settings | undefined;
  /** The day of a preview; then the clock of the context stands on it. */
  readonly asOf?: Day | undefined;
}

/** The plan of the files, the tenant and the ledger as they are now; undefined, with the reason told, when there is none. */
export async function planNow(
  context: Context,
  loaded: Loaded,
  connected: Connected,
  { base, asOf }: PlanWishes = {},
): Promise<Planned | undefined> {
  const windows = [loaded.settings, base].map((settings) => settings?.guards.windowDays ?? 0);
  const read = await readSituation(context, loaded, connected, Math.max(...windows));
  if (!read.ok) {
    context.screen.problems(read.problems);
    return undefined;
  }
  const { makePlan } = await import("../plan/plan.ts");
  const situation = asOf === undefined ? read.value : { ...read.value, asOf };
  return { made: makePlan(situation), situation };
}

/** Nothing in the files is wrong where the contract has no seat left: somebody has to decide who gets one. */
const CONTRACT: ReadonlySet<string> = new Set(["MB2201"]);

/** An error in the plan is the files' fault (exit 1); a guard's refusal is a decision for people (exit 3). */
export async function guard(
  { screen, now, words }: Context,
  { made, part }: { readonly made: Plan; readonly part: Plan },
  { settings, roster }: Loaded,
  { allowed, base }: Limits,
): Promise<ApprovedPlan | Exit> {
  const { approve, allowableCodes } = await import("../guard/approve.ts");
  const { dayIn } = await import("../plan/state.ts");
  const today = made.asOf ?? dayIn(settings.timeZone, now());
  const policy = { settings, declared: roster.users, today, ...(base === undefined ? {} : { base }) };
  const approved = approve(made, policy, allowed, part);
  screen.problems(approved.problems);
  if (approved.ok) {
    const through = approved.value.allowed;
    if (through.length > 0) screen.note([[words.note.throughAllow(through.join(words.comma))]]);
    return approved.value;
  }
  const wrong = made.problems.some((found) => isError(found) && !CONTRACT.has(found.code));
  screen.note([[words.note.nothingApplied(wrong ? countText(approved.problems, words) : words.note.refused)]]);
  const codes = wrong
    ? []
    : allowableCodes(approved.problems.filter((found) => isError(found) && !CONTRACT.has(found.code)));
  if (codes.length > 0) screen.note([[words.note.allowThem(codes.map((code) => `--allow ${code}`).join(" "))]]);
  return wrong ? EXIT.error : EXIT.refused;
}
