import type { ImpactSeverity } from "../model/impact.ts";
import type { Change, Plan } from "../model/plan.ts";
import { pad, widthOf } from "./columns.ts";
import { KINDS, SEVERITIES } from "./legend.ts";
import { type Line, styled } from "./line.ts";
import { type CommonView, costOf, type KnownImpact } from "./view.ts";
import { asIs, type Shown } from "./wording.ts";
import type { Words } from "./words/words.ts";

export const IMPACT_DETAILS = ["all", "important", "none"] as const;
/** `important`: grave ones in words, the rest as numbers. */
export type ImpactDetail = (typeof IMPACT_DETAILS)[number];

/** What a change costs the person: the grave effects in words, the worst first, the rest as numbers. */
export function* impactLines(
  change: Change,
  facts: Plan["impacts"],
  words: Words,
  detail: ImpactDetail = "important",
): Generator<Line> {
  if (detail === "none") return;
  const { grave, affected, kept } = costOf(change, facts);
  for (const impact of grave) yield impactLine(impact, words);
  if (detail === "all") for (const impact of [...affected, ...kept]) yield impactLine(impact, words);
  else yield* restLines(affected.length, kept.length, words);
}

const SYMBOLS: Readonly<Record<ImpactSeverity, string>> = {
  critical: pad(SEVERITIES.critical.symbol, 2),
  high: pad(SEVERITIES.high.symbol, 2),
  medium: "  ",
  low: "  ",
  info: pad(SEVERITIES.info.symbol, 2),
};

function impactLine(impact: KnownImpact, words: Words): Line {
  const { severity } = impact.fact;
  return [
    "        ",
    styled(SEVERITIES[severity].style, SYMBOLS[severity]),
    ` ${impactText(impact, words)}  ${impact.id}`,
  ];
}

function* restLines(affected: number, kept: number, words: Words): Generator<Line> {
  const parts = [
    ...(affected === 0 ? [] : [words.impact.affected(affected)]),
    ...(kept === 0 ? [] : [words.impact.kept(kept)]),
  ];
  if (parts.length > 0) yield [styled("dim", `        ${parts.join(words.comma)}`)];
}

/** What it does, whom or what it is about, and how sure that is; without its id. */
export function impactText(
  { id, truth, about = [], fact }: KnownImpact,
  { impact, impacts, comma }: Words,
  shown: Shown = asIs,
): string {
  const doubt = truth === "true" ? "" : impact.doubt[truth];
  const names = about.length === 0 ? "" : impact.about(about.map(shown).join(comma));
  const text = impacts[id];
  return `${doubt}${(text ?? shown(fact.text)).replace(/[.。]$/, "")}${names}`;
}

/** What holds for everybody alike, one line for each kind of change. */
export function* commonLines(common: readonly CommonView[], words: Words): Generator<Line> {
  if (common.length === 0) return;
  yield [];
  yield [words.impact.everybody];
  const width = 1 + Math.max(10, ...common.map(({ kind }) => widthOf(words.kinds[kind].word)));
  for (const { kind, impacts } of common) {
    const { symbol, style } = KINDS[kind];
    const texts = impacts.map((impact) => `${impactText(impact, words)}  ${impact.id}`).join(words.semicolon);
    yield ["  ", styled(style, symbol), ` ${pad(words.kinds[kind].word, width)} ${texts}`];
  }
}
