import type { Plan } from "../model/plan.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { type Person, testOf } from "../model/selection.ts";
import { type LoginKey, loginKey } from "../model/user.ts";

export interface Named {
  /** Everybody whom a pattern names, with their former Login IDs. */
  readonly people: ReadonlySet<LoginKey>;
  /** Patterns that name nobody. */
  readonly unmatched: readonly string[];
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
