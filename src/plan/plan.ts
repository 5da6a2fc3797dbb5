import type { Plan, Situation } from "../model/plan.ts";
import { problem, sortProblems } from "../model/problem.ts";
import { freeSpares, judgeExtensions } from "./collisions.ts";
import { decideDeclared } from "./declared.ts";
import { rememberEnds } from "./ends.ts";
import { hashOf } from "./hash.ts";
import { judgeImpacts } from "./impacts.ts";
import { inOrder, lookUps } from "./known.ts";
import { orderChanges } from "./order.ts";
import { decideRemoved, notesOnUnmanaged } from "./removed.ts";
import { countSeats } from "./seats.ts";
import { totalsOf } from "./totals.ts";

/** Everything a plan must say, from everything it depends on; the same input gives the same plan, byte by byte. */
export function makePlan(situation: Situation): Plan {
  const known = lookUps(situation);
  const users = inOrder(situation.roster.users);
  const declared = users.map((user) => decideDeclared(user, known));
  const decisions = [...rememberEnds(users, declared, known), ...decideRemoved(known)];
  const { changes, impacts } = judgeImpacts(inOrder(decisions.flatMap((decision) => decision.changes)), known);
  const { settings, can } = situation;
  const spares = freeSpares(known, changes);
  const { steps, stuck } = orderChanges(changes, can, settings.connector.chunkSize, spares);
  const problems = [
    ...decisions.flatMap((decision) => decision.problems),
    ...judgeExtensions(known, changes),
    ...stuck.map((people) => problem("extension-cycle", { users: people.join(", ") })),
  ];
  const parts = {
    version: 1 as const,
    tenant: settings.tenant,
    firstRun: situation.ledger.usersCounted === undefined,
    subscriptions: known.subscriptions,
    changes,
    notes: inOrder([...decisions.flatMap((decision) => decision.notes), ...notesOnUnmanaged(known)]),
    steps,
    remember: inOrder(decisions.flatMap((decision) => decision.remember)),
    forget: decisions.flatMap((decision) => decision.forget).sort(),
    problems: sortProblems(problems),
  };
  const { account } = situation.contract;
  return {
    ...parts,
    ...(account === undefined ? {} : { account }),
    seats: countSeats(known, changes),
    impacts,
    allowed: [],
    readAt: situation.snapshot.readAt,
    totals: totalsOf(known, changes),
    hash: hashOf(parts),
  };
}
