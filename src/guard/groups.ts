import type { Place } from "../model/place.ts";

interface Found {
  readonly place: Place;
}

const MOST_RELATED = 5;

/** Where a group of findings is told: at the first, with the next few beside it. */
export function placesOf(found: readonly [Found, ...Found[]]): {
  readonly place: Place;
  readonly related: readonly Place[];
} {
  const [first, ...others] = found;
  return { place: first.place, related: others.slice(0, MOST_RELATED).map(({ place }) => place) };
}

/** Findings that are told in one sentence; in the order of their firsts. */
export function together<T extends Found>(
  found: readonly T[],
  keyOf: (one: T) => string,
): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const one of found) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}
