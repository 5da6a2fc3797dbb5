import { someOf } from "../model/names.ts";
import type { Change } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import { SEAT_KINDS, type SeatKind } from "../model/seats.ts";
import type { Known } from "./known.ts";
import { holdsSeat } from "./seats.ts";
import { type Person, peopleOf } from "./standing.ts";

interface Split {
  readonly kept: readonly Change[];
  readonly left: readonly Change[];
  /** The file of the saved plan that chose; nobody who applies it can choose others too. */
  readonly saved: string | undefined;
}

/** What is wrong with a part of a plan and not with the whole of it, said with the people who are missing in it. */
export function needOf(found: Problem, { kept, left, saved: file }: Split, known: Known): Problem {
  if (found.name === "extension-taken") return takenExtension(found, file);
  const of = SEAT_KINDS.find((kind) => kind === found.args["of"]);
  if (of === undefined) return found;
  const users = someOf(peopleOf(known, kept).filter((person) => step(of, person, known) > 0));
  const others = someOf(peopleOf(known, left).filter((person) => step(of, person, known) < 0));
  if (file === undefined) return problem("selection-needs-seat", { of, users, others });
  return problem("plan-seats-taken", { of, users, others, file });
}

function takenExtension(found: Problem, file: string | undefined): Problem {
  const { loginId = "", extension = "", other = "" } = found.args;
  if (file === undefined) return problem("selection-needs-extension", { loginId, extension, other }, found);
  return problem("plan-extension-taken", { loginId, extension, other, file }, found);
}

/** By how many seats of this kind a person has more in the end. */
function step(of: SeatKind, { before, after }: Person, { situation }: Known): number {
  const { countInactive } = situation.settings.seats;
  return Number(holdsSeat(of, after, countInactive)) - Number(holdsSeat(of, before, countInactive));
}
