import type { Change, Plan } from "../model/plan.ts";
import { type Line, styled } from "./line.ts";
import type { Words } from "./words/words.ts";

/** Said above all else: that a plan is a preview, or of some people only. */
export function* conditionLines({ only, due, asOf }: Plan, { plan, comma }: Words): Generator<Line> {
  const chosen = [...(only ?? []), ...(due === true ? [plan.calendar] : [])];
  if (asOf !== undefined) yield [styled("bold", plan.preview(asOf)), plan.previewOnly];
  if (chosen.length > 0) yield [styled("bold", plan.only(chosen.join(comma))), plan.onlyThem];
}

const NAMED = 10;

/** Changes that a saved plan says nothing of: the first ten by name, a line each. */
export function* leftLines(left: readonly Change[], { plan, kinds }: Words): Generator<Line> {
  for (const { kind, loginId } of left.slice(0, NAMED)) yield [plan.leftOut(kinds[kind].word, loginId)];
  if (left.length > NAMED) yield [plan.moreLeftOut(left.length - NAMED)];
}
