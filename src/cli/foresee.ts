import type { Loaded } from "../load/roster.ts";
import type { Coming } from "../model/coming.ts";
import type { Change, Plan, Situation } from "../model/plan.ts";
import type { Result } from "../model/problem.ts";
import type { LoginId } from "../model/user.ts";
import { type LoginKey, loginKey } from "../model/user.ts";
import { type Foreseen, foreseenLines } from "../render/foreseen.ts";
import type { Line } from "../render/line.ts";
import { sentenceOf } from "../render/problem.ts";
import { connect } from "./connect.ts";
import type { Context } from "./context.ts";
import { readSituation } from "./situation.ts";

/** Further than this, a calendar is not told. */
const DAYS = 366;
/** Of more people only the numbers are told. */
const MOST_PEOPLE = 5;

interface Named {
  readonly loginId: LoginId;
  readonly before?: LoginId;
}

/** What the next apply, and the calendar after it, will do for these people; a tenant that cannot be read costs only this. */
export async function foresee(context: Context, loaded: Loaded, people: readonly Named[]): Promise<readonly Line[]> {
  const { words, screen } = context;
  const connected = await connect(context, loaded.settings);
  const read = connected.ok ? await readSituation(context, loaded, connected.value, 0) : connected;
  if (connected.ok) await connected.value.close();
  screen.progress(undefined);
  if (!read.ok)
    return [[], [words.edit.unforeseen(read.problems.map((one) => sentenceOf(one, words)).join(words.semicolon))]];
  const keys = new Set(people.flatMap(({ loginId, before = loginId }) => [loginKey(loginId), loginKey(before)]));
  const foreseen = await lookAhead(context, read, keys);
  const wishes = { words, timeZone: loaded.settings.timeZone };
  return [[], ...foreseenLines(foreseen, people.length <= MOST_PEOPLE, wishes)];
}

async function lookAhead(
  { now }: Context,
  { value: situation }: Extract<Result<Situation>, { ok: true }>,
  keys: ReadonlySet<LoginKey>,
): Promise<Foreseen> {
  const { makePlan } = await import("../plan/plan.ts");
  const { upcoming } = await import("../plan/upcoming.ts");
  const { instantOn } = await import("../plan/state.ts");
  const own = (changes: readonly Change[]) => changes.filter(({ loginId }) => keys.has(loginKey(loginId)));
  const plan = makePlan(situation);
  const { roster, approvals, ledger, settings } = situation;
  const users = roster.users.filter(({ loginId }) => keys.has(loginKey(loginId)));
  const remembered = ledger.entries.filter(({ loginId }) => keys.has(loginKey(loginId)));
  const outlook = {
    users,
    approvals: approvals.filter(({ loginId }) => keys.has(loginKey(loginId))),
    remembered,
    settings,
  };
  const today = now().slice(0, 10);
  const comings = upcoming({ ...outlook, now: now(), days: DAYS }).filter(({ day }) => day > today);
  const coming = comings.map((one) => {
    // A plan a day is too much for many people.
    if (users.length > MOST_PEOPLE) return { one, plan, changes: [] };
    const made = makePlan({ ...situation, asOf: one.day, now: instantOn(one.day) });
    return { one, plan: made, changes: own(made.changes).filter((change) => isThis(change, one)) };
  });
  return { plan, changes: own(plan.changes), coming };
}

function isThis({ kind, loginId }: Plan["changes"][number], coming: Coming): boolean {
  return kind === coming.kind && loginKey(loginId) === loginKey(coming.loginId);
}
