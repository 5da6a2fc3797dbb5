import { describe, expect, test } from "vitest";
import type { Subscription } from "../../src/model/fields.ts";
import type { Change, Plan } from "../../src/model/plan.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { approval, entry, NOW, planOf, settings, shown, situation, user } from "../builders.ts";

/** `create`, or `update extension 1→2`, in the order of the plan. */
function told({ changes }: Plan): readonly string[] {
  return changes.map((change) => `${change.kind}${detail(change)}`);
}

function detail(change: Change): string {
  if (change.kind === "update") {
    return ` ${change.fields.map(({ key, from, to, cause }) => `${key} ${from}→${to} ${cause}`).join(", ")}`;
  }
  return change.kind === "activate" || change.kind === "deactivate" ? ` ${change.reason}` : "";
}

function notes({ notes }: Plan): readonly string[] {
  return notes.map((note) => ("from" in note ? `${note.kind} ${note.from}` : note.kind));
}

const inactive = { state: "inactive" } as const;
const LONG_AGO = "2026-06-01T00:00:00.000Z";

/** The same person under a new Login ID. */
const renamed = { loginId: "new@aoba.example", previousLoginIds: [user().loginId] };

const atNow = (planned: Plan["remember"][number]) => ({ ...planned, inactiveSince: NOW });

