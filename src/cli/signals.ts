import { setTimeout as sleep } from "node:timers/promises";
import { EXIT } from "./exit.ts";

/** A run that can be asked to end. */
export interface Stopping {
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly stop: AbortSignal;
  /** Aborted a while later: nothing is waited for any more. */
  readonly deadline: AbortSignal;
  /** In milliseconds; over at once when the run is asked to end. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  close(): void;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Milliseconds from the signal until the run waits for no answer any more; runners of CI kill after ten seconds. */
const PATIENCE = 5_000;

/** The first signal finishes what is under way and is told by `onStop`, the second ends at once. */
export function listenForStop(onStop: () => void): Stopping {
  const stop = new AbortController();
  const deadline = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onSignal = () => {
    if (stop.signal.aborted) process.exit(EXIT.signalled);
    stop.abort();
    timer = setTimeout(() => deadline.abort(), PATIENCE);
    onStop();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    stop: stop.signal,
    deadline: deadline.signal,
    sleep: (milliseconds) => sleepUnless(stop.signal, milliseconds),
    close: () => {
      clearTimeout(timer);
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}

/** Leaves nothing behind on the signal, however often a run waits. */
async function sleepUnless(stop: AbortSignal, milliseconds: number): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal: stop });
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}
