import { describe, expect, test } from "vitest";
import { allowableCodes, approve } from "../../src/guard/approve.ts";
import { ALLOWABLE_CODES } from "../../src/guard/refusal.ts";
import type { Settings } from "../../src/model/settings.ts";
import { approval, entry, planOf, settings, shown, user } from "../builders.ts";

type Parts = NonNullable<Parameters<typeof planOf>[0]>;
type Limits = Partial<Settings["guards"]>;

const TODAY = "2026-12-01";

function judged(parts: Parts, allowed: readonly string[] = [], base?: Partial<Settings>) {
  const policy = { settings: settings(parts.settings), declared: parts.declared ?? [], today: TODAY };
  return approve(planOf(parts), base === undefined ? policy : { ...policy, base: settings(base) }, allowed);
}

/** What is said of a plan, each with how strongly. */
function said(parts: Parts, base?: Partial<Settings>): readonly string[] {
  return judged(parts, [], base).problems.map(({ name, severity }) => `${severity} ${name}`);
}

function guards(limits: Limits): Pick<Settings, "guards"> {
  return { guards: { ...settings().guards, ...limits } };
}

const ids = (count: number) => Array.from({ length: count }, (_, index) => `u${String(index).padStart(3, "0")}@x.jp`);

/** 21 of 200 people are switched off, one more than may be. */
const tooMany: Parts = {
  declared: ids(21).map((loginId) => user({ loginId, state: "inactive" })),
  actual: ids(200).map((loginId) => shown({ loginId })),
};

const LONG_AGO = "2026-01-01T00:00:00Z";

/** Hanako is deleted, with an approval. */
function deleted(inactiveSince: string, settings?: Partial<Settings>): Parts {
  return {
    declared: [user({ state: "absent" })],
    actual: [shown({ state: "inactive" })],
    remembered: [entry({ state: "inactive", inactiveSince })],
    approvals: [approval()],
    ...(settings === undefined ? {} : { settings }),
  };
}

describe("a refusal is let through by its code", () => {
  test("which stays in the plan, and the refusal stays as a warning", () => {
    const result = judged(tooMany, ["MB2302", "MB2303"]);
    expect(result).toMatchObject({
      ok: true,
      value: { allowed: ["MB2302"] },
      problems: [{ name: "too-many-deactivations", severity: "warning" }],
    });
  });

  test("once a code, in their order, however many refusals it lets through", () => {
    const unmanaged = [...(tooMany.actual ?? []), shown({ loginId: "z@x.jp" })];
    const parts = { ...tooMany, actual: unmanaged, settings: { unmanaged: "error" } } as const;
    const all = judged(parts, ["MB2302", "MB2311"]);
    expect(all.ok && all.value.allowed).toEqual(["MB2302", "MB2311"]);
  });

  test("in the order of the codes, not of the guards", () => {
    const parts = {
      declared: [user({ loginId: "new@x.jp", values: { monitoring: true } })],
      actual: [shown()],
      remembered: [entry()],
      settings: {
        policy: { files: [{ match: "users/**", allow: [], deny: ["monitoring"] }], roles: { requireFor: [] } },
      },
    };
    const { problems } = judged(parts);
    expect(problems.map(({ name }) => name)).toEqual(["rename-question", "file-policy"]);
    expect(allowableCodes(problems)).toEqual(problems.map(({ code }) => code).toSorted());
    expect(allowableCodes(problems)).not.toEqual(problems.map(({ code }) => code));
  });

  test.each([
    [
      "protected",
      { declared: [user({ state: "inactive" })], actual: [shown()], settings: { protect: ["*"] } },
      "MB2301",
    ],
    ["to be deleted without an approval", { ...deleted(LONG_AGO), approvals: [] }, "MB2303"],
    ["one of the last admins", { declared: [user()], actual: [shown({ values: { admin: true } })] }, "MB2301"],
  ] satisfies readonly (readonly [string, Parts, string])[])("but not for somebody who is %s", (_, parts, code) => {
    const result = judged(parts, [code]);
    expect([result.ok, allowableCodes(result.problems)]).toEqual([false, []]);
  });

  test("and which codes would let a plan through is told", () => {
    expect(allowableCodes(judged(tooMany, []).problems)).toEqual(["MB2302"]);
  });

  test("and no other is", () => {
    const result = judged({ ...tooMany, settings: { protect: ["u000@x.jp"] } }, ["MB2302"]);
    expect([result.ok, result.problems.map(({ name, severity }) => `${severity} ${name}`)]).toEqual([
      false,
      ["error protected-user", "warning too-many-deactivations"],
    ]);
    expect(allowableCodes(result.problems)).toEqual([]);
  });

  test("but an error of the plan itself never is", () => {
    const taken = {
      declared: [user({ values: { extension: "2101" } })],
      actual: [shown({ loginId: "b@x.jp", values: { extension: "2101" } })],
    };
    expect(judged(taken, ["MB1202"]).ok).toBe(false);
    expect(ALLOWABLE_CODES).not.toContain("MB1202");
  });

  test("and a plan that nobody refuses holds no code", () => {
    expect(judged({ declared: [user()] }, ["MB2302"])).toMatchObject({ ok: true, value: { allowed: [] } });
  });
});

