import type { ValueKey } from "../model/fields.ts";
import type { SeatCount } from "../model/plan.ts";
import { type SeatKind, seatField } from "../model/seats.ts";
import type { LoginKey } from "../model/user.ts";
import { handedOver } from "./hand-over.ts";
import type { Known } from "./known.ts";
import { type Need, needsOf } from "./needed-seats.ts";
import { holdsSeat } from "./seats.ts";
import type { Person } from "./standing.ts";

/** Who goes earlier or later than usual, so that seats and admins last from the first chunk to the last. */
export interface Way {
  /** Admins who leave last. */
  readonly late: ReadonlySet<LoginKey>;
  /** Products that are switched off before anything else, by person. */
  readonly offs: ReadonlyMap<LoginKey, ReadonlySet<ValueKey>>;
  /** Deletes that go before the creates, approved to do so. */
  readonly first: ReadonlySet<LoginKey>;
  /** Deletes that would have to, and nobody approved that. */
  readonly unapproved: readonly Person[];
  /** Seats that no order of the changes has enough of. */
  readonly lacking: readonly Need[];
}

/** Makes room for whoever comes, in the gentlest way that does: by switching products off early, then by early deletes. */
export function findWay(people: readonly Person[], seats: readonly SeatCount[], known: Known): Way {
  const late = handedOver(people, known);
  const { countInactive } = known.situation.settings.seats;
  const needs = needsOf(people, seats, late, countInactive);
  const short = new Map(needs.map(({ of, peak, ceiling }) => [of, peak - ceiling]));
  const { true: approved = [], false: others = [] } = Object.groupBy(people.filter(isDeleted), (person) =>
    mayGoFirst(person) ? "true" : "false",
  );
  const first = freeing(approved, short, countInactive);
  const unapproved = freeing(others, short, countInactive);
  const lacking = new Set([...short].filter(([, count]) => count > 0).map(([of]) => of));
  return {
    late,
    offs: earlyOffs(needs),
    first: new Set(first.map(({ key }) => key)),
    unapproved,
    lacking: needs.filter(({ of }) => lacking.has(of)),
  };
}

function isDeleted({ after }: Person): boolean {
  return after === undefined;
}

function mayGoFirst({ own }: Person): boolean {
  return own.some((change) => change.kind === "delete" && change.approval?.deleteFirst === true);
}

/** Of these people the first whose deletes free what is short, no more than needed; `short` goes down by what they free. */
function freeing(people: readonly Person[], short: Map<SeatKind, number>, countInactive: boolean): readonly Person[] {
  return people.filter(({ before }) => {
    const freed = [...short].filter(([of]) => holdsSeat(of, before, countInactive));
    if (!freed.some(([, count]) => count > 0)) return false;
    for (const [of, count] of freed) short.set(of, count - 1);
    return true;
  });
}

function earlyOffs(needs: readonly Need[]): Way["offs"] {
  const pairs = needs.flatMap(({ of, switchedOff }) => {
    const field = seatField(of);
    return field === undefined ? [] : switchedOff.map(({ key }) => ({ key, field }));
  });
  const offs = Map.groupBy(pairs, ({ key }) => key);
  return new Map([...offs].map(([key, own]) => [key, new Set(own.map(({ field }) => field))]));
}
