import type { Loaded } from "../load/roster.ts";
import type { Instant } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import { NOTHING_RECENT, type RecentCounts, type Situation } from "../model/plan.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import { recentCounts, windowStart } from "../model/recent.ts";
import type { Store } from "../model/store.ts";
import type { Connected } from "./connect.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { stateProblem } from "./state-problem.ts";

/** Reads the tenant and the ledger: with the files, all that a plan depends on. */
export async function readSituation(
  { now, screen, words }: Context,
  loaded: Loaded,
  { connector, store }: Connected,
  windowDays: number,
): Promise<Result<Situation>> {
  screen.progress(words.note.readingTenant);
  const ledger = await attempt(() => store.readLedger());
  const snapshot = await attempt(() => connector.readUsers());
  const contract = await attempt(() => connector.readContract());
  const moment = now();
  const recent = await attempt(() => readRecent(store, moment, windowDays));
  screen.progress(undefined);
  if (!ledger.ok) return refused(stateProblem(ledger.error));
  if (!recent.ok) return refused(stateProblem(recent.error));
  if (!snapshot.ok) return refused(unreadable(snapshot.error));
  if (!contract.ok) return refused(unreadable(contract.error));
  const { roster, facts, approvals, settings } = loaded;
  const read = { ledger: ledger.value, snapshot: snapshot.value, contract: contract.value };
  return {
    ok: true,
    value: { roster, facts, approvals, settings, ...read, can: connector.can, recent: recent.value, now: moment },
    problems: [],
  };
}

/** What runs of the last days did; a window of no days is not looked into. */
async function readRecent(store: Store, now: Instant, days: number): Promise<RecentCounts> {
  if (days === 0) return NOTHING_RECENT;
  const since = windowStart(now, days);
  return recentCounts(await store.readJournalSince(since), since);
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

async function attempt<T>(read: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return { ok: false, error };
  }
}

function unreadable(error: unknown): Problem {
  return problem("tenant-unreadable", { reason: messageOf(error), hint: say("nothing was planned; try again") });
}

function refused(found: Problem): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [found] };
}
