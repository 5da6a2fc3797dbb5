import { matchesGlob } from "node:path";
import { isOn, type Value, type ValueKey } from "./fields.ts";
import { matcherOf } from "./glob.ts";
import { loginKey, type Values } from "./user.ts";

/** What people are chosen by. */
export interface Person {
  /** With former ones. */
  readonly loginIds: readonly string[];
  readonly roles: readonly string[];
  readonly department?: string | undefined;
  /** Absent where nobody says any. */
  readonly state?: string | undefined;
  /** In which they stand. */
  readonly file?: string | undefined;
  readonly values?: Values;
}

/** A field that is switched on, or that has this value. */
export interface Having {
  readonly key: ValueKey;
  readonly value?: Value;
}

/** Words of one kind widen the choice, and each kind narrows it; without a word of a kind, that kind has no say. */
export interface Choice {
  /** `ann@aoba.example`, `*@aoba.example`, `role:viewer`, `department:Sales`. */
  readonly patterns?: readonly string[] | undefined;
  /** Spelled out one by one. */
  readonly loginIds?: readonly string[] | undefined;
  readonly role?: readonly string[] | undefined;
  readonly department?: readonly string[] | undefined;
  readonly state?: readonly string[] | undefined;
  readonly file?: readonly string[] | undefined;
  /** All of these. */
  readonly having?: readonly Having[] | undefined;
}

type Kind = Exclude<keyof Choice, "having">;

/** A word of a choice that names nobody at all, whatever the other words say. */
export interface Unmatched {
  readonly kind: Kind;
  readonly word: string;
}

export interface Chosen<T> {
  /** In the order given. */
  readonly people: readonly T[];
  readonly unmatched: readonly Unmatched[];
}

/** Those of many whom a choice means. */
export function chosenPeople<T>(all: readonly T[], personOf: (one: T) => Person, choice: Choice): Chosen<T> {
  const everybody = all.map(personOf);
  const kinds = namedBy(choice, everybody);
  const isMeant = (person: Person | undefined) =>
    person !== undefined && kinds.every(({ people }) => people.has(person)) && hasAll(person, choice.having);
  return {
    people: all.filter((_, index) => isMeant(everybody[index])),
    unmatched: kinds.flatMap(({ unmatched }) => unmatched),
  };
}

function hasAll({ values = {} }: Person, having: readonly Having[] = []): boolean {
  return having.every(({ key, value }) => (value === undefined ? isOn(values[key]) : values[key] === value));
}

interface Named {
  readonly people: ReadonlySet<Person>;
  readonly unmatched: readonly Unmatched[];
}

/** For each kind that has a say, whom it names. */
function namedBy(choice: Choice, everybody: readonly Person[]): readonly Named[] {
  const { patterns = [], loginIds = [], role = [], department = [], state = [], file = [] } = choice;
  const named = (kind: Kind, words: readonly string[], testFor: (word: string) => Test) =>
    words.length === 0
      ? []
      : [either(words.map((word) => namedByOne({ kind, word }, everybody.filter(testFor(word)))))];
  const one = [...named("patterns", patterns, testOf), ...(loginIds.length === 0 ? [] : [listed(loginIds, everybody)])];
  return [
    ...(one.length === 0 ? [] : [either(one)]),
    ...named("role", role, (word) => testOf(`role:${word}`)),
    ...named("department", department, (word) => testOf(`department:${word}`)),
    ...named("state", state, (word) => (person) => person.state === word),
    ...named("file", file, (word) => (person) => person.file !== undefined && matchesGlob(person.file, word)),
  ];
}

function namedByOne(word: Unmatched, people: readonly Person[]): Named {
  return { people: new Set(people), unmatched: people.length === 0 ? [word] : [] };
}

function either(all: readonly Named[]): Named {
  return {
    people: new Set(all.flatMap(({ people }) => [...people])),
    unmatched: all.flatMap(({ unmatched }) => unmatched),
  };
}

/** One look for all of them: such a list may be as long as the roster. */
function listed(loginIds: readonly string[], everybody: readonly Person[]): Named {
  const left = new Map(loginIds.map((word) => [loginKey(word), word]));
  const wanted = new Set(left.keys());
  const people = everybody.filter((person) => {
    const own = person.loginIds.map(loginKey).filter((key) => wanted.has(key));
    for (const key of own) left.delete(key);
    return own.length > 0;
  });
  const unmatched = [...left.values()].map((word) => ({ kind: "loginIds", word }) as const);
  return { people: new Set(people), unmatched };
}

type Test = (person: Person) => boolean;

export function testOf(pattern: string): Test {
  const { kind, rest } = partsOf(pattern);
  return TESTS[kind](matcherOf([rest]));
}

const TESTS: Readonly<Record<PatternParts["kind"], (matches: (text: string) => boolean) => Test>> = {
  role:
    (matches) =>
    ({ roles }) =>
      roles.some(matches),
  department:
    (matches) =>
    ({ department }) =>
      department !== undefined && matches(department),
  loginId:
    (matches) =>
    ({ loginIds }) =>
      loginIds.some(matches),
};

export interface PatternParts {
  readonly kind: "role" | "department" | "loginId";
  readonly rest: string;
}

/** `role:viewer` is all with that role; without such a word it is a Login ID. */
export function partsOf(pattern: string): PatternParts {
  const [word, ...rest] = pattern.split(":");
  if (rest.length > 0 && (word === "role" || word === "department")) return { kind: word, rest: rest.join(":") };
  return { kind: "loginId", rest: pattern };
}
