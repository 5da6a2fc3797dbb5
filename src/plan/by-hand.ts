import { WRITE_KINDS, type WriteKind } from "../model/connector.ts";
import { someOf } from "../model/names.ts";
import { say } from "../model/phrases.ts";
import { CHANGE_KINDS } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { BareChange, Decision, Known } from "./known.ts";

/**
 * Whatever the connector cannot do is left to a person: in the plan and before the guards like everything else, in no
 * step. The ledger learns of it once the tenant shows it.
 */
export function leaveToPeople(decision: Decision, { situation: { can } }: Known): Decision {
  if (decision.changes.every((change) => !isLeft(change, can.kinds))) return decision;
  const changes = decision.changes.map((change) =>
    isLeft(change, can.kinds) ? { ...change, byHand: true as const } : change,
  );
  return { ...decision, changes, remember: [], forget: [] };
}

function isLeft({ kind }: BareChange, able: readonly WriteKind[]): boolean {
  return WRITE_KINDS.some((write) => write === kind && !able.includes(write));
}

/** Names who is concerned, one note for each kind. */
export function notesOnHands(changes: readonly BareChange[], { situation }: Known): readonly Problem[] {
  const byKind = Map.groupBy(
    changes.filter(({ byHand }) => byHand === true),
    ({ kind }) => kind,
  );
  return CHANGE_KINDS.flatMap((kind) => {
    const people = byKind.get(kind) ?? [];
    const { kind: connector } = situation.settings.connector;
    return people.length === 0
      ? []
      : [problem("by-hand", { kind: say(kind), connector, count: people.length, who: someOf(people) })];
  });
}
