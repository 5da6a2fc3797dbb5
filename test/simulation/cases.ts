import type { Fault } from "./faults.ts";
import type { Verdict } from "./schedule.ts";

const SIZES = ["small", "default", "full"] as const;
/** Seconds, a part of ten minutes, or all there is. */
export type Size = (typeof SIZES)[number];

/** Which of the cases of a harness; workers each take one share. */
export interface Share {
  readonly size: Size;
  readonly of: number;
  readonly number: number;
  /** What fresh seeds are drawn from. */
  readonly base: number;
}

/** One schedule that was tried. */
export interface Case {
  /** What `npm run proof -- --seed` takes. */
  readonly seed: string;
  readonly verdict: Verdict;
  readonly faults: readonly Fault[];
}

/** A harness of the simulation: what it tries, and how one case is tried again. */
export interface Trial {
  readonly name: string;
  readonly goal: string;
  cases(share: Share): Iterable<Case>;
  replay(rest: string): Case;
}

/** Those of a list that fall into a share. */
export function shareOf<T>(items: readonly T[], { of, number }: Pick<Share, "of" | "number">): readonly T[] {
  return items.filter((_, index) => index % of === number);
}
