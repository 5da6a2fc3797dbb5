import type { Change, Plan } from "../model/plan.ts";
import { type Line, styled } from "./line.ts";

/** Said above all else: that a plan is a preview, or of some people only. */
export function conditionLines({ only, due, asOf }: Plan): readonly Line[] {
  const chosen = [...(only ?? []), ...(due === true ? ["what the calendar caused"] : [])];
  return [
    ...(asOf === undefined
      ? []
      : [[styled("bold", `PREVIEW of ${asOf}`), ", if nothing else changes until then; it cannot be applied"]]),
    ...(chosen.length === 0
      ? []
      : [[styled("bold", `only ${chosen.join(", ")}`), "; everybody else is left as they are"]]),
  ];
}

const NAMED = 10;

/** Changes that a saved plan says nothing of: the first ten by name, a line each. */
export function leftLines(left: readonly Change[]): readonly Line[] {
  const named = left
    .slice(0, NAMED)
    .map(({ kind, loginId }) => [`not in the saved plan, left for its own plan: ${kind} ${loginId}`]);
  const more = left.length - named.length;
  return more === 0 ? named : [...named, [`and ${more} more, left for their own plan`]];
}
