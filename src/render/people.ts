import { type Line, styled } from "./line.ts";
import { tableRows } from "./table.ts";

/** One row a person; columns that somebody asked for are named above. */
export function peopleLines(rows: readonly (readonly string[])[], head: readonly string[]): readonly Line[] {
  if (head.length === 0) return tableRows(rows).map((row): Line => [row]);
  const [named = "", ...others] = tableRows([head, ...rows]);
  return [[styled("bold", named)], ...others.map((row): Line => [row])];
}
