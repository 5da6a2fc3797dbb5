import { ALLOWABLE_CODES } from "../../guard/refusal.ts";
import { ENTRY_WORDS } from "../../model/entry-word.ts";
import { choicesOf, FIELD_KEYS, fieldOf, isFieldKey, VALUE_KEYS } from "../../model/fields.ts";
import { STATES } from "../../model/user.ts";
import type { Asked } from "./walk.ts";

/** What the files around say, each read when it is asked for. */
export interface Names {
  logins(): readonly string[];
  roles(): readonly string[];
  departments(): readonly string[];
  pools(): readonly string[];
  runs(): readonly string[];
  /** Files of users. */
  rosters(): readonly string[];
  /** Files of users, roles, facts and approvals. */
  sources(): readonly string[];
  /** Any file, by how its path begins. */
  files(typed: string): readonly string[];
}

type Kind = (names: Names, typed: string, before: readonly string[]) => readonly string[];

/** Nobody but who types it knows it. */
const free: Kind = () => [];

/** What the name of a value stands for is all that completion knows beside the table of commands. */
export const KINDS: Readonly<Record<string, Kind>> = {
  "<login>": (names) => names.logins(),
  "add <login>": free,
  "<old>": (names) => names.logins(),
  "<people>": people,
  "<pattern>": people,
  "<role>": (names) => names.roles(),
  "<before>": (names) => names.roles(),
  "<after>": (names) => names.roles(),
  "<department>": (names) => names.departments(),
  "add --department": (names) => names.departments(),
  "<pool>": (names) => names.pools(),
  "<run>": (names) => names.runs(),
  "<plan>": (names, typed) => names.files(typed),
  "report <plan>": (names, typed) => [...names.runs(), ...names.files(typed)],
  "<file>": (names, typed) => names.files(typed),
  "<files>": (names, typed) => names.files(typed),
  "<glob>": (names) => names.rosters(),
  "add --file": (names) => names.rosters(),
  "move <file>": (names) => names.rosters(),
  "fmt <files>": (names) => names.sources(),
  "<field>": () => [...VALUE_KEYS, "state"],
  "--columns": (_, typed) => listed(COLUMNS, typed),
  "--fields": (_, typed) => listed(COLUMNS, typed),
  "--allow": () => ALLOWABLE_CODES,
  "--extension": () => ["next", "none"],
  "<new>": free,
  "<name>": free,
  "<name=value>": free,
  "<text>": free,
  "<who>": free,
  "<team>": free,
  "<id>": free,
  "<date>": free,
  "<n>": free,
  "<revision>": free,
  "<host>": free,
  "<address>": free,
  "<words>": assignments,
  "set <words>": (names, typed, before) => [...peopleFirst(names, typed, before), ...assignments(names, typed)],
  "unset <words>": (names, typed, before) => [...peopleFirst(names, typed, before), "leave", ...KEYS],
};

/** Of one thing that is asked for; not yet looked at whether it begins as what was typed. */
export function wordsFor(asked: Asked, typed: string, names: Names): readonly string[] {
  if (asked.kind === "fixed") return asked.words;
  const key = asked.keys.find((each) => Object.hasOwn(KINDS, each));
  return key === undefined ? [] : (KINDS[key]?.(names, typed, asked.before) ?? []);
}

const KEYS: readonly string[] = [...new Set<string>([...ENTRY_WORDS, ...VALUE_KEYS])].filter(
  (key) => key !== "loginId",
);
const COLUMNS: readonly string[] = [...FIELD_KEYS, "department", "employeeId", "role", "state"];

/** The lists of roles and departments come when their word is begun: people are asked for more often. */
function people(names: Names, typed: string): readonly string[] {
  if (typed.startsWith("role:")) return names.roles().map((role) => `role:${role}`);
  if (typed.startsWith("department:")) return names.departments().map((department) => `department:${department}`);
  return [...names.logins(), "role:", "department:"];
}

/** Once a word of the entry stands there, everybody is named. */
function peopleFirst(names: Names, typed: string, before: readonly string[]): readonly string[] {
  return before.every((word) => /[@*]|^(role|department):/.test(word.split("=", 1)[0] ?? ""))
    ? people(names, typed)
    : [];
}

function assignments(names: Names, typed: string): readonly string[] {
  const key = /^([A-Za-z.]+)=/.exec(typed)?.[1];
  if (key === undefined) return KEYS.map((each) => `${each}=`);
  return valuesOf(key, names).map((value) => `${key}=${value}`);
}

function valuesOf(key: string, names: Names): readonly string[] {
  switch (key) {
    case "role":
    case "roles":
      return names.roles();
    case "department":
      return names.departments();
    case "state":
      return STATES;
    default:
      return fieldValues(isFieldKey(key) ? key : `${key}.enabled`);
  }
}

/** `phone` is short for `phone.enabled`. */
function fieldValues(key: string): readonly string[] {
  if (!isFieldKey(key)) return [];
  const { type } = fieldOf(key);
  return type === "bool" ? ["yes", "no"] : (choicesOf(type) ?? []).map(String);
}

/** `a,b,c`: the last of them is typed. */
function listed(all: readonly string[], typed: string): readonly string[] {
  const done = typed.slice(0, typed.lastIndexOf(",") + 1);
  const there = new Set(done.split(","));
  return all.filter((each) => !there.has(each)).map((each) => `${done}${each}`);
}
