import { describe, expect, test } from "vitest";
import { shownState } from "../../src/model/drift.ts";
import { driftOf } from "../../src/plan/drift.ts";
import { entry, planOf, shown, user } from "../builders.ts";

type Parts = NonNullable<Parameters<typeof planOf>[0]>;

/** Beside the person of interest nobody is in the files, in the ledger or in the tenant. */
function told(parts: Parts): readonly string[] {
  return driftOf(planOf({ usersCounted: 3, ...parts })).users.flatMap(({ fields, state, gone }) => [
    ...fields.map(({ key, cause }) => `${key} ${cause}`),
    ...(state === undefined ? [] : [`state ${shownState(state)}`]),
    ...(gone === true ? ["gone"] : []),
  ]);
}

describe("one person", () => {
  const rows: readonly (readonly [string, Parts, readonly string[]])[] = [
    ["who is as declared has not drifted", { declared: [user()], actual: [shown()], remembered: [entry()] }, []],
    [
      "whose file changed has not drifted",
      { declared: [user({ values: { monitoring: true } })], actual: [shown()], remembered: [entry()] },
      [],
    ],
    [
      "who was changed in the console has drifted",
      { declared: [user()], actual: [shown({ values: { monitoring: true } })], remembered: [entry()] },
      ["monitoring drift"],
    ],
    [
      "who was changed in both is in conflict, and only in that field",
      {
        declared: [user({ values: { name: "田中 花子", admin: true } })],
        actual: [shown({ values: { name: "鈴木 花子" } })],
        remembered: [entry()],
      },
      ["name conflict"],
    ],
    [
      "who was switched off in the console has drifted",
      {
        declared: [user({ state: "active" })],
        actual: [shown({ state: "inactive" })],
        remembered: [entry({ state: "active" })],
      },
      ["state inactive"],
    ],
    [
      "who was switched on and changed in the console is one person",
      {
        declared: [user({ state: "inactive" })],
        actual: [shown({ values: { monitoring: true } })],
        remembered: [entry({ state: "inactive" })],
      },
      ["monitoring drift", "state active"],
    ],
    [
      "who is switched off by the files has not drifted",
      { declared: [user({ state: "inactive" })], actual: [shown()], remembered: [entry({ state: "active" })] },
      [],
    ],
    ["who was deleted in the console is gone", { declared: [user()], actual: [], remembered: [entry()] }, ["gone"]],
    ["who is new in the files is not gone", { declared: [user()], actual: [] }, []],
    [
      "who is new and wants the number of a group is not gone",
      {
        declared: [user({ values: { extension: "2101" } })],
        facts: { groups: { complete: true, entries: [{ name: "Sales", number: "2101", members: [] }] } },
      },
      [],
    ],
    ["who left the files has not drifted", { actual: [shown()], remembered: [entry()] }, []],
    [
      "who is renamed in the files has not drifted",
      {
        declared: [user({ loginId: "hana@aoba.example", previousLoginIds: [user().loginId] })],
        actual: [shown()],
        remembered: [entry()],
      },
      [],
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(told(parts)).toEqual(expected);
    expect(driftOf(planOf(parts)).users).toHaveLength(Math.min(1, expected.length));
  });
});

test("the first run can tell no drift, and people in no file are only counted", () => {
  const actual = [shown({ loginId: "a@aoba.example" }), shown({ loginId: "b@aoba.example" })];
  expect(driftOf(planOf({ actual }))).toEqual({ firstRun: true, users: [], unmanaged: 2 });
  const declared = [user({ loginId: "a@aoba.example" })];
  expect(driftOf(planOf({ actual, declared }))).toEqual({ firstRun: true, users: [], unmanaged: 1 });
  expect(driftOf(planOf({ actual, usersCounted: 2 })).firstRun).toBe(false);
});

test("somebody who drifted is told with name and place", () => {
  const plan = planOf({
    declared: [user()],
    actual: [shown({ values: { monitoring: true } })],
    remembered: [entry()],
    usersCounted: 1,
  });
  const { loginId, place } = user();
  expect(driftOf(plan).users).toMatchObject([{ loginId, name: "佐藤 花子", place }]);
});
