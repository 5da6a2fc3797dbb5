import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import type { SeatKind } from "../../src/model/seats.ts";
import { asLoginId, type Values } from "../../src/model/user.ts";
import { approval, planOf, settings, shown, user } from "../builders.ts";

type Parts = NonNullable<Parameters<typeof planOf>[0]>;

const phone: Values = { "phone.enabled": true };
const [a, b, c, d] = ["a@x.jp", "b@x.jp", "c@x.jp", "d@x.jp"] as const;
const inactive = { state: "inactive" } as const;

const seatsOf = (limits: Partial<Record<SeatKind, number>>, countInactive = true) => ({
  seats: { countInactive, warnWithin: 0, ...limits },
});

const seat = (plan: Plan, of: SeatKind) => plan.seats.find((one) => one.of === of);
const problems = (plan: Plan) => plan.problems.map(({ name }) => name);
const args = (plan: Plan, name: string) => plan.problems.find((one) => one.name === name)?.args;

describe("seats are counted", () => {
  test("in total and for MiiTel Phone always, of other products where they are subscribed or limited", () => {
    const kinds = (parts: Parts) => planOf(parts).seats.map(({ of }) => of);
    expect(kinds({ settings: { subscriptions: [] } })).toEqual(["total", "phone"]);
    expect(kinds({ settings: { subscriptions: ["meetings"] } })).toEqual(["total", "phone", "meetings"]);
    expect(kinds({ settings: { subscriptions: [], ...seatsOf({ recPod: 5 }) } })).toEqual(["total", "phone", "recPod"]);
  });

  test("with the lower limit of meibo.yaml and the contract", () => {
    const plan = planOf({
      settings: seatsOf({ total: 9, phone: 3 }),
      contract: { seats: { total: 7, phone: 4, meetings: 2 } },
    });
    expect(["total", "phone", "meetings", "recPod"].map((of) => seat(plan, of as SeatKind)?.limit)).toEqual([
      7,
      3,
      2,
      undefined,
    ]);
  });

  const rows: readonly (readonly [string, Parts, readonly [now: number, after: number]])[] = [
    ["of a new user", { declared: [user({ values: phone })] }, [0, 1]],
    ["of a new user without the product", { declared: [user()] }, [0, 0]],
    ["of somebody who gets the product", { declared: [user({ values: phone })], actual: [shown()] }, [0, 1]],
    ["of somebody who loses it", { declared: [user()], actual: [shown({ values: phone })] }, [1, 0]],
    ["of somebody who is not declared", { actual: [shown({ values: phone })] }, [1, 1]],
    [
      "of somebody who is deleted",
      {
        declared: [user({ state: "absent" })],
        actual: [shown({ ...inactive, values: phone })],
        approvals: [approval({ overrideWaiting: true })],
      },
      [1, 0],
    ],
    [
      "of somebody who is released, and keeps it",
      {
        actual: [shown({ values: phone })],
        remembered: [{ loginId: asLoginId("hanako@aoba.example"), values: phone, roles: [] }],
        settings: { onRemoval: "release" },
      },
      [1, 1],
    ],
    [
      "of somebody who is off and released, and takes none for that",
      {
        actual: [shown({ ...inactive, values: phone })],
        remembered: [{ loginId: asLoginId("hanako@aoba.example"), values: phone, roles: [] }],
        settings: { onRemoval: "release", ...seatsOf({}, false) },
      },
      [0, 0],
    ],
    [
      "once of somebody whose Login ID a person must change",
      {
        declared: [user({ loginId: a, values: phone, previousLoginIds: [asLoginId(b)] })],
        actual: [shown({ loginId: b, values: phone })],
      },
      [1, 1],
    ],
  ];
  test.each(rows)("%s", (_, parts, [now, after]) => {
    expect(seat(planOf(parts), "phone")).toMatchObject({ now, after });
  });

  test("with people who are switched off, or without them, and active people alone besides", () => {
    const parts = {
      declared: [
        user({ loginId: a, values: phone, ...inactive }),
        user({ loginId: b, values: phone, state: "active" }),
      ],
      actual: [
        shown({ loginId: a, values: phone }),
        shown({ loginId: b, values: phone, ...inactive }),
        shown({ loginId: c, values: phone, ...inactive }),
      ],
    } as const;
    const [all, active] = [true, false].map((count) => planOf({ ...parts, settings: seatsOf({}, count) }));
    expect(all === undefined || seat(all, "phone")).toEqual({
      of: "phone",
      now: 3,
      after: 3,
      active: { now: 1, after: 1 },
    });
    expect(active === undefined || seat(active, "phone")).toMatchObject({ now: 1, after: 1 });
  });

  test("of people whose state nobody knows as of active people", () => {
    const { state: _, ...unknown } = shown({ values: phone });
    const plan = planOf({ actual: [unknown], settings: seatsOf({}, false) });
    expect([seat(plan, "phone")?.now, plan.totals.active]).toEqual([1, undefined]);
  });
});

