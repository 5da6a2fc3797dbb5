import { describe, expect, test } from "vitest";
import { approve } from "../../src/guard/approve.ts";
import type { Settings } from "../../src/model/settings.ts";
import { approval, entry, planOf, settings, shown, user } from "../builders.ts";

type Parts = Parameters<typeof planOf>[0];

/** The names of all refusals of a plan. */
function refusals(parts: Parts, allowed: readonly string[] = []): readonly string[] {
  const policy = { settings: settings(parts?.settings), today: "2026-12-01" };
  return approve(planOf(parts), policy, allowed).problems.map(({ name }) => name);
}

function guards(overrides: Partial<Settings["guards"]>): Pick<Settings, "guards"> {
  return { guards: { ...settings().guards, minAdmins: 0, ...overrides } };
}

/** `count` people, each named by a number. */
function people<T>(count: number, make: (loginId: string, index: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, index) => make(`u${String(index).padStart(4, "0")}@x.jp`, index));
}

const inactive = { state: "inactive" } as const;
const everybody = (count: number) => people(count, (loginId) => shown({ loginId }));
const off = (count: number) => people(count, (loginId) => user({ loginId, ...inactive }));
const renamed = (count: number) => people(count, (loginId) => user({ loginId, values: { name: "x" } }));

/** People who may be deleted at once. */
function gone(count: number): Parts {
  return {
    declared: people(count, (loginId) => user({ loginId, state: "absent" })),
    actual: people(count, (loginId) => shown({ loginId, ...inactive })),
    approvals: people(count, (loginId) => approval({ loginId, overrideWaiting: true })),
  };
}

const admins = (count: number) => people(count, (loginId) => shown({ loginId, values: { admin: true } }));
const demoted = (count: number) => people(count, (loginId) => user({ loginId }));

describe("a plan is refused", () => {
  const rows: readonly (readonly [sentence: string, parts: Parts, names: readonly string[]])[] = [
    ["not when nothing is wrong with it", { declared: [user()] }, []],
    [
      "when the files declare nobody and somebody is managed",
      { actual: [shown()], remembered: [entry()] },
      ["empty-roster"],
    ],
    ["not when nobody is declared and nobody was managed", { actual: [shown()] }, []],
    [
      "when the tenant is empty and somebody is managed",
      { declared: [user()], remembered: [entry()] },
      ["empty-tenant"],
    ],
    [
      "when over 20 % of the tenant vanished",
      { declared: [user()], actual: everybody(79), usersCounted: 100 },
      ["tenant-shrank"],
    ],
    ["not when just 20 % vanished", { declared: [user()], actual: everybody(80), usersCounted: 100 }, []],
    ["not by percent when the tenant was small", { declared: [user()], actual: everybody(1), usersCounted: 19 }, []],
    [
      "when a protected user would be deactivated",
      { declared: [user(inactive)], actual: [shown()], settings: { protect: ["HANAKO@*"] } },
      ["protected-user"],
    ],
    [
      "when a protected admin would be demoted",
      {
        declared: [user()],
        actual: [shown({ values: { admin: true } })],
        settings: { protect: ["hanako@aoba.example"], ...guards({}) },
      },
      ["protected-user"],
    ],
    [
      "when a protected user would be released",
      {
        declared: [user({ loginId: "b@x.jp" })],
        actual: [shown()],
        remembered: [entry()],
        settings: { protect: ["hanako@aoba.example"], onRemoval: "release" },
      },
      ["protected-user"],
    ],
    [
      "not when a protected user is renamed, created or switched on",
      {
        declared: [user({ state: "active", values: { name: "x" } }), user({ loginId: "b@x.jp" })],
        actual: [shown(inactive)],
        settings: { protect: ["*"] },
      },
      [],
    ],
    [
      "not when a change of a protected user's Login ID waits for a hand",
      {
        declared: [user({ loginId: "new@x.jp", previousLoginIds: [user().loginId] })],
        actual: [shown()],
        settings: { protect: ["*"] },
      },
      ["login-id-rename"],
    ],
    ["when fewer than minAdmins would be left", { declared: demoted(1), actual: admins(2) }, ["too-few-admins"]],
    ["not when enough admins are left", { declared: demoted(1), actual: admins(3) }, []],
    ["not for too few admins that it does not lower", { declared: renamed(1), actual: everybody(1) }, []],
    [
      "when the last admins would be switched off",
      { declared: people(2, (loginId) => user({ loginId, ...inactive, values: { admin: true } })), actual: admins(2) },
      ["too-few-admins"],
    ],
    ["when six are deleted and the limit is five", gone(6), ["too-many-deletes"]],
    ["not when five are deleted", gone(5), []],
    [
      "when two of twenty are deleted, over 5 %",
      { ...gone(2), actual: [...(gone(2)?.actual ?? []), ...everybody(20).slice(2)] },
      ["too-many-deletes"],
    ],
    ["not by percent when there are fewer than minUsers", { ...gone(2), actual: gone(2)?.actual ?? [] }, []],
    [
      "when 21 are deactivated and the limit is 20",
      { declared: off(21), actual: everybody(200) },
      ["too-many-deactivations"],
    ],
    ["not when 20 of 200 are", { declared: off(20), actual: everybody(200) }, []],
    [
      "when 5 of 20 active users are deactivated, over 20 %",
      { declared: off(5), actual: everybody(20) },
      ["too-many-deactivations"],
    ],
    [
      "when too many are released, for that is no less a loss",
      {
        declared: [user()],
        actual: [...everybody(21), shown()],
        remembered: people(21, (loginId) => entry({ loginId })),
        settings: { onRemoval: "release" },
      },
      ["too-many-deactivations"],
    ],
    ["when over half of the users are updated", { declared: renamed(11), actual: everybody(20) }, ["too-many-updates"]],
    ["not when half are", { declared: renamed(10), actual: everybody(20) }, []],
    ["when 101 are created", { declared: people(101, (loginId) => user({ loginId })) }, ["too-many-creates"]],
    ["not when 100 are", { declared: people(100, (loginId) => user({ loginId })) }, []],
    ["when a delete is not approved", { ...gone(1), approvals: [], ...waited() }, ["delete-not-approved"]],
    [
      "when the approval expired yesterday",
      { ...gone(1), approvals: [approval({ loginId: "u0000@x.jp", overrideWaiting: true, expires: "2026-11-30" })] },
      ["delete-not-approved"],
    ],
    [
      "when the approval does not say what is lost",
      { ...gone(1), approvals: [approval({ loginId: "u0000@x.jp", overrideWaiting: true, acknowledges: [] })] },
      ["delete-not-approved"],
    ],
    [
      "when meibo.yaml forbids deletes",
      { ...gone(1), settings: guards({ deletes: "forbidden" }) },
      ["deletes-forbidden"],
    ],
  ];
  test.each(rows)("%s", (_, parts, names) => {
    expect(refusals(parts)).toEqual(names);
  });
});

