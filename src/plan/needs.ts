import { someOf } from "../model/names.ts";
import type { Change } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { SEAT_KINDS, type SeatKind } from "../model/seats.ts";
import type { Known } from "./known.ts";
import { holdsSeat } from "./seats.ts";
import { type Person, peopleOf } from "./standing.ts";

/** What is wrong with a part of a plan and not with the whole of it, said with the people who are missing in it. */
export function needOf(found: Problem, kept: readonly Change[], left: readonly Change[], known: Known): Problem {
  const { loginId = "", extension = "", other = "" } = found.args;
  if (found.name === "extension-taken") {
    return problem("selection-needs-extension", { loginId, extension, other }, found);
  }
  const of = SEAT_KINDS.find((kind) => kind === found.args["of"]);
  if (of === undefined) return found;
  const takes = peopleOf(known, kept).filter((person) => step(of, person, known) > 0);
  const frees = peopleOf(known, left).filter((person) => step(of, person, known) < 0);
  return problem("selection-needs-seat", { of, users: someOf(takes), others: someOf(frees) });
}

/** By how many seats of this kind a person has more in the end. */
function step(of: SeatKind, { before, after }: Person, { situation }: Known): number {
  const { countInactive } = situation.settings.seats;
  return Number(holdsSeat(of, after, countInactive)) - Number(holdsSeat(of, before, countInactive));
}
