import { describe, expect, test } from "vitest";
import { asLoginId } from "../../src/model/user.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { approval, entry, inFull, planOf, settings, shown, situation, user } from "../builders.ts";

type Parts = NonNullable<Parameters<typeof planOf>[0]>;

const PLACE = { file: "users/all.yaml", line: 2 };
const [HANAKO, NEW] = [asLoginId("hanako@aoba.example"), asLoginId("new@aoba.example")];
const inactive = { state: "inactive" } as const;
const absent = { state: "absent" } as const;
const renamed = { loginId: NEW, previousLoginIds: [HANAKO] };

/** The same plan from an answer that may lack users. */
const partly = (parts: Parts) => {
  const whole = situation(parts);
  return makePlan({ ...whole, snapshot: { ...whole.snapshot, complete: false } });
};

describe("what is said of a person, in full:", () => {
  const rows: readonly (readonly [sentence: string, parts: Parts, said: object])[] = [
    [
      "whose new and former Login IDs are both in the tenant",
      { declared: [user(renamed)], actual: [shown(), shown({ loginId: NEW })] },
      { name: "former-exists", loginId: NEW, before: HANAKO, place: PLACE },
    ],
    [
      "whose Login ID changes",
      { declared: [user(renamed)], actual: [shown()] },
      { name: "login-id-rename", loginId: NEW, before: HANAKO, place: PLACE },
    ],
    [
      "who is gone from the tenant",
      { declared: [user()], remembered: [entry()] },
      { name: "gone-from-tenant", loginId: HANAKO, place: PLACE },
    ],
    [
      "whom the tenant writes in another case",
      { declared: [user({ loginId: "HANAKO@aoba.example" })], actual: [shown()] },
      { name: "login-id-case", loginId: "HANAKO@aoba.example", actual: HANAKO, place: PLACE },
    ],
    [
      "who gets a product that the contract lacks, with every contract that has it",
      {
        declared: [user({ values: { "meetings.createExternalLink": "all" } })],
        actual: [shown()],
        contract: { subscriptions: ["salesforce"] },
      },
      { name: "not-subscribed", key: "meetings.createExternalLink", subscription: "meetings or recPod", place: PLACE },
    ],
  ];
  test.each(rows)("%s", (_, parts, said) => {
    expect(inFull(planOf(parts).problems)).toEqual([said]);
  });

  test.each([
    ["created", user()],
    ["deleted", user(absent)],
  ])("who may be there although nobody saw them, and is not %s", (_, declared) => {
    const { problems } = partly({ declared: [declared], remembered: [entry()] });
    expect(inFull(problems)).toEqual([{ name: "not-in-snapshot", loginId: HANAKO, place: PLACE }]);
  });
});

describe("somebody new gets", () => {
  const created = (parts: Parts) =>
    planOf(parts).changes.map((change) => (change.kind === "create" ? change.values : undefined))[0];
  const anywhere = [user({ values: { locale: undefined, timeZone: undefined } })];

  test("the language and the time zone of the tenant where the files say none", () => {
    expect(created({ declared: anywhere })).toMatchObject({ locale: "ja", timeZone: settings().timeZone });
    expect(created({ declared: anywhere, settings: { timeZone: "Asia/Jakarta" } })).toMatchObject({
      timeZone: "Asia/Jakarta",
    });
  });

  test("those of the defaults before those of the tenant, and their own before both", () => {
    const defaults = { locale: "en", timeZone: "Asia/Manila" };
    expect(created({ declared: anywhere, settings: { defaults } })).toMatchObject(defaults);
    expect(created({ declared: [user()], settings: { defaults } })).toMatchObject({
      locale: "ja",
      timeZone: "Asia/Tokyo",
    });
  });

  test("a cell in every column but the number, also of a field that meibo leaves alone afterwards", () => {
    const values = created({ declared: [user()], settings: { ignoreFields: ["salesforce.enabled"] } });
    expect(values).toMatchObject({ "salesforce.enabled": false });
    expect(values).not.toHaveProperty("extension");
  });

  test("no name where the files say none", () => {
    expect(planOf({ declared: [user({ values: { name: undefined } })] }).changes[0]?.name).toBe("");
  });

  test("an entry of the ledger that says all this", () => {
    expect(planOf({ declared: [user({ ...inactive, roles: ["agent"], employeeId: "E7" })] }).remember).toEqual([
      {
        loginId: HANAKO,
        values: user().values,
        roles: ["agent"],
        employeeId: "E7",
        file: PLACE.file,
        endsFile: 1,
        state: "inactive",
        inactiveSince: "at apply",
      },
    ]);
  });
});

