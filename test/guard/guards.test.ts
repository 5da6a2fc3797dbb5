import { describe, expect, test } from "vitest";
import { approve } from "../../src/guard/approve.ts";
import type { Settings } from "../../src/model/settings.ts";
import { asLoginId } from "../../src/model/user.ts";
import { approval, entry, planOf, settings, shown, user } from "../builders.ts";

type Parts = Parameters<typeof planOf>[0];

/** The names of all refusals of a plan. */
function refusals(parts: Parts, allowed: readonly string[] = []): readonly string[] {
  const policy = { settings: settings(parts?.settings), declared: parts?.declared ?? [], today: "2026-12-01" };
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
      ["gone-from-tenant", "empty-tenant"],
    ],
    [
      "for being empty alone when the whole of a large tenant vanished",
      { declared: [user()], remembered: [entry()], usersCounted: 100 },
      ["gone-from-tenant", "empty-tenant"],
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
      "when a protected admin would be demoted and renamed",
      {
        declared: [user({ values: { name: "x" } })],
        actual: [shown({ values: { admin: true } })],
        settings: { protect: ["hanako@aoba.example"], ...guards({}) },
      },
      ["protected-user"],
    ],
    [
      "when a protected user would be released",
      {
        declared: [user({ loginId: "b@x.jp", values: { name: "b" } })],
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
      "not when a protected user gets admin, and loses what is less",
      {
        declared: [user({ values: { admin: true } })],
        actual: [shown({ values: { monitoring: true } })],
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
    [
      "when four get admin and the limit is three",
      { declared: people(4, (loginId) => user({ loginId, values: { admin: true } })) },
      ["too-many-admin-changes"],
    ],
    ["not when three get it", { declared: people(3, (loginId) => user({ loginId, values: { admin: true } })) }, []],
    [
      "when somebody stands in no file, where meibo.yaml says that nobody may",
      { declared: [user()], actual: [shown({ loginId: "b@x.jp" })], settings: { unmanaged: "error" } },
      ["unmanaged-users"],
    ],
    [
      "not when everybody stands in a file, where meibo.yaml says that all must",
      { declared: [user()], actual: [shown()], settings: { unmanaged: "error" } },
      [],
    ],
    [
      "when the tenant is empty that had users at the last run",
      { declared: [user()], usersCounted: 3 },
      ["empty-tenant"],
    ],
    [
      "when it would delete the account that meibo signs in with",
      { ...gone(1), contract: { account: asLoginId("U0000@x.jp") } },
      ["own-account"],
    ],
    [
      "when it would demote that account",
      { declared: [user()], actual: admins(3).with(0, shown({ values: { admin: true } })), ...signedIn() },
      ["own-account"],
    ],
    [
      "when it would change that account's Login ID",
      {
        declared: [user({ loginId: "new@x.jp", previousLoginIds: [user().loginId] })],
        actual: [shown()],
        ...signedIn(),
      },
      ["login-id-rename", "own-account"],
    ],
    [
      "not when that account gets another name, and others lose theirs",
      {
        declared: [user({ values: { name: "x" } }), user({ loginId: "b@x.jp", ...inactive })],
        actual: [shown(), shown({ loginId: "b@x.jp" })],
        ...signedIn(),
      },
      [],
    ],
    [
      "when somebody who is new may be somebody who left the files",
      { declared: [user({ loginId: "new@x.jp" })], actual: [shown()], remembered: [entry()] },
      ["rename-question"],
    ],
    [
      "when somebody new wants the number of somebody who left the files",
      {
        declared: [user({ loginId: "new@x.jp", values: { name: "新", extension: "2101" } })],
        actual: [shown({ values: { extension: "2101" } })],
        remembered: [entry()],
      },
      ["rename-extension"],
    ],
    ["when a delete is not approved", { ...gone(1), approvals: [], ...waited() }, ["delete-not-approved"]],
    [
      "when the approval expired yesterday",
      { ...gone(1), approvals: [approval({ loginId: "u0000@x.jp", overrideWaiting: true, expires: "2026-11-30" })] },
      ["delete-not-approved"],
    ],
    [
      "not when the approval expires today",
      { ...gone(1), approvals: [approval({ loginId: "u0000@x.jp", overrideWaiting: true, expires: "2026-12-01" })] },
      [],
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

/** Hanako's account is the one that meibo uses. */
function signedIn(): Parts {
  return { contract: { account: asLoginId("HANAKO@aoba.example") } };
}

/** Memory of somebody who has been inactive for months. */
function waited(): Parts {
  return { remembered: [entry({ loginId: "u0000@x.jp", ...inactive, inactiveSince: "2026-01-01T00:00:00Z" })] };
}

describe("a refusal says what would be taken", () => {
  const own = user().loginId;
  const rows: readonly (readonly [string, Parts])[] = [
    ["this plan would deactivate the user", { declared: [user(inactive)], actual: [shown()] }],
    [
      "this plan would delete the user",
      { declared: [user({ state: "absent" })], actual: [shown(inactive)], ...approved() },
    ],
    [
      "this plan would release the user",
      { declared: [], actual: [shown()], remembered: [entry()], settings: { onRemoval: "release" } },
    ],
    ["this plan would take admin away", { declared: [user()], actual: [shown({ values: { admin: true } })] }],
    [
      "this plan would change its Login ID to new@x.jp",
      { declared: [user({ loginId: "new@x.jp", previousLoginIds: [own] })], actual: [shown()] },
    ],
  ];
  test.each(rows)("%s", (what, parts) => {
    const plan = planOf({ ...parts, ...signedIn() });
    const policy = { settings: settings({ protect: [own] }), declared: parts?.declared ?? [], today: "2026-12-01" };
    const said = approve(plan, policy).problems.filter(({ name }) => name === "own-account");
    expect(said.map(({ args }) => args)).toEqual([{ loginId: "HANAKO@aoba.example", what }]);
  });
});

/** Hanako may be deleted at once. */
function approved(): Parts {
  return { approvals: [approval({ overrideWaiting: true })] };
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

describe("a file of ann, bob and cy that was applied", () => {
  const FILE = "users/team.yaml";
  type State = "active" | "inactive" | "unknown";
  interface Case {
    /** Who still stands in the file, from top to bottom. */
    readonly left: readonly string[];
    readonly elsewhere?: readonly string[];
    readonly renamed?: Readonly<Record<string, string>>;
    /** By name; whoever is not named is active. */
    readonly states?: Readonly<Record<string, State>>;
    readonly unseen?: readonly string[];
    readonly onRemoval?: "release";
    readonly before?: "the ledger knew files";
  }
  const team = ["ann@x.jp", "bob@x.jp", "cy@x.jp"] as const;

  const memory = ({ states = {}, before }: Case) =>
    team.map((loginId, index) => ({
      ...entry({ loginId, ...(before === undefined ? { file: FILE } : {}) }),
      ...(before === undefined && index === 2 ? { endsFile: 7 } : {}),
      ...(states[loginId] === "unknown" ? { state: "inactive" as const } : {}),
    }));

  function tenantOf({ states = {}, unseen = [] }: Case) {
    return team
      .filter((loginId) => !unseen.includes(loginId))
      .map((loginId) => {
        const { state: _, ...rest } = shown({ loginId });
        const state = states[loginId] ?? "active";
        return state === "unknown" ? rest : { ...rest, state };
      });
  }

  function declaredOf({ left, elsewhere = [], renamed: names = {} }: Case) {
    const named = (loginId: string) => ({ loginId, values: { name: loginId } });
    const here = left.map((loginId, index) => user({ ...named(loginId), place: { file: FILE, line: index + 1 } }));
    const there = elsewhere.map((loginId) => user({ ...named(loginId), place: { file: "users/other.csv", line: 2 } }));
    const anew = Object.entries(names).map(([loginId, former]) =>
      user({ loginId, previousLoginIds: [asLoginId(former)], place: { file: FILE, line: 9 } }),
    );
    return [...here, ...there, ...anew];
  }

  function found(one: Case) {
    const release = one.onRemoval === undefined ? {} : { onRemoval: one.onRemoval };
    const parts = {
      declared: declaredOf(one),
      actual: tenantOf(one),
      remembered: memory(one),
      settings: { ...guards({ minUsers: 999 }), ...release },
    };
    const policy = { settings: settings(parts.settings), declared: parts.declared ?? [], today: "2026-12-01" };
    return approve(planOf(parts), policy).problems.filter(({ severity }) => severity === "error");
  }

  const [ann, bob, cy] = team;
  const d = "d@x.jp";
  const refused: readonly (readonly [string, Case, number])[] = [
    ["that lost its last person", { left: [ann, bob] }, 1],
    ["that lost its last two", { left: [ann] }, 2],
    ["that is gone or empty, while others are there", { left: [], elsewhere: [d] }, 3],
    ["that was cut where the last person had been switched off", { left: [ann], states: { [cy]: "inactive" } }, 1],
    ["that was cut where the last person is gone from the tenant", { left: [ann], unseen: [cy] }, 1],
    ["that was cut while somebody new stands at its end", { left: [ann, d] }, 2],
    ["that was cut where people leaving the files are released", { left: [ann], onRemoval: "release" }, 2],
  ];
  test.each(refused)("is missed when it is one %s", (_, one, count) => {
    expect(found(one)).toMatchObject([{ name: "file-end-lost", place: { file: FILE }, args: { last: cy, count } }]);
  });

  const fine: readonly (readonly [string, Case])[] = [
    ["somebody above the last person is taken out", { left: [ann, cy] }],
    ["everybody above the last person is taken out", { left: [cy] }],
    ["the last person was switched off before being taken out", { left: [ann, bob], states: { [cy]: "inactive" } }],
    [
      "the last person was switched off, as far as meibo can know, before being taken out",
      { left: [ann, bob], states: { [cy]: "unknown" } },
    ],
    [
      "the last person was switched off before being released",
      { left: [ann, bob], states: { [cy]: "inactive" }, onRemoval: "release" },
    ],
    ["the last person moves to another file", { left: [ann, bob], elsewhere: [cy] }],
    ["all people move to another file", { left: [], elsewhere: [ann, bob, cy] }],
    ["the last person gets another Login ID", { left: [ann, bob], renamed: { [d]: cy } }],
    ["its people change their order", { left: [cy, bob, ann] }],
    ["nothing was remembered of where people stood", { left: [ann], before: "the ledger knew files" }],
  ];
  test.each(fine)("is not missed when %s", (_, one) => {
    expect(found(one)).toEqual([]);
  });

  test("is missed beside another, in the order of their names", () => {
    const remembered = [
      entry({ loginId: "a@x.jp", file: "users/b.yaml", endsFile: 1 }),
      entry({ loginId: "b@x.jp", file: "users/a.yaml", endsFile: 1 }),
    ];
    const plan = planOf({
      declared: [user({ values: { name: "x" } })],
      actual: [shown({ loginId: "a@x.jp" }), shown({ loginId: "b@x.jp" })],
      remembered,
    });
    const { problems } = approve(plan, { settings: settings(guards({})), declared: [], today: "2026-12-01" });
    expect(problems.map(({ place }) => place?.file)).toEqual(["users/a.yaml", "users/b.yaml"]);
  });

  test("is missed with five names and the number of the rest", () => {
    const many = people(8, (loginId) => loginId);
    const remembered = many.map((loginId, index) => entry({ loginId, file: FILE, endsFile: index + 1 }));
    const plan = planOf({
      declared: [user({ values: { name: "x" } })],
      actual: many.map((loginId) => shown({ loginId })),
      remembered,
      settings: guards({ minUsers: 999 }),
    });
    const { problems } = approve(plan, { settings: settings(), declared: [], today: "2026-12-01" });
    expect(problems.map(({ args }) => args["who"])).toEqual([
      "u0000@x.jp, u0001@x.jp, u0002@x.jp, u0003@x.jp, u0004@x.jp and 3 more",
    ]);
  });
});
