import fc from "fast-check";
import type { Approval } from "../src/model/facts.ts";
import {
  fieldOf,
  isSubscribed,
  PERMISSION_KEYS,
  RANGES,
  SUBSCRIPTIONS,
  type Subscription,
  type Value,
  type ValueKey,
} from "../src/model/fields.ts";
import type { LedgerEntry } from "../src/model/ledger.ts";
import type { DeclaredUser } from "../src/model/roster.ts";
import { asLoginId, type TenantState, type Values } from "../src/model/user.ts";
import { approval, entry, user, values } from "./builders.ts";

/** Random people, tenants and rosters that a real company could have: valid, and otherwise anything. */

export interface RandomPerson {
  readonly loginId: string;
  readonly values: Values;
  readonly state: TenantState;
}

export interface RandomCompany {
  readonly subscriptions: readonly Subscription[];
  readonly tenant: readonly RandomPerson[];
  readonly declared: readonly DeclaredUser[];
  readonly remembered: readonly LedgerEntry[];
  readonly approvals: readonly Approval[];
}

const name = fc.oneof(
  fc.constantFrom(
    "佐藤 花子",
    "髙橋 一郎",
    "Siti Nuraini",
    'O\'Brien, "Bob"',
    "=SUM(A1)",
    " 前後 ",
    "yes",
    "0123",
    "#1: a",
    "ｶﾅ",
    "𠮷野 家",
  ),
  fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== ""),
);

function permissionsOf(subscriptions: readonly Subscription[]): fc.Arbitrary<Values> {
  const held = new Set(subscriptions);
  const value = (key: ValueKey): fc.Arbitrary<Value> => {
    const range = fieldOf(key).type === "range";
    if (!isSubscribed(key, held)) return fc.constant(range ? "none" : false);
    return range ? fc.constantFrom(...RANGES) : fc.boolean();
  };
  return fc.record(Object.fromEntries(PERMISSION_KEYS.map((key) => [key, value(key)]))).map(withNeeds);
}

/** Switches off what cannot be on without something else. */
function withNeeds(random: Readonly<Record<string, Value>>): Values {
  const kept: Record<string, Value> = { ...random };
  for (const key of PERMISSION_KEYS) {
    const lacking = fieldOf(key).needs.some((need) => need.severity === "error" && kept[need.key] !== true);
    if (lacking) kept[key] = false;
  }
  return kept;
}

function personOf(
  loginId: string,
  extension: string | undefined,
  subscriptions: readonly Subscription[],
): fc.Arbitrary<RandomPerson> {
  return fc.record({
    loginId: fc.constant(loginId),
    state: fc.constantFrom("active" as const, "active" as const, "inactive" as const),
    values: fc
      .record({ name, locale: fc.constantFrom("ja", "en"), timeZone: fc.constantFrom("Asia/Tokyo", "Asia/Jakarta") })
      .chain((where) =>
        permissionsOf(subscriptions).map((may) =>
          values({ ...may, ...where, ...(extension === undefined ? {} : { extension }) }),
        ),
      ),
  });
}

export const subscriptions: fc.Arbitrary<readonly Subscription[]> = fc.subarray([...SUBSCRIPTIONS]);

/** Everybody has a number, as in the tenant. */
export function tenantOf(held: readonly Subscription[], most = 16): fc.Arbitrary<readonly RandomPerson[]> {
  return fc
    .shuffledSubarray(Array.from({ length: most }, (_, index) => index))
    .chain((numbers) => fc.tuple(...numbers.map((n) => personOf(`u${n}@aoba.example`, String(2000 + n), held))));
}

const FATES = ["same", "changed", "off", "on", "absent", "removed", "unmanaged"] as const;
type Fate = (typeof FATES)[number];

interface Cast {
  readonly fate: Fate;
  readonly managed: boolean;
  readonly declaresExtension: boolean;
  readonly other: RandomPerson;
}

/** A tenant, files that differ from it in every way, and what was remembered of some of the people. */
export const company: fc.Arbitrary<RandomCompany> = subscriptions.chain((held) =>
  tenantOf(held).chain((tenant) => {
    const cast = (person: RandomPerson): fc.Arbitrary<Cast> =>
      fc.record({
        fate: fc.constantFrom(...FATES),
        managed: fc.boolean(),
        declaresExtension: fc.boolean(),
        other: personOf(person.loginId, undefined, held),
      });
    return fc
      .record({
        casts: fc.tuple(...tenant.map(cast)),
        order: fc.shuffledSubarray(
          tenant.map((_, index) => index),
          { minLength: tenant.length },
        ),
        joiners: fc
          .integer({ min: 0, max: 4 })
          .chain((count) =>
            fc.tuple(
              ...Array.from({ length: count }, (_, n) => personOf(`new${n}@aoba.example`, String(3000 + n), held)),
            ),
          ),
      })
      .map(({ casts, order, joiners }) => companyOf(held, tenant, casts, order, joiners));
  }),
);

function companyOf(
  held: readonly Subscription[],
  tenant: readonly RandomPerson[],
  casts: readonly Cast[],
  order: readonly number[],
  joiners: readonly RandomPerson[],
): RandomCompany {
  const moving = tenant.flatMap((_, index) => (movesNumber(casts[index]) ? [index] : []));
  const shuffled = order.filter((index) => moving.includes(index));
  const numberOf = new Map(moving.map((index, at) => [index, tenant[shuffled[at] ?? index]?.values.extension]));
  const declared = tenant.flatMap((person, index) => declaredOf(person, casts[index], numberOf.get(index)));
  const managed = tenant.filter((_, index) => casts[index]?.managed === true || casts[index]?.fate === "removed");
  return {
    subscriptions: held,
    tenant,
    declared: [...declared, ...joiners.map(({ loginId, values: own }) => user({ loginId, values: own }))],
    remembered: managed.map(({ loginId, values: own }) => entry({ loginId, values: own })),
    approvals: tenant.map(({ loginId, state }) => approval({ loginId, overrideWaiting: state === "inactive" })),
  };
}

/** Numbers only move among people whose files say their number, so that nobody is left without a free one. */
function movesNumber(cast: Cast | undefined): boolean {
  return cast?.declaresExtension === true && ["changed", "off", "on"].includes(cast.fate);
}

function declaredOf(person: RandomPerson, cast: Cast | undefined, moved: Value | undefined): readonly DeclaredUser[] {
  if (cast === undefined || cast.fate === "removed" || cast.fate === "unmanaged") return [];
  const { extension, ...rest } = cast.fate === "same" || cast.fate === "absent" ? person.values : cast.other.values;
  const number = moved ?? (cast.fate === "same" ? extension : undefined);
  const own: Values = number === undefined ? rest : { ...rest, extension: number };
  const state = ({ off: "inactive", on: "active", absent: "absent" } as const)[cast.fate as "off"];
  const { loginId } = person;
  return [user({ loginId: asLoginId(loginId), values: own, ...(state === undefined ? {} : { state }) })];
}
