import type { Loaded } from "../load/roster.ts";
import { NOTHING_RECENT, type Situation } from "../model/plan.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { Connected } from "./connect.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";

/** Reads the tenant and the ledger: with the files, all that a plan depends on. */
export async function readSituation(
  { now, screen }: Context,
  loaded: Loaded,
  { connector, store }: Connected,
): Promise<Result<Situation>> {
  screen.progress("reading the tenant");
  const ledger = await attempt(() => store.readLedger());
  const snapshot = await attempt(() => connector.readUsers());
  const contract = await attempt(() => connector.readContract());
  screen.progress(undefined);
  if (!ledger.ok) return refused(problem("state-unusable", { reason: ledger.reason }));
  if (!snapshot.ok) return refused(unreadable(snapshot.reason));
  if (!contract.ok) return refused(unreadable(contract.reason));
  const { roster, facts, approvals, settings } = loaded;
  const read = { ledger: ledger.value, snapshot: snapshot.value, contract: contract.value };
  return {
    ok: true,
    value: { roster, facts, approvals, settings, ...read, can: connector.can, recent: NOTHING_RECENT, now: now() },
    problems: [],
  };
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

async function attempt<T>(read: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return { ok: false, reason: messageOf(error) };
  }
}

function unreadable(reason: string): Problem {
  return problem("tenant-unreadable", { reason, hint: "nothing was planned; try again" });
}

function refused(found: Problem): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [found] };
}
