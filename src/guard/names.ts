const SHOWN = 5;

/** The first few Login IDs, and how many more there are. */
export function someOf(people: readonly { readonly loginId: string }[]): string {
  const names = people.slice(0, SHOWN).map(({ loginId }) => loginId);
  const more = people.length - names.length;
  return names.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
