import { baselineOf, isOn, PERMISSION_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import { compareText } from "../model/place.ts";
import type { Values } from "../model/user.ts";

/** What people may do, as one text: whoever shares it may do the same. */
type Vector = string;

/** Equal permissions, and how many people have them. */
interface Group {
  readonly vector: Vector;
  readonly values: readonly Value[];
  readonly count: number;
}

export interface SuggestedRole {
  readonly name: string;
  /** Only what is on; the rest is off by itself. */
  readonly values: Values;
  /** People with just these permissions, and those with a few others. */
  readonly exact: number;
  readonly near: number;
}

export interface Suggestion {
  /** The one that most people have first. */
  readonly roles: readonly SuggestedRole[];
  /** The role of each person, in the order given; undefined for permissions that few share and no role is near. */
  readonly roleOf: readonly (SuggestedRole | undefined)[];
  /** So many of the roles, the largest first, cover 95 % of the people. */
  readonly enough: number;
}

/** Somebody with more differences has another job, not an exception to this one. */
const MOST_DIFFERENCES = 3;
/** Among so many people of a role, a single pattern of exceptions is not a role of its own. */
const RARE = 20;
const COVERED = 0.95;

/**
 * Groups people by equal permissions. A group is a role if at least two people share it, unless it is rare beside a
 * larger role that differs from it in three fields at most: then its people are exceptions to that role. Depends on the
 * people alone, not on their order.
 */
export function suggestRoles(people: readonly Values[], taken: ReadonlySet<string> = new Set()): Suggestion {
  const vectors = people.map(vectorOf);
  const groups = groupsOf(people, vectors);
  const leaders: Group[] = [];
  const leaderOf = new Map<Vector, Group>();
  for (const group of groups) {
    const near = nearest(group, leaders);
    const isException = near !== undefined && (group.count === 1 || group.count * RARE < near.count);
    if (isException) leaderOf.set(group.vector, near);
    else if (group.count > 1) {
      leaders.push(group);
      leaderOf.set(group.vector, group);
    }
  }
  const roles = rolesOf(leaders, groups, leaderOf, taken);
  return {
    roles: [...roles.values()],
    roleOf: vectors.map((vector) => roles.get(leaderOf.get(vector)?.vector ?? "")),
    enough: enoughOf([...roles.values()], people.length),
  };
}

function vectorOf(values: Values): Vector {
  return PERMISSION_KEYS.map((key) => String(values[key] ?? baselineOf(key))).join();
}

/** The largest first; among equals by their text, so that nothing depends on the order of people. */
function groupsOf(people: readonly Values[], vectors: readonly Vector[]): readonly Group[] {
  const counts = new Map<Vector, { values: readonly Value[]; count: number }>();
  for (const [index, vector] of vectors.entries()) {
    const known = counts.get(vector);
    if (known === undefined) counts.set(vector, { values: wholeOf(people[index] ?? {}), count: 1 });
    else known.count += 1;
  }
  return [...counts]
    .map(([vector, group]) => ({ vector, ...group }))
    .sort((a, b) => b.count - a.count || compareText(a.vector, b.vector));
}

function wholeOf(values: Values): readonly Value[] {
  return PERMISSION_KEYS.map((key) => values[key] ?? baselineOf(key) ?? false);
}

/** The role with the fewest differences, and no more than an exception has; of equals the larger. */
function nearest(group: Group, leaders: readonly Group[]): Group | undefined {
  let best: Group | undefined;
  let least = MOST_DIFFERENCES + 1;
  for (const leader of leaders) {
    const differences = leader.values.filter((value, index) => value !== group.values[index]).length;
    if (differences < least) [best, least] = [leader, differences];
  }
  return best;
}

function rolesOf(
  leaders: readonly Group[],
  groups: readonly Group[],
  leaderOf: ReadonlyMap<Vector, Group>,
  taken: ReadonlySet<string>,
): ReadonlyMap<Vector, SuggestedRole> {
  const names = new Set(taken);
  const near = new Map<Vector, number>();
  for (const { vector, count } of groups) {
    const leader = leaderOf.get(vector)?.vector;
    if (leader !== undefined && leader !== vector) near.set(leader, (near.get(leader) ?? 0) + count);
  }
  const roles = leaders.map(({ vector, values, count }) => {
    const on = onOf(values);
    const name = freeName(nameOf(on), names);
    names.add(name);
    return [vector, { name, values: on, exact: count, near: near.get(vector) ?? 0 }] as const;
  });
  return new Map([...roles].sort(([, a], [, b]) => b.exact + b.near - (a.exact + a.near)));
}

function onOf(values: readonly Value[]): Values {
  return Object.fromEntries(
    PERMISSION_KEYS.flatMap((key, index) => {
      const value = values[index];
      return value === undefined || value === baselineOf(key) ? [] : [[key, value]];
    }),
  );
}

/** What a name says of a permission; the rest is left to the description. */
const WORDS: readonly (readonly [key: ValueKey, word: string])[] = [
  ["admin", "admin"],
  ["phone.enabled", "phone"],
  ["phoneMobile.enabled", "mobile"],
  ["callCenter.enabled", "call-center"],
  ["meetings.enabled", "meetings"],
  ["recPod.enabled", "recpod"],
  ["salesforce.enabled", "salesforce"],
  ["incomingWebhook.enabled", "webhook"],
  ["monitoring", "monitoring"],
  ["callCenter.admin", "lead"],
  ["analytics.downloadRecordings", "recordings"],
  ["analytics.exportCallHistory", "history"],
  ["analytics.exportContacts", "contacts"],
];

function nameOf(values: Values): string {
  const words = WORDS.flatMap(([key, word]) => (isOn(values[key]) ? [word] : []));
  return words.length === 0 ? "viewer" : words.join("-");
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}

function enoughOf(roles: readonly SuggestedRole[], people: number): number {
  let covered = 0;
  for (const [index, { exact, near }] of roles.entries()) {
    covered += exact + near;
    if (covered >= people * COVERED) return index + 1;
  }
  return roles.length;
}

/** What a person's own entry has to say beside the role. */
export function differencesFrom(role: SuggestedRole, values: Values): Values {
  return Object.fromEntries(
    PERMISSION_KEYS.flatMap((key) => {
      const value = values[key] ?? baselineOf(key);
      const ofRole = role.values[key] ?? baselineOf(key);
      return value === undefined || value === ofRole ? [] : [[key, value]];
    }),
  );
}
