import type { Coming, ComingKind } from "../model/coming.ts";
import { KINDS } from "./legend.ts";
import { type Line, type Style, styled } from "./line.ts";
import { placeText } from "./problem.ts";
import { tableRows } from "./table.ts";
import { reasonText } from "./wording.ts";
import type { Words } from "./words/words.ts";

/** Day by day, what comes. `days` is how far was looked. */
export function upcomingLines(comings: readonly Coming[], days: number, words: Words): readonly Line[] {
  if (comings.length === 0) return [[words.upcoming.nothing(days)]];
  const rows = tableRows(comings.map((coming) => cellsOf(coming, words)));
  const told = comings.map((coming, index): readonly Line[] => {
    const { symbol, style } = MARKS[coming.kind];
    const line: Line = ["  ", styled(style, symbol), ` ${rows[index] ?? ""}`];
    return comings[index - 1]?.day === coming.day ? [line] : [[], [styled("bold", coming.day)], line];
  });
  return told.flat().slice(1);
}

const MARKS: Readonly<Record<ComingKind, { readonly symbol: string; readonly style: Style }>> = {
  create: KINDS.create,
  activate: KINDS.activate,
  deactivate: KINDS.deactivate,
  approvalEnds: { symbol: " ", style: "plain" },
  deletable: KINDS.delete,
};

function wordOf(kind: ComingKind, { kinds, upcoming }: Words): string {
  if (kind === "approvalEnds") return upcoming.approval;
  return kind === "deletable" ? upcoming.mayDelete : kinds[kind].word;
}

function cellsOf(coming: Coming, words: Words): readonly string[] {
  const { kind, loginId, name, place } = coming;
  return [wordOf(kind, words), loginId, name, whyText(coming, words), placeText(place, words)];
}

function whyText({ kind, reason, decides = "", ready }: Coming, words: Words): string {
  const { upcoming } = words;
  if (kind === "approvalEnds") return upcoming.approvalEnds;
  if (kind === "deletable") return ready === true ? upcoming.approved : upcoming.notApproved;
  if (kind === "create" && ready !== true) return upcoming.switchedOff(decides);
  return reason === undefined ? "" : reasonText({ reason, day: decides }, words);
}
