import type { DeclaredUser } from "../../src/model/roster.ts";
import { asLoginId, type LoginKey, loginKey, type TenantUser, type Values } from "../../src/model/user.ts";
import { approval, entry, shown, user } from "../builders.ts";
import type { Dice } from "./dice.ts";
import { REFUSED, type TenantRules } from "./tenant.ts";
import { filesOf, RULES, roomy, type World } from "./world.ts";

const LONG_AGO = "2026-01-01T00:00:00.000Z";

const idOf = (name: string) => `${name}@aoba.example`;

/** Only the fields that every contract has; fewer values, the same rules. */
function valuesOf(name: string, extension: string, more: Values = {}): Values {
  return { name, locale: "ja", timeZone: "Asia/Tokyo", admin: false, extension, ...more };
}

function person(name: string, extension: string, more: Values = {}, state: TenantUser["state"] = "active"): TenantUser {
  const { values: _, ...one } = shown({ loginId: idOf(name), ...(state === undefined ? {} : { state }) });
  return { ...one, values: valuesOf(`${name} N.`, extension, more) };
}

function declare(one: TenantUser, change: Values = {}, more: Partial<DeclaredUser> = {}): DeclaredUser {
  return { ...user({ loginId: one.loginId, ...more }), values: { ...one.values, ...change } };
}

export function joiner(name: string, extension: string): DeclaredUser {
  return { ...user({ loginId: idOf(name) }), values: valuesOf(`${name} N.`, extension) };
}

/** Every kind of change once: a swap of numbers, an edit, on, off, a release, a delete, two new people. */
export function twelve(rules: Partial<TenantRules> = {}): World {
  const [swapA, swapB] = [person("swap-a", "2101"), person("swap-b", "2102")];
  const edit = { ...person("edit", "2103"), extra: { 備考: "y" } };
  const on = person("on", "2104", {}, "inactive");
  const off = person("off", "2105");
  const gone = person("gone", "2106", {}, "inactive");
  const released = person("released", "2107");
  const admin = person("admin", "2108", { admin: true });
  const same = person("same", "2109");
  const unmanaged = { ...person("unmanaged", "2110"), extra: { 備考: "x" } };
  const declared = [
    declare(swapA, { extension: "2102" }),
    declare(swapB, { extension: "2101" }),
    declare(edit, { name: "edit X." }),
    declare(on, {}, { state: "active" }),
    declare(off, {}, { state: "inactive" }),
    declare(gone, {}, { state: "absent" }),
    declare(admin),
    declare(same),
    joiner("new-a", "2112"),
    joiner("new-b", "2111"),
  ];
  const managed = [swapA, swapB, edit, on, off, released, admin, same];
  return {
    name: `twelve users, ${rules.rejects ?? RULES.rejects}`,
    files: filesOf({
      declared,
      approvals: [approval({ loginId: gone.loginId })],
      settings: { ...roomy(), onRemoval: "release" },
    }),
    users: [swapA, swapB, edit, on, off, gone, released, admin, same, unmanaged],
    entries: [
      ...managed.map((one) => entry({ loginId: one.loginId, values: one.values, file: "users/all.yaml" })),
      entry({ loginId: gone.loginId, values: gone.values, state: "inactive", inactiveSince: LONG_AGO }),
    ],
    rules: { ...RULES, ...rules },
    targets: [gone.loginId, edit.loginId, off.loginId, asLoginId(idOf("new-a"))],
    maxFailedRows: 10,
    stopOnFirstFailedChunk: false,
  };
}

/** Nothing but people who leave for good, so that whatever goes wrong goes wrong around them. */
export function farewell(rules: TenantRules): World {
  const world = twelve(rules);
  const [, , , , , gone, , admin] = world.users;
  const stay = [gone, admin].flatMap((one) => one ?? []);
  const names = new Set(stay.map(({ loginId }) => loginId));
  const declared = world.files.roster.users.filter(({ loginId }) => names.has(loginId));
  const entries = world.entries.filter(({ loginId }) => names.has(loginId));
  const { approvals, settings } = world.files;
  return { ...world, name: "a farewell", files: filesOf({ declared, approvals, settings }), users: stay, entries };
}

const FATES = ["same", "edited", "moved", "on", "off", "left", "gone", "joins", "stranger"] as const;
type Fate = (typeof FATES)[number];

export interface CompanySize {
  readonly people: number;
  /** So many of a hundred are left as they are. */
  readonly calm: number;
}

