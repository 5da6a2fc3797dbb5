import type { Outgoing } from "../../src/model/effect.ts";
import type { JournalRecord } from "../../src/model/journal.ts";
import type { LedgerEntry } from "../../src/model/ledger.ts";
import type { ApprovedPlan } from "../../src/model/plan.ts";
import type { LoginKey } from "../../src/model/user.ts";
import type { World } from "./world.ts";

/** A run as one process began it. Moments are in milliseconds of the model's own time, which never jumps. */
export interface Life {
  readonly process: number;
  readonly run: string;
  /** With the files as they were then. */
  readonly world: World;
  /** What was approved, once it was. */
  plan?: ApprovedPlan;
  /** The moment whose users the plan was made from. */
  plannedFrom: number;
  stoppedAt?: number;
  /** When the run last noted what became of a user, whom it read just before. */
  readonly noted: Map<LoginKey, number>;
}

/** A chunk that was handed to the tenant. */
export interface Request {
  readonly number: number;
  readonly life: Life;
  readonly chunk: string;
  readonly write: Outgoing;
  readonly keys: readonly LoginKey[];
  readonly sentAt: number;
  /** When the tenant was read last before it. */
  readonly lookedAt: number;
  /** How old the answer was that was read last before it. */
  readonly lookedOld: number;
  /** Steps from then to its sending, both counted. */
  readonly sinceLook: number;
  readonly heldLock: boolean;
  /** When its run had last noted what became of each of the users; 0 if it had not. */
  readonly notedBefore: readonly number[];
  /** When it arrives at the tenant; empty if it never does. */
  readonly arrivals: readonly number[];
  /** Of a chunk that deletes: users whose other changes were not done yet. */
  readonly undone: readonly LoginKey[];
  /** Rows that had failed in its run by then. */
  readonly failedBefore: number;
  readonly journalLost: number;
  readonly announced: boolean;
}

export interface Noted {
  readonly at: number;
  /** The moment that the last look before it showed. */
  readonly shown: number;
  readonly life: Life;
  readonly record: JournalRecord;
}

export interface Remembered {
  readonly at: number;
  /** The moment that the last look before it showed. */
  readonly shown: number;
  readonly life: Life;
  readonly put: readonly LedgerEntry[];
  /** Of these the journal of the run had said nothing yet, although they are in its chunks. */
  readonly early: readonly LoginKey[];
}

/** What really happened, for those who judge it afterwards. */
export interface Witness {
  readonly requests: Request[];
  readonly noted: Noted[];
  readonly remembered: Remembered[];
  readonly lives: Life[];
}