describe("one person, by files, tenant and memory", () => {
  const rows: readonly (readonly [
    sentence: string,
    parts: Parameters<typeof planOf>[0],
    changes: readonly string[],
    notes: readonly string[],
  ])[] = [
    ["declared and nowhere else is created", { declared: [user()] }, ["create"], []],
    [
      "declared and already so is adopted, and nothing is written",
      { declared: [user()], actual: [shown()] },
      [],
      ["adopt"],
    ],
    [
      "declared, so, and remembered is not worth a word",
      { declared: [user()], actual: [shown()], remembered: [entry()] },
      [],
      [],
    ],
    [
      "a changed file is a change",
      { declared: [user({ values: { name: "新" } })], actual: [shown()], remembered: [entry()] },
      ["update name 佐藤 花子→新 change"],
      [],
    ],
    [
      "a value changed in the console is drift, and set back",
      { declared: [user()], actual: [shown({ values: { admin: true } })], remembered: [entry()] },
      ["update admin true→false drift"],
      [],
    ],
    [
      "a value changed in both is a conflict, and files win",
      {
        declared: [user({ values: { name: "a" } })],
        actual: [shown({ values: { name: "b" } })],
        remembered: [entry()],
      },
      ["update name b→a conflict"],
      [],
    ],
    [
      "without a memory a difference is a change",
      { declared: [user()], actual: [shown({ values: { locale: "en" } })] },
      ["update locale en→ja change"],
      [],
    ],
    ["in the tenant and in no file is unmanaged", { actual: [shown()] }, [], ["unmanaged"]],
    [
      "somebody whom ignore names is not even listed",
      { actual: [shown({ loginId: "bot@support.example" })], settings: { ignore: ["*@support.example"] } },
      [],
      [],
    ],
    ["taken out of the files is deactivated", { actual: [shown()], remembered: [entry()] }, ["deactivate removed"], []],
    ["taken out while inactive needs nothing", { actual: [shown(inactive)], remembered: [entry()] }, [], []],
    [
      "taken out is released where meibo.yaml says so",
      { actual: [shown()], remembered: [entry()], settings: { onRemoval: "release" } },
      ["release"],
      [],
    ],
    ["taken out and gone from the tenant needs nothing", { remembered: [entry()] }, [], []],
    [
      "taken out long ago, and switched on again in the console, is nobody of ours",
      { actual: [shown()], remembered: [entry({ removed: true, state: "inactive" })] },
      [],
      ["unmanaged"],
    ],
    [
      "taken out and put in again is active again",
      { declared: [user()], actual: [shown(inactive)], remembered: [entry({ removed: true, state: "inactive" })] },
      ["activate returned"],
      [],
    ],
    [
      "without a word on the state an inactive user stays so",
      { declared: [user()], actual: [shown(inactive)] },
      [],
      ["adopt"],
    ],
    ["state: inactive switches off", { declared: [user(inactive)], actual: [shown()] }, ["deactivate declared"], []],
    [
      "state: active switches on",
      { declared: [user({ state: "active" })], actual: [shown(inactive)] },
      ["activate declared"],
      [],
    ],
    [
      "a state that is no longer declared, and was the last time, goes back to active",
      { declared: [user()], actual: [shown(inactive)], remembered: [entry(inactive)] },
      ["activate declared"],
      [],
    ],
    ["a start in the future waits", { declared: [user({ startDate: "2026-12-02" })] }, [], ["pending 2026-12-02"]],
    ["a start today is created", { declared: [user({ startDate: "2026-12-01" })] }, ["create"], []],
    [
      "somebody whose start is to come, and who is there already, is switched off",
      { declared: [user({ startDate: "2026-12-02" })], actual: [shown()] },
      ["deactivate started"],
      [],
    ],
    [
      "who starts tomorrow is created a day before where lifecycle says so, and switched off until then",
      {
        declared: [user({ startDate: "2026-12-02" })],
        settings: { lifecycle: { createDaysBefore: 1 } },
      },
      ["create"],
      [],
    ],
    [
      "the last day is a working day",
      { declared: [user({ endDate: "2026-12-01" })], actual: [shown()] },
      [],
      ["adopt"],
    ],
    [
      "the day after the last day switches off",
      { declared: [user({ endDate: "2026-11-30" })], actual: [shown()] },
      ["deactivate ended"],
      [],
    ],
    ["who left before ever being created is not created", { declared: [user({ endDate: "2026-11-30" })] }, [], []],
    [
      "leave switches off",
      { declared: [user({ leave: { from: "2026-11-10" } })], actual: [shown()] },
      ["deactivate leave"],
      [],
    ],
    [
      "the last day of leave is still leave",
      { declared: [user({ leave: { from: "2026-11-10", until: "2026-12-01" } })], actual: [shown(inactive)] },
      [],
      ["adopt"],
    ],
    [
      "after leave the user is active again",
      { declared: [user({ leave: { from: "2026-11-10", until: "2026-11-30" } })], actual: [shown(inactive)] },
      ["activate leaveEnded"],
      [],
    ],
    [
      "absent and active is switched off first, and deleted later",
      { declared: [user({ state: "absent" })], actual: [shown()] },
      ["deactivate absent"],
      ["deleteLater 2026-12-31"],
    ],
    [
      "absent and inactive for some days waits",
      {
        declared: [user({ state: "absent" })],
        actual: [shown(inactive)],
        remembered: [entry({ ...inactive, inactiveSince: "2026-11-25T00:00:00Z" })],
      },
      [],
      ["deleteLater 2026-12-25"],
    ],
    [
      "absent and inactive long enough is deleted",
      {
        declared: [user({ state: "absent" })],
        actual: [shown(inactive)],
        remembered: [entry({ ...inactive, inactiveSince: LONG_AGO })],
      },
      ["delete"],
      [],
    ],
    [
      "an approval may skip the waiting",
      {
        declared: [user({ state: "absent" })],
        actual: [shown(inactive)],
        approvals: [approval({ overrideWaiting: true })],
      },
      ["delete"],
      [],
    ],
    ["absent and gone is done", { declared: [user({ state: "absent" })], remembered: [entry()] }, [], []],
    [
      "a rename that the tenant has not seen is a step by hand",
      {
        declared: [user({ loginId: "new@aoba.example", previousLoginIds: [user().loginId] })],
        actual: [shown()],
        remembered: [entry()],
      },
      ["manual"],
      [],
    ],
    [
      "a rename of somebody who left switches the former account off all the same",
      {
        declared: [user({ ...renamed, endDate: "2026-11-30" })],
        actual: [shown()],
        remembered: [entry()],
      },
      ["deactivate ended", "manual"],
      [],
    ],
    [
      "a renamed person who shall be absent is switched off under the former Login ID",
      { declared: [user({ ...renamed, state: "absent" })], actual: [shown()], remembered: [entry()] },
      ["deactivate absent"],
      ["deleteLater 2026-12-31"],
    ],
    [
      "a state that the console changed is drift",
      { declared: [user(inactive)], actual: [shown()], remembered: [entry(inactive)] },
      ["deactivate drift"],
      [],
    ],
    [
      "a leave to come is no leave that ended",
      { declared: [user({ leave: { from: "2027-01-01", until: "2027-02-01" } })], actual: [shown(inactive)] },
      ["activate declared"],
      [],
    ],
    [
      "who was switched off by somebody else, taken out, and put in again, stays off",
      {
        declared: [user()],
        actual: [shown(inactive)],
        remembered: planOf({
          declared: [user({ loginId: "b@x.jp" })],
          actual: [shown(inactive)],
          remembered: [entry()],
        })
          .remember.filter(({ removed }) => removed === true)
          .map(atNow),
      },
      [],
      ["adopt"],
    ],
    [
      "a rename that was done keeps the memory",
      {
        declared: [user({ loginId: "new@aoba.example", previousLoginIds: [user().loginId] })],
        actual: [shown({ loginId: "new@aoba.example", values: { admin: true } })],
        remembered: [entry()],
      },
      ["update admin true→false drift"],
      [],
    ],
  ];
  test.each(rows)("%s", (_, parts, changes, noted) => {
    const plan = planOf(parts);
    expect([told(plan), notes(plan)]).toEqual([changes, noted]);
  });
});