/** Random people with random fates: valid, and otherwise anything. */
export function company(dice: Dice, { people, calm }: CompanySize): World {
  const fates = Array.from({ length: people }, (_, index): Fate => {
    if (index === 0) return "same";
    return dice.percent(calm) ? "same" : dice.pick(FATES);
  });
  const release = dice.percent(30);
  const cast = fates.map((fate, index) => ({ fate, one: castOf(fate, index, dice) }));
  const of = (...wanted: readonly Fate[]) => cast.filter(({ fate }) => wanted.includes(fate)).map(({ one }) => one);
  const numbers = rotated(of("moved").map(({ values }) => String(values.extension)));
  const moved = new Map(of("moved").map(({ loginId }, index) => [loginId, numbers[index] ?? ""]));
  const declared = cast.flatMap(({ fate, one }) => declaredFor(fate, one, moved));
  const managed = of("same", "edited", "moved", "on", "off", "left");
  const bad = dice.percent(15) ? withRefused(declared, dice) : declared;
  return {
    name: `${people} users at random`,
    files: filesOf({
      declared: bad,
      approvals: of("gone").map(({ loginId }) => approval({ loginId })),
      settings: { ...roomy(), onRemoval: release ? "release" : "deactivate" },
    }),
    users: cast.filter(({ fate }) => fate !== "joins").map(({ one }) => one),
    entries: [
      ...managed.map((one) => entry({ loginId: one.loginId, values: one.values, file: "users/all.yaml" })),
      ...of("gone").map(({ loginId, values }) =>
        entry({ loginId, values, state: "inactive", inactiveSince: LONG_AGO }),
      ),
    ],
    rules: rulesFrom(dice),
    targets: dice.shuffle(cast.slice(1).map(({ one }) => one.loginId)),
    maxFailedRows: dice.pick([10, 10, 2, 0]),
    stopOnFirstFailedChunk: dice.percent(15),
  };
}

/** As many seats as the files need, and no more: each must be free before it is taken. */
export function fullHouse(dice: Dice): World {
  const world = company(dice, { people: 14, calm: 40 });
  const { settings, roster, approvals } = world.files;
  const { countInactive } = world.rules;
  const seats = Math.max(countSeats(statesNow(world), countInactive), countSeats(statesThen(world), countInactive));
  const tight = { ...settings, seats: { ...settings.seats, total: seats, countInactive } };
  const files = filesOf({
    declared: roster.users,
    approvals: approvals.map((one) => ({ ...one, deleteFirst: true })),
    settings: tight,
  });
  return { ...world, name: "a full house", files, rules: { ...world.rules, seats }, mayContradict: true };
}

type States = ReadonlyMap<LoginKey, TenantUser["state"]>;

function statesNow({ users }: World): States {
  return new Map(users.map(({ loginId, state }) => [loginKey(loginId), state]));
}

/** Everybody who leaves is deleted or switched off. */
function statesThen(world: World): States {
  const { roster, settings } = world.files;
  const declared = new Map(roster.users.map(({ loginId, state }) => [loginKey(loginId), state]));
  const managed = new Set(world.entries.map(({ loginId }) => loginKey(loginId)));
  const states = new Map(statesNow(world));
  for (const key of managed) {
    if (!declared.has(key) && settings.onRemoval === "deactivate" && states.has(key)) states.set(key, "inactive");
  }
  for (const [key, state] of declared) {
    if (state === "absent") states.delete(key);
    else states.set(key, state ?? states.get(key) ?? "active");
  }
  return states;
}

function countSeats(states: States, countInactive: boolean): number {
  return [...states.values()].filter((state) => countInactive || state !== "inactive").length;
}

function rulesFrom(dice: Dice): TenantRules {
  return {
    rejects: dice.pick(["row", "file"]),
    rowNumbers: dice.pick(["rows", "lines", "none"]),
    showsAfter: dice.pick([0, 0, 0, 20_000]),
    seats: 9999,
    countInactive: dice.percent(50),
  };
}

function castOf(fate: Fate, index: number, dice: Dice): TenantUser {
  const state = fate === "gone" || fate === "on" ? "inactive" : "active";
  const one = person(`u${index}`, String(2101 + index), { admin: index === 0 || dice.percent(5) }, state);
  return fate === "stranger" && dice.percent(50) ? { ...one, extra: { 備考: "x" } } : one;
}

function declaredFor(fate: Fate, one: TenantUser, moved: ReadonlyMap<string, string>): readonly DeclaredUser[] {
  switch (fate) {
    case "same":
    case "joins":
      return [declare(one)];
    case "edited":
      return [declare(one, { name: `${one.values.name} X.` })];
    case "moved":
      return [declare(one, { extension: moved.get(one.loginId) ?? "" })];
    case "on":
      return [declare(one, {}, { state: "active" })];
    case "off":
      return [declare(one, {}, { state: "inactive" })];
    case "gone":
      return [declare(one, {}, { state: "absent" })];
    case "left":
    case "stranger":
      return [];
    default:
      return fate satisfies never;
  }
}

/** Everybody gets the next one's: one long circle. */
function rotated(numbers: readonly string[]): readonly string[] {
  return [...numbers.slice(1), ...numbers.slice(0, 1)];
}

/** A few people whose names the tenant refuses. */
function withRefused(declared: readonly DeclaredUser[], dice: Dice): readonly DeclaredUser[] {
  const share = dice.pick([3, 10, 40]);
  return declared.map((one, index) => {
    if (index === 0 || one.state === "absent" || !dice.percent(share)) return one;
    return { ...one, values: { ...one.values, name: `${REFUSED} ${one.values.name}` } };
  });
}

/** Somebody emptied the files by mistake: a plan that no guard may let through. */
export function massRemoval(dice: Dice): World {
  const world = company(dice, { people: 60, calm: 80 });
  const { roster } = world.files;
  const kept = roster.users.slice(0, 5);
  const settings = { ...roomy({ maxDeactivations: 10, maxDeletes: 2 }), onRemoval: "deactivate" as const };
  const approvals = world.files.approvals;
  return {
    ...world,
    name: "most of the files are gone",
    files: filesOf({ declared: kept, approvals, settings }),
    refused: true,
  };
}