test("the codes of guards are told sorted, each once", () => {
  expect(ALLOWABLE_CODES).toEqual([...new Set(ALLOWABLE_CODES)].sort());
  expect(ALLOWABLE_CODES).toContain("MB2406");
});

describe("the limits of the base branch count too", () => {
  const LIMIT = "error too-many-deactivations";
  const BASE = "info base-limits";
  const forbidden = guards({ deletes: "forbidden" });
  const rows: readonly (readonly [sentence: string, parts: Parts, base: Partial<Settings>, said: readonly string[]])[] =
    [
      ["when the change widens one", { ...tooMany, settings: guards({ maxDeactivations: 30 }) }, {}, [LIMIT, BASE]],
      ["and are told once when both refuse", tooMany, {}, [LIMIT]],
      ["and the change may narrow one", tooMany, guards({ maxDeactivations: 30 }), [LIMIT]],
      ["and both may allow", { declared: [user()] }, {}, []],
      [
        "when the change takes somebody out of protect",
        { declared: [user({ state: "inactive" })], actual: [shown()] },
        { protect: ["hanako@*"] },
        ["error protected-user", BASE],
      ],
      [
        "each person for themselves",
        {
          declared: ["a@x.jp", "b@x.jp"].map((loginId) => user({ loginId, state: "inactive" })),
          actual: ["a@x.jp", "b@x.jp"].map((loginId) => shown({ loginId })),
          settings: { protect: ["a@x.jp"] },
        },
        { protect: ["*@x.jp"] },
        ["error protected-user", "error protected-user", BASE],
      ],
      [
        "when the change lets the number of admins fall",
        {
          declared: [user()],
          actual: [shown({ values: { admin: true } })],
          settings: guards({ minAdmins: 0 }),
        },
        {},
        ["error too-few-admins", BASE],
      ],
      [
        "when the change permits deletes",
        deleted("2026-01-01T00:00:00Z"),
        forbidden,
        ["error deletes-forbidden", BASE],
      ],
      [
        "when the change shortens the wait before a delete",
        deleted("2026-11-20T00:00:00Z", guards({ deleteAfterInactiveDays: 5 })),
        {},
        ["error waiting-period", BASE],
      ],
      [
        "when the change lets a file give more",
        { declared: [user({ values: { monitoring: true } })] },
        { policy: { files: [{ match: "users/**", allow: [], deny: ["monitoring"] }], roles: { requireFor: [] } } },
        ["error file-policy", BASE],
      ],
    ];
  test.each(rows)("%s", (_, parts, base, expected) => {
    expect(said(parts, base)).toEqual(expected);
  });

  const files = (...deny: readonly string[]) => ({
    policy: { files: [{ match: "users/**", allow: [], deny }], roles: { requireFor: [] } },
  });
  test("field by field, and for everybody whom only they concern", () => {
    const both = user({ loginId: "a@x.jp", values: { monitoring: true, admin: true } });
    const one = user({ loginId: "b@x.jp", values: { monitoring: true } });
    const found = (head: readonly string[], base: readonly string[], declared: readonly (typeof one)[]) =>
      judged({ declared, settings: files(...head) }, [], files(...base))
        .problems.filter(({ name }) => name === "file-policy")
        .map(({ args }) => `${args["key"]} ${args["who"]}`);
    expect(found(["admin"], ["admin", "monitoring"], [both])).toEqual(["admin a@x.jp", "monitoring a@x.jp"]);
    expect(found(["monitoring"], ["monitoring"], [both, one])).toEqual(["monitoring a@x.jp, b@x.jp"]);
    const policy = { settings: settings(), declared: [], today: TODAY };
    expect(approve(planOf({ declared: [one] }), { ...policy, base: settings(files("monitoring")) }).ok).toBe(true);
  });

  test("and the codes that only they refuse with are named, until they are let through", () => {
    const parts = {
      ...tooMany,
      actual: [...(tooMany.actual ?? []), shown({ loginId: "z@x.jp" })],
      settings: { ...guards({ maxDeactivations: 30 }), unmanaged: "ignore" as const },
    };
    const base = { unmanaged: "error" as const };
    expect(judged(parts, [], base).problems.at(-1)?.args).toEqual({ codes: "MB2302, MB2311" });
    expect(judged(parts, ["MB2311"], base).problems.at(-1)?.args).toEqual({ codes: "MB2302" });
    expect(judged(parts, ["MB2302", "MB2311"], base)).toMatchObject({
      ok: true,
      value: { allowed: ["MB2302", "MB2311"] },
    });
  });

  test("and of two limits the stricter one is told, whoever has it", () => {
    const limitsOf = (own: Partial<Settings>, base: Partial<Settings>) =>
      judged({ ...tooMany, settings: own }, [], base).problems.map(({ args }) => args["limit"]);
    const [narrow, wide] = [guards({ maxDeactivations: 5 }), guards({ maxDeactivations: 9 })];
    expect([limitsOf(wide, narrow), limitsOf(narrow, wide)]).toEqual([[5], [5]]);
    const admins = { declared: [user()], actual: [shown({ values: { admin: true } })] };
    const few = judged({ ...admins, settings: guards({ minAdmins: 1 }) }, [], guards({ minAdmins: 3 }));
    expect(few.problems.map(({ args }) => args["limit"])).toEqual([3]);
    const fewer = judged({ ...admins, settings: guards({ minAdmins: 3 }) }, [], guards({ minAdmins: 1 }));
    expect(fewer.problems.map(({ args }) => args["limit"])).toEqual([3]);
  });

  test("and a limit is compared with the same limit alone", () => {
    const limits = (maxDeactivations: number, maxCreates: number) => guards({ maxDeactivations, maxCreates });
    const parts = {
      declared: [...(tooMany.declared ?? []), ...["x", "y", "z"].map((name) => user({ loginId: `${name}@x.jp` }))],
      actual: tooMany.actual ?? [],
      settings: limits(1, 2),
    };
    expect(judged(parts, [], limits(0, 2)).problems.map(({ name, args }) => [name, args["limit"]])).toEqual([
      ["too-many-deactivations", 0],
      ["too-many-creates", 2],
    ]);
  });

  test("file by file", () => {
    const declared = ["a", "b"].map((name) =>
      user({ loginId: `${name}@x.jp`, values: { monitoring: true }, place: { file: `users/${name}.yaml`, line: 2 } }),
    );
    const rule = (match: string) => ({
      policy: { files: [{ match, allow: [], deny: ["monitoring"] }], roles: { requireFor: [] } },
    });
    const { problems } = judged({ declared, settings: rule("users/a.yaml") }, [], rule("users/**"));
    expect(problems.map(({ name, args }) => [name, args["who"]])).toEqual([
      ["file-policy", "a@x.jp"],
      ["file-policy", "b@x.jp"],
      ["base-limits", undefined],
    ]);
  });
});

