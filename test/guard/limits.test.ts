import { describe, expect, test } from "vitest";
import { approve } from "../../src/guard/approve.ts";
import { mainSource } from "../../src/guard/sources.ts";
import { VALUE_KEYS } from "../../src/model/fields.ts";
import type { Origin } from "../../src/model/roster.ts";
import type { Settings } from "../../src/model/settings.ts";
import { asLoginId } from "../../src/model/user.ts";
import { approval, entry, planOf, settings, shown, user } from "../builders.ts";

type Parts = NonNullable<Parameters<typeof planOf>[0]>;
type Limits = Partial<Settings["guards"]>;

const NONE_LEFT: Limits = { minAdmins: 0, maxDeletes: 0, maxDeactivations: 0, maxCreates: 0, maxUpdatePercent: 0 };

/** What is said when a limit is broken. */
function broken(parts: Parts, limits: Limits = NONE_LEFT) {
  const own = settings({ guards: { ...settings().guards, minUsers: 0, ...limits }, ...parts.settings });
  const plan = planOf({ ...parts, settings: own });
  const policy = { settings: own, declared: parts.declared ?? [], today: "2026-12-01" };
  return approve(plan, policy).problems.filter(({ code }) => code === "MB2302" || code === "MB2316");
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `u${index}@x.jp`);
const everybody = (count: number) => ids(count).map((loginId) => shown({ loginId }));
const off = (count: number) => ids(count).map((loginId) => user({ loginId, state: "inactive" }));
const gone = (count: number): Parts => ({
  declared: ids(count).map((loginId) => user({ loginId, state: "absent" })),
  actual: ids(count).map((loginId) => shown({ loginId, state: "inactive" })),
  approvals: ids(count).map((loginId) => approval({ loginId, overrideWaiting: true })),
});
const named = (count: number) => ids(count).map((loginId) => user({ loginId, values: { name: loginId } }));

describe("what earlier runs of the window did counts too", () => {
  const OF_EARLIER = " (4 of them by earlier runs, guards.windowDays)";
  const rows: readonly (readonly [string, Parts, Limits, number | undefined])[] = [
    ["for deletes", { ...gone(2), recent: { delete: 4 } }, { maxDeletes: 5, maxDeletePercent: 100 }, 6],
    [
      "for deactivations",
      { declared: off(2), actual: everybody(3), recent: { deactivate: 4 } },
      { maxDeactivations: 5, maxDeactivatePercent: 200 },
      6,
    ],
    ["for creates", { declared: named(2), recent: { create: 4 } }, { maxCreates: 5 }, 6],
    [
      "for updates, by share",
      { declared: named(2), actual: everybody(10), recent: { update: 4 } },
      { maxUpdatePercent: 50 },
      6,
    ],
    ["of one kind alone", { declared: named(2), recent: { delete: 4, update: 4 } }, { maxCreates: 5 }, undefined],
    [
      "but a plan without any is not held up",
      { recent: { create: 4, delete: 4, deactivate: 4 } },
      NONE_LEFT,
      undefined,
    ],
    [
      "but not in a window of no days",
      { declared: named(2), recent: { create: 4 } },
      { maxCreates: 5, windowDays: 0 },
      undefined,
    ],
  ];
  test.each(rows)("%s", (_, parts, limits, count) => {
    const said = broken(parts, limits).map(({ args }) => [args["count"], args["recent"]]);
    expect(said).toEqual(count === undefined ? [] : [[count, OF_EARLIER]]);
  });
});

