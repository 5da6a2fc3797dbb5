import { describe, expect, it } from "vitest";
import { encode } from "../../src/model/encoding.ts";
import { baselineOf, isSubscribed, VALUE_KEYS } from "../../src/model/fields.ts";
import { SEAT_FIELDS, SEAT_PRODUCTS } from "../../src/model/seats.ts";
import { loginKey } from "../../src/model/user.ts";
import { FUTURE_LOGINS, KNOWN_PEOPLE, ROLE_VALUES } from "../../src/tenant/company.ts";
import { makePeople, type SeedUser } from "../../src/tenant/people.ts";
import { ACTOR, causesOf, fileOf, loginOf, world } from "./build.ts";

const usual = makePeople(138, 1);
const sizes = [1, 2, 5, 20, 138, 1_000, 20_000];

describe("the usual company", () => {
  it("has 138 people, 7 of them inactive, and at least 4 admins", () => {
    expect(usual.people).toHaveLength(138);
    expect(usual.people.filter(({ state }) => state === "inactive")).toHaveLength(7);
    expect(usual.people.filter(({ values }) => values.admin === true).length).toBeGreaterThanOrEqual(4);
  });

  it("has a contract with a little room", () => {
    expect(usual.contract).toEqual({
      subscriptions: ["phoneMobile", "callCenter", "meetings", "salesforce"],
      seats: { total: 150, phone: 100, phoneMobile: 20, callCenter: 30, meetings: 60, salesforce: 60 },
    });
    expect(SEAT_PRODUCTS.map((product) => on(usual.people, SEAT_FIELDS[product]))).toEqual([96, 19, 28, 58, 0, 58]);
  });

  it.each([1, 2, 3])("is the company of the documents with seed %s", (seed) => {
    const { people } = makePeople(138, seed);
    const found = people.filter(({ loginId }) => KNOWN_PEOPLE.some(({ login }) => loginOf(login) === loginId));
    expect(found).toHaveLength(KNOWN_PEOPLE.length);
    expect(find(people, "sakura.ito")).toMatchObject({
      name: "伊藤 さくら",
      state: "active",
      values: { extension: "2301" },
    });
    expect(find(people, "ichiro.takahashi")).toMatchObject({ name: "髙橋 一郎", role: "sales-agent" });
    expect(find(people, "rei.yamada")).toMatchObject({
      department: "osaka",
      state: "inactive",
      values: { extension: "2601" },
    });
    expect(find(people, "takumi.ono")).toMatchObject({ department: "nagoya", values: { extension: "2701" } });
    expect(find(people, "dewi.lestari")).toMatchObject({
      values: { extension: "3109", timeZone: "Asia/Jakarta", locale: "en" },
    });
    expect(FUTURE_LOGINS.filter((login) => find(people, login) !== undefined)).toEqual([]);
    const numbers = new Set(people.map(({ values }) => values.extension));
    expect(["2140", "3115"].filter((free) => numbers.has(free))).toEqual([]);
    expect(people.filter(({ state }) => state === "inactive")).toHaveLength(7);
  });

  it("gives each department its own numbers", () => {
    const pools = Map.groupBy(usual.people, ({ department }) => department);
    const ranges = [...pools].map(([department, people]) => {
      const numbers = people.map(({ values }) => Number(values.extension));
      return [department, Math.min(...numbers), Math.max(...numbers)];
    });
    expect(ranges).toEqual([
      ["tokyo-sales", 2101, 2131],
      ["support", 2301, 2323],
      ["osaka", 2601, 2610],
      ["nagoya", 2701, 2708],
      ["jakarta-sales", 3101, 3114],
      ["it", 1101, 1108],
      ["back-office", 1131, 1174],
    ]);
  });

  it("has a few people who differ from their role, in few things", () => {
    const differences = usual.people.map(differencesOf).filter((count) => count > 0);
    expect(differences.length).toBeGreaterThan(20);
    expect(differences.length).toBeLessThan(46);
    expect(Math.max(...differences)).toBeLessThanOrEqual(3);
  });

  it("has only people whom the tenant itself would accept", () => {
    const { tenant } = world({ contract: usual.contract });
    for (const start of [0, 100]) {
      const rows = usual.people.slice(start, start + 100).map((person) => ({ ...person, password: "Sunny-day-2026" }));
      const created = tenant.importCsv("create", fileOf(tenant, "create", rows), { encoding: "utf-8", actor: ACTOR });
      const updated = tenant.importCsv("update", fileOf(tenant, "update", rows), { encoding: "utf-8", actor: ACTOR });
      expect([...causesOf(created), ...causesOf(updated)]).toEqual([]);
    }
    const byLogin = new Map(usual.people.map(({ loginId, values }) => [loginId, values]));
    expect(tenant.users().map(({ values }) => values)).toEqual(
      tenant.users().map(({ loginId }) => byLogin.get(loginId)),
    );
  });
});

describe.each(sizes)("a company of %s", (count) => {
  const { people, contract } = makePeople(count, 7);

  it("has so many people, each with a Login ID and an extension of their own", () => {
    expect(people).toHaveLength(count);
    expect(new Set(people.map(({ loginId }) => loginKey(loginId))).size).toBe(count);
    expect(new Set(people.map(({ values }) => values.extension)).size).toBe(count);
    expect(people.filter(({ values }) => !/^[0-9]{4,6}$/.test(String(values.extension)))).toEqual([]);
    expect(people.some(({ values }) => values.admin === true)).toBe(true);
  });

  it("has names that fit and that Shift_JIS can write", () => {
    expect(people.filter(({ name }) => name.length > 30 || !encode(name, "shift_jis").ok)).toEqual([]);
    expect(people.filter(({ name, values }) => name !== values.name)).toEqual([]);
  });

  it("says every value, and the baseline for products without subscription", () => {
    const subscriptions = new Set(contract.subscriptions);
    const away = VALUE_KEYS.filter((key) => !isSubscribed(key, subscriptions));
    expect(people.filter(({ values }) => VALUE_KEYS.some((key) => values[key] === undefined))).toEqual([]);
    expect(people.filter(({ values }) => away.some((key) => values[key] !== baselineOf(key)))).toEqual([]);
  });

  it("fits into its contract", () => {
    const { seats } = contract;
    expect(seats.total).toBeGreaterThanOrEqual(count);
    for (const product of SEAT_PRODUCTS)
      expect(seats[product] ?? 0).toBeGreaterThanOrEqual(on(people, SEAT_FIELDS[product]));
  });

  it("is the same for the same seed, and another for another", () => {
    expect(makePeople(count, 7)).toEqual({ people, contract });
    if (count >= 138) expect(makePeople(count, 8).people).not.toEqual(people);
  });
});

function find(people: readonly SeedUser[], name: string): SeedUser | undefined {
  return people.find(({ loginId }) => loginId === loginOf(name));
}

function on(people: readonly SeedUser[], key: (typeof SEAT_FIELDS)[keyof typeof SEAT_FIELDS]): number {
  return people.filter(({ values }) => values[key] === true).length;
}

function differencesOf({ role, values }: SeedUser): number {
  const named = Object.entries(ROLE_VALUES).find(([name]) => name === role)?.[1] ?? {};
  const allowed = new Map<string, unknown>(Object.entries(named));
  return VALUE_KEYS.filter(
    (key) => baselineOf(key) !== undefined && values[key] !== (allowed.get(key) ?? baselineOf(key)),
  ).length;
}
