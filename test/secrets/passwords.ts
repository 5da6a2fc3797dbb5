import { makePassword } from "../../src/secrets/password.ts";
import { chance, type Distribution, exactDistribution, LENGTH } from "./distribution.ts";
import { brokenReadings } from "./readings.ts";

export interface PasswordFigures {
  readonly count: number;
  readonly distinct: number;
  /** By reading of the rule, how many break it; empty when all please everybody. */
  readonly broken: Readonly<Record<string, number>>;
  /** By position, how likely so large a difference from the exact distribution is by chance. */
  readonly chances: readonly number[];
  readonly least: number;
  /** Characters where none may stand. */
  readonly strange: number;
  /** Of an acceptable password, all being equally likely. */
  readonly bits: number;
}

let known: Distribution | undefined;

/** Makes so many passwords and compares them with the rule and with the exact distribution, position by position. */
export function tryPasswords(count: number, make = () => makePassword().reveal()): PasswordFigures {
  known ??= exactDistribution();
  const { positions, bits } = known;
  const seen = Array.from({ length: LENGTH }, () => new Map<string, number>());
  const distinct = new Set<string>();
  for (let made = 0; made < count; made += 1) {
    const password = make();
    distinct.add(password);
    for (const [at, counts] of seen.entries()) {
      const character = password.charAt(at);
      counts.set(character, (counts.get(character) ?? 0) + 1);
    }
  }
  const chances = positions.map((shares, at) => chanceOf(seen[at] ?? new Map(), shares, count));
  const strange = seen.flatMap((counts, at) => [...counts].filter(([one]) => !positions[at]?.has(one))).length;
  const broken = brokenReadings(distinct);
  return { count, distinct: distinct.size, broken, chances, least: Math.min(...chances), strange, bits };
}

function chanceOf(seen: ReadonlyMap<string, number>, shares: ReadonlyMap<string, number>, count: number): number {
  let chiSquared = 0;
  for (const [character, share] of shares) {
    const expected = share * count;
    chiSquared += ((seen.get(character) ?? 0) - expected) ** 2 / expected;
  }
  return chance(chiSquared, shares.size - 1);
}