describe("a plan that takes more seats than the contract has is refused", () => {
  const joiners = Array.from({ length: 8 }, (_, index) => user({ loginId: `new${index}@x.jp`, values: phone }));

  test("with the numbers, and with who would not fit: five, and how many more", () => {
    const plan = planOf({ declared: joiners, actual: [shown({ loginId: a })], settings: seatsOf({ total: 3 }) });
    expect(args(plan, "seats-exceeded")).toEqual({
      of: "total",
      now: 1,
      after: 9,
      limit: 3,
      who: "new2@x.jp, new3@x.jp, new4@x.jp, new5@x.jp, new6@x.jp and 1 more",
      free: a,
    });
  });

  test("product by product", () => {
    const plan = planOf({ declared: joiners.slice(0, 2), settings: seatsOf({ total: 2, phone: 1 }) });
    expect(plan.problems.map(({ code, args: own }) => [code, own["of"], own["who"]])).toContainEqual([
      "MB2201",
      "phone",
      "new1@x.jp",
    ]);
  });

  test("and whoever holds a seat without using it is named: people who are switched off first, then unmanaged people", () => {
    const plan = planOf({
      declared: [...joiners.slice(0, 1), user({ loginId: b, values: phone })],
      actual: [
        shown({ loginId: a, values: phone }),
        shown({ loginId: b, values: phone }),
        shown({ loginId: c, values: phone, ...inactive }),
        shown({ loginId: d }),
      ],
      settings: seatsOf({ phone: 3 }),
    });
    expect(args(plan, "seats-exceeded")).toMatchObject({ of: "phone", free: `${c}, ${a}` });
  });

  test("and nobody is named whose seat the plan frees itself, or who is remembered", () => {
    const plan = planOf({
      declared: [...joiners.slice(0, 3), user({ loginId: a, ...inactive })],
      actual: [shown({ loginId: a, values: phone, ...inactive }), shown({ loginId: b, values: phone })],
      remembered: [{ loginId: asLoginId(b), values: {}, roles: [], removed: true }],
      settings: seatsOf({ phone: 3 }),
    });
    expect(args(plan, "seats-exceeded")).toMatchObject({ free: "nobody who is inactive or unmanaged" });
  });

  test("but not for a contract that is over its limit already, if the plan takes no more", () => {
    const actual = [a, b].map((loginId) => shown({ loginId, values: phone }));
    const changed = { declared: [user({ loginId: a }), user({ loginId: c, values: phone })], actual };
    expect(problems(planOf({ ...changed, settings: seatsOf({ phone: 1 }) }))).toEqual([]);
    const more = [...changed.declared, user({ loginId: d, values: phone })];
    expect(
      args(planOf({ ...changed, declared: more, settings: seatsOf({ phone: 1 }) }), "seats-exceeded"),
    ).toMatchObject({
      who: `${c}, ${d}`,
    });
  });
});