describe("a broken limit says where it comes from:", () => {
  const sheet = (row: number) => ({ file: "users/b.csv", line: row + 1, row });
  const role = (name: string): Origin => ({ layer: "role", role: name, place: { file: "roles/all.yaml", line: 3 } });
  const said = (origin: Origin) => VALUE_KEYS.map((key) => (key === "monitoring" ? origin : undefined));
  const ended = (index: number) => ({ endDate: "2026-11-28", place: sheet(index + 1) });
  const remembered = (file?: string) => entry({ loginId: "u0@x.jp", ...(file === undefined ? {} : { file }) });
  const monitored = (index: number, origin: Origin, on = true) =>
    user({ loginId: `u${index}@x.jp`, values: { monitoring: on }, origins: said(origin) });

  const rows: readonly (readonly [string, Parts, string])[] = [
    [
      "a day that was filled down",
      {
        declared: ids(4).map((loginId, index) =>
          user({ loginId, ...(index === 0 ? { state: "inactive" } : ended(index)) }),
        ),
        actual: everybody(4),
      },
      "; 3 of 4 come from users/b.csv; 3 of 4 by endDate 2026-11-28 (filled down?)",
    ],
    [
      "a day that two share by chance",
      { declared: ids(2).map((loginId, index) => user({ loginId, ...ended(index) })), actual: everybody(2) },
      "; 2 of 2 come from users/b.csv; 2 of 2 by endDate 2026-11-28",
    ],
    [
      "a word that stands in many rows is no day",
      {
        declared: ids(3).map((loginId, index) => user({ loginId, state: "inactive", place: sheet(index) })),
        actual: everybody(3),
      },
      "; 3 of 3 come from users/b.csv; 3 of 3 by state: inactive",
    ],
    [
      "a day that stands in no spreadsheet",
      {
        declared: ids(3).map((loginId) => user({ loginId, leave: { from: "2026-11-28" } })),
        actual: everybody(3),
      },
      "; 3 of 3 come from users/all.yaml; 3 of 3 by leave.from 2026-11-28",
    ],
    [
      "what the console switched on again after the last day",
      {
        declared: [user({ endDate: "2026-11-28" })],
        actual: [shown()],
        remembered: [entry({ state: "inactive" })],
      },
      "; 1 of 1 come from users/all.yaml; 1 of 1 by setting back what was changed in the console 2026-11-28",
    ],
    [
      "entries that were taken out of a file",
      { declared: [user()], actual: everybody(1), remembered: [remembered("users/x.csv")] },
      "; 1 of 1 come from entries that were taken out of users/x.csv",
    ],
    [
      "entries of people whose file nobody remembers",
      { declared: [user()], actual: everybody(1), remembered: [remembered()], settings: { onRemoval: "release" } },
      "; 1 of 1 come from entries that were taken out",
    ],
    [
      "a column that got one value, by one role",
      { declared: [0, 1, 2].map((index) => monitored(index, role("lead"))), actual: everybody(3) },
      '; 3 of 3 come from users/all.yaml; 3 of 3 change column "Monitoring privileges" [monitoring], 3 of them to yes, said by role lead (roles/all.yaml:3)',
    ],
    [
      "a column that got one value, by several roles",
      { declared: [0, 1].map((index) => monitored(index, role(`r${index}`))), actual: everybody(2) },
      '; 2 of 2 come from users/all.yaml; 2 of 2 change column "Monitoring privileges" [monitoring], 2 of them to yes',
    ],
    [
      "a column that got several values",
      { declared: named(2), actual: everybody(2) },
      '; 2 of 2 come from users/all.yaml; 2 of 2 change column "User name" [name]',
    ],
    [
      "a column that nobody sets any more",
      {
        declared: [monitored(0, { layer: "baseline" }, false)],
        actual: [shown({ loginId: "u0@x.jp", values: { monitoring: true } })],
      },
      '; 1 of 1 come from users/all.yaml; 1 of 1 change column "Monitoring privileges" [monitoring], 1 of them to no, said by nobody, so it is off',
    ],
    ["a file, for creates", { declared: named(2) }, "; 2 of 2 come from users/all.yaml"],
    ["a file, for deletes", gone(1), "; 1 of 1 come from users/all.yaml"],
  ];
  test.each(rows)("%s", (_, parts, source) => {
    const counted = parts.declared?.some(({ loginId }) => loginId === user().loginId)
      ? { ...parts, actual: [...(parts.actual ?? []), shown()] }
      : parts;
    expect(broken(counted).map(({ args }) => args["source"])).toEqual([source]);
  });

  test("and of nobody nothing is said", () => {
    expect(mainSource([])).toBe("");
  });

  test("of two that are as large the first by name", () => {
    const declared = off(2).map((one, index) => ({ ...one, place: { file: `users/${index === 0 ? "b" : "a"}.yaml` } }));
    expect(broken({ declared, actual: everybody(2) })[0]?.args["source"]).toMatch(/^; 1 of 2 come from users\/a.yaml;/);
  });
});

test("too few admins names those who certainly lose it first, and no more than five", () => {
  const declared = [...off(6), user({ loginId: "z@x.jp" })];
  const actual = [
    ...ids(6).map((loginId) => shown({ loginId })),
    ...["y@x.jp", "z@x.jp"].map((loginId) => shown({ loginId, values: { admin: true } })),
  ];
  const plan = planOf({ declared, actual });
  const { problems } = approve(plan, { settings: settings(), declared, today: "2026-12-01" });
  expect(problems.find(({ name }) => name === "too-few-admins")?.args["who"]).toBe(
    "z@x.jp would lose admin, u0@x.jp would be deactivated, u1@x.jp would be deactivated, u2@x.jp would be deactivated, u3@x.jp would be deactivated and 2 more",
  );
});

test("the question about a rename names both and what they share", () => {
  const parts = { declared: [user({ loginId: "new@x.jp" })], actual: [shown()], remembered: [entry()] };
  const { problems } = approve(planOf(parts), { settings: settings(), declared: parts.declared, today: "2026-12-01" });
  expect(problems).toMatchObject([
    {
      name: "rename-question",
      code: "MB2406",
      place: { file: "users/all.yaml" },
      args: { loginId: "new@x.jp", other: asLoginId("hanako@aoba.example"), same: "name" },
    },
  ]);
});