/** Memory of somebody who has been inactive for months. */
function waited(): Parts {
  return { remembered: [entry({ loginId: "u0000@x.jp", ...inactive, inactiveSince: "2026-01-01T00:00:00Z" })] };
}

test("all guards speak; none hides another", () => {
  const parts = { declared: off(21), actual: people(21, (loginId) => shown({ loginId, values: { admin: true } })) };
  const withAdmin = {
    ...parts,
    declared: people(21, (loginId) => user({ loginId, ...inactive, values: { admin: true } })),
  };
  expect(refusals({ ...withAdmin, settings: { protect: ["u0000@x.jp"] } })).toEqual([
    "protected-user",
    "too-few-admins",
    "too-many-deactivations",
  ]);
});

test("one code lets through what has that code, and nothing else", () => {
  const parts = { declared: off(21), actual: everybody(200), settings: { protect: ["u0000@x.jp"] } };
  expect(refusals(parts, ["MB2302"])).toEqual(["protected-user"]);
});

test("an error in the plan itself is never let through", () => {
  const taken = {
    declared: [user({ values: { extension: "2101" } })],
    actual: [shown({ loginId: "b@x.jp", values: { extension: "2101" } })],
  };
  expect(approve(planOf(taken), { settings: settings(), today: "2026-12-01" }, ["MB1202"]).ok).toBe(false);
});

test("a refusal counts, and names the file that most of it comes from", () => {
  const declared = off(21).map((one, index) => ({ ...one, place: { file: index < 3 ? "a.yaml" : "b.csv" } }));
  const found = approve(planOf({ declared, actual: everybody(200) }), { settings: settings(), today: "2026-12-01" });
  expect(found.problems[0]?.args).toEqual({
    count: 21,
    percent: "10.5 %",
    total: 200,
    limit: 20,
    limitPercent: "20 %",
    source: "; 18 of 21 come from b.csv",
  });
});
