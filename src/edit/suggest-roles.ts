import { baselineOf, isOn, PERMISSION_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import { compareText } from "../model/place.ts";
import type { Values } from "../model/user.ts";
import { roleNames } from "./role-names.ts";

/** So many values of a user may differ from the role, before it is another role. */
const MOST_DIFFERING = 3;

export interface Suggesting {
  /** That no role decides: not subscribed, or left to the console. */
  readonly without: ReadonlySet<ValueKey>;
  /** Fewer differences, where the folder allows fewer. */
  readonly maxOverrides?: number;
  /** Nobody stays without a role. */
  readonly requireRole: boolean;
  /** Names of roles that are taken. */
  readonly taken: ReadonlySet<string>;
}

export interface SuggestedRole {
  readonly name: string;
  /** What is on; all else is off. */
  readonly values: Values;
  /** Exactly alike. */
  readonly same: number;
  /** With values of their own beside it. */
  readonly near: number;
}

export interface SuggestedFor {
  readonly role: string;
  readonly overrides: Values;
}

export interface Suggestion {
  /** The one with most users first. */
  readonly roles: readonly SuggestedRole[];
  /** In the order of the users; undefined for somebody like nobody else. */
  readonly users: readonly (SuggestedFor | undefined)[];
}

/** What a number of people may do, one value a key. */
interface Vector {
  readonly text: string;
  readonly values: readonly (Value | undefined)[];
  readonly count: number;
}

interface Group {
  readonly vector: Vector;
  near: number;
}

/**
 * Roles that would say what people may do: what many share is a role, and who differs from one in few values has it
 * with values of their own. The order of the people changes nothing.
 */
export function suggestRoles(people: readonly Values[], options: Suggesting): Suggestion {
  const keys = PERMISSION_KEYS.filter((key) => !options.without.has(key));
  const spelled = people.map((values) => vectorOf(values, keys));
  const counts = new Map<string, Vector>();
  for (const vector of spelled)
    counts.set(vector.text, { ...vector, count: (counts.get(vector.text)?.count ?? 0) + 1 });
  const groups = groupsOf([...counts.values()].sort(byCount), options);
  const roles = [...new Set(groups.values())].sort((a, b) => sizeOf(b) - sizeOf(a) || byCount(a.vector, b.vector));
  const on = roles.map(({ vector }) => onlyOn(vector.values, keys));
  const names = roleNames(on, options.taken);
  const named = new Map(roles.map((group, index) => [group, names[index] ?? ""]));
  return {
    roles: roles.map(({ vector, near }, index) => ({
      name: names[index] ?? "",
      values: on[index] ?? {},
      same: vector.count,
      near,
    })),
    users: spelled.map(({ text, values }) => {
      const group = groups.get(text);
      if (group === undefined) return undefined;
      return { role: named.get(group) ?? "", overrides: differences(values, group.vector.values, keys) };
    }),
  };
}

/** How many of the largest roles it takes for so many of all people; undefined where all of them are not enough. */
export function rolesCovering(roles: readonly SuggestedRole[], people: number, percent: number): number | undefined {
  let covered = 0;
  const found = roles.findIndex(({ same, near }) => {
    covered += same + near;
    return covered * 100 >= people * percent;
  });
  return found === -1 ? undefined : found + 1;
}

function vectorOf(said: Values, keys: readonly ValueKey[]): Vector {
  // What a file does not say is off when it is read.
  const values = keys.map((key) => said[key] ?? baselineOf(key));
  return { text: values.join(" "), values, count: 0 };
}

function byCount(a: Vector, b: Vector): number {
  return b.count - a.count || compareText(a.text, b.text);
}

function sizeOf({ vector, near }: Group): number {
  return vector.count + near;
}

/** By the text of a vector, the most frequent first: a role that is there takes what can be an exception from it. */
function groupsOf(vectors: readonly Vector[], { maxOverrides, requireRole }: Suggesting): ReadonlyMap<string, Group> {
  const most = Math.min(MOST_DIFFERING, maxOverrides ?? MOST_DIFFERING);
  const roles: Group[] = [];
  const groups = new Map<string, Group>();
  for (const [index, vector] of vectors.entries()) {
    const near = nearestRole(vector, roles, most);
    const joins =
      near !== undefined && (vector.count <= FEW || isException(vector, vectors.slice(index + 1), roles, most));
    if (joins) near.near += vector.count;
    else if (vector.count === 1 && !requireRole) continue;
    const group = joins ? near : { vector, near: 0 };
    if (!joins) roles.push(group);
    groups.set(vector.text, group);
  }
  return groups;
}

/** Of equally near ones the larger, which stands first. */
function nearestRole(vector: Vector, roles: readonly Group[], most: number): Group | undefined {
  let best: Group | undefined;
  let least = most + 1;
  for (const role of roles) {
    const steps = distance(vector, role.vector, least);
    if (steps < least) [best, least] = [role, steps];
  }
  return best;
}

/** Fewer than so many alike are never more than an exception. */
const FEW = 3;

/**
 * Exceptions lie scattered: one that is much more frequent than its like around the same roles is no accident, and is
 * a role. Its like are the rarer ones that differ from a role in as many values.
 */
function isException(vector: Vector, rarer: readonly Vector[], roles: readonly Group[], most: number): boolean {
  let expected = 0;
  for (const role of roles) {
    const steps = distance(vector, role.vector, most + 1);
    if (steps > most) continue;
    let alike = 0;
    for (const one of rarer) if (distance(one, role.vector, steps + 1) === steps) alike += one.count;
    expected += alike / choose(vector.values.length, steps);
  }
  return vector.count <= FEW + expected + 4 * Math.sqrt(expected);
}

/** Values that differ; counting stops at the limit. */
function distance({ values }: Vector, { values: others }: Vector, limit: number): number {
  let steps = 0;
  for (let index = 0; index < values.length && steps < limit; index += 1) {
    if (values[index] !== others[index]) steps += 1;
  }
  return steps;
}

function choose(from: number, count: number): number {
  let ways = 1;
  for (let step = 0; step < count; step += 1) ways = (ways * (from - step)) / (step + 1);
  return ways;
}

function onlyOn(values: readonly (Value | undefined)[], keys: readonly ValueKey[]): Values {
  return Object.fromEntries(keys.flatMap((key, index) => (isOn(values[index]) ? [[key, values[index]]] : [])));
}

function differences(own: Vector["values"], ofRole: Vector["values"], keys: readonly ValueKey[]): Values {
  return Object.fromEntries(keys.flatMap((key, index) => (own[index] === ofRole[index] ? [] : [[key, own[index]]])));
}