describe("who would not fit, and who could make room", () => {
  test("is everybody new where the contract is far over its limit already", () => {
    const made = planOf({
      declared: [a, b, c].map((loginId) => user({ loginId })),
      actual: ["x", "y", "z"].map((name) => shown({ loginId: `${name}@x.jp` })),
      settings: seatsOf({ total: 1 }),
    });
    expect(args(made, "seats-exceeded")).toMatchObject({ now: 3, after: 6, limit: 1, who: `${a}, ${b}, ${c}` });
    expect(problems(made)).toEqual(["seats-exceeded"]);
  });

  test("is nobody who only gets another name", () => {
    const made = planOf({
      declared: [user({ loginId: a }), user({ loginId: b }), user({ loginId: d, values: { name: "x" } })],
      actual: [shown({ loginId: d })],
      settings: seatsOf({ total: 2 }),
    });
    expect(args(made, "seats-exceeded")).toMatchObject({ now: 1, after: 3, who: b });
  });

  test("is in the order of people, whatever the order of the tenant", () => {
    const made = planOf({
      declared: [user({ loginId: "new@x.jp" })],
      actual: [
        shown({ loginId: d }),
        shown({ loginId: c }),
        shown({ loginId: b, ...inactive }),
        shown({ loginId: a, ...inactive }),
      ],
      settings: seatsOf({ total: 4 }),
    });
    expect(args(made, "seats-exceeded")).toMatchObject({ free: `${a}, ${b}, ${c}, ${d}` });
  });

  test("is nobody who is off where only active people take a seat", () => {
    const made = planOf({
      declared: [user({ loginId: "new@x.jp" })],
      actual: [shown({ loginId: a, ...inactive }), shown({ loginId: b })],
      settings: seatsOf({ total: 1 }, false),
    });
    expect(args(made, "seats-exceeded")).toMatchObject({ now: 1, after: 2, free: b });
  });
});

describe("a plan that leaves few seats says so", () => {
  const rows: readonly (readonly [string, number, number, readonly string[]])[] = [
    ["as many as meibo.yaml warns of", 3, 2, ["seats-nearly-full"]],
    ["none", 1, 2, ["seats-nearly-full"]],
    ["one more than that", 4, 2, []],
  ];
  test.each(rows)("%s", (_, limit, warnWithin, expected) => {
    const parts = { declared: [user()], settings: { seats: { countInactive: true, warnWithin, total: limit } } };
    expect(problems(planOf(parts))).toEqual(expected);
  });

  test("but not where it takes none", () => {
    expect(problems(planOf({ declared: [user()], actual: [shown()], settings: seatsOf({ total: 1 }) }))).toEqual([]);
  });

  test("as a note, with the numbers", () => {
    const plan = planOf({ declared: [user()], settings: seatsOf({ total: 1 }) });
    expect(plan.problems).toMatchObject([
      { code: "MB2202", severity: "info", args: { of: "total", now: 0, after: 1, limit: 1, left: 0 } },
    ]);
  });
});

