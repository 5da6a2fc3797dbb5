import { randomBytes, randomInt, scryptSync, timingSafeEqual } from "node:crypto";
import type { TenantSettings } from "./settings.ts";

const SYMBOLS = `^$*.[]{}()?"!@#%&/\\,><':;|_~\`=+-`;
const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/];

/** Why the tenant refuses a password, or undefined. Source: docs/miitel.md, "Passwords". */
export function passwordCause(password: string, classes: TenantSettings["passwordClasses"]): string | undefined {
  if (password.length < 8) return "password shorter than 8 characters";
  if ([...password].some((character) => !/[A-Za-z0-9]/.test(character) && !SYMBOLS.includes(character)))
    return "password has a character that is not allowed";
  if (/^[A-Za-z]+$/.test(password)) return "password has only letters";
  if (/^[0-9]+$/.test(password)) return "password has only numbers";
  if (isRun(password)) return "password has only consecutive characters";
  if (classes === "all" && !CLASSES.every((characters) => characters.test(password)))
    return "password lacks lowercase, uppercase, numbers or symbols";
  return undefined;
}

/** `abcdefgh`, `87654321`, `!!!!!!!!`: every character is as far from the one before, at most one step. */
function isRun(text: string): boolean {
  const codes = [...text].map((character) => character.charCodeAt(0));
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  const [step = 0] = steps;
  return Math.abs(step) <= 1 && steps.every((each) => each === step);
}

const LENGTH = 16;
const LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";
/** Without look-alikes, and without what a spreadsheet takes for a formula or a separator. */
const CHARACTERS = `${LETTERS}23456789!#%*.:?_`;

/** A temporary password as the create template brings them: every reading of the rule accepts it. */
export function makePassword(): string {
  for (;;) {
    const rest = Array.from({ length: LENGTH - 1 }, () => CHARACTERS.charAt(randomInt(CHARACTERS.length)));
    const password = LETTERS.charAt(randomInt(LETTERS.length)) + rest.join("");
    if (passwordCause(password, "all") === undefined) return password;
  }
}

/** Low on purpose: a file of 100 new users must not take seconds, and these are temporary passwords of a rehearsal. */
const COST = { N: 64, r: 8, p: 1 };
const BYTES = 32;

/** `salt:hash` in hex. */
export function hashPassword(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("hex")}:${scryptSync(password, salt, BYTES, COST).toString("hex")}`;
}

export function isPassword(password: string, stored: string): boolean {
  const [salt = "", hash = ""] = stored.split(":").map((part) => Buffer.from(part, "hex"));
  if (typeof hash === "string" || hash.length !== BYTES) return false;
  return timingSafeEqual(scryptSync(password, salt, BYTES, COST), hash);
}
