import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { constants, inflateRawSync } from "node:zlib";

/** A text by which a secret would give itself away. */
export interface Encoding {
  readonly name: string;
  readonly pattern: Buffer;
}

/** Something that must show nowhere, with a name that may. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

/** A file, or what a command printed. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The secret as it is, and in all the forms that something between it and a file may give it. */
export function encodingsOf(secret: string): readonly Encoding[] {
  const bytes = Buffer.from(secret);
  const texts: readonly (readonly [name: string, text: string])[] = [
    ["raw", secret],
    ...[0, 1, 2].map((offset) => [`base64 at offset ${offset}`, base64At(bytes, offset)] as const),
    ...[0, 1, 2].map((offset) => [`base64url at offset ${offset}`, urlSafe(base64At(bytes, offset))] as const),
    ["hex", bytes.toString("hex")],
    ["hex in capitals", bytes.toString("hex").toUpperCase()],
    ["URL", encodeURIComponent(secret)],
    ["URL, every sign", eachSign(secret, (code) => `%${code.toString(16).toUpperCase().padStart(2, "0")}`)],
    ["JSON", JSON.stringify(secret).slice(1, -1)],
    ["JSON, every sign", eachSign(secret, (code) => `\\u${code.toString(16).padStart(4, "0")}`)],
    ["HTML", eachSign(secret, (code) => NAMED[code] ?? String.fromCharCode(code))],
    ["HTML, every sign", eachSign(secret, (code) => `&#${code};`)],
    ["reversed", [...secret].reverse().join("")],
    ["its first 8 characters", secret.slice(0, 8)],
    ["sha1", createHash("sha1").update(bytes).digest("hex")],
    ["sha256", createHash("sha256").update(bytes).digest("hex")],
  ];
  const wide = { name: "UTF-16LE", pattern: Buffer.from(secret, "utf16le") };
  return [...texts.map(([name, text]) => ({ name, pattern: Buffer.from(text) })), wide];
}

/** The characters that are the same whatever stands before and behind. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
  return text.slice(Math.ceil((8 * offset) / 6), Math.floor((8 * (offset + bytes.length)) / 6));
}

function urlSafe(base64: string): string {
  return base64.replaceAll("+", "-").replaceAll("/", "_");
}

const NAMED: Readonly<Record<number, string>> = { 34: "&quot;", 38: "&amp;", 39: "&#39;", 60: "&lt;", 62: "&gt;" };

function eachSign(text: string, written: (code: number) => string): string {
  return text.replace(/[^A-Za-z0-9]/g, (sign) => written(sign.charCodeAt(0)));
}

/** What a terminal does not show: colours and movements between the characters of a word. */
const ANSI = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007]*\u0007|[@-Z\\-_])/g;

/** Each place where a secret shows, and in which form; never the secret itself. */
export function hitsIn(places: readonly Place[], secrets: readonly Canary[]): readonly string[] {
  const wanted = secrets.flatMap(({ name, value }) =>
    encodingsOf(value).map((encoding) => ({ ...encoding, name: `${name}, ${encoding.name}` })),
  );
  return places
    .flatMap((place) => [place, ...unpackedIn(place)])
    .flatMap(({ name, bytes }) => {
      const found = wanted.filter(({ pattern }) => bytes.includes(pattern)).map((one) => one.name);
      const shown = bytes.toString("latin1").replace(ANSI, "");
      const split = secrets.filter(({ value }) => shown.includes(value) && !bytes.includes(value));
      return [...found, ...split.map((secret) => `${secret.name}, split by ANSI`)].map((what) => `${name}: ${what}`);
    });
}

/** What a state file keeps of users is packed; of a text that goes on in another page there is the beginning. */
function unpackedIn({ name, bytes }: Place): readonly Place[] {
  const texts = bytes.toString("latin1").match(/[\w+/-]{16,}={0,2}/g) ?? [];
  const inside = texts.map((text) => inflated(Buffer.from(text, "base64"))).filter(({ length }) => length > 0);
  return inside.map((inner) => ({ name: `${name}, unpacked`, bytes: inner }));
}

function inflated(packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return Buffer.alloc(0);
  }
}

/** Every file of a folder, however deep, with its whole content; its name and the names of its folders too. */
export function placesIn(folder: string): readonly Place[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    const named = { name: `the name ${name}`, bytes: Buffer.from(name) };
    return entry.isFile() ? [named, { name, bytes: readFileSync(path) }] : [named];
  });
}
