import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { makePassword } from "../../src/secrets/password.ts";
import { chance, exactDistribution } from "./distribution.ts";
import { tryPasswords } from "./passwords.ts";
import { brokenReadings, READINGS } from "./readings.ts";

const COUNT = process.env["MEIBO_PROOF"] === "full" ? 1_000_000 : 100_000;
/** Sixteen positions: less than two false alarms in a hundred million runs. */
const LEAST_CHANCE = 1e-9;

test(`${COUNT} passwords please every reading of the rule, are all different, and are as likely as they should be`, {
  timeout: 240_000,
}, () => {
  const { distinct, broken, least, strange, bits } = tryPasswords(COUNT);
  expect({ distinct, broken, strange }).toEqual({ distinct: COUNT, broken: {}, strange: 0 });
  expect(least).toBeGreaterThan(LEAST_CHANCE);
  expect(bits).toBeGreaterThan(90);
});

const NOT_TO_BE_MADE: Readonly<Record<string, string>> = {
  "has at least 8 characters": "aB3!xyK",
  "has at least 16 characters": "aB3!fxK7",
  "holds only what the create file allows": "aB3!é",
  "is ASCII without spaces or controls": "aB3! x",
  "combines all four classes": "XdCxbG6XxctN",
  "holds small letters, numbers and symbols": "ABC123!",
  "is not letters only": "aBcDeFgHiJ",
  "is not numbers only": "1928374650",
  "is not letters and numbers only": "XdCxbG6XxctN",
  "is not symbols only": "!#%!#%!#%",
  "is not one run": "abcdefgh",
  "is not one run in whatever case": "aBcDeFgH",
  "holds no run of three": "aK!7xyz9",
  "holds no run of three in whatever case": "aK!7xYz9",
  "holds no character three times in a row": "aK!777",
  "begins and ends with no space": "aK!7 ",
  "begins with a letter": "7aK!",
  "begins with nothing that a spreadsheet takes for a formula or a number": "=aK!7",
  "needs no quotes in a CSV": "aK,7",
  "holds no quote and no backslash": "aK\\7",
  "holds no look-alikes": "aKl7",
};

test("every reading refuses something", () => {
  expect(Object.keys(NOT_TO_BE_MADE)).toEqual(Object.keys(READINGS));
  const passed = Object.entries(NOT_TO_BE_MADE).filter(([reading, text]) => brokenReadings([text])[reading] !== 1);
  expect(passed).toEqual([]);
});

test("the exact distribution is one: it adds up, and is not uniform", () => {
  const { positions } = exactDistribution();
  expect(positions.map(({ size }) => size)).toEqual([49, ...Array.from({ length: 15 }, () => 65)]);
  for (const shares of positions) expect([...shares.values()].reduce((sum, one) => sum + one)).toBeCloseTo(1, 12);
  const [, second = new Map()] = positions;
  expect(second.get("!")).toBeGreaterThan(1.1 / 65);
  expect(second.get("k")).toBeLessThan(1 / 65);
});

test("the chance of a chi-squared is that of the tables", () => {
  expect(chance(65.171, 48)).toBeCloseTo(0.05, 4);
  expect(chance(93.217, 64)).toBeCloseTo(0.01, 4);
});

const ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%*.:?_";

const fair = () => makePassword().reveal();

function until(isWanted: (password: string) => boolean, make: () => string = fair): string {
  for (;;) {
    const password = make();
    if (isWanted(password)) return password;
  }
}

function remainders(): string {
  return Array.from({ length: 16 }, () => ALPHABET.charAt(randomInt(256) % ALPHABET.length)).join("");
}

/** Ways to make passwords that keep every rule and are not fair. */
const UNFAIR: Readonly<Record<string, () => string>> = {
  "takes the remainder of a byte": () => until((text) => Object.keys(brokenReadings([text])).length === 0, remainders),
  "never takes one of the characters": () => until((text) => !text.includes("_")),
  "likes a symbol in the last place, one time in ten": () =>
    randomInt(10) === 0 ? until((text) => /[!#%*.:?_]$/.test(text)) : fair(),
};

test.for(Object.entries(UNFAIR))("one that %s is caught", ([, make]) => {
  expect(tryPasswords(40_000, make).least).toBeLessThan(LEAST_CHANCE);
});

test("passwords that come twice are seen", () => {
  const one = fair();
  expect(tryPasswords(3, () => one).distinct).toBe(1);
});
