/** Numbers that look random and come again with the same seed (mulberry32). */
export interface Random {
  /** From 0 to `below`, which it never reaches. */
  below(below: number): number;
  pick<T>(all: readonly T[], otherwise: T): T;
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { below, pick: (all, otherwise) => all[below(all.length)] ?? otherwise };
}
