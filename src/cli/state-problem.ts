import { quote } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import { stateFailureOf } from "../state/failure.ts";

/** What a store says of itself, for people, with what to do about it. */
export function stateProblem(error: unknown): Problem {
  const reason = quote(error instanceof Error ? error.message : String(error));
  const failure = stateFailureOf(error);
  const isNamed = failure === "state-damaged" || failure === "state-newer";
  return problem(isNamed ? failure : "state-unusable", { reason });
}
