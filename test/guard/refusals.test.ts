import { describe, expect, test } from "vitest";
import { approve } from "../../src/guard/approve.ts";
import type { Settings } from "../../src/model/settings.ts";
import { asLoginId } from "../../src/model/user.ts";
import { approval, entry, inFull, planOf, settings, shown, user } from "../builders.ts";

type Parts = NonNullable<Parameters<typeof planOf>[0]>;

const HANAKO = user().loginId;
const PLACE = { file: "users/all.yaml", line: 2 };
const inactive = { state: "inactive" } as const;
const admin = { values: { admin: true } } as const;

/** All that the guards say of a plan. */
function refusals(parts: Parts, base?: Partial<Settings>): readonly object[] {
  const policy = { settings: settings(parts.settings), declared: parts.declared ?? [], today: "2026-12-01" };
  const plan = planOf(parts);
  const judged = approve(plan, base === undefined ? policy : { ...policy, base: settings(base) });
  return inFull(judged.problems.filter((found) => !plan.problems.includes(found)));
}

const guards = (limits: Partial<Settings["guards"]>) => ({ guards: { ...settings().guards, ...limits } });
const ids = (count: number) => Array.from({ length: count }, (_, index) => asLoginId(`u${index}@x.jp`));
const everybody = (count: number) => ids(count).map((loginId) => shown({ loginId }));
const declared = (count: number, rest: Parameters<typeof user>[0] = {}) =>
  ids(count).map((loginId) => user({ ...rest, loginId }));
const gone = (count: number): Parts => ({
  declared: declared(count, { state: "absent" }),
  actual: ids(count).map((loginId) => shown({ loginId, ...inactive })),
  approvals: ids(count).map((loginId) => approval({ loginId, overrideWaiting: true })),
});
const file = (count: number) => `; ${count} of ${count} come from users/all.yaml`;

