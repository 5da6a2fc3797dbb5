import { quote, type Told } from "../model/phrases.ts";

/**
 * Why a store cannot do what it is asked. `state-damaged`: what is there is not what was written, or is nothing of
 * meibo's. `state-newer`: a later meibo wrote it. `state-unusable`: the machine or the database said no. `lock-lost`:
 * somebody else has the lock now, and nothing was written.
 */
export const STATE_FAILURES = ["state-damaged", "state-newer", "state-unusable", "lock-lost"] as const;
export type StateFailure = (typeof STATE_FAILURES)[number];

export function stateFailure(code: StateFailure, message: Told, cause?: unknown): Error {
  return Object.assign(new Error(message, cause === undefined ? {} : { cause }), { code });
}

/** Undefined for an error that no store made. */
export function stateFailureOf(error: unknown): StateFailure | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const { code } = error;
  return STATE_FAILURES.find((known) => known === code);
}

/** What was read is not what was written. The store that reads adds where. */
export function damaged(message: Told): Error {
  return stateFailure("state-damaged", message);
}

/** Of what is said of a store where there is no place to be named before it. */
export const NOWHERE = { at: "" } as const;

/** A place and a colon before it: what a store words itself begins with `{at}`, so that it is still found. */
export function placed(at: string, message: string): Told {
  return quote(`${at}${message}`);
}