describe("what a plan leaves alone", () => {
  test("a field of ignoreFields is neither compared nor remembered", () => {
    const plan = planOf({
      declared: [user({ values: { "salesforce.enabled": true } })],
      actual: [shown()],
      settings: { ignoreFields: ["salesforce.enabled"] },
    });
    expect(plan.changes).toEqual([]);
    expect(plan.remember[0]?.values["salesforce.enabled"]).toBeUndefined();
  });

  test("a column the contract lacks is never written, and switching it on is refused", () => {
    const plan = planOf({
      declared: [user({ values: { "recPod.enabled": true } })],
      actual: [shown()],
      contract: { subscriptions: ["meetings"] },
    });
    expect([plan.changes, plan.problems.map(({ code }) => code)]).toEqual([[], ["MB2106"]]);
  });

  test("an extension that is not declared stays what it is", () => {
    expect(planOf({ declared: [user()], actual: [shown({ values: { extension: "2101" } })] }).changes).toEqual([]);
  });
});

test("everything in a plan is in the order of people, whether they stand in the files or left them", () => {
  const [ann, ben, yui, zoe] = ["ann@x.jp", "ben@x.jp", "yui@x.jp", "zoe@x.jp"] as const;
  const known = (loginId: string) => entry({ loginId, values: {} });
  const plan = planOf({
    declared: [
      user({ loginId: zoe, values: { name: "z", extension: "2101" } }),
      user({ loginId: yui, state: "absent" }),
    ],
    actual: [
      shown({ loginId: ben, values: { name: "b" } }),
      shown({ loginId: zoe, values: { name: "other" } }),
      shown({ loginId: "stranger@x.jp", values: { extension: "2101" } }),
    ],
    remembered: [known(yui), known(zoe), known(ben), known(ann)],
  });
  const ids = (people: readonly { readonly loginId: string }[]) => people.map(({ loginId }) => loginId);
  expect([ids(plan.changes), ids(plan.remember), plan.forget]).toEqual([
    [ben, zoe],
    [ben, zoe],
    [ann, yui],
  ]);
  const adopted = planOf({
    declared: [user({ loginId: zoe })],
    actual: [shown({ loginId: ben }), shown({ loginId: zoe })],
  });
  expect(adopted.notes.map(({ kind, loginId }) => `${kind} ${loginId}`)).toEqual([`unmanaged ${ben}`, `adopt ${zoe}`]);
});

test("problems of a plan are in the order of the files", () => {
  const at = (line: number) => ({ file: "users/all.yaml", line });
  const plan = planOf({
    declared: [user({ loginId: "a@x.jp", place: at(9) }), user({ loginId: "b@x.jp", place: at(2) })],
    remembered: ["a@x.jp", "b@x.jp"].map((loginId) => entry({ loginId })),
  });
  expect(plan.problems.map(({ place }) => place?.line)).toEqual([2, 9]);
});

