import type { Coming, ComingKind } from "../model/coming.ts";
import { KINDS } from "./legend.ts";
import { type Line, type Style, styled } from "./line.ts";
import { placeText } from "./problem.ts";
import { tableRows } from "./table.ts";
import { reasonText } from "./words.ts";

/** Day by day, what comes. `days` is how far was looked. */
export function upcomingLines(comings: readonly Coming[], days: number): readonly Line[] {
  if (comings.length === 0) return [[`Nothing comes up today or in the next ${days} days.`]];
  const rows = tableRows(comings.map(cellsOf));
  const told = comings.map((coming, index): readonly Line[] => {
    const { symbol, style } = WORDS[coming.kind];
    const line: Line = ["  ", styled(style, symbol), ` ${rows[index] ?? ""}`];
    return comings[index - 1]?.day === coming.day ? [line] : [[], [styled("bold", coming.day)], line];
  });
  return told.flat().slice(1);
}

const WORDS: Readonly<Record<ComingKind, { readonly symbol: string; readonly word: string; readonly style: Style }>> = {
  create: KINDS.create,
  activate: KINDS.activate,
  deactivate: KINDS.deactivate,
  approvalEnds: { symbol: " ", word: "approval", style: "plain" },
  deletable: { ...KINDS.delete, word: "may delete" },
};

function cellsOf(coming: Coming): readonly string[] {
  const { kind, loginId, name, place } = coming;
  return [WORDS[kind].word, loginId, name, whyText(coming), placeText(place)];
}

function whyText({ kind, reason, decides = "", ready }: Coming): string {
  if (kind === "approvalEnds") return "last day of the approval to delete";
  if (kind === "deletable") return ready === true ? "with its approval" : "needs an approval that holds on this day";
  if (kind === "create" && ready !== true) return `switched off until the first day, ${decides}`;
  return reason === undefined ? "" : reasonText({ reason, day: decides });
}
