import { matcherOf } from "../model/glob.ts";
import type { Plan } from "../model/plan.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { type LoginKey, loginKey } from "../model/user.ts";

export interface Named {
  /** Everybody whom a pattern names, with their former Login IDs. */
  readonly people: ReadonlySet<LoginKey>;
  /** Patterns that name nobody. */
  readonly unmatched: readonly string[];
}

interface Person {
  readonly loginIds: readonly string[];
  readonly roles: readonly string[];
  readonly department?: string | undefined;
}

/** Whom `ann@aoba.example`, `*@aoba.example`, `role:viewer` and `department:Sales` name, in the files and in the plan. */
export function namedPeople(patterns: readonly string[], plan: Plan, users: readonly DeclaredUser[]): Named {
  const everybody = [...users.map(declaredPerson), ...plannedPeople(plan)];
  const people = new Set<LoginKey>();
  const unmatched = patterns.filter((pattern) => {
    const named = everybody.filter(testOf(pattern));
    for (const { loginIds } of named) for (const loginId of loginIds) people.add(loginKey(loginId));
    return named.length === 0;
  });
  return { people, unmatched };
}

function declaredPerson({ loginId, previousLoginIds, roles, department }: DeclaredUser): Person {
  return { loginIds: [loginId, ...previousLoginIds], roles, department };
}

/** People who stand in no file have a part in a plan too: those who leave. */
function plannedPeople({ changes, remember, forget }: Plan): readonly Person[] {
  return [
    ...[...changes, ...remember].map(({ loginId, roles }) => ({ loginIds: [loginId], roles })),
    ...forget.map((loginId) => ({ loginIds: [loginId], roles: [] })),
  ];
}

type Test = (person: Person) => boolean;

function testOf(pattern: string): Test {
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