describe("somebody with a former Login ID", () => {
  const other = asLoginId("other@aoba.example");

  test("whose two accounts are both there is compared under the new one all the same", () => {
    const { changes } = planOf({
      declared: [user(renamed)],
      actual: [shown(), shown({ loginId: NEW, values: { admin: true } })],
    });
    expect(changes).toMatchObject([{ kind: "update", loginId: NEW, fields: [{ key: "admin", to: false }] }]);
  });

  test("is remembered by whichever of several meibo knows", () => {
    const { changes } = planOf({
      declared: [user({ ...renamed, previousLoginIds: [other, HANAKO] })],
      actual: [shown({ loginId: NEW, values: { admin: true } })],
      remembered: [entry()],
    });
    expect(changes).toMatchObject([{ fields: [{ key: "admin", cause: "drift" }] }]);
  });

  const replaced: readonly (readonly [string, Parts, readonly string[] | undefined])[] = [
    [
      "is forgotten under those that were remembered alone",
      { actual: [shown({ loginId: NEW })], remembered: [entry()] },
      [HANAKO],
    ],
    [
      "is not forgotten under one that the tenant still shows",
      { actual: [shown({ loginId: NEW }), shown()], remembered: [entry(), entry({ loginId: NEW })] },
      undefined,
    ],
  ];
  test.each(replaced)("%s", (_, parts, replaces) => {
    const { remember } = planOf({ declared: [user({ ...renamed, previousLoginIds: [other, HANAKO] })], ...parts });
    expect(remember.map((one) => one.replaces)).toEqual([replaces]);
  });

  test("is pointed to the step by hand, by its code", () => {
    expect(planOf({ declared: [user(renamed)], actual: [shown()] }).changes).toMatchObject([{ code: "MB2401" }]);
  });

  test("leaves by the day of the time zone that the former account has", () => {
    const midnightInTokyo = "2026-11-30T15:30:00.000Z";
    const kinds = (timeZone: string) =>
      planOf({
        declared: [user({ ...renamed, endDate: "2026-11-30", values: { timeZone: undefined } })],
        actual: [shown({ values: { timeZone } })],
        now: midnightInTokyo,
      }).changes.map(({ kind }) => kind);
    expect([kinds("Asia/Jakarta"), kinds("Asia/Tokyo")]).toEqual([["manual"], ["deactivate", "manual"]]);
  });
});

test("whoever leaves does so by the day of the time zone that the tenant shows", () => {
  const kinds = (timeZone: string) =>
    planOf({
      declared: [user({ endDate: "2026-11-30", values: { timeZone: undefined } })],
      actual: [shown({ values: { timeZone } })],
      now: "2026-11-30T15:30:00.000Z",
    }).changes.map(({ kind }) => kind);
  expect([kinds("Asia/Jakarta"), kinds("Asia/Tokyo")]).toEqual([[], ["deactivate"]]);
});

test("nobody is switched off or on whose state the connector cannot see", () => {
  const { state: _, ...unseen } = shown();
  for (const state of ["active", "inactive"] as const) {
    expect(planOf({ declared: [user({ state })], actual: [unseen] }).changes).toEqual([]);
  }
});

test("who shall be absent, and is seen in an answer that may lack others, is switched off", () => {
  const plan = partly({ declared: [user(absent)], actual: [shown()], remembered: [entry()] });
  expect([plan.changes.map(({ kind }) => kind), plan.problems]).toEqual([["deactivate"], []]);
});

describe("who shall be absent", () => {
  const approved = { declared: [user(absent)], approvals: [approval({ overrideWaiting: true })] };
  const rows: readonly (readonly [string, Parts, readonly string[]])[] = [
    [
      "and is deleted is forgotten",
      { ...approved, actual: [shown(inactive)], remembered: [entry(inactive)] },
      [HANAKO],
    ],
    ["and is deleted, and was never remembered, is not", { ...approved, actual: [shown(inactive)] }, []],
    ["and was never there is not", approved, []],
    [
      "and was remembered under a former Login ID is forgotten under that one",
      { declared: [user({ ...renamed, ...absent })], remembered: [entry()] },
      [HANAKO],
    ],
  ];
  test.each(rows)("%s", (_, parts, forgotten) => {
    expect(planOf(parts).forget).toEqual(forgotten);
  });
});
