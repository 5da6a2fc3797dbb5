import type { Place } from "../model/place.ts";
import { type Problem, problem } from "../model/problem.ts";
import { PROBLEMS, type ProblemName } from "../model/problems.ts";

/** Of one name; nobody mends more than that in one go, and they often have one cause. */
export const MOST_TOLD = 100;

/** Whatever is left out is counted in a problem of its own, so that a hundred never passes for all. */
export function moreOf(kind: ProblemName, total: number): Problem {
  return problem("more-alike", { kind, code: PROBLEMS[kind].code, more: total - MOST_TOLD, total });
}

/** As many as are told, in the order of the files, and the count of all. */
export function firstOf<T>(kind: ProblemName, all: readonly T[], make: (one: T) => Problem): readonly Problem[] {
  const told = all.slice(0, MOST_TOLD).map(make);
  return all.length > MOST_TOLD ? [...told, moreOf(kind, all.length)] : told;
}

const WORD = Symbol("word");
const LOOK_UP = Symbol("look up");

/** The place of an entry, and the way to one word in it. */
interface LaterPlace extends Place {
  readonly [WORD]: string;
  readonly [LOOK_UP]: () => Place;
}

/** What knows its own place, and where its words stand. */
interface Placed {
  readonly place: Place;
  readonly where: (word: string) => Place;
}

/** Finding a word in the text costs more than finding out that it is wrong, so only what is told is looked up. */
export function later({ place, where }: Placed, word: string): Place {
  const found: LaterPlace = { ...place, [WORD]: word, [LOOK_UP]: () => where(word) };
  return found;
}

/** The word that a place waits for; empty when it is exact already. */
export function wordOf(place: Place | undefined): string {
  return place !== undefined && isLater(place) ? place[WORD] : "";
}

/** The same problem with every place looked up. */
export function lookedUp(found: Problem): Problem {
  const { place, related } = found;
  return {
    ...found,
    ...(place === undefined ? {} : { place: exact(place) }),
    ...(related === undefined ? {} : { related: related.map(exact) }),
  };
}

function exact(place: Place): Place {
  return isLater(place) ? place[LOOK_UP]() : place;
}

function isLater(place: Place): place is LaterPlace {
  return LOOK_UP in place;
}
