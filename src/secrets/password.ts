import { randomInt } from "node:crypto";
import { Secret } from "../model/secret.ts";

/** Without look-alikes (0 O 1 l I), and without what a spreadsheet or a CSV would take for something else. */
const LOWER = "abcdefghijkmnopqrstuvwxyz";
const UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS = "23456789";
const SYMBOLS = "!#%*.:?_";
const CLASSES = [LOWER, UPPER, DIGITS, SYMBOLS];
const LETTERS = LOWER + UPPER;
const ALL = CLASSES.join("");

const LENGTH = 16;

/**
 * A temporary password that every reading of the vendor's rules accepts: 16 characters of all four classes, beginning
 * with a letter, no run of three. From the CSPRNG; see docs/miitel.md, "Passwords".
 */
export function makePassword(): Secret {
  for (;;) {
    const text = pick(LETTERS) + Array.from({ length: LENGTH - 1 }, () => pick(ALL)).join("");
    if (isAcceptable(text)) return new Secret(text);
  }
}

function pick(alphabet: string): string {
  return alphabet.charAt(randomInt(alphabet.length));
}

/** Everything is drawn again when a rule is broken, so that all acceptable passwords are equally likely. */
function isAcceptable(text: string): boolean {
  return CLASSES.every((characters) => [...text].some((character) => characters.includes(character))) && !hasRun(text);
}

/** Three in a row that rise, fall or repeat: `abc`, `321`, `xxx`. */
function hasRun(text: string): boolean {
  const codes = [...text.toLowerCase()].map((character) => character.charCodeAt(0));
  return codes.some((code, index) => {
    const [next, last] = [codes[index + 1], codes[index + 2]];
    if (next === undefined || last === undefined) return false;
    const step = next - code;
    return Math.abs(step) <= 1 && last - next === step;
  });
}
