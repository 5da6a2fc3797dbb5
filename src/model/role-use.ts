import { baselineOf, PERMISSION_KEYS, type Value, type ValueKey } from "./fields.ts";
import { compareText } from "./place.ts";
import type { Role } from "./role.ts";
import { type DeclaredUser, originOf } from "./roster.ts";

export interface RoleUse {
  readonly name: string;
  readonly description?: string;
  readonly extends: readonly string[];
  /** People who have it, alone or among others. */
  readonly users: number;
  /** Permissions that their own entries say besides. */
  readonly overrides: number;
}

/** Every role with who has it. */
export function roleUses(roles: readonly Role[], users: readonly DeclaredUser[]): readonly RoleUse[] {
  return roles.map(({ name, description, extends: parents }) => {
    const own = users.filter((user) => user.roles.includes(name));
    const overrides = own.reduce((sum, user) => sum + overridesOf(user).length, 0);
    return {
      name,
      ...(description === undefined ? {} : { description }),
      extends: parents,
      users: own.length,
      overrides,
    };
  });
}

export type Override = readonly [key: ValueKey, value: Value];

/** The permissions that a person's own entry says. */
function overridesOf(user: DeclaredUser): readonly Override[] {
  return PERMISSION_KEYS.flatMap((key) => {
    const value = user.values[key];
    return value === undefined || originOf(user, key)?.layer !== "user" ? [] : [[key, value] as const];
  });
}

/** Whoever has no role says everything; what is off would be off without a word. */
function sayingOf(user: DeclaredUser): readonly Override[] {
  return overridesOf(user).filter(([key, value]) => user.roles.length > 0 || value !== baselineOf(key));
}

/** What one role says and another says otherwise; what neither says is off in both. */
export interface RoleDifference {
  readonly key: ValueKey;
  readonly before: Value | undefined;
  readonly after: Value | undefined;
}

export function roleDifferences(before: Role, after: Role): readonly RoleDifference[] {
  return PERMISSION_KEYS.map((key) => ({
    key,
    before: before.values[key] ?? baselineOf(key),
    after: after.values[key] ?? baselineOf(key),
  })).filter((one) => one.before !== one.after);
}

/** The same exceptions in several entries, which could be a role that extends theirs. */
export interface SharedOverrides {
  /** Of the people, as their entries name them; empty where they have none. */
  readonly roles: readonly string[];
  readonly overrides: readonly Override[];
  readonly users: readonly string[];
  /** So many people have these roles in all. */
  readonly of: number;
}

/** Fewer have an exception each, and not a job in common. */
const FEWEST = 3;

export function sharedOverrides(users: readonly DeclaredUser[]): readonly SharedOverrides[] {
  const byRoles = Map.groupBy(users, ({ roles }) => roles.join());
  const found = [...byRoles.values()].flatMap((people) => {
    const same = Map.groupBy(people, (user) => JSON.stringify(overridesOf(user)));
    return [...same.values()].flatMap((own) => {
      const [first] = own;
      const overrides = first === undefined ? [] : sayingOf(first);
      if (first === undefined || overrides.length === 0 || own.length < FEWEST) return [];
      return [{ roles: first.roles, overrides, users: own.map(({ loginId }) => loginId), of: people.length }];
    });
  });
  return found.sort((a, b) => b.users.length - a.users.length || compareText(a.roles.join(), b.roles.join()));
}
