import type { Effect } from "../../src/model/effect.ts";

export type Step = Exclude<Effect["type"], "now">;

interface FaultFact {
  /** Numbers of the failures that docs/proof.md lists. */
  readonly failure: string;
  readonly says: string;
  /** Where it can happen; everywhere if absent. */
  readonly at?: readonly Step[];
  /** Where it cannot, of everywhere. */
  readonly notAt?: readonly Step[];
}

const SENT = ["start"] as const;

/** Everything that goes wrong in the model world, by name. */
export const FAULTS = {
  kill: { failure: "F1", says: "the process dies before the step" },
  killAfter: { failure: "F1", says: "the process dies after the step; what it sent arrives later" },
  torn: { failure: "F17", says: "the process dies while it writes the line; half of it is there", at: ["journal"] },
  lostJournal: { failure: "F18", says: "the process dies and its journal with it" },
  // Between the last question and the sending there is no time.
  stop: { failure: "F2", says: "somebody asks the run to stop", notAt: ["start"] },
  lostRequest: { failure: "F4", says: "the request never arrives", at: SENT },
  lostResponse: { failure: "F3", says: "the request is carried out, the answer is lost", at: SENT },
  late: { failure: "F11", says: "no answer; the request is carried out a good while later", at: SENT },
  busy: { failure: "F6", says: "the tenant is busy (429, 503): not carried out, no word of it", at: SENT },
  twice: { failure: "F5", says: "the request arrives twice, the second answer is heard", at: SENT },
  cutOff: { failure: "F9", says: "the import ends half-way, and says so", at: SENT },
  cutOffSilently: { failure: "F10", says: "the import ends half-way, and says all is well", at: SENT },
  refusedFile: { failure: "F9", says: "the file as a whole is refused, no row is named", at: SENT },
  slow: { failure: "F11", says: "the job takes long, and ends", at: SENT },
  unreadable: { failure: "F7", says: "the tenant cannot be read", at: ["plan", "read", "count"] },
  staleRead: { failure: "F22", says: "the answer is some seconds old", at: ["plan", "read", "count"] },
  shortRead: { failure: "F21", says: "the answer lacks one of the users", at: ["plan", "read", "count"] },
  diskFull: { failure: "F16", says: "nothing more can be written", at: ["journal", "seal"] },
  slowDisk: { failure: "F16", says: "writing takes a minute, in which somebody edits a user", at: ["journal", "seal"] },
  tornSeal: { failure: "F16", says: "the process dies while it writes the sealed file", at: ["seal"] },
  lockTaken: { failure: "F14", says: "another run holds the lock", at: ["lock"] },
  lockStolen: {
    failure: "F15",
    says: "the process sleeps; another run takes the lock over and does its work",
    notAt: ["lock", "start", "release"],
  },
  lockUnreachable: { failure: "F20", says: "the lock cannot be asked", at: ["checkLock"] },
  historyUnreadable: { failure: "F17", says: "the journal cannot be read", at: ["history"] },
  clockForward: { failure: "F19", says: "the clock of the machine jumps a day ahead" },
  clockBack: { failure: "F19", says: "the clock of the machine jumps a day back" },
  adminEdits: { failure: "F12", says: "somebody edits a user at the console" },
  adminReplaces: { failure: "F13", says: "somebody deletes a user and makes another of the same Login ID" },
  adminSwitchesOff: { failure: "F12", says: "somebody deactivates a user" },
  adminSwitchesOn: { failure: "F12", says: "somebody activates a user" },
  adminAdds: { failure: "F12", says: "somebody adds a user whom the files declare too" },
  adminDeletes: { failure: "F12", says: "somebody deletes a user" },
} as const satisfies Readonly<Record<string, FaultFact>>;

export type FaultKind = keyof typeof FAULTS;

/** One thing that goes wrong, at one step of a schedule. */
export interface Fault {
  /** Counted from 1, over all runs of the schedule. */
  readonly step: number;
  readonly kind: FaultKind;
  /** Which of the users an admin acts on, or how late something comes, in seconds. */
  readonly what?: number;
}

/** One that happened. */
export interface Struck extends Fault {
  /** In milliseconds of the model's own time. */
  readonly at: number;
  readonly during: Step;
}

export const FAULT_KINDS: readonly FaultKind[] = Object.keys(FAULTS).filter((name) => name in FAULTS) as FaultKind[];

export function canHappen(kind: FaultKind, step: Step): boolean {
  const fact: FaultFact = FAULTS[kind];
  return fact.at === undefined ? fact.notAt?.includes(step) !== true : fact.at.includes(step);
}
