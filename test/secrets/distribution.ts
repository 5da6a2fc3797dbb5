/** The passwords that may be made, written down once more, apart from whoever makes them. */
const LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
const ALL = `${LETTERS}23456789!#%*.:?_`;
export const LENGTH = 16;

const CLASSES = [/[a-z]/, /[A-Z]/, /[2-9]/, /[!#%*.:?_]/];
const EVERY_CLASS = 0b1111;

interface Letter {
  readonly character: string;
  /** A bit for its class. */
  readonly class: number;
  /** Without regard to case, for runs. */
  readonly code: number;
}

const ALPHABET: readonly Letter[] = [...ALL].map((character) => ({
  character,
  class: 1 << CLASSES.findIndex((characters) => characters.test(character)),
  code: character.toLowerCase().charCodeAt(0),
}));

/** Steps that may become a run; any other step is 2. */
const STEPS = [-1, 0, 1, 2] as const;

function stepBetween(from: Letter, to: Letter): number {
  const step = to.code - from.code;
  return Math.abs(step) <= 1 ? step : 2;
}

/** How many beginnings (or ends) there are by classes seen, last letter and last step. */
type Counts = Float64Array;

const SIZE = (EVERY_CLASS + 1) * ALPHABET.length * STEPS.length;

function slot(classes: number, letter: number, step: number): number {
  return (classes * ALPHABET.length + letter) * STEPS.length + (step + 1);
}

/** Every way from one state to the next: one more letter, unless it makes a run of three. */
function* ways(): Generator<readonly [from: number, to: number]> {
  for (let classes = 0; classes <= EVERY_CLASS; classes += 1) {
    for (const [at, letter] of ALPHABET.entries()) {
      for (const step of STEPS) {
        for (const [next, other] of ALPHABET.entries()) {
          const following = stepBetween(letter, other);
          if (following === step && step !== 2) continue;
          yield [slot(classes, at, step), slot(classes | other.class, next, following)];
        }
      }
    }
  }
}

export interface Distribution {
  /** By position, how likely each character is among all acceptable passwords. */
  readonly positions: readonly ReadonlyMap<string, number>[];
  readonly bits: number;
}

/**
 * Counts acceptable passwords through every state, forward from the first letter and back from the last one: how many
 * have this character here, of how many in all. Exact but for rounding.
 */
export function exactDistribution(): Distribution {
  const all = [...ways()];
  const forward = [firstLetters()];
  for (let position = 1; position < LENGTH; position += 1) {
    forward.push(carried(all, forward[position - 1] ?? new Float64Array(SIZE)));
  }
  const backward = [complete()];
  for (let position = 1; position < LENGTH; position += 1) {
    backward.unshift(carriedBack(all, backward[0] ?? new Float64Array(SIZE)));
  }
  const positions = forward.map((counts, position) => marginals(counts, backward[position] ?? new Float64Array(SIZE)));
  const total = Math.max(...positions.map(sumOf));
  const shares = positions.map((counts) => new Map([...counts].map(([one, count]) => [one, count / sumOf(counts)])));
  return { positions: shares, bits: Math.log2(total) };
}

function firstLetters(): Counts {
  const counts = new Float64Array(SIZE);
  for (const [at, letter] of ALPHABET.entries()) {
    if (LETTERS.includes(letter.character)) counts[slot(letter.class, at, 2)] = 1;
  }
  return counts;
}

function complete(): Counts {
  const counts = new Float64Array(SIZE);
  for (const at of ALPHABET.keys()) for (const step of STEPS) counts[slot(EVERY_CLASS, at, step)] = 1;
  return counts;
}

function carried(all: readonly (readonly [number, number])[], before: Counts): Counts {
  const after = new Float64Array(SIZE);
  for (const [from, to] of all) after[to] = (after[to] ?? 0) + (before[from] ?? 0);
  return after;
}

function carriedBack(all: readonly (readonly [number, number])[], after: Counts): Counts {
  const before = new Float64Array(SIZE);
  for (const [from, to] of all) before[from] = (before[from] ?? 0) + (after[to] ?? 0);
  return before;
}

function marginals(forward: Counts, backward: Counts): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let classes = 0; classes <= EVERY_CLASS; classes += 1) {
    for (const [at, { character }] of ALPHABET.entries()) {
      for (const step of STEPS) {
        const here = slot(classes, at, step);
        const both = (forward[here] ?? 0) * (backward[here] ?? 0);
        if (both > 0) counts.set(character, (counts.get(character) ?? 0) + both);
      }
    }
  }
  return counts;
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** How likely at least so large a chi-squared is by chance; exact, for even degrees of freedom. */
export function chance(chiSquared: number, freedom: number): number {
  if (freedom % 2 !== 0) throw new Error(`${freedom} degrees of freedom are not even`);
  const half = chiSquared / 2;
  let term = Math.exp(-half);
  let sum = term;
  for (let at = 1; at < freedom / 2; at += 1) {
    term *= half / at;
    sum += term;
  }
  return sum;
}
