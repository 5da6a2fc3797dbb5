import { describe, expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import type { SeatKind } from "../../src/model/seats.ts";
import type { Values } from "../../src/model/user.ts";
import { approval, planOf, settings, shown, user } from "../builders.ts";

type Parts = NonNullable<Parameters<typeof planOf>[0]>;

const [a, b, c, d, e] = ["a@x.jp", "b@x.jp", "c@x.jp", "d@x.jp", "e@x.jp"] as const;
const inactive = { state: "inactive" } as const;
const phone: Values = { "phone.enabled": true };
const numbered = (extension: string): Values => ({ extension });

const seatsOf = (limits: Partial<Record<SeatKind, number>>, countInactive = true) => ({
  seats: { countInactive, warnWithin: 0, ...limits },
});

/** `makeRoom update a@x.jp{phone.enabled} | b@x.jp`: users of a chunk, with the fields set where that is not all. */
function told({ steps }: Plan): readonly string[] {
  return steps.map(({ why, kind, chunks }) => {
    const rows = chunks.map(({ users, sets }) =>
      users.map((loginId) => {
        const own = sets?.[loginId];
        return own === undefined ? loginId : `${loginId}{${Object.keys(own).join(" ")}}`;
      }),
    );
    return `${why} ${kind} ${rows.map((row) => row.join(",")).join(" | ")}`.trimEnd();
  });
}

describe("every step has its place and its reason", () => {
  test("room is made, people leave, come, change, return, hand over, and are deleted", () => {
    const admin = { admin: true } as const;
    const plan = planOf({
      declared: [
        user({ loginId: "mover@x.jp", values: numbered("2105") }),
        user({ loginId: "off@x.jp", ...inactive }),
        user({ loginId: "gone-first@x.jp", state: "absent" }),
        user({ loginId: "new@x.jp", values: admin }),
        user({ loginId: "new-later@x.jp", ...inactive, values: numbered("2106") }),
        user({ loginId: "renamed@x.jp", values: { ...admin, name: "x" } }),
        user({ loginId: "on@x.jp", state: "active" }),
        user({ loginId: "old-admin@x.jp", ...inactive, values: admin }),
        user({ loginId: "demoted@x.jp" }),
        user({ loginId: "gone@x.jp", state: "absent" }),
      ],
      actual: [
        shown({ loginId: "mover@x.jp", values: numbered("2101") }),
        shown({ loginId: "off@x.jp" }),
        shown({ loginId: "gone-first@x.jp", ...inactive }),
        shown({ loginId: "renamed@x.jp" }),
        shown({ loginId: "on@x.jp", ...inactive }),
        shown({ loginId: "old-admin@x.jp", values: admin }),
        shown({ loginId: "demoted@x.jp", values: admin }),
        shown({ loginId: "gone@x.jp", ...inactive }),
      ],
      approvals: ["gone-first@x.jp", "gone@x.jp"].map((loginId) =>
        approval({ loginId, overrideWaiting: true, deleteFirst: true }),
      ),
      settings: seatsOf({ total: 9 }),
    });
    expect(told(plan)).toEqual([
      "makeRoom update mover@x.jp",
      "leave deactivate off@x.jp",
      "deleteFirst delete gone-first@x.jp",
      "join create new-later@x.jp,new@x.jp",
      "untilListed wait",
      "change update new-later@x.jp,renamed@x.jp",
      "joinLater deactivate new-later@x.jp",
      "return activate on@x.jp",
      "handOver deactivate old-admin@x.jp",
      "handOver update demoted@x.jp",
      "deleteLast delete gone@x.jp",
    ]);
  });
});

describe("a product is switched off before others take its seat", () => {
  const swap: Parts = {
    declared: [user({ loginId: a }), user({ loginId: b, values: phone })],
    actual: [shown({ loginId: a, values: phone }), shown({ loginId: b })],
  };

  test.each([true, false])("where seats are short (and people who are off count: %s)", (countInactive) => {
    expect(told(planOf({ ...swap, settings: seatsOf({ phone: 1 }, countInactive) }))).toEqual([
      `makeRoom update ${a}`,
      `change update ${b}`,
    ]);
  });

  test("and not where there are enough, or nobody knows how many", () => {
    for (const limits of [{ phone: 2 }, {}, { meetings: 1, total: 2 }]) {
      expect(told(planOf({ ...swap, settings: seatsOf(limits) }))).toEqual([`change update ${a},${b}`]);
    }
  });

  test("with what may not stay on without it, and the rest follows later", () => {
    const plan = planOf({
      declared: [
        user({ loginId: a, values: { name: "x", "recPod.enabled": true } }),
        user({ loginId: b, values: phone }),
      ],
      actual: [
        shown({
          loginId: a,
          values: { ...phone, "phoneMobile.enabled": true, monitoring: true, "meetings.enabled": true },
        }),
        shown({ loginId: b }),
      ],
      settings: seatsOf({ phone: 1 }),
    });
    expect(told(plan)).toEqual([
      `makeRoom update ${a}{monitoring phone.enabled phoneMobile.enabled}`,
      `change update ${a}{name meetings.enabled recPod.enabled},${b}`,
    ]);
  });

  test("several products at once, where several are short", () => {
    const both: Values = { ...phone, "meetings.enabled": true };
    const plan = planOf({
      declared: [user({ loginId: a }), user({ loginId: b, values: both })],
      actual: [shown({ loginId: a, values: both }), shown({ loginId: b })],
      settings: seatsOf({ phone: 1, meetings: 1 }),
    });
    expect(told(plan)).toEqual([`makeRoom update ${a}`, `change update ${b}`]);
  });

  test("what is switched on goes with the rest, even if it needs the product", () => {
    const plan = planOf({
      declared: [user({ loginId: a, values: { monitoring: true } }), user({ loginId: b, values: phone })],
      actual: [shown({ loginId: a, values: phone }), shown({ loginId: b })],
      settings: seatsOf({ phone: 1 }),
    });
    expect(told(plan)).toEqual([`makeRoom update ${a}{phone.enabled}`, `change update ${a}{monitoring},${b}`]);
  });

  test("but not of somebody who is switched off before, where that frees the seat", () => {
    const plan = (countInactive: boolean) =>
      planOf({
        declared: [user({ loginId: a, ...inactive }), user({ loginId: b, values: phone })],
        actual: [shown({ loginId: a, values: phone }), shown({ loginId: b })],
        settings: seatsOf({ phone: 1 }, countInactive),
      });
    expect(told(plan(false))).toEqual([`leave deactivate ${a}`, `change update ${a},${b}`]);
    expect(told(plan(true))).toEqual([`makeRoom update ${a}`, `leave deactivate ${a}`, `change update ${b}`]);
  });
});

describe("numbers are taken before the tenant can give them to new users", () => {
  const moving: Parts = {
    declared: [user({ loginId: a, values: { ...numbered("2102"), name: "x" } }), user({ loginId: b })],
    actual: [shown({ loginId: a, values: numbered("2101") })],
  };

  test("in a row that sets the number alone", () => {
    expect(told(planOf(moving))).toEqual([
      `makeRoom update ${a}{extension}`,
      `join create ${b}`,
      "untilListed wait",
      `change update ${a}{name}`,
    ]);
  });

  test("and with everything else where nobody new comes", () => {
    expect(told(planOf({ ...moving, declared: moving.declared?.slice(0, 1) ?? [] }))).toEqual([`change update ${a}`]);
  });

  test("by somebody whose number is not known, too", () => {
    expect(told(planOf({ ...moving, actual: [shown({ loginId: a })] }))[0]).toBe(`makeRoom update ${a}{extension}`);
  });

  const ring = (count: number): Parts => ({
    declared: [
      ...Array.from({ length: count }, (_, index) =>
        user({ loginId: `m${index}@x.jp`, values: numbered(String(2000 + ((index + 1) % count))) }),
      ),
      user({ loginId: "n1@x.jp", values: numbered("3001") }),
      user({ loginId: "n2@x.jp" }),
    ],
    actual: Array.from({ length: count }, (_, index) =>
      shown({ loginId: `m${index}@x.jp`, values: numbered(String(2000 + index)) }),
    ),
  });
  const sparesOf = ({ steps }: Plan) => steps.find(({ why }) => why === "change")?.spares;

  test("with the spare numbers that are left, for new users who hold each other's", () => {
    const plan = planOf({ ...ring(3), settings: { extensionPools: { spare: ["9990-9994"] } } });
    expect(told(plan)[0]).toBe("makeRoom update m0@x.jp{extension} | m2@x.jp | m1@x.jp | m0@x.jp");
    expect(sparesOf(plan)).toEqual(["9991", "9992"]);
  });

  test("but not with a spare number that somebody has, or gets", () => {
    const declared = [user({ loginId: b, values: numbered("9991") }), user({ loginId: c }), user({ loginId: d })];
    const actual = [shown({ loginId: a, values: numbered("9990") }), shown({ loginId: d })];
    const plan = planOf({ declared, actual, settings: { extensionPools: { spare: ["9990-9992"] } } });
    expect(sparesOf(plan)).toEqual(["9992"]);
  });

  test("and no spare number is carried along where nobody new can hold another's", () => {
    const pool = { settings: { extensionPools: { spare: ["9990-9994"] } } };
    const plan = (declared: Parts["declared"]) => sparesOf(planOf({ declared: declared ?? [], ...pool }));
    expect(plan([user({ loginId: a, values: numbered("3001") })])).toBeUndefined();
    const named = user({ loginId: c, values: { name: "x" } });
    const declared = [user({ loginId: a }), user({ loginId: b }), named];
    expect(sparesOf(planOf({ declared, actual: [shown({ loginId: c })], ...pool }))).toBeUndefined();
    expect(plan([user({ loginId: a }), user({ loginId: b })])).toBeUndefined();
    expect(plan([user({ loginId: a, values: numbered("3001") }), user({ loginId: b })])).toEqual(["9990", "9991"]);
  });

  test("people who swap without a spare number are told, before the creates too", () => {
    expect(planOf(ring(2)).problems.map(({ code, args }) => [code, args["users"]])).toEqual([
      ["MB2403", "m0@x.jp, m1@x.jp"],
    ]);
  });

  test("a chain of thousands is as many chunks, and a matter of moments", () => {
    const { declared, actual } = ring(5000);
    const plan = planOf({
      declared: declared ?? [],
      actual: actual ?? [],
      settings: { extensionPools: { spare: ["9990"] } },
    });
    expect(plan.steps[0]?.chunks.length).toBe(5001);
  });
});

describe("admins stay until the next are there", () => {
  const admin: Values = { admin: true };
  const minAdmins = (count: number) => ({ guards: { ...settings().guards, minAdmins: count } });

  test("whoever is demoted keeps the rest of the row for later, but not the number", () => {
    const plan = planOf({
      declared: [user({ loginId: a, values: { name: "x", ...numbered("2102") } }), user({ loginId: b, values: admin })],
      actual: [shown({ loginId: a, values: { ...admin, ...numbered("2101") } }), shown({ loginId: b })],
      settings: minAdmins(1),
    });
    expect(told(plan)).toEqual([`change update ${a}{extension},${b}`, `handOver update ${a}{name admin}`]);
  });

  test("whoever is switched off goes first, then the row, so that it takes no seat", () => {
    const plan = planOf({
      declared: [user({ loginId: a, ...inactive, values: phone }), user({ loginId: b, values: admin })],
      actual: [shown({ loginId: a, values: admin })],
      settings: minAdmins(2),
    });
    expect(told(plan).slice(-2)).toEqual([`handOver deactivate ${a}`, `handOver update ${a}`]);
  });

  test("a product of theirs whose seat is short is switched off early all the same", () => {
    const plan = planOf({
      declared: [user({ loginId: a, ...inactive }), user({ loginId: b, values: { ...admin, ...phone } })],
      actual: [shown({ loginId: a, values: { ...admin, ...phone } }), shown({ loginId: b })],
      settings: { ...minAdmins(1), ...seatsOf({ phone: 1 }, false) },
    });
    expect(told(plan)).toEqual([
      `makeRoom update ${a}{phone.enabled}`,
      `change update ${b}`,
      `handOver deactivate ${a}`,
      `handOver update ${a}{admin}`,
    ]);
  });

  test("whoever stays one and only gets another name neither leaves nor comes", () => {
    const named = (count: number, declared: Parts["declared"] = []) =>
      planOf({
        declared: [user({ loginId: a, values: { ...admin, name: "x" } }), user({ loginId: b }), ...declared],
        actual: [a, b].map((loginId) => shown({ loginId, values: admin })),
        settings: minAdmins(count),
      });
    expect(told(named(3))).toEqual([`change update ${a},${b}`]);
    const joined = [`join create ${c}`, "untilListed wait", `change update ${a},${b}`];
    expect(told(named(1, [user({ loginId: c, values: admin })]))).toEqual(joined);
    expect(told(named(3, [user({ loginId: c })]))).toEqual(joined);
  });

  const rows: readonly (readonly [string, number, readonly string[], readonly string[], string])[] = [
    ["only as many as must", 2, [a, b, c], [d], `handOver update ${c}`],
    ["nobody, where enough are left", 1, [a, b], [b], `change update ${a}`],
    ["nobody, where none is needed", 0, [a], [b], `change update ${a},${b}`],
    ["nobody, where fewer stay in the end anyway", 3, [a, b], [b], `change update ${a}`],
    ["all, where there are too few already", 5, [a, b], [c, d, e], `handOver update ${a},${b}`],
  ];
  test.each(rows)("%s", (_, count, before, after, last) => {
    const people = [a, b, c, d, e].filter((loginId) => before.includes(loginId) || after.includes(loginId));
    const plan = planOf({
      declared: people.map((loginId) => user({ loginId, values: { admin: after.includes(loginId) } })),
      actual: people.map((loginId) => shown({ loginId, values: { admin: before.includes(loginId) } })),
      settings: minAdmins(count),
    });
    expect(told(plan).at(-1)).toBe(last);
  });
});

test("a chunk holds no more than the connector takes of its kind at once", () => {
  const chunks = (batch: number) =>
    planOf({
      declared: [a, b, c].map((loginId) => user({ loginId })),
      can: { batch: { create: batch, update: 100, activate: 1, deactivate: 1, delete: 1 } },
    }).steps[0]?.chunks.map(({ id, users }) => `${id} ${users.join()}`);
  expect([chunks(2), chunks(100)]).toEqual([
    [`1-create-001 ${a},${b}`, `1-create-002 ${c}`],
    [`1-create-001 ${a},${b},${c}`],
  ]);
});

test("a chunk that sets fields of some of its people names only those", () => {
  const connector = { ...settings().connector, chunkSize: 1 };
  const plan = planOf({
    declared: [
      user({ loginId: a, values: { ...numbered("2102"), name: "x" } }),
      user({ loginId: b, values: numbered("2103") }),
      user({ loginId: c }),
    ],
    actual: [shown({ loginId: a, values: numbered("2100") }), shown({ loginId: b, values: numbered("2101") })],
    settings: { connector },
  });
  expect(plan.steps[0]?.chunks).toEqual([
    { id: "1-update-001", kind: "update", users: [a], sets: { [a]: { extension: "2102" } } },
    { id: "1-update-002", kind: "update", users: [b] },
  ]);
});

describe("chunks of a step may be under way at once", () => {
  const pair = (rest: Parameters<typeof user>[0] = {}) => [a, b].map((loginId) => user({ ...rest, loginId }));
  const both = (rest: Parameters<typeof shown>[0] = {}) => [a, b].map((loginId) => shown({ ...rest, loginId }));
  const one = { connector: { ...settings().connector, chunkSize: 1 } };
  const spare = { extensionPools: { spare: ["9990-9999"] } };
  const chain = {
    declared: [user({ loginId: a, values: numbered("2102") }), user({ loginId: b, values: numbered("2103") })],
    actual: [shown({ loginId: a, values: numbered("2101") }), shown({ loginId: b, values: numbered("2102") })],
  };
  /** `update 2 at once`: each step that sends something, with its chunks. */
  const sent = (parts: Parts) =>
    planOf({ ...parts, settings: { ...one, ...parts.settings } }).steps.flatMap(({ kind, chunks, ...step }) =>
      kind === "wait" ? [] : [`${kind} ${chunks.length}${"anyOrder" in step ? " at once" : ""}`],
    );

  const rows: readonly (readonly [string, Parts, readonly string[]])[] = [
    ["of creates", { declared: pair() }, ["create 2 at once"]],
    ["of updates", { declared: pair({ values: { name: "x" } }), actual: both() }, ["update 2 at once"]],
    ["of people who are switched off", { declared: pair(inactive), actual: both() }, ["deactivate 2 at once"]],
    [
      "of people who are switched on",
      { declared: pair({ state: "active" }), actual: both(inactive) },
      ["activate 2 at once"],
    ],
    [
      "of numbers that nobody holds",
      {
        ...chain,
        declared: [user({ loginId: a, values: numbered("2105") }), user({ loginId: b, values: numbered("2106") })],
      },
      ["update 2 at once"],
    ],
    ["but a single one is alone", { declared: [user({ loginId: a })] }, ["create 1"]],
    ["but not where one takes the number that another frees", chain, ["update 2"]],
    [
      "but not where new users may hold each other's numbers",
      {
        declared: [user({ loginId: a, values: numbered("2101") }), user({ loginId: b, values: numbered("2102") })],
        settings: spare,
      },
      ["create 2 at once", "update 2"],
    ],
    [
      "but not of deletes, which nobody can take back",
      {
        declared: pair({ state: "absent" }),
        actual: both(inactive),
        approvals: [a, b].map((loginId) => approval({ loginId, overrideWaiting: true })),
      },
      ["delete 2"],
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(sent(parts)).toEqual(expected);
  });

  test("and the plan says so with one word, or with none", () => {
    const steps = (declared: Parts["declared"]) => planOf({ declared: declared ?? [], settings: one }).steps;
    expect(steps(pair()).map((step) => step.anyOrder)).toEqual([true, undefined]);
    expect(steps([user()])[0]).not.toHaveProperty("anyOrder");
  });
});