test("a plan says how many people it rests on", () => {
  const admin = { admin: true } as const;
  const parts = {
    declared: [user({ values: admin })],
    actual: [
      shown({ values: admin }),
      shown({ loginId: "b@x.jp", values: admin, state: "inactive" }),
      shown({ loginId: "c@x.jp" }),
    ],
    remembered: [entry(), entry({ loginId: "b@x.jp", removed: true })],
    recent: { create: 4 },
  } as const;
  const totals = {
    users: 3,
    active: 2,
    admins: { now: 1, after: 1 },
    declared: 1,
    files: 1,
    managed: 1,
    recent: { create: 4, update: 0, deactivate: 0, delete: 0 },
    departments: [{ name: "", now: 1, after: 1 }],
  };
  expect(planOf(parts).totals).toStrictEqual(totals);
  expect(planOf({ ...parts, usersCounted: 5 }).totals).toStrictEqual({ ...totals, counted: 5 });
  const [{ state: _, ...unseen }, ...others] = [shown({ values: admin }), ...parts.actual.slice(1)] as const;
  const { active: __, ...rest } = totals;
  expect(planOf({ ...parts, actual: [unseen, ...others] }).totals).toStrictEqual(rest);
});

test("a plan says whose it is, whether it is the first, and that nobody let anything through", () => {
  expect(planOf()).toMatchObject({ version: 1, tenant: "aoba", firstRun: true, allowed: [], readAt: NOW });
  expect(planOf({ usersCounted: 0 }).firstRun).toBe(false);
  const account = user().loginId;
  expect(planOf({ contract: { account } })).toHaveProperty("account", account);
  for (const key of ["account", "asOf", "only", "due"]) expect(planOf()).not.toHaveProperty(key);
  expect(makePlan({ ...situation(), asOf: "2027-05-01" })).toHaveProperty("asOf", "2027-05-01");
});

test("a plan names the subscriptions that the contract has, in one order", () => {
  const named = (...subscriptions: readonly Subscription[]) => planOf({ settings: { subscriptions } }).subscriptions;
  expect([named("recPod", "meetings"), named("meetings", "recPod")]).toEqual([
    ["meetings", "recPod"],
    ["meetings", "recPod"],
  ]);
});

test("somebody in no file is named as the tenant does, who may have no name", () => {
  const noted = (name: string | undefined) => planOf({ actual: [shown({ values: { name } })] }).notes;
  const unmanaged = { kind: "unmanaged", loginId: "hanako@aoba.example" };
  expect([noted("佐藤"), noted(undefined)]).toEqual([[{ ...unmanaged, name: "佐藤" }], [{ ...unmanaged, name: "" }]]);
});

describe("what a plan forgets", () => {
  const rows: readonly (readonly [string, Parameters<typeof planOf>[0], readonly string[]])[] = [
    ["nobody who stays", { declared: [user()], actual: [shown()], remembered: [entry()] }, []],
    [
      "who is absent and gone",
      { declared: [user({ state: "absent" })], remembered: [entry()] },
      ["hanako@aoba.example"],
    ],
    ["who is in neither files nor tenant", { remembered: [entry()] }, ["hanako@aoba.example"]],
    [
      "not the former Login ID while the tenant shows it",
      { declared: [user(renamed)], actual: [shown()], remembered: [entry()] },
      [],
    ],
    [
      "not a renamed leaver who is still there",
      { declared: [user({ ...renamed, state: "absent" })], actual: [shown()], remembered: [entry()] },
      [],
    ],
    [
      "who is released",
      { actual: [shown()], remembered: [entry()], settings: { onRemoval: "release" } },
      ["hanako@aoba.example"],
    ],
    ["nobody who is deactivated", { actual: [shown()], remembered: [entry()] }, []],
  ];
  test.each(rows)("%s", (_, parts, forgotten) => {
    expect(planOf(parts).forget).toEqual(forgotten);
  });
});

test("two accounts under the new and the former Login ID are refused", () => {
  const plan = planOf({ declared: [user(renamed)], actual: [shown(), shown({ loginId: renamed.loginId })] });
  expect(plan.problems.map(({ code }) => code)).toEqual(["MB2404"]);
});

test("somebody who was deleted in the console is created anew only with a word about it", () => {
  const plan = planOf({ declared: [user()], remembered: [entry()] });
  expect([plan.changes.map(({ kind }) => kind), plan.problems.map(({ code }) => code)]).toEqual([
    ["create"],
    ["MB2405"],
  ]);
});

test("a Login ID that differs only by case is the same person, with a word about it", () => {
  const plan = planOf({ declared: [user({ loginId: "HANAKO@aoba.example" })], actual: [shown()] });
  expect([plan.changes, plan.problems.map(({ name }) => name)]).toEqual([[], ["login-id-case"]]);
});

