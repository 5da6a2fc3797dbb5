import { isSubscribed } from "../model/fields.ts";
import type { Change, SeatCount } from "../model/plan.ts";
import { SEAT_KINDS, type SeatKind, seatField } from "../model/seats.ts";
import type { Known } from "./known.ts";
import { isActive, type Person, peopleOf, type Standing } from "./standing.ts";

/** Seats now and when the plan was carried out, of every kind that the contract has or limits. */
export function countSeats(known: Known, changes: readonly Change[]): readonly SeatCount[] {
  const people = peopleOf(known, changes);
  const subscribed = new Set(known.subscriptions);
  return SEAT_KINDS.flatMap((of) => {
    const limit = limitOf(of, known);
    const field = seatField(of);
    const isHeld = field === undefined || isSubscribed(field, subscribed);
    return limit === undefined && !isHeld ? [] : [countOf(of, limit, people, known)];
  });
}

/** Does this person take a seat of this kind? */
export function holdsSeat(of: SeatKind, standing: Standing | undefined, countInactive: boolean): boolean {
  if (standing === undefined || !(countInactive || isActive(standing))) return false;
  const field = seatField(of);
  return field === undefined || standing.values[field] === true;
}

/** What the contract says and what `meibo.yaml` says of it: the lower one. */
export function limitOf(of: SeatKind, { situation: { settings, contract } }: Known): number | undefined {
  const limits = [settings.seats[of], contract.seats?.[of]].filter((limit) => limit !== undefined);
  return limits.length === 0 ? undefined : Math.min(...limits);
}

function countOf(of: SeatKind, limit: number | undefined, people: readonly Person[], known: Known): SeatCount {
  const { settings, snapshot } = known.situation;
  const now = holdersOf(of, snapshot.users);
  const before = holdersOf(of, standingsOf(people, "before"));
  const after = holdersOf(of, standingsOf(people, "after"));
  const ends = (counted: keyof Holders) => ({
    now: now[counted],
    after: now[counted] - before[counted] + after[counted],
  });
  return {
    of,
    ...(limit === undefined ? {} : { limit }),
    ...ends(settings.seats.countInactive ? "all" : "active"),
    active: ends("active"),
  };
}

interface Holders {
  readonly all: number;
  readonly active: number;
}

function holdersOf(of: SeatKind, standings: readonly Standing[]): Holders {
  let [all, active] = [0, 0];
  for (const standing of standings) {
    if (!holdsSeat(of, standing, true)) continue;
    all += 1;
    if (isActive(standing)) active += 1;
  }
  return { all, active };
}

function standingsOf(people: readonly Person[], when: "before" | "after"): readonly Standing[] {
  return people.flatMap((person) => person[when] ?? []);
}
