import { randomBytes } from "node:crypto";
import { Secret } from "../model/secret.ts";

/** Without look-alikes (0 O 1 l I), and without what a spreadsheet or a CSV would take for something else. */
const LOWER = "abcdefghijkmnopqrstuvwxyz";
const UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const DIGITS = "23456789";
const SYMBOLS = "!#%*.:?_";
const CLASSES = [/[a-z]/, /[A-Z]/, /[2-9]/, /[!#%*.:?_]/];
const LETTERS = LOWER + UPPER;
const ALL = LETTERS + DIGITS + SYMBOLS;

const LENGTH = 16;
/** Twenty-one spell a password on average; when these are too few, all are drawn again. */
const BYTES = 48;

/**
 * A temporary password that every reading of the vendor's rules accepts: 16 characters of all four classes, beginning
 * with a letter, no run of three. From the CSPRNG; see docs/miitel.md, "Passwords".
 */
export function makePassword(): Secret {
  for (;;) {
    const text = spell(randomBytes(BYTES));
    if (isAcceptable(text)) return new Secret(text);
  }
}

/** Bytes above the highest multiple of the alphabet's length are passed over; else its first characters came more often. */
function spell(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) {
    const alphabet = text === "" ? LETTERS : ALL;
    if (byte < 256 - (256 % alphabet.length)) text += alphabet.charAt(byte % alphabet.length);
    if (text.length === LENGTH) break;
  }
  return text;
}

/** Everything is drawn again when a rule is broken, so that all acceptable passwords are equally likely. */
function isAcceptable(text: string): boolean {
  return text.length === LENGTH && CLASSES.every((characters) => characters.test(text)) && !hasRun(text);
}

/** Three in a row that rise, fall or repeat, in letters of either case: `abC`, `321`, `xxX`. */
function hasRun(text: string): boolean {
  const lower = text.toLowerCase();
  for (let at = 2; at < lower.length; at += 1) {
    const step = lower.charCodeAt(at) - lower.charCodeAt(at - 1);
    if (Math.abs(step) <= 1 && lower.charCodeAt(at - 1) - lower.charCodeAt(at - 2) === step) return true;
  }
  return false;
}
