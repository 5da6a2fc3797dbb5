import fc from "fast-check";
import { SCHEMAS } from "../../src/load/schemas.ts";
import { shapeOf } from "../../src/load/shape.ts";
import { type Encoding, encode } from "../../src/model/encoding.ts";
import type { TextFile } from "../../src/model/file-change.ts";
import { type Random, randomOf } from "../fuzz/random.ts";
import { type Entries, randomPeople, randomWhole, tidied } from "./random-people.ts";
import { randomTable } from "./random-table.ts";
import { randomYaml } from "./random-yaml.ts";

/** A valid file of people as somebody could have written it; the same seed makes the same file. */
export interface RandomFile extends TextFile {
  readonly seed: number;
  readonly people: readonly Entries[];
}

function yamlFile(seed: number): RandomFile {
  const random = randomOf(seed);
  const people = randomPeople(random);
  return yamlOf(seed, random, people, randomYaml(random, randomWhole(random, people)));
}

/** One in its canonical form. */
function tidyFile(seed: number): RandomFile {
  const random = randomOf(seed);
  const people = randomPeople(random);
  const whole = tidied(randomWhole(random, people), shapeOf(SCHEMAS.users));
  return yamlOf(seed, random, people, randomYaml(random, whole instanceof Map ? whole : new Map(), true));
}

function yamlOf(seed: number, random: Random, people: readonly Entries[], text: string): RandomFile {
  return { seed, people, file: "users/a.yaml", ...encoded(text, random.pick(["utf-8-bom", "utf-8"], "utf-8")), text };
}

function tableFile(seed: number): RandomFile {
  const random = randomOf(seed);
  const people = randomPeople(random);
  const table = randomTable(random, people);
  return { seed, people, file: "users/a.csv", ...encoded(table.text, encodingOf(random)), ...table };
}

function encodingOf(random: Random): Encoding {
  return random.pick(["utf-8", "utf-8-bom", "shift_jis"], "utf-8");
}

/** In UTF-8 where the other encoding has no place for a character. */
function encoded(text: string, wish: Encoding): Pick<TextFile, "bytes" | "encoding"> {
  const written = encode(text, wish);
  if (written.ok) return { bytes: written.bytes, encoding: wish };
  return encoded(text, "utf-8");
}

/** Told by its text, and by the number that makes it again. */
function told(file: RandomFile): RandomFile {
  return { ...file, [fc.toStringMethod]: () => `file ${file.seed}, ${file.encoding}:\n${file.text}` } as RandomFile;
}

/** Nothing smaller is looked for: a seed makes another file, not a shorter one. */
const seed = fc.noShrink(fc.noBias(fc.nat({ max: 0x7fff_ffff })));

export const yamlFiles: fc.Arbitrary<RandomFile> = seed.map((number) => told(yamlFile(number)));
export const tidyFiles: fc.Arbitrary<RandomFile> = seed.map((number) => told(tidyFile(number)));
export const tableFiles: fc.Arbitrary<RandomFile> = seed.map((number) => told(tableFile(number)));

/** Of each property; `npm run test:fuzz` tries more. */
export function runs(usual: number, fuzzed: number): { readonly numRuns: number } {
  return { numRuns: process.env["MEIBO_FUZZ"] === undefined ? usual : fuzzed };
}
