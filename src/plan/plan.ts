import type { Plan, Situation } from "../model/plan.ts";
import { sortProblems } from "../model/problem.ts";
import { leaveToPeople, notesOnHands } from "./by-hand.ts";
import { judgeExtensions } from "./collisions.ts";
import { judgeAccounts } from "./contradictions.ts";
import { decideDeclared } from "./declared.ts";
import { rememberEnds } from "./ends.ts";
import { hashOf } from "./hash.ts";
import { judgeImpacts } from "./impacts.ts";
import { inOrder, lookUps } from "./known.ts";
import { orderChanges } from "./order.ts";
import { decideRemoved, notesOnUnmanaged } from "./removed.ts";
import { markResemblances } from "./resemblance.ts";
import { countSeats } from "./seats.ts";
import { totalsOf } from "./totals.ts";

/** Everything a plan must say, from everything it depends on; the same input gives the same plan, byte by byte. */
export function makePlan(situation: Situation): Plan {
  const known = lookUps(situation);
  const users = inOrder(situation.roster.users);
  const decided = users.map((user) => ({ user, decision: decideDeclared(user, known) }));
  const willing = [...rememberEnds(markResemblances(decided, known), known), ...decideRemoved(known)];
  const decisions = willing.map((decision) => leaveToPeople(decision, known));
  const { changes: judged, impacts } = judgeImpacts(inOrder(decisions.flatMap((decision) => decision.changes)), known);
  const { settings } = situation;
  const seats = countSeats(known, judged);
  const { changes, steps, problems: unfit } = orderChanges(known, judged, seats);
  const problems = [
    ...decisions.flatMap((decision) => decision.problems),
    ...judgeAccounts(users, known),
    ...judgeExtensions(known, changes),
    ...unfit,
    ...notesOnHands(changes, known),
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
    ...(situation.asOf === undefined ? {} : { asOf: situation.asOf }),
  };
  const { account } = situation.contract;
  return {
    ...parts,
    ...(account === undefined ? {} : { account }),
    seats,
    impacts,
    allowed: [],
    readAt: situation.snapshot.readAt,
    totals: totalsOf(known, changes),
    hash: hashOf(parts),
  };
}
