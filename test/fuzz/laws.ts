import { rosterFile } from "../../src/edit/roster-file.ts";
import { checkPerson } from "../../src/load/checks/person.ts";
import { checkTwice } from "../../src/load/checks/twice.ts";
import {
  APPROVALS_FORMAT,
  CONFIG_FORMAT,
  FACTS_FORMAT,
  type Format,
  ROLES_FORMAT,
  readDocument,
  USERS_FORMAT,
} from "../../src/load/document.ts";
import { finish } from "../../src/load/finish.ts";
import { makeLayers, makePerson } from "../../src/load/layers.ts";
import { openCsv, openYaml } from "../../src/load/open.ts";
import { readPeople } from "../../src/load/read.ts";
import type { Source } from "../../src/load/source.ts";
import { parseYaml } from "../../src/load/yaml.ts";
import { canonicalJson } from "../../src/model/canonical.ts";
import { readCsv, SEPARATORS, type Separator, writeCsv } from "../../src/model/csv.ts";
import { baselineOf, PERMISSION_KEYS, SUBSCRIPTIONS, VALUE_KEYS } from "../../src/model/fields.ts";
import { isError, type Problem } from "../../src/model/problem.ts";
import type { DeclaredUser } from "../../src/model/roster.ts";
import { DEFAULT_SETTINGS } from "../../src/model/settings.ts";
import type { TenantState, Values } from "../../src/model/user.ts";
import { isEmpty, otherCsv, otherYaml, type Plain, plainOf, written } from "../corpora/oracles.ts";

/** What a file is read as. */
export type Kind = "users" | "roles" | "config" | "approvals" | "facts";

export interface Judged {
  /** What the file broke, in a sentence each; empty when all laws hold. */
  readonly broken: readonly string[];
  /** How it ended, for the count. */
  readonly end: "data" | "problem";
  /** Which laws had something to judge. */
  readonly tried: readonly string[];
}

/** In milliseconds; a file of a few kilobytes takes a few. */
const LONGEST = 1_000;