describe("a refusal in full:", () => {
  const rows: readonly (readonly [string, Parts, object])[] = [
    [
      "files that declare nobody",
      {
        actual: everybody(2),
        remembered: ids(2).map((loginId) => entry({ loginId })),
        settings: guards({ minUsers: 99 }),
      },
      { name: "empty-roster", managed: 2 },
    ],
    [
      "a tenant without anybody, by the ledger",
      { declared: [user()], remembered: ids(2).map((loginId) => entry({ loginId })), usersCounted: 1 },
      { name: "empty-tenant", managed: 2 },
    ],
    [
      "a tenant without anybody, by the last run",
      { declared: [user()], remembered: ids(2).map((loginId) => entry({ loginId })), usersCounted: 5 },
      { name: "empty-tenant", managed: 5 },
    ],
    [
      "a tenant that shrank",
      { declared: [user()], actual: everybody(20), usersCounted: 29 },
      { name: "tenant-shrank", now: 20, before: 29, percent: "31 %", limitPercent: "20 %" },
    ],
    [
      "somebody who is protected",
      { declared: [user(inactive)], actual: [shown()], settings: { protect: ["hanako@*"] } },
      { name: "protected-user", loginId: HANAKO, what: "this plan would deactivate the user", place: PLACE },
    ],
    [
      "the account of the connector",
      { declared: [user(inactive)], actual: [shown()], contract: { account: HANAKO } },
      { name: "own-account", loginId: HANAKO, what: "this plan would deactivate the user", place: PLACE },
    ],
    [
      "too few admins",
      { declared: [user()], actual: [shown(admin)], settings: guards({ minAdmins: 1 }) },
      { name: "too-few-admins", left: 0, limit: 1, who: `${HANAKO} would lose admin` },
    ],
    [
      "a delete that nobody approved",
      {
        ...gone(1),
        remembered: [entry({ loginId: "u0@x.jp", ...inactive, inactiveSince: "2026-01-01T00:00:00Z" })],
        approvals: [],
      },
      {
        name: "delete-not-approved",
        loginId: "u0@x.jp",
        reason: "there is no entry for this user",
        hint: "add an entry for u0@x.jp to approvals.yaml that acknowledges DEL-A09",
        place: PLACE,
      },
    ],
    [
      "a delete where nobody is deleted",
      { ...gone(1), settings: guards({ deletes: "forbidden" }) },
      { name: "deletes-forbidden", loginId: "u0@x.jp", place: PLACE },
    ],
    [
      "too many deletes",
      gone(6),
      {
        name: "too-many-deletes",
        count: 6,
        recent: "",
        percent: "100 %",
        total: 6,
        limit: 5,
        limitPercent: "5 %",
        source: file(6),
      },
    ],
    [
      "too large a share of deletes",
      { ...gone(2), actual: [...(gone(2).actual ?? []), ...everybody(21).slice(2)] },
      {
        name: "too-many-deletes",
        count: 2,
        recent: "",
        percent: "9.5 %",
        total: 21,
        limit: 5,
        limitPercent: "5 %",
        source: file(2),
      },
    ],
    [
      "too many who are switched off, of those who are active",
      {
        declared: declared(21, inactive),
        actual: [...everybody(30), shown({ loginId: "off@x.jp", ...inactive })],
      },
      {
        name: "too-many-deactivations",
        count: 21,
        recent: "",
        percent: "70 %",
        total: 30,
        limit: 20,
        limitPercent: "20 %",
        source: `${file(21)}; 21 of 21 by state: inactive`,
      },
    ],
    [
      "too large a share who are switched off, where nobody knows who is active",
      {
        declared: [user()],
        actual: [...everybody(19), shown()].map(({ state: _, ...unseen }) => unseen),
        remembered: ids(5).map((loginId) => entry({ loginId, values: {} })),
      },
      {
        name: "too-many-deactivations",
        count: 5,
        recent: "",
        percent: "25 %",
        total: 20,
        limit: 20,
        limitPercent: "20 %",
        source: "; 5 of 5 come from entries that were taken out",
      },
    ],
    [
      "too many who are released, where nobody is active",
      {
        declared: [user(inactive)],
        actual: [...ids(21).map((loginId) => shown({ loginId, ...inactive })), shown(inactive)],
        remembered: ids(21).map((loginId) => entry({ loginId })),
        settings: { onRemoval: "release" },
      },
      {
        name: "too-many-deactivations",
        count: 21,
        recent: "",
        percent: "0 %",
        total: 0,
        limit: 20,
        limitPercent: "20 %",
        source: "; 21 of 21 come from entries that were taken out",
      },
    ],
    [
      "too many updates",
      { declared: declared(11, { values: { name: "x" } }), actual: everybody(20) },
      {
        name: "too-many-updates",
        count: 11,
        recent: "",
        percent: "55 %",
        total: 20,
        limitPercent: "50 %",
        source: `${file(11)}; 11 of 11 change column "User name" [name], 11 of them to x`,
      },
    ],
    [
      "too many new users",
      { declared: declared(101) },
      { name: "too-many-creates", count: 101, recent: "", limit: 100, source: file(101) },
    ],
    [
      "too many new admins",
      { declared: declared(4, admin) },
      {
        name: "too-many-admin-changes",
        count: 4,
        limit: 3,
        who: "u0@x.jp, u1@x.jp, u2@x.jp, u3@x.jp",
        source: file(4),
      },
    ],
    [
      "people in no file",
      { declared: [user()], actual: [shown(), ...everybody(2)], settings: { unmanaged: "error" } },
      { name: "unmanaged-users", count: 2, who: "u0@x.jp, u1@x.jp" },
    ],
    [
      "somebody new who may be somebody who left",
      { declared: [user({ loginId: "new@x.jp" })], actual: [shown()], remembered: [entry()] },
      { name: "rename-question", loginId: "new@x.jp", other: HANAKO, same: "name", place: PLACE },
    ],
    [
      "somebody new with the employee ID of somebody who left",
      {
        declared: [user({ loginId: "new@x.jp", values: { name: "新" }, employeeId: "E7" })],
        actual: [shown()],
        remembered: [entry({ employeeId: "E7" })],
      },
      { name: "rename-question", loginId: "new@x.jp", other: HANAKO, same: "employee ID", place: PLACE },
    ],
    [
      "somebody new with the number of somebody who left",
      {
        declared: [user({ loginId: "new@x.jp", values: { name: "新", extension: "2101" } })],
        actual: [shown({ values: { extension: "2101" } })],
        remembered: [entry()],
      },
      {
        name: "rename-extension",
        loginId: "new@x.jp",
        other: HANAKO,
        same: "extension",
        extension: "2101",
        place: PLACE,
      },
    ],
    [
      "a file that lost its last person",
      {
        declared: [user()],
        actual: [shown(), shown({ loginId: "b@x.jp", values: { name: "b" } })],
        remembered: [entry({ loginId: "b@x.jp", file: "users/b.yaml", endsFile: 1 })],
      },
      {
        name: "file-end-lost",
        file: "users/b.yaml",
        last: "b@x.jp",
        count: 1,
        who: "b@x.jp",
        place: { file: "users/b.yaml" },
      },
    ],
  ];
  test.each(rows)("%s", (_, parts, said) => {
    expect(refusals(parts)).toEqual([said]);
  });

  test("a delete that comes too early under the limits of the base branch", () => {
    const parts = {
      ...gone(1),
      approvals: [approval({ loginId: "u0@x.jp" })],
      remembered: [entry({ loginId: "u0@x.jp", ...inactive, inactiveSince: "2026-11-20T00:00:00Z" })],
      settings: guards({ deleteAfterInactiveDays: 5 }),
    };
    expect(refusals(parts, {})).toEqual([
      { name: "waiting-period", loginId: "u0@x.jp", days: 30, from: "2026-12-20", place: PLACE },
      { name: "base-limits", codes: "MB2314" },
    ]);
  });
});