describe("extensions", () => {
  const [a, b] = ["a@x.jp", "b@x.jp"];
  test("a number that somebody keeps is refused, with both names", () => {
    const plan = planOf({
      declared: [user({ loginId: a, values: { extension: "2101" } })],
      actual: [shown({ loginId: b, values: { extension: "2101" } })],
    });
    expect(plan.problems.map(({ name, args }) => [name, args["other"]])).toEqual([["extension-taken", b]]);
  });

  test("a number that a spreadsheet shortened is pointed out", () => {
    const plan = planOf({
      declared: [user({ values: { extension: "123" } })],
      actual: [shown({ values: { extension: "0123" } })],
    });
    expect(plan.problems.map(({ code }) => code)).toEqual(["MB1203"]);
  });

  test("in a chain a number is freed in an earlier chunk than it is taken in", () => {
    const plan = planOf({
      declared: [
        user({ loginId: a, values: { extension: "2102" } }),
        user({ loginId: b, values: { extension: "2103" } }),
      ],
      actual: [
        shown({ loginId: a, values: { extension: "2101" } }),
        shown({ loginId: b, values: { extension: "2102" } }),
      ],
    });
    expect(plan.steps.flatMap(({ chunks }) => chunks.map(({ users }) => users))).toEqual([[b], [a]]);
  });

  const swap = {
    declared: [
      user({ loginId: a, values: { extension: "2102" } }),
      user({ loginId: b, values: { extension: "2101" } }),
    ],
    actual: [
      shown({ loginId: a, values: { extension: "2101" } }),
      shown({ loginId: b, values: { extension: "2102" } }),
    ],
  };
  test("a swap goes through a spare number", () => {
    const plan = planOf({ ...swap, settings: { extensionPools: { spare: ["9990-9991"] } } });
    const chunks = plan.steps.flatMap(({ chunks }) => chunks.map(({ users, sets }) => [users, sets]));
    expect(chunks).toEqual([
      [[a], { [a]: { extension: "9990" } }],
      [[b], undefined],
      [[a], undefined],
    ]);
  });

  test("a swap without a spare number is refused", () => {
    expect(planOf(swap).problems.map(({ code }) => code)).toEqual(["MB2403"]);
  });
});

describe("the order of an apply", () => {
  test("off, create, wait, update, on, delete", () => {
    const person = (loginId: string) => ({ loginId: `${loginId}@x.jp` });
    const plan = planOf({
      declared: [
        user({ ...person("new"), values: { extension: "2101" } }),
        user({ ...person("late"), state: "inactive" }),
        user({ ...person("off"), state: "inactive" }),
        user({ ...person("on"), state: "active" }),
        user({ ...person("gone"), state: "absent" }),
        user({ ...person("other"), values: { name: "x" } }),
      ],
      actual: [
        shown(person("off")),
        shown({ ...person("on"), state: "inactive" }),
        shown({ ...person("gone"), state: "inactive" }),
        shown(person("other")),
      ],
      approvals: [approval({ ...person("gone"), overrideWaiting: true })],
    });
    expect(
      plan.steps.map(({ number, kind, chunks }) => [number, kind, chunks.map(({ users }) => users.join())]),
    ).toEqual([
      [1, "deactivate", ["off@x.jp"]],
      [2, "create", ["late@x.jp,new@x.jp"]],
      [3, "wait", []],
      [4, "update", ["new@x.jp,other@x.jp"]],
      [5, "deactivate", ["late@x.jp"]],
      [6, "activate", ["on@x.jp"]],
      [7, "delete", ["gone@x.jp"]],
    ]);
  });

  test("a chunk holds at most 100 users, or fewer where meibo.yaml says so", () => {
    const declared = Array.from({ length: 250 }, (_, index) => user({ loginId: `u${index}@x.jp` }));
    const sizes = (chunkSize: number) => {
      const { connector } = settings();
      const plan = planOf({ declared, settings: { connector: { ...connector, chunkSize } } });
      return plan.steps[0]?.chunks.map(({ users }) => users.length);
    };
    expect([sizes(100), sizes(90)]).toEqual([
      [100, 100, 50],
      [90, 90, 70],
    ]);
  });
});

