import fc from "fast-check";
import { expect, test } from "vitest";
import { rolesCovering, type Suggesting, suggestRoles } from "../../src/edit/suggest-roles.ts";
import { baselineOf, PERMISSION_KEYS } from "../../src/model/fields.ts";
import type { Values } from "../../src/model/user.ts";

const PLAIN: Suggesting = { without: new Set(), requireRole: false, taken: new Set() };

const many = (count: number, values: Values): readonly Values[] => Array.from({ length: count }, () => values);

/** What somebody may do in the end: baseline, the role, then own words. */
function inTheEnd(people: readonly Values[], options: Suggesting): readonly Values[] {
  const { roles, users } = suggestRoles(people, options);
  const byName = new Map(roles.map(({ name, values }) => [name, values]));
  return users.map((one, index) => ({
    ...baseline,
    ...(one === undefined ? people[index] : { ...byName.get(one.role), ...one.overrides }),
  }));
}

const baseline = Object.fromEntries(PERMISSION_KEYS.map((key) => [key, baselineOf(key)])) as Values;

const person = fc
  .subarray([...PERMISSION_KEYS])
  .map((keys): Values => Object.fromEntries(keys.map((key) => [key, baselineOf(key) === false ? true : "all"])));

test("one who differs from a role in few values has the role and values of their own", () => {
  const people = [...many(10, { "phone.enabled": true }), { "phone.enabled": true, monitoring: true }];
  const { roles, users } = suggestRoles(people, PLAIN);
  expect(roles).toEqual([{ name: "phone", values: { "phone.enabled": true }, same: 10, near: 1 }]);
  expect(users.at(-1)).toEqual({ role: "phone", overrides: { monitoring: true } });
});

test("one who is like nobody stays without a role, unless the folder asks for one", () => {
  const lone: Values = { "phone.enabled": true, "meetings.enabled": true, "recPod.enabled": true, admin: true };
  const people = [...many(10, {}), lone];
  expect(suggestRoles(people, PLAIN).users.at(-1)).toBeUndefined();
  expect(suggestRoles(people, { ...PLAIN, requireRole: true }).users.at(-1)?.overrides).toEqual({});
});

test("where a folder allows one override, two are another role", () => {
  const people = [...many(10, {}), ...many(2, { "phone.enabled": true, monitoring: true })];
  expect(suggestRoles(people, PLAIN).roles).toHaveLength(1);
  expect(suggestRoles(people, { ...PLAIN, maxOverrides: 1 }).roles).toHaveLength(2);
});

test("many who differ from a larger role alike are a role", () => {
  const people = [...many(58, { "phone.enabled": true }), ...many(8, { "phone.enabled": true, monitoring: true })];
  expect(suggestRoles(people, PLAIN).roles.map(({ name }) => name)).toEqual(["phone", "phone-monitoring"]);
});

test("a value that no role decides parts nobody, and stands in no role", () => {
  const people = [...many(5, { "phone.enabled": true }), ...many(5, { "phone.enabled": true, monitoring: true })];
  const { roles } = suggestRoles(people, { ...PLAIN, without: new Set(["monitoring"]) });
  expect(roles).toEqual([{ name: "phone", values: { "phone.enabled": true }, same: 10, near: 0 }]);
});

test("a name that is taken is not given again", () => {
  expect(suggestRoles(many(3, {}), { ...PLAIN, taken: new Set(["viewer"]) }).roles[0]?.name).toBe("viewer-2");
});

test("the largest roles are counted until they cover enough", () => {
  const roles = [60, 36, 4].map((same, index) => ({ name: `r${index}`, values: {}, same, near: 0 }));
  expect(rolesCovering(roles, 100, 95)).toBe(2);
  expect(rolesCovering(roles, 200, 95)).toBeUndefined();
});

test("whoever people are, each may do afterwards what they could before, and names are fit and unique", () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 40 }), fc.boolean(), (some, requireRole) => {
      const people = some.flatMap((one, index) => many((index % 5) + 1, one));
      const options = { ...PLAIN, requireRole };
      expect(inTheEnd(people, options)).toEqual(people.map((values) => ({ ...baseline, ...values })));
      const { roles, users } = suggestRoles(people, options);
      const names = roles.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
      for (const one of users) expect(Object.keys(one?.overrides ?? {}).length).toBeLessThanOrEqual(3);
      if (requireRole) expect(users).not.toContain(undefined);
    }),
    { numRuns: 200 },
  );
});

test("the order of the people changes nothing", () => {
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 20 }),
      fc.infiniteStream(fc.double({ noNaN: true })),
      (some, dice) => {
        const people = some.flatMap((one, index) => many((index % 7) + 1, one));
        const order = people
          .map((_, index) => ({ index, roll: dice.next().value as number }))
          .sort((a, b) => a.roll - b.roll);
        const plain = suggestRoles(people, PLAIN);
        const mixed = suggestRoles(
          order.map(({ index }) => people[index] ?? {}),
          PLAIN,
        );
        expect(mixed.roles).toEqual(plain.roles);
        expect(mixed.users).toEqual(order.map(({ index }) => plain.users[index]));
      },
    ),
    { numRuns: 100 },
  );
});
