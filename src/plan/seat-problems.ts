import { someOf } from "../model/names.ts";
import { say } from "../model/phrases.ts";
import type { SeatCount } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { loginKey, type TenantUser } from "../model/user.ts";
import { inOrder, type Known } from "./known.ts";
import { holdsSeat } from "./seats.ts";
import type { Person } from "./standing.ts";
import type { Way } from "./way.ts";

/** More seats than the contract has, nearly as many, or too few on the way. */
export function judgeSeats(
  seats: readonly SeatCount[],
  people: readonly Person[],
  way: Way,
  known: Known,
): readonly Problem[] {
  return [...seats.flatMap((seat) => judgeSeat(seat, people, known)), ...judgeWay(way)];
}

/** A contract that is over its limit already does not stop a plan that takes no more. */
function judgeSeat(seat: SeatCount, people: readonly Person[], known: Known): readonly Problem[] {
  const { of, limit, now, after } = seat;
  if (limit === undefined || after <= now) return [];
  if (after > limit) return [exceeded({ ...seat, limit }, people, known)];
  if (limit - after > known.situation.settings.seats.warnWithin) return [];
  return [problem("seats-nearly-full", { of, now, after, limit, left: limit - after })];
}

function exceeded(
  { of, limit, now, after }: SeatCount & { readonly limit: number },
  people: readonly Person[],
  known: Known,
): Problem {
  const { countInactive } = known.situation.settings.seats;
  const takes = people.filter(
    ({ before, after: then }) => !holdsSeat(of, before, countInactive) && holdsSeat(of, then, countInactive),
  );
  const fitting = Math.max(0, limit - (after - takes.length));
  const who = someOf(takes.slice(fitting));
  return problem("seats-exceeded", { of, now, after, limit, who, free: freeable(of, people, known) });
}

/** Whose seats nobody would miss: people who are switched off, then people whom meibo does not manage. */
function freeable(of: SeatCount["of"], people: readonly Person[], known: Known): string {
  const { settings, snapshot } = known.situation;
  const after = new Map(people.map((person) => [person.key, person.after]));
  const holds = ({ loginId, ...user }: TenantUser) => {
    const key = loginKey(loginId);
    return holdsSeat(of, after.has(key) ? after.get(key) : user, settings.seats.countInactive);
  };
  const holders = snapshot.users.filter(holds);
  const inactive = holders.filter(({ state }) => state === "inactive");
  const unmanaged = holders.filter(
    ({ loginId, state }) =>
      state !== "inactive" && !known.declared.has(loginKey(loginId)) && !known.remembered.has(loginKey(loginId)),
  );
  const found = [...inOrder(inactive), ...inOrder(unmanaged)];
  return found.length === 0 ? say("nobody who is inactive or unmanaged") : someOf(found);
}

/** What the contract has room for at the end, and not on the way there. */
function judgeWay({ unapproved, lacking }: Way): readonly Problem[] {
  const needed = unapproved.length === 0 ? [] : [problem("seats-need-delete", { who: someOf(unapproved) })];
  const short = lacking.map(({ of, peak, ceiling }) => problem("seats-short-meanwhile", { of, peak, limit: ceiling }));
  return [...needed, ...short];
}
