/** Numbers that look random, the same for the same seed. */
export interface Dice {
  /** From 0, below `limit`. */
  below(limit: number): number;
  /** True in so many of a hundred cases. */
  percent(share: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
  /** In random order. */
  shuffle<T>(items: readonly T[]): readonly T[];
}

/** `seed` is a whole number below 2^53. */
export function diceOf(seed: number): Dice {
  let state = mixed(seed >>> 0) ^ mixed(Math.floor(seed / 2 ** 32) + 0x9e3779b9);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    return mixed(state);
  };
  const below = (limit: number) => (limit <= 1 ? 0 : next() % limit);
  return {
    below,
    percent: (share) => below(100) < share,
    pick: (items) => items[below(items.length)] ?? items[0],
    shuffle: (items) => {
      const keyed = items.map((item) => ({ item, key: next() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}

/** 32 bits, each of which depends on every bit of the number. */
export function mixed(number: number): number {
  let bits = number | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
