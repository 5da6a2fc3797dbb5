import type { RunId } from "../model/journal.ts";
import type { Instant } from "../model/ledger.ts";
import { type Line, type Style, styled } from "./line.ts";
import { tableRows } from "./table.ts";

export const KEPT = ["whole", "changed", "missing"] as const;
/** `changed`: what is there is not what was written. */
export type Kept = (typeof KEPT)[number];

/** Where the first password of a user lies, sealed. */
export interface SealedRow {
  readonly loginId: string;
  readonly standing: "inForce" | "maybe";
  readonly file: string;
  readonly kept: Kept;
  readonly run: RunId;
  readonly at: Instant;
}

/** Whom each sealed file is for, and how to open one; never what is in it. */
export function sealedLines(rows: readonly SealedRow[]): readonly Line[] {
  if (rows.length === 0) return [["No password is kept: nobody was created with a sealed one."]];
  const texts = tableRows(
    rows.map(({ loginId, standing, file }) => [loginId, STANDING[standing], file]),
    120,
  );
  return [
    ...rows.map(({ kept }, index): Line => {
      const { text, style } = KEPT_WORDS[kept];
      return text === "" ? [texts[index] ?? ""] : [texts[index] ?? "", "  ", styled(style, text)];
    }),
    [],
    ["To open a file, with the key of one of its recipients: age -d -i KEY FILE"],
    ...adviceLines(rows),
  ];
}

const STANDING = { inForce: "in force", maybe: "maybe" } as const satisfies Record<SealedRow["standing"], string>;

const KEPT_WORDS = {
  whole: { text: "", style: "plain" },
  changed: { text: "changed since it was written", style: "red" },
  missing: { text: "not here", style: "yellow" },
} as const satisfies Record<Kept, { readonly text: string; readonly style: Style }>;

/** What the words above ask of people. */
function adviceLines(rows: readonly SealedRow[]): readonly Line[] {
  const has = (isMeant: (row: SealedRow) => boolean, text: string): readonly Line[] =>
    rows.some(isMeant) ? [[text]] : [];
  return [
    ...has(
      ({ standing }) => standing === "maybe",
      "maybe: no answer came when the user was created; try the newest first, or run meibo apply, which looks again.",
    ),
    ...has(({ kept }) => kept === "missing", "not here: look on the machine, or among the artifacts, of that run."),
    ...has(({ kept }) => kept === "changed", "changed: take a copy that is as it was written; age refuses any other."),
  ];
}
