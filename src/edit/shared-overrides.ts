import { baselineOf, PERMISSION_KEYS, type ValueKey } from "../model/fields.ts";
import { compareText } from "../model/place.ts";
import type { Role } from "../model/role.ts";
import { type DeclaredUser, originOf } from "../model/roster.ts";
import type { LoginId, Values } from "../model/user.ts";
import { furtherName } from "./role-names.ts";

/** Fewer are exceptions. */
const FEWEST = 3;

export interface SharedOverrides {
  /** The roles that these people have; empty where they have none. */
  readonly from: readonly string[];
  /** How many have just these roles. */
  readonly of: number;
  readonly users: readonly LoginId[];
  /** What they say beside their roles. */
  readonly values: Values;
  /** Of the role that would say it for them. */
  readonly name: string;
}

/** What people with the same roles say alike beside them, most shared first; everybody is counted once. */
export function sharedOverrides(users: readonly DeclaredUser[], roles: readonly Role[]): readonly SharedOverrides[] {
  const known = new Map(roles.map((role) => [role.name, role]));
  const groups = Map.groupBy(users, (user) => user.roles.join(" "));
  const found = [...groups].sort(([a], [b]) => compareText(a, b)).flatMap(([, group]) => sharedIn(group, known));
  const used = new Set(known.keys());
  const named = found.map((shared) => {
    const name = furtherName(shared.from, shared.values, used);
    used.add(name);
    return { ...shared, name };
  });
  return named.sort((a, b) => b.users.length - a.users.length || compareText(a.name, b.name));
}

type Shared = Omit<SharedOverrides, "name">;

function sharedIn(group: readonly DeclaredUser[], known: ReadonlyMap<string, Role>): readonly Shared[] {
  const from = group[0]?.roles ?? [];
  const below = Object.assign({}, ...from.map((name) => known.get(name)?.values ?? {})) as Values;
  const said = group.map((user) => ({ user, text: overridesOf(user, below) }));
  const texts = [...new Set(said.map(({ text }) => text.join(" ")))].filter((text) => text !== "");
  const sharedBy = (words: readonly string[]) => said.filter(({ text }) => words.every((word) => text.includes(word)));
  const candidates = texts
    .map((text) => ({ words: text.split(" "), all: sharedBy(text.split(" ")) }))
    .filter(({ all }) => all.length >= FEWEST)
    .sort(
      (a, b) =>
        b.all.length - a.all.length || b.words.length - a.words.length || compareText(a.words.join(), b.words.join()),
    );
  const counted = new Set<DeclaredUser>();
  return candidates.flatMap(({ words, all }) => {
    const people = all.flatMap(({ user }) => (counted.has(user) ? [] : [user]));
    const [first] = people;
    if (first === undefined || people.length < FEWEST) return [];
    for (const user of people) counted.add(user);
    const keys = PERMISSION_KEYS.filter((key) => words.some((word) => word.startsWith(`${key}=`)));
    const values = pick(first.values, keys);
    const logins = people.map(({ loginId }) => loginId).sort(compareText);
    return [{ from, of: group.length, users: logins, values }];
  });
}

/** `phoneMobile.enabled=true`: own words that say something else than the roles. */
function overridesOf(user: DeclaredUser, below: Values): readonly string[] {
  return PERMISSION_KEYS.flatMap((key) => {
    const value = user.values[key];
    const isOwn = originOf(user, key)?.layer === "user" && value !== (below[key] ?? baselineOf(key));
    return isOwn ? [`${key}=${value}`] : [];
  });
}

function pick(values: Values, keys: readonly ValueKey[]): Values {
  return Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
}
