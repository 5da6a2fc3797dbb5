import { expect, test } from "vitest";
import { makePassword } from "../../src/secrets/password.ts";

const made = Array.from({ length: 2_000 }, () => makePassword().reveal());

test("every password is 16 characters of all four classes and begins with a letter", () => {
  const wrong = made.filter(
    (text) =>
      !(
        text.length === 16 &&
        /^[A-Za-z]/.test(text) &&
        /[a-z]/.test(text) &&
        /[A-Z]/.test(text) &&
        /\d/.test(text) &&
        /[!#%*.:?_]/.test(text)
      ),
  );
  expect(wrong).toEqual([]);
});

test("no password holds look-alikes, or what a spreadsheet or a CSV takes for something else", () => {
  expect(made.filter((text) => /[0O1lI"',;\\=+@-]/.test(text))).toEqual([]);
});

test("no password holds three characters in a row that rise, fall or repeat", () => {
  const run = (text: string) =>
    [...text].some((_, at) => {
      const [a, b, c] = [...text.toLowerCase().slice(at, at + 3)].map((character) => character.charCodeAt(0));
      return a !== undefined && b !== undefined && c !== undefined && b - a === c - b && Math.abs(b - a) <= 1;
    });
  expect(made.filter(run)).toEqual([]);
});

test("no two passwords are the same", () => {
  expect(new Set(made).size).toBe(made.length);
});
