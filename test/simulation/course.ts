import type { RowOutcome } from "../../src/model/connector.ts";
import type { Fault } from "./faults.ts";

/** So late comes what comes late, unless a fault says otherwise; in milliseconds. */
const LATE = 60_000;
const HALF = 200;
const ANSWER = 400;
const TIME_OUT = 30_000;
export const SLOW = 50_000;
/** A run that is asked to stop waits so long for the answer that is on its way. */
export const LAST_WAIT = 5_000;

/** What becomes of a request; times count from the moment it is sent. */
export interface Course {
  readonly arrives: readonly number[];
  readonly answers: number;
  /** Only half of the rows are carried out. */
  readonly half?: true;
  /** The tenant's own answer is not heard. */
  readonly deaf?: true;
  readonly says?: (rows: number) => readonly RowOutcome[];
}

const USUAL: Course = { arrives: [HALF], answers: ANSWER };

export function courseOf(fault: Fault | undefined): Course {
  const late = 1000 * (fault?.what ?? 0) || LATE;
  switch (fault?.kind) {
    case "killAfter":
      return { ...USUAL, arrives: [late] };
    case "lostRequest":
      return { arrives: [], answers: TIME_OUT };
    case "lostResponse":
      return { ...USUAL, answers: TIME_OUT, deaf: true };
    case "late":
      return { arrives: [late], answers: TIME_OUT, deaf: true };
    case "busy":
      return { arrives: [], answers: LAST_WAIT };
    case "twice":
      return { ...USUAL, arrives: [HALF, HALF + 100] };
    case "cutOff":
      return { ...USUAL, half: true };
    case "cutOffSilently":
      return { ...USUAL, half: true, says: (rows) => Array.from({ length: rows }, () => ({ type: "accepted" })) };
    case "refusedFile":
      return {
        arrives: [],
        answers: ANSWER,
        says: (rows) => Array.from({ length: rows }, () => ({ type: "held", cause: "some rows cannot be added" })),
      };
    case "slow":
      return { arrives: [SLOW], answers: SLOW + ANSWER };
    default:
      return USUAL;
  }
}