test("how many active admins are left counts changes of state and of the permission once", () => {
  const admin = { values: { admin: true } };
  const plan = planOf({
    declared: [
      user({ loginId: "a@x.jp", values: { admin: false }, state: "inactive" }),
      user({ loginId: "b@x.jp", values: { admin: true } }),
      user({ loginId: "c@x.jp", values: { admin: true }, state: "active" }),
    ],
    actual: [
      shown({ loginId: "a@x.jp", ...admin }),
      shown({ loginId: "c@x.jp", ...admin, state: "inactive" }),
      shown({ loginId: "d@x.jp", ...admin }),
    ],
  });
  expect(plan.totals.admins).toEqual({ now: 2, after: 3 });
});

describe("the hash", () => {
  const changed = { declared: [user({ values: { name: "x" } })], actual: [shown()] };
  test("is the same for the same plan at another time and line", () => {
    const moved = {
      ...changed,
      declared: [user({ values: { name: "x" }, place: { file: "users/all.yaml", line: 90 } })],
    };
    expect(planOf(moved).hash).toBe(planOf(changed).hash);
    const later = { declared: [user(inactive)], actual: [shown()] };
    expect(planOf({ ...later, now: "2026-12-03T00:00:00.000Z" }).hash).toBe(planOf(later).hash);
  });
  test("differs when the tenant differs in a field that the plan does not touch", () => {
    const other = { ...changed, actual: [shown({ values: { locale: "en" } })] };
    expect(planOf(other).hash).not.toBe(planOf(changed).hash);
  });
});

describe("since when somebody is inactive", () => {
  test("is the moment at which the ledger learns of it", () => {
    const plan = planOf({ declared: [user(inactive)], actual: [shown(inactive)] });
    expect(plan.remember[0]?.inactiveSince).toBe("at apply");
  });

  test("keeps the values applied last of somebody who goes, whatever the files say by then", () => {
    const plan = planOf({
      declared: [user({ state: "absent", values: { name: "Another" } })],
      actual: [shown()],
      remembered: [entry({ values: { name: "Applied" } })],
    });
    expect(plan.remember.map(({ values }) => values)).toEqual([{ name: "Applied" }]);
    expect(planOf({ declared: [user({ state: "absent" })], actual: [shown()] }).remember[0]?.values).toEqual({});
  });

  test("is not said again while it stays so", () => {
    const stands = { file: "users/all.yaml", endsFile: 1 };
    const remembered = [entry({ ...stands, ...inactive, inactiveSince: LONG_AGO })];
    expect(planOf({ declared: [user(inactive)], actual: [shown(inactive)], remembered }).remember).toEqual([]);
  });

  test("begins anew when somebody was active in between", () => {
    const remembered = [entry({ ...inactive, inactiveSince: LONG_AGO })];
    const plan = planOf({ declared: [user(inactive)], actual: [shown()], remembered });
    expect(plan.remember[0]?.inactiveSince).toBe("at apply");
  });
});

describe("what is not known of somebody", () => {
  test("an id that the connector cannot see is in no change", () => {
    const { id: _, ...nameless } = shown();
    const [change] = planOf({ declared: [user(inactive)], actual: [nameless] }).changes;
    expect(change).toMatchObject({ kind: "deactivate", loginId: "hanako@aoba.example" });
    expect(change).not.toHaveProperty("id");
    expect(planOf({ declared: [user(inactive)], actual: [shown()] }).changes[0]).toHaveProperty("id", shown().id);
  });

  test("a value that the tenant does not show is in no change", () => {
    const [change] = planOf({ declared: [user({ values: { extension: "2101" } })], actual: [shown()] }).changes;
    expect(change?.kind === "update" && change.fields).toStrictEqual([
      { key: "extension", to: "2101", cause: "change", column: "Extension number", code: "2101" },
    ]);
  });

  test("a name that the files leave out is the one that the tenant shows", () => {
    const { name: _, ...rest } = user(inactive).values;
    const declared = [{ ...user(inactive), values: rest }];
    expect(planOf({ declared, actual: [shown({ values: { name: "佐藤" } })] }).changes[0]?.name).toBe("佐藤");
  });

  test("who waits for being deleted, and is remembered so, needs no new memory", () => {
    const parts = { declared: [user({ state: "absent" })], actual: [shown(inactive)], remembered: [entry(inactive)] };
    const remembered = planOf(parts).remember.map(atNow);
    expect(remembered).toHaveLength(1);
    expect(planOf({ ...parts, remembered })).toMatchObject({ remember: [], notes: [{ kind: "deleteLater" }] });
  });
});

