import { randomBytes, randomInt, type ScryptOptions, scrypt, scryptSync, timingSafeEqual } from "node:crypto";
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

/** Low on purpose: a file of 100 new users must not take seconds, and these are temporary passwords. */
const TEMPORARY = 6;
/** From the first signing in on; as exponents of 2, like the one above. */
export const LASTING = 15;
const BYTES = 32;
const BLOCK = 8;

/** `cost:salt:hash`, the last two in hex. */
export function hashPassword(password: string, cost = TEMPORARY): string {
  const salt = randomBytes(16);
  return written(cost, salt, scryptSync(password, salt, BYTES, optionsFor(cost)));
}

/** Takes a tenth of a second, and stays the password's guard for good. */
export async function hashLasting(password: string): Promise<string> {
  const salt = randomBytes(16);
  return written(LASTING, salt, await derived(password, salt, LASTING));
}

export function isPassword(password: string, stored: string): boolean {
  const { cost, salt, hash } = partsOf(stored);
  return isSame(scryptSync(password, salt, BYTES, optionsFor(cost)), hash);
}

/** The same, beside other work; whoever has no password takes as long to refuse. */
export async function isPasswordOf(stored: string | undefined, password: string): Promise<boolean> {
  const { cost, salt, hash } = partsOf(stored ?? `${LASTING}:${"00".repeat(16)}:`);
  return isSame(await derived(password, salt, cost), hash);
}

/** Is it kept as one is that will stay? */
export function isLasting(stored: string): boolean {
  return partsOf(stored).cost >= LASTING;
}

function optionsFor(cost: number): ScryptOptions {
  const N = 2 ** cost;
  // Twice what it needs, in bytes.
  return { N, r: BLOCK, p: 1, maxmem: 256 * N * BLOCK };
}

async function derived(password: string, salt: Uint8Array, cost: number): Promise<Uint8Array> {
  return await new Promise((done, failed) => {
    scrypt(password, salt, BYTES, optionsFor(cost), (error, hash) => (error === null ? done(hash) : failed(error)));
  });
}

function written(cost: number, salt: Buffer, hash: Uint8Array): string {
  return `${cost}:${salt.toString("hex")}:${Buffer.from(hash).toString("hex")}`;
}

/** What was kept before there was a cost in it has two parts. */
function partsOf(stored: string): { readonly cost: number; readonly salt: Uint8Array; readonly hash: Uint8Array } {
  const parts = stored.split(":");
  const [cost = "", salt = "", hash = ""] = parts.length === 2 ? [String(TEMPORARY), ...parts] : parts;
  return { cost: Number(cost), salt: Buffer.from(salt, "hex"), hash: Buffer.from(hash, "hex") };
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
