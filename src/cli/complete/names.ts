import { readdirSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { findFiles, readBytes } from "../../load/files.ts";
import { DEFAULT_SETTINGS } from "../../model/settings.ts";
import { isSafe } from "./safe.ts";
import type { Names } from "./words.ts";

/**
 * Names from the files of a folder, looked for rather than understood: nothing but a suggestion rests on them, a file
 * that is being edited may be wrong anywhere, and whoever presses Tab does not wait.
 */
export function namesIn(root: string, configFile: string): Omit<Names, "files"> {
  const config = recordOf(parsed(textOf(root, configFile)));
  const globs = globsIn(recordOf(config["sources"]));
  const people = () => filesOf(root, globs.users).map((file) => ({ file, text: textOf(root, file) }));
  return {
    logins: () => sorted(people().flatMap(({ file, text }) => (isTable(file) ? firstAddresses(text) : loginsIn(text)))),
    departments: () =>
      sorted(
        people().flatMap(({ file, text }) => (isTable(file) ? cellsUnder(text, DEPARTMENT) : departmentsIn(text))),
      ),
    roles: () => sorted(filesOf(root, globs.roles).flatMap((file) => rolesIn(textOf(root, file)))),
    pools: () => sorted(Object.keys(recordOf(config["extensionPools"]))),
    runs: () => sorted(runsIn(join(root, ".meibo", "runs"))).toReversed(),
    rosters: () => sorted(filesOf(root, globs.users)),
    sources: () => sorted(filesOf(root, Object.values(globs).flat())),
  };
}

interface Globs {
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly facts: readonly string[];
  readonly approvals: readonly string[];
}

function globsIn(sources: Readonly<Record<string, unknown>>): Globs {
  const { users, roles, facts, approvals } = DEFAULT_SETTINGS.sources;
  return {
    users: textsOf(sources["users"]) ?? users,
    roles: textsOf(sources["roles"]) ?? roles,
    facts: textsOf(sources["facts"]) ?? facts,
    approvals: textsOf(sources["approvals"]) ?? [approvals],
  };
}

function filesOf(root: string, globs: readonly string[]): readonly string[] {
  return globs.flatMap((glob) => findFiles(root, glob).files);
}

/** Tables of the console may be Shift_JIS; what that makes of other letters is not offered. */
function textOf(root: string, file: string): string {
  const read = readBytes(root, file);
  return "bytes" in read ? new TextDecoder().decode(read.bytes) : "";
}

function isTable(file: string): boolean {
  return /\.(csv|tsv)$/i.test(file);
}

function loginsIn(text: string): readonly string[] {
  return valuesUnder(text, /\bloginId["']?:[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s,}]+)/g).filter((word) => word.includes("@"));
}

function departmentsIn(text: string): readonly string[] {
  return valuesUnder(text, /\bdepartment["']?:[ \t]*("[^"\n]*"|'[^'\n]*'|[^,}#\r\n]+)/g);
}

function valuesUnder(text: string, form: RegExp): readonly string[] {
  return [...text.matchAll(form)].map(([, value = ""]) => withoutQuotes(value.trim()));
}

/** Whichever column it is, an address in it is a Login ID. */
function firstAddresses(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .flatMap((row) => row.split(/[,;\t]/).find((cell) => cell.includes("@")) ?? [])
    .map(withoutQuotes);
}

function withoutQuotes(text: string): string {
  return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
}

const DEPARTMENT = "department";

function cellsUnder(text: string, name: string): readonly string[] {
  const [header = "", ...rows] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const separator = [",", "\t", ";"].find((each) => header.split(each).includes(name));
  if (separator === undefined) return [];
  const at = header.split(separator).indexOf(name);
  return rows.filter((row) => !row.includes('"')).flatMap((row) => row.split(separator)[at] ?? []);
}

function rolesIn(text: string): readonly string[] {
  return Object.keys(recordOf(recordOf(parsed(text))["roles"]));
}

function runsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).flatMap((name) => /^(\d{4}-\d{2}-\d{2}T\d{4}-[0-9a-f]+)\.json$/.exec(name)?.[1] ?? []);
  } catch {
    return [];
  }
}

function parsed(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function textsOf(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : undefined;
}

function sorted(words: readonly string[]): readonly string[] {
  return [...new Set(words)].filter(isSafe).sort();
}
