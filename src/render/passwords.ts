import type { RunId } from "../model/journal.ts";
import type { Instant } from "../model/ledger.ts";
import { type Line, type Style, styled } from "./line.ts";
import { tableRows } from "./table.ts";
import type { Words } from "./words/words.ts";

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
export function sealedLines(rows: readonly SealedRow[], { passwords }: Words): readonly Line[] {
  if (rows.length === 0) return [[passwords.nobody]];
  const texts = tableRows(
    rows.map(({ loginId, standing, file }) => [loginId, passwords.standing[standing], file]),
    120,
  );
  return [
    ...rows.map(({ kept }, index): Line => {
      const text = passwords.kept[kept];
      return text === "" ? [texts[index] ?? ""] : [texts[index] ?? "", "  ", styled(STYLES[kept], text)];
    }),
    [],
    [passwords.open],
    ...adviceLines(rows, passwords),
  ];
}

const STYLES: Readonly<Record<Kept, Style>> = { whole: "plain", changed: "red", missing: "yellow" };

/** What the words above ask of people. */
function adviceLines(rows: readonly SealedRow[], words: Words["passwords"]): readonly Line[] {
  const has = (isMeant: (row: SealedRow) => boolean, text: string): readonly Line[] =>
    rows.some(isMeant) ? [[text]] : [];
  return [
    ...has(({ standing }) => standing === "maybe", words.maybe),
    ...has(({ kept }) => kept === "missing", words.missing),
    ...has(({ kept }) => kept === "changed", words.changed),
  ];
}
