import type { SeatCount } from "../model/plan.ts";
import type { SeatKind } from "../model/seats.ts";
import type { LoginKey } from "../model/user.ts";
import { holdsSeat } from "./seats.ts";
import { isActive, type Person } from "./standing.ts";

/** Seats of one kind that do not last if everybody takes theirs before anybody gives one back. */
export interface Need {
  readonly of: SeatKind;
  /** The limit, or what is taken now where that is more. */
  readonly ceiling: number;
  /** Taken at once although whoever can gives theirs back early. */
  readonly peak: number;
  /** Who can give theirs back early, because a product is switched off. */
  readonly switchedOff: readonly Person[];
}

/** A plan that ends above the limit is refused for that, so its way there needs nothing. */
export function needsOf(
  people: readonly Person[],
  seats: readonly SeatCount[],
  late: ReadonlySet<LoginKey>,
  countInactive: boolean,
): readonly Need[] {
  return seats.flatMap(({ of, limit, now, after }) => {
    const ceiling = Math.max(limit ?? Number.POSITIVE_INFINITY, now);
    if (after > ceiling) return [];
    const turns = people.map((person) => turnOf(of, person, late, countInactive));
    const count = (turn: Turn) => turns.filter((one) => one === turn).length;
    const [taken, passing, activated] = [count("taken"), count("passing"), count("activated")];
    if (now + taken + passing + activated <= ceiling) return [];
    const switchedOff = people.filter((_, index) => turns[index] === "switchedOff");
    const freed = switchedOff.length + count("left");
    // Whoever only passes through has given the seat back before anybody is activated.
    return [{ of, ceiling, peak: now - freed + taken + Math.max(passing, activated), switchedOff }];
  });
}

/**
 * What becomes of one person's seat: given back by a product that is switched off, by leaving as usual, or only at the
 * end; taken by a row, for a while (new users are active until they are switched off), or by being activated.
 */
type Turn = "none" | "switchedOff" | "left" | "leftLast" | "taken" | "passing" | "activated";

function turnOf(of: SeatKind, person: Person, late: ReadonlySet<LoginKey>, countInactive: boolean): Turn {
  const { key, before, after } = person;
  const had = holdsSeat(of, before, countInactive);
  const has = holdsSeat(of, after, countInactive);
  if (had && !has) return leavingTurn(of, person, late.has(key), countInactive);
  if (!had && has) return before !== undefined && !countInactive && !isActive(before) ? "activated" : "taken";
  return before === undefined && holdsSeat(of, after, true) ? "passing" : "none";
}

function leavingTurn(of: SeatKind, { after }: Person, isLate: boolean, countInactive: boolean): Turn {
  if (after === undefined) return "leftLast";
  if (!countInactive && !isLate && !isActive(after)) return "left";
  return holdsSeat(of, after, true) ? "leftLast" : "switchedOff";
}