/** Of this thread, in milliseconds of the processor: a busy machine makes nobody hang. */
export function cpu(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

const SETTINGS = { ...DEFAULT_SETTINGS, tenant: "aoba", subscriptions: [...SUBSCRIPTIONS] };
const RULES = { settings: SETTINGS, subscriptions: new Set(SUBSCRIPTIONS), roles: new Map() };
const FORMATS: Readonly<Record<Kind, Format<unknown>>> = {
  users: USERS_FORMAT,
  roles: ROLES_FORMAT,
  config: CONFIG_FORMAT,
  approvals: APPROVALS_FORMAT,
  facts: FACTS_FORMAT,
};

/** Reads the bytes every way there is, and says which law they broke. Never throws. */
export function judge(file: string, bytes: Uint8Array, kind: Kind): Judged {
  const tried: string[] = [];
  const before = cpu();
  try {
    const { problems, users } = readAs(file, bytes, kind);
    const took = cpu() - before;
    const broken = [
      ...(took > LONGEST ? [`it took ${Math.round(took)} ms`] : []),
      ...misplaced(file, bytes, problems),
      ...(/\.csv$/.test(file) ? csvLaws(file, bytes, tried) : yamlLaws(file, bytes, kind, tried)),
      ...(users === undefined ? [] : rosterLaw(users, tried)),
    ];
    return { broken, end: problems.some(isError) ? "problem" : "data", tried };
  } catch (error) {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { broken: [`it threw ${told}`], end: "problem", tried };
  }
}

interface ReadFile {
  readonly problems: readonly Problem[];
  /** Of a file of people without an error. */
  readonly users?: readonly DeclaredUser[];
}

function readAs(file: string, bytes: Uint8Array, kind: Kind): ReadFile {
  if (kind === "users") return readUsersFile(file, bytes);
  const { source, problems } = openYaml({ file, bytes });
  if (source === undefined || problems.length > 0) return { problems: finish(problems, source ? [source] : []) };
  return { problems: finish(readDocument(source, FORMATS[kind]).problems, [source]) };
}

/** As the loader of a whole folder reads one of its files, roles aside. */
export function readUsersFile(file: string, bytes: Uint8Array): ReadFile {
  const layers = makeLayers([], RULES.roles);
  const read = readPeople({ file, bytes }, SETTINGS);
  const people = read.entries.map((entry) => makePerson({ ...entry, roles: [] }, layers));
  const found = [
    ...read.problems,
    ...people.flatMap((person) => checkPerson(person, RULES)),
    ...checkTwice(people.map(({ user, entry }) => ({ user, where: entry.where }))),
  ];
  const problems = finish(found, read.sources);
  return problems.some(isError) ? { problems } : { problems, users: people.map(({ user }) => user) };
}

function misplaced(file: string, bytes: Uint8Array, problems: readonly Problem[]): readonly string[] {
  const lines = Buffer.from(bytes).toString("latin1").split("\n").length;
  return problems.flatMap(({ name, place }) => {
    const { line = 1, column = 1 } = place ?? {};
    const lies = place?.file === file && line >= 1 && line <= lines && column >= 1;
    return lies ? [] : [`${name} stands at ${JSON.stringify(place)} of ${lines} lines`];
  });
}

function yamlLaws(file: string, bytes: Uint8Array, kind: Kind, tried: string[]): readonly string[] {
  const { source, problems } = openYaml({ file, bytes });
  if (source === undefined || problems.length > 0) return [];
  const { root, problems: found } = parseYaml(source);
  if (root === undefined || found.some(isError)) return [];
  const plain = plainOf(root);
  tried.push("yaml: written again");
  const again = parseYaml({ file, text: written(plain) });
  const broken =
    again.root !== undefined && same(plainOf(again.root), plain)
      ? []
      : [`written and read again it is another document: ${shown(again.root && plainOf(again.root), plain)}`];
  const typed = readDocument(source, FORMATS[kind]);
  if (typed.document !== undefined && typed.problems.length === 0) {
    tried.push("yaml: typed");
    if (!means(typed.document.value, plain))
      broken.push(`typed it means something else: ${shown(typed.document.value, plain)}`);
  }
  const other = otherYaml(source.text);
  if (other === undefined) return broken;
  tried.push("yaml: two readers");
  return same(other, plain) ? broken : [...broken, `yaml reads something else: ${shown(other, plain)}`];
}

/** A value that got a type is what its text says, and nothing came or went. */
function means(value: unknown, plain: Plain): boolean {
  if (typeof plain === "string") {
    if (typeof value === "boolean") return String(value) === plain;
    if (typeof value === "number") return /^-?\d+(\.\d+)?$/.test(plain) && Number(plain) === value;
    return value === null ? ["", "~", "null"].includes(plain) : value === plain;
  }
  if ("list" in plain) {
    const { list } = plain;
    return (
      Array.isArray(value) && value.length === list.length && list.every((item, index) => means(value[index], item))
    );
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const entries = new Map<string, unknown>(Object.entries(value));
  return entries.size === plain.map.length && plain.map.every(([key, inner]) => means(entries.get(key), inner));
}

function csvLaws(file: string, bytes: Uint8Array, tried: string[]): readonly string[] {
  const { source, problems } = openCsv({ file, bytes }, []);
  if (source === undefined || problems.length > 0) return [];
  return SEPARATORS.flatMap((separator) => csvLaw(source, separator, tried));
}

function csvLaw({ text }: Source, separator: Separator, tried: string[]): readonly string[] {
  const read = readCsv(text, separator);
  if (!read.ok) return [];
  const cells = read.records.map((record) => record.cells).filter((row) => !isEmpty(row));
  const again = readCsv(writeCsv(cells, separator), separator);
  tried.push("csv: written again");
  const whole =
    again.ok &&
    same(
      again.records.map((record) => record.cells),
      cells,
    );
  const broken = whole ? [] : [`written and read again it is another table: ${shown(again, cells)}`];
  const other = otherCsv(text, separator);
  if (other === undefined) return broken;
  tried.push("csv: two readers");
  return same(other, cells) ? broken : [...broken, `papaparse reads something else: ${shown(other, cells)}`];
}

/** Whoever was read is the same when meibo itself has written them; what a console file leaves out is off by then. */
function rosterLaw(users: readonly DeclaredUser[], tried: string[]): readonly string[] {
  const wanted = users.map(({ loginId, values, state }) => ({ loginId, values, ...stateOf(state) }));
  if (wanted.length === 0) return [];
  tried.push("roster: written again");
  const text = rosterFile(wanted, "../schemas/users.schema.json");
  const { users: again, problems } = readUsersFile("users/again.yaml", Buffer.from(text));
  // A console file may leave out what another of its columns needs; written out in full, that is a problem.
  if (again === undefined)
    return users.every(isWhole) ? [`what meibo writes it refuses: ${shown(problems, wanted)}`] : [];
  const found = again.map(({ loginId, values, state }, index) => ({
    loginId,
    values: withoutBaseline(values, users[index]?.values ?? {}),
    ...stateOf(state),
  }));
  return canonicalJson(found) === canonicalJson(wanted)
    ? []
    : [`written and read again they are other people: ${shown(found, wanted)}`];
}

function isWhole({ values }: DeclaredUser): boolean {
  return values.name !== undefined && PERMISSION_KEYS.every((key) => values[key] !== undefined);
}

function withoutBaseline(values: Values, asked: Values): Values {
  return Object.fromEntries(
    VALUE_KEYS.flatMap((key) => {
      const value = values[key];
      return value === undefined || (asked[key] === undefined && value === baselineOf(key)) ? [] : [[key, value]];
    }),
  );
}

/** A roster that an import writes says nothing of deletes. */
function stateOf(state: DeclaredUser["state"]): { readonly state?: TenantState } {
  return state === "active" || state === "inactive" ? { state } : {};
}

/** A block of nothing but spaces and line breaks is `" \n"` to js-yaml and empty to `yaml`, which cannot write it either. */
function same(a: unknown, b: unknown): boolean {
  const blank = (_: string, value: unknown) => (typeof value === "string" && /^\s*\n\s*$/.test(value) ? "" : value);
  return JSON.stringify(a, blank) === JSON.stringify(b, blank);
}

function shown(found: unknown, wanted: unknown): string {
  return `${JSON.stringify(found)?.slice(0, 600)} in place of ${JSON.stringify(wanted).slice(0, 600)}`;
}
