import type { Line } from "./line.ts";
import { tableRows } from "./table.ts";
import type { Words } from "./words/words.ts";

interface Covering {
  readonly name: string;
  readonly exact: number;
  readonly near: number;
}

/** Roles that were found among people, with how many each covers; nothing without any. */
export function roleLines(
  roles: readonly Covering[],
  enough: number,
  people: number,
  { roles: words }: Words,
): readonly Line[] {
  if (roles.length === 0) return [];
  const covered = roles.reduce((sum, { exact, near }) => sum + exact + near, 0);
  const rows = roles.map(({ name, exact, near }) => [name, words.covers(exact), near === 0 ? "" : words.nearly(near)]);
  return [
    [words.found(roles.length, covered, people)],
    ...tableRows(rows).map((row): Line => [`  ${row}`]),
    [words.enough(enough)],
    [],
  ];
}
