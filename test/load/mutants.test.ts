import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPerson } from "../../src/load/checks/person.ts";
import { checkTwice } from "../../src/load/checks/twice.ts";
import { finish } from "../../src/load/finish.ts";
import { makeLayers, makePerson } from "../../src/load/layers.ts";
import { readPeople } from "../../src/load/read.ts";
import { PROBLEMS } from "../../src/model/problems.ts";
import { DEFAULT_SETTINGS } from "../../src/model/settings.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/load");
const FILES = globSync("*/users/**/*.{yaml,csv}", { cwd: FIXTURES });
const SETTINGS = { ...DEFAULT_SETTINGS, tenant: "aoba" };
const RULES = { settings: SETTINGS, subscriptions: new Set([] as const), roles: new Map() };

/** Somebody's slip, or somebody's attack: bytes put in, taken out, doubled or swapped. */
const slip = fc.record({
  at: fc.nat({ max: 100_000 }),
  length: fc.nat({ max: 12 }),
  put: fc.constantFrom(
    "",
    " ",
    "\n",
    "\t",
    ":",
    "-",
    '"',
    "'",
    "[",
    "{",
    "}",
    "&a",
    "*a",
    "!!x",
    "? ",
    "|",
    ">",
    "#",
    ",",
    ";",
    "\0",
    "\r",
    "\uFEFF",
    "0",
    "é",
    "<<: ",
    "---\n",
    "%Y",
  ),
});

function mutate(bytes: Buffer, slips: readonly { at: number; length: number; put: string }[]): Buffer {
  return slips.reduce((before, { at, length, put }) => {
    const start = at % (before.length + 1);
    return Buffer.concat([before.subarray(0, start), Buffer.from(put), before.subarray(start + length)]);
  }, bytes);
}

test("no slip in a file brings loading down, and every place lies in the file", () => {
  expect(FILES.length).toBeGreaterThan(40);
  const layers = makeLayers([], RULES.roles);
  fc.assert(
    fc.property(fc.constantFrom(...FILES), fc.array(slip, { minLength: 1, maxLength: 4 }), (file, slips) => {
      const bytes = mutate(readFileSync(join(FIXTURES, file)), slips);
      const read = readPeople({ file, bytes }, SETTINGS);
      const people = read.entries.map((entry) => makePerson(entry, layers));
      const found = [
        ...read.problems,
        ...people.flatMap((person) => checkPerson(person, RULES)),
        ...checkTwice(people.map(({ user, entry }) => ({ user, where: entry.where }))),
      ];
      const lines = bytes.toString("latin1").split("\n").length;
      for (const { place, name } of finish(found, read.sources)) {
        expect(PROBLEMS[name]).toBeDefined();
        expect(place?.file).toBe(file);
        expect(place?.line ?? 1).toBeLessThanOrEqual(lines);
        expect(place?.line ?? 1).toBeGreaterThan(0);
        expect(place?.column ?? 1).toBeGreaterThan(0);
      }
    }),
    { numRuns: Number(process.env["MEIBO_MUTANTS"] ?? 1_000) },
  );
});
