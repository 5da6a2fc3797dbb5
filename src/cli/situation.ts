import type { Loaded } from "../load/roster.ts";
import type { Situation } from "../model/plan.ts";
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
  try {
    const [snapshot, contract, ledger] = [
      await connector.readUsers(),
      await connector.readContract(),
      await store.readLedger(),
    ];
    const { roster, facts, approvals, settings } = loaded;
    const { can } = connector;
    const value = { roster, snapshot, ledger, contract, facts, approvals, settings, can, now: now() };
    return { ok: true, value, problems: [] };
  } catch (error) {
    return { ok: false, problems: [unreadable(error)] };
  } finally {
    screen.progress(undefined);
  }
}

function unreadable(error: unknown): Problem {
  return problem("tenant-unreadable", { reason: messageOf(error), hint: "nothing was planned; try again" });
}
