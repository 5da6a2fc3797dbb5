import { baselineOf, PERMISSION_KEYS, VALUE_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import type { Role } from "../model/role.ts";
import type { DeclaredUser, Origin, OriginRef } from "../model/roster.ts";
import type { Values } from "../model/user.ts";
import type { Entry, FileLayer, Said, SaidForAll } from "./entry.ts";
import type { Roles } from "./roles.ts";

/** Everything that lies below a user's own words, and who said it; shared by all users of the same file and roles. */
export interface Base {
  readonly values: Values;
  /** In the order of `VALUE_KEYS`. */
  readonly origins: readonly OriginRef[];
  readonly disagreements: readonly Disagreement[];
}

/** Two roles of one user that say different things, neither of which builds on the other. */
export interface Disagreement {
  readonly key: ValueKey;
  readonly first: string;
  readonly second: string;
}

export type Layers = (entry: Entry) => Base;

const NO_BASE: Base = { values: {}, origins: VALUE_KEYS.map(() => undefined), disagreements: [] };

/** Baseline, then the defaults of `meibo.yaml`, then roles from left to right, then the file. */
export function makeLayers(defaults: FileLayer, roles: Roles): Layers {
  const made = new Map<FileLayer, Map<string, Base>>();
  return ({ layer, roles: names }) => {
    if (layer === undefined) return NO_BASE;
    const ofFile = made.get(layer) ?? new Map<string, Base>();
    const known = ofFile.get(names.join(" "));
    if (known !== undefined) return known;
    const base = makeBase(
      defaults,
      names.flatMap((name) => roles.get(name) ?? []),
      layer,
      roles,
    );
    made.set(layer, ofFile.set(names.join(" "), base));
    return base;
  };
}

function makeBase(defaults: FileLayer, own: readonly Role[], layer: FileLayer, roles: Roles): Base {
  const said = saidBelow(defaults, own.flatMap(saidByRole), layer);
  const values = Object.fromEntries(said.map(({ key, value }) => [key, value]));
  const origins = new Map(said.map(({ key, origin }) => [key, origin]));
  return { values, origins: VALUE_KEYS.map((key) => origins.get(key)), disagreements: disagreementsOf(own, roles) };
}

/** Everything that is said below a user's own words, lowest first: of one key the later word counts. */
export function saidBelow<S extends SaidForAll>(
  defaults: FileLayer,
  byRoles: readonly S[],
  layer: FileLayer,
): readonly (S | SaidForAll)[] {
  return [...BASELINE, ...defaults, ...byRoles, ...layer];
}

const FROM_BASELINE: Origin = { layer: "baseline" };
const BASELINE: FileLayer = PERMISSION_KEYS.flatMap((key) => {
  const value = baselineOf(key);
  return value === undefined ? [] : [{ key, value, origin: FROM_BASELINE }];
});

function saidByRole({ values, origins }: Role): FileLayer {
  return PERMISSION_KEYS.flatMap((key) => {
    const value = values[key];
    const origin = origins[key];
    return value === undefined || origin === undefined ? [] : [{ key, value, origin }];
  });
}

function disagreementsOf(own: readonly Role[], roles: Roles): readonly Disagreement[] {
  return own.flatMap((second, index) =>
    own.slice(0, index).flatMap((first) => {
      if (buildsOn(first, second.name, roles) || buildsOn(second, first.name, roles)) return [];
      return PERMISSION_KEYS.filter((key) => differ(first.values[key], second.values[key])).map((key) => ({
        key,
        first: first.name,
        second: second.name,
      }));
    }),
  );
}

function differ(a: Value | undefined, b: Value | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function buildsOn(role: Role, below: string, roles: Roles, seen: ReadonlySet<string> = new Set()): boolean {
  if (role.name === below) return true;
  if (seen.has(role.name)) return false;
  const further = new Set([...seen, role.name]);
  return role.extends
    .flatMap((name) => roles.get(name) ?? [])
    .some((parent) => buildsOn(parent, below, roles, further));
}

const POSITIONS: ReadonlyMap<ValueKey, number> = new Map(VALUE_KEYS.map((key, position) => [key, position]));

/** Who said this value; a number is a line of the user's own entry. */
export function originRef(origins: readonly OriginRef[], key: ValueKey): OriginRef {
  return origins[POSITIONS.get(key) ?? -1];
}

/** One person: the entry, what lies below it, and both together. */
export interface Person {
  readonly entry: Entry;
  readonly base: Base;
  readonly user: DeclaredUser;
}

export function makePerson(entry: Entry, layers: Layers): Person {
  const base = layers(entry);
  return { entry, base, user: declaredUser(entry, base) };
}

/** The user with every layer in place: the user's own words come last. */
function declaredUser(entry: Entry, base: Base): DeclaredUser {
  const values: Partial<Record<ValueKey, Value>> = { ...likeBefore(entry, base) };
  const origins = [...base.origins];
  for (const { key, value, line } of entry.said) {
    values[key] = value;
    origins[POSITIONS.get(key) ?? 0] = line;
  }
  lasts.set(base, { said: entry.said, values });
  const { loginId, previousLoginIds, roles, state, startDate, endDate, leave, place } = entry;
  const { employeeId, department, extensionPool } = entry;
  const dates = { state, startDate, endDate, leave };
  return { loginId, previousLoginIds, values, origins, roles, ...dates, employeeId, department, extensionPool, place };
}

const lasts = new WeakMap<Base, { readonly said: readonly Said[]; readonly values: Values }>();

/** Most users speak of the same keys as the one before; copying that one's values is many times quicker than building them. */
function likeBefore({ said }: Entry, base: Base): Values {
  const last = lasts.get(base);
  const alike = last?.said.length === said.length && last.said.every(({ key }, index) => key === said[index]?.key);
  return alike ? last.values : base.values;
}