describe("somebody with a former Login ID", () => {
  const done = { declared: [user(renamed)], actual: [shown({ loginId: renamed.loginId })], remembered: [entry()] };

  test("is remembered under the new one in the moment in which the former is forgotten", () => {
    expect(planOf(done)).toMatchObject({
      remember: [{ loginId: "new@aoba.example", replaces: [user().loginId] }],
      forget: [],
    });
  });

  test("is forgotten under the former even if the new one is remembered already", () => {
    const again = planOf({ ...done, remembered: [entry(), entry({ loginId: "new@aoba.example" })] });
    expect(again.remember).toMatchObject([{ replaces: [user().loginId] }]);
  });

  test.each([
    ["absent, while both accounts are there", { declared: [user({ ...renamed, state: "absent" })] }],
    ["declared, while both accounts are there", { declared: [user(renamed)] }],
  ])("who is %s is nobody's to delete", (_, parts) => {
    const actual = [shown({ ...inactive, loginId: "new@aoba.example" }), shown(inactive)];
    const approvals = [approval({ loginId: "new@aoba.example", overrideWaiting: true })];
    const { changes, problems } = planOf({ ...parts, actual, approvals });
    expect([changes.filter(({ kind }) => kind === "delete"), problems.map(({ code }) => code)]).toEqual([
      [],
      ["MB2404"],
    ]);
  });

  test("who has two former accounts is asked about", () => {
    const ids = ["one@aoba.example", "two@aoba.example"];
    const { changes, problems } = planOf({
      declared: [
        user({ loginId: "new@aoba.example", previousLoginIds: ids.map((id) => user({ loginId: id }).loginId) }),
      ],
      actual: ids.map((loginId) => shown({ loginId })),
    });
    expect([changes, problems.map(({ code }) => code)]).toEqual([[], ["MB2404"]]);
  });

  test("needs an approval for the account that goes, under the name that it has", () => {
    const parts = { declared: [user({ ...renamed, state: "absent" })], actual: [shown(inactive)] } as const;
    const under = (loginId: string) =>
      planOf({ ...parts, approvals: [approval({ loginId, overrideWaiting: true })] }).changes.map(({ kind }) => kind);
    expect([under("new@aoba.example"), under("hanako@aoba.example")]).toEqual([[], ["delete"]]);
  });

  test("is told what comes after the step by hand", () => {
    const [change] = planOf({ declared: [user({ ...renamed, values: { admin: true } })], actual: [shown()] }).changes;
    expect(change).toMatchObject({ kind: "manual", afterwards: [{ key: "admin", to: true }] });
  });
});

describe("an answer that may lack users", () => {
  const partly = (parts: NonNullable<Parameters<typeof planOf>[0]>) => {
    const whole = situation(parts);
    return makePlan({ ...whole, snapshot: { ...whole.snapshot, complete: false } });
  };

  test.each([
    ["is not created again", { declared: [user()] }],
    ["is not taken for deleted", { declared: [user({ state: "absent" })] }],
  ])("who is remembered and not in it %s", (_, parts) => {
    const { changes, forget, problems } = partly({ ...parts, remembered: [entry()] });
    expect([changes, forget, problems.map(({ code }) => code)]).toEqual([[], [], ["MB3105"]]);
  });

  test("nobody is forgotten for want of being in it", () => {
    expect(partly({ remembered: [entry()] })).toMatchObject({ changes: [], forget: [] });
  });

  test("somebody whom nobody knows is created all the same", () => {
    expect(partly({ declared: [user()] }).changes).toMatchObject([{ kind: "create" }]);
  });
});

test("since when somebody is inactive is kept where the state cannot be seen", () => {
  const { state: _, ...unseen } = shown();
  const remembered = [entry({ ...inactive, inactiveSince: LONG_AGO })];
  expect(planOf({ declared: [user(inactive)], actual: [unseen], remembered }).remember).toMatchObject([
    { inactiveSince: LONG_AGO },
  ]);
});

test("an extension that ignoreFields names is set for nobody", () => {
  const plan = planOf({
    declared: [user({ values: { extension: "2101" } })],
    settings: { ignoreFields: ["extension"] },
  });
  expect(plan.changes).toMatchObject([{ kind: "create" }]);
  expect(plan.steps.map(({ kind }) => kind)).toEqual(["create", "wait"]);
});
