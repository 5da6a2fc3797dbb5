import { describe, expect, test } from "vitest";
import type { PlannedEntry } from "../../src/model/plan.ts";
import { asLoginId } from "../../src/model/user.ts";
import { entry, planOf, shown, user, values } from "../builders.ts";

test("an employee ID is remembered once it is declared, and kept when the entry is taken out", () => {
  const declared = [user({ employeeId: "E7" })];
  const remember = ({ remember: [first] }: ReturnType<typeof planOf>) => first?.employeeId;
  expect(remember(planOf({ declared, actual: [shown()] }))).toBe("E7");
  expect(remember(planOf({ declared: [user()], actual: [shown()] }))).toBe(undefined);
  expect(remember(planOf({ actual: [shown()], remembered: [entry({ employeeId: "E7" })] }))).toBe("E7");
});

test("the file that an entry was taken out of is said where it is remembered", () => {
  const leftFile = (file: string | undefined, onRemoval: "deactivate" | "release") =>
    planOf({
      actual: [shown()],
      remembered: [entry(file === undefined ? {} : { file })],
      settings: { onRemoval },
    }).changes;
  expect(leftFile("users/a.csv", "deactivate")).toMatchObject([{ kind: "deactivate", leftFile: "users/a.csv" }]);
  expect(leftFile("users/a.csv", "release")).toMatchObject([{ kind: "release", leftFile: "users/a.csv" }]);
  expect(leftFile(undefined, "release")[0]).not.toHaveProperty("leftFile");
});

test("somebody who is as remembered is not remembered again, whatever commit that was", () => {
  const remembered = entry({ file: "users/all.yaml", endsFile: 1, commit: "0a1b2c3" });
  expect(planOf({ declared: [user()], actual: [shown()], remembered: [remembered] }).remember).toEqual([]);
});

const LONG_AGO = "2026-06-01T00:00:00.000Z";
const inactive = { state: "inactive" } as const;
type Parts = NonNullable<Parameters<typeof planOf>[0]>;

/** What the ledger learns of Hanako, who stands last in her file already. */
function learned(parts: Parts): PlannedEntry | undefined {
  const remembered = (parts.remembered ?? []).map((one) => ({ file: "users/all.yaml", endsFile: 1, ...one }));
  return planOf({ ...parts, remembered }).remember[0];
}

describe("the state that the ledger remembers", () => {
  const rows: readonly (readonly [string, Parts, PlannedEntry["state"]])[] = [
    ["is the declared one", { declared: [user({ state: "active" })], actual: [shown()] }, "active"],
    ["is the declared one, whatever the tenant shows", { declared: [user(inactive)], actual: [shown()] }, "inactive"],
    [
      "is off while a leave goes on",
      { declared: [user({ leave: { from: "2026-11-10" } })], actual: [shown()] },
      "inactive",
    ],
    ["is off before a first day", { declared: [user({ startDate: "2026-12-02" })], actual: [shown()] }, "inactive"],
    [
      "is on from the first day",
      { declared: [user({ startDate: "2026-12-01" })], actual: [shown(inactive)] },
      "active",
    ],
    ["is none where the files say none", { declared: [user()], actual: [shown(inactive)] }, undefined],
    [
      "is off for somebody who is switched off for want of an entry",
      { actual: [shown()], remembered: [entry({ state: "active" })] },
      "inactive",
    ],
    [
      "stays none for somebody who was off before the entry was taken out",
      { actual: [shown(inactive)], remembered: [entry()] },
      undefined,
    ],
  ];
  test.each(rows)("%s", (_, parts, state) => {
    expect(learned(parts)).toBeDefined();
    expect(learned(parts)?.state).toBe(state);
  });
});

describe("the ledger learns of somebody anew", () => {
  const seen = { declared: [user()], actual: [shown()] };
  const rows: readonly (readonly [string, Parts, object])[] = [
    ["when an employee ID is taken away", { ...seen, remembered: [entry({ employeeId: "E7" })] }, {}],
    ["when a role is", { ...seen, remembered: [entry({ roles: ["agent"] })] }, { roles: [] }],
    ["when the state is left to the console again", { ...seen, remembered: [entry({ state: "active" })] }, {}],
    [
      "when a value is no longer declared",
      { ...seen, remembered: [entry({ values: values({ extension: "2101" }) })] },
      { values: user().values },
    ],
    [
      "when another value is declared",
      { ...seen, declared: [user({ values: { name: "新" } })], remembered: [entry()] },
      { values: values({ name: "新" }) },
    ],
    [
      "when a field is left to the console from now on",
      { ...seen, remembered: [entry()], settings: { ignoreFields: ["salesforce.enabled"] } },
      { values: expect.not.objectContaining({ "salesforce.enabled": false }) },
    ],
    [
      "when one more value is declared",
      { ...seen, declared: [user({ values: { extension: "2101" } })], remembered: [entry()] },
      { values: values({ extension: "2101" }) },
    ],
  ];
  test.each(rows)("%s", (_, parts, wanted) => {
    const { loginId, id, file } = { ...entry(), file: "users/all.yaml" };
    expect(learned(parts)).toEqual({ loginId, id, file, endsFile: 1, values: values(), roles: [], ...wanted });
  });
});

test("who moved to another file takes along no place at the end of it", () => {
  const last = user({ loginId: "z@aoba.example", place: { file: "users/new.yaml", line: 90 } });
  const { remember } = planOf({
    declared: [user({ place: { file: "users/new.yaml", line: 2 } }), last],
    actual: [shown(), shown({ loginId: "z@aoba.example" })],
    remembered: [entry({ file: "users/all.yaml", endsFile: 3 })],
  });
  expect(remember.map(({ loginId, endsFile }) => [loginId, endsFile])).toEqual([
    ["hanako@aoba.example", undefined],
    ["z@aoba.example", 1],
  ]);
});

test("the id of somebody is remembered, as last seen where the connector does not show it", () => {
  const { id: _, ...nameless } = shown();
  const idOf = (parts: Parts) => learned({ declared: [user({ employeeId: "E7" })], ...parts })?.id;
  expect([
    idOf({ actual: [shown({ id: "new" })], remembered: [entry({ id: "old" })] }),
    idOf({ actual: [nameless], remembered: [entry({ id: "old" })] }),
    idOf({ actual: [shown({ id: "new" })] }),
    idOf({ actual: [nameless] }),
  ]).toEqual(["new", "old", "new", undefined]);
});

test("who is remembered with the very same values takes no second copy of them into the memory", () => {
  const own = entry();
  const learns = { declared: [user({ employeeId: "E7" })], actual: [shown()], remembered: [own] };
  expect(learned(learns)?.values).toBe(own.values);
});

test("since when somebody is off is kept when the entry is taken out, and begins with being switched off", () => {
  const since = (parts: Parts) => learned(parts)?.inactiveSince;
  const remembered = [entry({ ...inactive, inactiveSince: LONG_AGO })];
  expect([since({ actual: [shown(inactive)], remembered }), since({ actual: [shown()], remembered })]).toEqual([
    LONG_AGO,
    "at apply",
  ]);
});

test("under a new Login ID the ledger remembers the account as the tenant names it", () => {
  const declared = [user({ loginId: "NEW@aoba.example", previousLoginIds: [asLoginId("hanako@aoba.example")] })];
  expect(planOf({ declared, actual: [shown({ loginId: "new@aoba.example" })] }).remember).toMatchObject([
    { loginId: "new@aoba.example" },
  ]);
});
