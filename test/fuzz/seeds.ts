import { globSync, readFileSync } from "node:fs";
import type { Kind } from "./laws.ts";
import type { Random } from "./random.ts";

/** A real file of a roster, in lines. */
export interface Seed {
  readonly file: string;
  readonly kind: Kind;
  readonly bytes: Buffer;
  /** Behind each line feed, in bytes. */
  readonly ends: readonly number[];
  /** As it stands, nothing is wrong with it. */
  readonly sound: boolean;
}

const ROOTS = [".", "examples/*", "test/fixtures/load/*"];
const PATTERNS: readonly (readonly [Kind, string])[] = [
  ["users", "users/**/*.{yaml,csv}"],
  ["roles", "roles/**/*.yaml"],
  ["config", "meibo.yaml"],
  ["approvals", "approvals.yaml"],
  ["facts", "facts/**/*.yaml"],
];

/** Fixtures are there for their mistakes, but for those of the folder `valid`. */
const MISTAKEN = /^test\/fixtures\/load\/(?!valid\/)/;

/** Of this repository, its examples and its fixtures. */
export function seedsIn(root: string): readonly Seed[] {
  return PATTERNS.flatMap(([kind, pattern]) =>
    globSync(
      ROOTS.map((folder) => `${folder}/${pattern}`),
      { cwd: root },
    )
      .sort()
      .map((file) => seedOf(file, kind, readFileSync(`${root}/${file}`))),
  ).filter(({ bytes }) => bytes.length > 0);
}

function seedOf(file: string, kind: Kind, bytes: Buffer): Seed {
  const ends = [...bytes.entries()].flatMap(([at, byte]) => (byte === LF ? [at + 1] : []));
  return { file, kind, bytes, ends, sound: !MISTAKEN.test(file) };
}

const LF = 10;

/** In lines, of which a part stands for the whole where a file is long: its head, and some lines on end. */
const LONGEST = { head: 6, lines: 10 };

export function partOf({ bytes, ends }: Seed, random: Random): Buffer {
  if (ends.length <= LONGEST.head + LONGEST.lines) return bytes;
  const first = LONGEST.head + random.below(ends.length - LONGEST.head - LONGEST.lines);
  const head = bytes.subarray(0, ends[LONGEST.head - 1]);
  return Buffer.concat([head, bytes.subarray(ends[first - 1], ends[first - 1 + LONGEST.lines])]);
}