test("too many changes of admins say where most of them come from, whatever else changes", () => {
  const origin = { layer: "role", role: "lead", place: { file: "roles/lead.yaml", line: 4 } } as const;
  const declared = ids(4).map((loginId) =>
    user({
      loginId,
      values: { admin: true, monitoring: true },
      origins: VALUE_KEYS.map((key) => (key === "admin" ? origin : undefined)),
    }),
  );
  const plan = planOf({ declared, actual: everybody(4) });
  const { problems } = approve(plan, { settings: settings(), declared, today: "2026-12-01" });
  expect(problems.find(({ name }) => name === "too-many-admin-changes")?.args["source"]).toBe(
    '; 4 of 4 come from users/all.yaml; 4 of 4 change column "Administrative privileges" [admin], 4 of them to yes, said by role lead (roles/lead.yaml:4)',
  );
});

test("too few admins says who would be deleted", () => {
  const admin = shown({ loginId: "u0@x.jp", state: "inactive", values: { admin: true } });
  const plan = planOf({ ...gone(1), actual: [admin] });
  const totals = { ...plan.totals, admins: { now: 2, after: 1 } };
  const { problems } = approve({ ...plan, totals }, { settings: settings(), declared: [], today: "2026-12-01" });
  expect(problems.find(({ name }) => name === "too-few-admins")?.args["who"]).toBe("u0@x.jp would be deleted");
});

describe("a delete that is not approved says how to approve it", () => {
  const remembered = [entry({ loginId: "u0@x.jp", state: "inactive", inactiveSince: "2026-01-01T00:00:00Z" })];
  const rows: readonly (readonly [string, Parameters<typeof approval>[0] | undefined, string, string])[] = [
    [
      "when there is no entry",
      undefined,
      "there is no entry for this user",
      "add an entry for u0@x.jp to approvals.yaml that acknowledges DEL-A09",
    ],
    [
      "when it expired",
      { expires: "2026-11-30" },
      "the entry expired on 2026-11-30",
      "renew expires in approvals.yaml:3",
    ],
    [
      "when it does not acknowledge everything",
      { acknowledges: [] },
      "the entry does not acknowledge DEL-A09",
      "add DEL-A09 to acknowledges in approvals.yaml:3",
    ],
    [
      "when both are so",
      { acknowledges: [], expires: "2026-11-30" },
      "the entry expired on 2026-11-30, and the entry does not acknowledge DEL-A09",
      "renew expires in approvals.yaml:3, and add DEL-A09 to acknowledges in approvals.yaml:3",
    ],
  ];
  test("with every fact that is to be acknowledged", () => {
    const values = { "meetings.editAccessPermission": "hostOnly" } as const;
    const facts = { meetingHosts: { complete: true, entries: [asLoginId("u0@x.jp")] } };
    const actual = [shown({ loginId: "u0@x.jp", state: "inactive", values })];
    const hintOf = (approvals: NonNullable<Parts["approvals"]>) => {
      const plan = planOf({ ...gone(1), actual, facts, remembered, approvals });
      return approve(plan, { settings: settings(), declared: [], today: "2026-12-01" }).problems[0]?.args["hint"];
    };
    expect([hintOf([]), hintOf([approval({ loginId: "u0@x.jp", acknowledges: [] })])]).toEqual([
      "add an entry for u0@x.jp to approvals.yaml that acknowledges DEL-A07, DEL-A09",
      "add DEL-A07, DEL-A09 to acknowledges in approvals.yaml:3",
    ]);
  });

  test.each(rows)("%s", (_, given, reason, hint) => {
    const approvals = given === undefined ? [] : [approval({ loginId: "u0@x.jp", overrideWaiting: true, ...given })];
    const plan = planOf({ ...gone(1), approvals, remembered });
    const { problems } = approve(plan, { settings: settings(), declared: [], today: "2026-12-01" });
    const said = problems.find(({ name }) => name === "delete-not-approved");
    expect(said?.args).toEqual({ loginId: "u0@x.jp", reason, hint });
  });

  test("when nothing of it has to be acknowledged", () => {
    const plan = planOf({ ...gone(1), approvals: [], remembered });
    const changes = plan.changes.map((change) => (change.kind === "delete" ? { ...change, acknowledge: [] } : change));
    const { problems } = approve({ ...plan, changes }, { settings: settings(), declared: [], today: "2026-12-01" });
    expect(problems.find(({ name }) => name === "delete-not-approved")?.args["hint"]).toBe(
      "add an entry for u0@x.jp to approvals.yaml",
    );
  });
});