describe("a delete waits", () => {
  // The plan of the base's guards is the one made under the limits of now.
  const waits = (since: string | undefined, days: number, overrideWaiting = false) => {
    const parts = {
      ...deleted(since ?? "", guards({ deleteAfterInactiveDays: 0 })),
      approvals: [approval({ overrideWaiting })],
    };
    const remembered = since === undefined ? { remembered: [] } : {};
    return judged({ ...parts, ...remembered }, [], guards({ deleteAfterInactiveDays: days })).problems[0];
  };
  const rows: readonly (readonly [string, string | undefined, number, string | undefined])[] = [
    ["so many days after being switched off", "2026-11-02T00:00:00Z", 30, "2026-12-02"],
    ["not on the day itself", "2026-11-01T00:00:00Z", 30, undefined],
    ["by the day in the tenant's time zone", "2026-11-01T15:30:00Z", 30, "2026-12-02"],
    ["from today where nobody knows since when", undefined, 30, "2026-12-31"],
    ["not where there is no wait", undefined, 0, undefined],
  ];
  test.each(rows)("%s", (_, since, days, from) => {
    expect(waits(since, days)?.args["from"]).toBe(from);
  });

  test("not when the approval says so", () => {
    expect(waits(undefined, 30, true)).toBe(undefined);
  });
});
