import { Refusal } from "./problem.ts";

/** How often each token has come lately. */
export interface Rates {
  /** Counts one request, or refuses it. `most` a second; 0 is as many as it likes. */
  count(token: string, most: number): void;
}

/** A bucket for each token, of one request at least, that fills up with time. `now` in milliseconds, from any beginning. */
export function ratesOf(now: () => number): Rates {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    count(token, most) {
      if (most === 0) return;
      const at = now();
      const full = Math.max(1, most);
      const bucket = buckets.get(token) ?? { left: full, at };
      const left = Math.min(full, bucket.left + ((at - bucket.at) * most) / 1000);
      buckets.set(token, { left: Math.max(0, left >= 1 ? left - 1 : left), at });
      if (left >= 1) return;
      const wait = Math.max(1, Math.ceil((1 - left) / most));
      throw new Refusal("too-many-requests", undefined, { "retry-after": String(wait) });
    },
  };
}
