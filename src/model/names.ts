import { say } from "./phrases.ts";

const SHOWN = 5;

/** The first few Login IDs, and how many more there are. */
export function someOf(people: readonly { readonly loginId: string }[]): string {
  return firstOf(people.map(({ loginId }) => loginId));
}

/** The first few of a list, and how many more there are. */
export function firstOf(names: readonly string[]): string {
  const more = names.length - SHOWN;
  const shown = names.slice(0, SHOWN).join(", ");
  return more > 0 ? say("{names} and {more} more", { names: shown, more }) : shown;
}