describe("seats on the way", () => {
  const leaver = (loginId: string, deleteFirst: boolean | undefined) => ({
    declared: [user({ loginId, state: "absent" })],
    actual: [shown({ loginId, ...inactive, values: phone })],
    approvals: deleteFirst === undefined ? [] : [approval({ loginId, overrideWaiting: true, deleteFirst })],
  });
  /** Whoever left long ago may be deleted, approved or not. */
  const plan = (leavers: readonly ReturnType<typeof leaver>[], limits: Parameters<typeof seatsOf>[0], joining = 1) =>
    planOf({
      declared: [
        ...leavers.flatMap((one) => one.declared),
        ...Array.from({ length: joining }, (_, index) => user({ loginId: `new${index}@x.jp`, values: phone })),
      ],
      actual: leavers.flatMap((one) => one.actual),
      approvals: leavers.flatMap((one) => one.approvals),
      settings: { ...seatsOf(limits), guards: { ...settings().guards, deleteAfterInactiveDays: 0 } },
    });
  const firsts = (made: Plan) =>
    made.changes.flatMap((change) => (change.kind === "delete" && change.first === true ? [change.loginId] : []));
  const errors = (made: Plan) => made.problems.filter(({ severity }) => severity === "error");

  test("are freed by a delete that may go first, and only by as many as needed", () => {
    const made = plan([leaver(a, true), leaver(b, true), leaver(c, true)], { total: 3 }, 2);
    expect([firsts(made), errors(made)]).toEqual([[a, b], []]);
  });

  test("are not freed by a delete while there are enough", () => {
    expect(firsts(plan([leaver(a, true)], { total: 2 }))).toEqual([]);
  });

  test("of several kinds are freed by deletes that free any of them", () => {
    const made = plan([leaver(a, true), leaver(b, true)], { total: 9, phone: 2 });
    expect(firsts(made)).toEqual([a]);
  });

  test("are not freed by a delete of somebody who holds none", () => {
    const without = { ...leaver(a, true), actual: [shown({ loginId: a, ...inactive })] };
    expect(firsts(plan([without, leaver(b, true)], { phone: 1 }))).toEqual([b]);
  });

  test.each([
    ["is not approved at all", undefined],
    ["is approved, but not to go first", false],
  ])("that only a delete could free, which %s, are asked for", (_, deleteFirst) => {
    const made = plan([leaver(a, true), leaver(b, deleteFirst), leaver(c, deleteFirst)], { total: 3 }, 2);
    expect([firsts(made), errors(made).map(({ code, args: own }) => [code, own["who"]])]).toEqual([
      [a],
      [["MB2201", b]],
    ]);
  });

  test("that somebody new takes for a while are told: everybody starts active", () => {
    const made = planOf({
      declared: [user({ loginId: b, values: phone, ...inactive })],
      actual: [shown({ loginId: a, values: phone })],
      settings: seatsOf({ phone: 1 }, false),
    });
    expect(args(made, "seats-short-meanwhile")).toEqual({ of: "phone", peak: 2, limit: 1 });
  });

  test("that somebody new takes for a while are free again when others are switched on", () => {
    const made = planOf({
      declared: [user({ loginId: b, ...inactive }), user({ loginId: a, state: "active" })],
      actual: [shown({ loginId: a, ...inactive })],
      settings: seatsOf({ total: 1 }, false),
    });
    expect(errors(made)).toEqual([]);
  });

  test("that an admin keeps until the next one is switched on are told", () => {
    const admin = { admin: true } as const;
    const made = planOf({
      declared: [
        user({ loginId: a, values: admin, ...inactive }),
        user({ loginId: b, values: admin, state: "active" }),
      ],
      actual: [shown({ loginId: a, values: admin }), shown({ loginId: b, values: admin, ...inactive })],
      settings: { ...seatsOf({ total: 1 }, false), guards: { ...settings().guards, minAdmins: 1 } },
    });
    expect(args(made, "seats-short-meanwhile")).toEqual({ of: "total", peak: 2, limit: 1 });
  });

  test("that somebody new takes for a while are missed by whoever gets the product in a row", () => {
    const made = planOf({
      declared: [user({ loginId: a, values: phone }), user({ loginId: b, values: phone, ...inactive })],
      actual: [shown({ loginId: a })],
      settings: seatsOf({ phone: 1 }, false),
    });
    expect(args(made, "seats-short-meanwhile")).toEqual({ of: "phone", peak: 2, limit: 1 });
  });

  test("that somebody gives back who is switched off are there for whoever comes", () => {
    const made = planOf({
      declared: [user({ loginId: a, ...inactive }), user({ loginId: b })],
      actual: [shown({ loginId: a })],
      settings: seatsOf({ total: 1 }, false),
    });
    expect(errors(made)).toEqual([]);
  });

  test("of a product that somebody new does not have are not missed", () => {
    const made = planOf({
      declared: [user({ loginId: b })],
      actual: [shown({ loginId: a, values: phone })],
      settings: seatsOf({ phone: 1 }),
    });
    expect(errors(made)).toEqual([]);
  });

  test("that somebody who is off does not take are enough, whatever else changes for them", () => {
    const made = planOf({
      declared: [user({ loginId: a, values: { name: "x" } }), user({ loginId: b })],
      actual: [shown({ loginId: a, ...inactive }), shown({ loginId: b })],
      settings: seatsOf({ total: 1 }, false),
    });
    expect([made.changes.length, made.problems]).toEqual([1, []]);
  });

  test("that an admin keeps until the next one is there are told", () => {
    const admin = { admin: true } as const;
    const made = planOf({
      declared: [user({ loginId: a, values: admin, ...inactive }), user({ loginId: b, values: admin })],
      actual: [shown({ loginId: a, values: admin })],
      settings: { ...seatsOf({ total: 1 }, false), guards: { ...settings().guards, minAdmins: 1 } },
    });
    expect(args(made, "seats-short-meanwhile")).toEqual({ of: "total", peak: 2, limit: 1 });
  });
});
