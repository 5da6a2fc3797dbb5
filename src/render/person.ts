import type { Value } from "../model/fields.ts";
import { type Line, styled } from "./line.ts";
import { tableRows } from "./table.ts";
import { valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

export interface PersonRow {
  readonly column: string;
  readonly value: Value | undefined;
  /** Where the files say something else than the tenant shows. */
  readonly inFiles?: Value;
}

export interface PersonView {
  readonly loginId: string;
  readonly name: string;
  /** Empty for somebody who stands in no file. */
  readonly where: string;
  readonly rows: readonly PersonRow[];
}

/** One person, and whatever is said or switched on. */
export function personLines({ loginId, name, where, rows }: PersonView, words: Words): readonly Line[] {
  const cells = rows.map(({ column, value, inFiles }) => [
    `  ${column}`,
    valueText(value, words),
    ...(inFiles === undefined ? [] : [words.drift.inFiles(valueText(inFiles, words))]),
  ]);
  return [
    [styled("bold", loginId), `  ${name}  ${where === "" ? words.person.unmanaged : where}`],
    ...tableRows(cells).map((row): Line => [row]),
    [styled("dim", `  ${words.person.restOff}`)],
  ];
}
