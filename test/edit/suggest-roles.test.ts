import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { differencesFrom, suggestRoles } from "../../src/edit/suggest-roles.ts";
import { baselineOf, PERMISSION_KEYS } from "../../src/model/fields.ts";
import type { Values } from "../../src/model/user.ts";
import { employees, TWELVE, wholeOf } from "./roles.ts";

const textOf = (values: Values) => JSON.stringify(wholeOf(values));
const times = (count: number, values: Values) => Array.from({ length: count }, () => values);

describe("roles of people", () => {
  test.each([1, 2, 3])("twelve jobs with one exception in twenty are twelve roles (%s)", (seed) => {
    const people = employees(10_000, seed);
    const { roles, roleOf } = suggestRoles(people.map(({ values }) => values));
    expect(roles.map(({ values }) => textOf(values)).sort()).toEqual(TWELVE.map(textOf).sort());
    const wrong = people.filter(
      ({ job, isException }, index) =>
        !isException && textOf(roleOf[index]?.values ?? {}) !== textOf(TWELVE[job] ?? {}),
    );
    expect(wrong).toEqual([]);
    expect(roles.reduce((sum, { exact, near }) => sum + exact + near, 0)).toBe(10_000);
  });

  test("do not depend on the order of people", () => {
    const people = employees(500).map(({ values }) => values);
    const namesOf = (values: readonly Values[]) => suggestRoles(values).roles;
    expect(namesOf(people.toReversed())).toEqual(namesOf(people));
  });

  test("with what each person says besides are what the person had", () => {
    const values = fc.record(
      Object.fromEntries(
        PERMISSION_KEYS.map((key) => [
          key,
          fc.constantFrom(...(typeof baselineOf(key) === "boolean" ? [true, false] : ["all", "hostOnly", "none"])),
        ]),
      ),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(values, { maxLength: 40 }), (people) => {
        const { roleOf } = suggestRoles(people as readonly Values[]);
        for (const [index, role] of roleOf.entries()) {
          const own = people[index] as Values;
          if (role !== undefined) {
            const besides = differencesFrom(role, own);
            expect(Object.keys(besides).length).toBeLessThanOrEqual(3);
            expect(textOf({ ...wholeOf(role.values), ...besides })).toBe(textOf(own));
          }
        }
      }),
    );
  });

  const agent: Values = { "phone.enabled": true };
  const lead: Values = { ...agent, monitoring: true };
  const rows: readonly (readonly [string, readonly Values[], readonly (readonly [string, number, number])[]])[] = [
    ["nobody", [], []],
    ["one person alone is no role", [agent], []],
    ["two are one", times(2, agent), [["phone", 2, 0]]],
    ["one beside two is an exception", [...times(2, agent), lead], [["phone", 2, 1]]],
    [
      "two beside forty are a role",
      [...times(40, agent), ...times(2, lead)],
      [
        ["phone", 40, 0],
        ["phone-monitoring", 2, 0],
      ],
    ],
    ["two beside forty-one are exceptions", [...times(41, agent), ...times(2, lead)], [["phone", 41, 2]]],
    [
      "four differences are another job",
      [...times(99, {}), ...times(2, { ...lead, "meetings.enabled": true, "salesforce.enabled": true })],
      [
        ["viewer", 99, 0],
        ["phone-meetings-salesforce-monitoring", 2, 0],
      ],
    ],
    ["what is not known is off", [...times(2, {}), { admin: false }], [["viewer", 3, 0]]],
  ];
  test.each(rows)("%s", (_, people, expected) => {
    expect(suggestRoles(people).roles.map(({ name, exact, near }) => [name, exact, near])).toEqual(expected);
  });

  test("have names of their own, whatever is there already", () => {
    const people = [...times(30, agent), ...times(20, { ...agent, "meetings.downloadFiles": "hostOnly" })];
    expect(suggestRoles(people, new Set(["phone-2"])).roles.map(({ name }) => name)).toEqual(["phone", "phone-3"]);
  });

  test("the largest are counted until they cover 95 %", () => {
    const people = [
      ...times(60, {}),
      ...times(36, agent),
      ...times(4, { admin: true, "phone.enabled": true, monitoring: true, "callCenter.enabled": true }),
    ];
    expect(suggestRoles(people).enough).toBe(2);
  });
});
