import type { Place } from "../model/place.ts";
import type { Problem } from "../model/problem.ts";

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
