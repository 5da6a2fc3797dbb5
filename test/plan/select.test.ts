import { describe, expect, test } from "vitest";
import type { Plan, Situation } from "../../src/model/plan.ts";
import { partsOf } from "../../src/model/selection.ts";
import { asLoginId, loginKey } from "../../src/model/user.ts";
import { namedPeople } from "../../src/plan/only.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { type Selection, selectPeople } from "../../src/plan/select.ts";
import { approval, entry, inFull, planOf, settings, shown, situation, user } from "../builders.ts";

const ANN = "ann@aoba.example";
const BOB = "bob@aoba.example";
const CIA = "cia@aoba.example";

const only = (...people: readonly string[]): Selection => ({ people: (key) => people.includes(key) });
const DUE: Selection = { people: () => true, due: true };

function partOf(given: Situation, selection: Selection): Plan {
  const part = selectPeople(makePlan(given), selection, given);
  if (!part.ok) throw new Error(JSON.stringify(part.problems));
  return part.value;
}

function problemsOf(given: Situation, selection: Selection): readonly unknown[] {
  const part = selectPeople(makePlan(given), selection, given);
  return part.ok ? [] : inFull(part.problems);
}

const kinds = ({ changes }: Plan) => changes.map(({ kind, loginId }) => `${kind} ${loginId}`);
const chunks = ({ steps }: Plan) =>
  steps.map(
    ({ number, kind, chunks }) => `${number} ${kind} ${chunks.map(({ users }) => users.join("+")).join(" | ")}`,
  );

/** Somebody whose extension changes from one to another; without the first it is a new user. */
function moving(loginId: string, from: string | undefined, to: string) {
  return {
    declared: user({ loginId, values: { extension: to } }),
    actual: from === undefined ? [] : [shown({ loginId, values: { extension: from } })],
    remembered: from === undefined ? [] : [entry({ loginId, values: { extension: from } })],
  };
}

function company(...people: readonly ReturnType<typeof moving>[]) {
  return {
    declared: people.map(({ declared }) => declared),
    actual: people.flatMap(({ actual }) => actual),
    remembered: people.flatMap(({ remembered }) => remembered),
    settings: { extensionPools: { spare: ["9990-9999"] } },
  };
}

describe("a part of a plan", () => {
  const everything = situation({
    ...company(
      moving(ANN, "1", "2"),
      moving(BOB, "2", "1"),
      moving(CIA, "3", "4"),
      moving("dan@aoba.example", undefined, "3"),
    ),
    settings: { extensionPools: { spare: ["9990-9999"] }, connector: { ...settings().connector, chunkSize: 2 } },
  });

  test("that is everybody is the whole, byte by byte", () => {
    const whole = makePlan(everything);
    expect(JSON.stringify(partOf(everything, { people: () => true }))).toBe(JSON.stringify(whole));
    expect(partOf(everything, { people: () => true })).toStrictEqual(whole);
  });

  const two = situation({
    declared: [user({ loginId: ANN, values: { name: "A" } }), user({ loginId: CIA, values: { name: "C" } })],
    actual: [ANN, BOB, CIA, "dan@aoba.example"].map((loginId) => shown({ loginId })),
    remembered: [ANN, BOB].map((loginId) => entry({ loginId })),
  });

  test("has the changes, the notes, the memory and the steps of its own people, and nobody else's", () => {
    const part = partOf(two, only(BOB));
    expect(kinds(part)).toEqual([`deactivate ${BOB}`]);
    expect(chunks(part)).toEqual([`1 deactivate ${BOB}`]);
    expect(part.remember.map(({ loginId }) => loginId)).toEqual([BOB]);
    expect(part.notes).toEqual([]);
    expect(kinds(makePlan(two))).toHaveLength(3);
  });

  test("holds the facts that its own changes name", () => {
    const named = (plan: Plan) => new Set(plan.changes.flatMap(({ impacts }) => impacts.map(({ id }) => id)));
    const part = partOf(two, only(BOB));
    expect(new Set(Object.keys(part.impacts))).toEqual(named(part));
    expect(named(part).size).toBeGreaterThan(0);
    expect(Object.keys(partOf(two, only("nobody@aoba.example")).impacts)).toEqual([]);
  });

  test("says how its people were chosen, and is another plan than the whole", () => {
    const part = partOf(two, { ...only(ANN), only: ["ann@*"] });
    expect(part.only).toEqual(["ann@*"]);
    expect(part.hash).not.toBe(partOf(two, only(ANN)).hash);
    expect(part.hash).not.toBe(makePlan(two).hash);
  });

  test("counts seats and admins as they will be when only the part was carried out", () => {
    const hired = situation({ declared: [user({ loginId: ANN }), user({ loginId: BOB })] });
    const total = (plan: Plan) => plan.seats.find(({ of }) => of === "total")?.after;
    expect([total(makePlan(hired)), total(partOf(hired, only(ANN)))]).toEqual([2, 1]);
  });

  test("keeps a word of warning about its people, and none about others", () => {
    const lost = situation({
      declared: [user({ loginId: ANN }), user({ loginId: BOB })],
      remembered: [entry({ loginId: ANN }), entry({ loginId: BOB })],
    });
    expect(partOf(lost, only(ANN)).problems.map(({ name, args }) => [name, args["loginId"]])).toEqual([
      ["gone-from-tenant", ANN],
    ]);
  });

  test("keeps a word that is about nobody by name", () => {
    const full = situation({ declared: [user({ loginId: ANN })], settings: { seats: { total: 1, ...usualSeats } } });
    expect(partOf(full, only(ANN)).problems.map(({ name }) => name)).toEqual(["seats-nearly-full"]);
  });

  test("forgets only whom it is about", () => {
    const released = situation({
      actual: [shown({ loginId: ANN }), shown({ loginId: BOB })],
      remembered: [entry({ loginId: ANN }), entry({ loginId: BOB })],
      settings: { onRemoval: "release" },
    });
    expect([makePlan(released).forget, partOf(released, only(BOB)).forget]).toEqual([[ANN, BOB], [BOB]]);
  });

  test("remembers people who are already as declared only where they are named", () => {
    const known = situation({
      declared: [user({ loginId: ANN }), user({ loginId: BOB })],
      actual: [shown({ loginId: ANN }), shown({ loginId: BOB })],
    });
    expect(partOf(known, only(ANN)).remember.map(({ loginId }) => loginId)).toEqual([ANN]);
    expect(partOf(known, only(ANN)).notes.map(({ kind, loginId }) => [kind, loginId])).toEqual([["adopt", ANN]]);
    expect(partOf(known, DUE)).toMatchObject({ remember: [], notes: [], changes: [] });
  });
});

const usualSeats = { countInactive: true, warnWithin: 3 };

describe("what a part needs of people who are not in it", () => {
  const chain = situation(company(moving(ANN, "1", "2"), moving(BOB, "2", "3")));

  test("an extension that somebody else would free is refused, with both named", () => {
    expect(problemsOf(chain, only(ANN))).toEqual([
      {
        name: "selection-needs-extension",
        loginId: ANN,
        extension: "2",
        other: BOB,
        place: { file: "users/all.yaml", line: 2 },
      },
    ]);
  });

  test("whoever frees one needs nobody", () => {
    expect(chunks(partOf(chain, only(BOB)))).toEqual([`1 update ${BOB}`]);
  });

  test("both together go one after the other", () => {
    expect(chunks(partOf(chain, only(ANN, BOB)))).toEqual([`1 update ${BOB} | ${ANN}`]);
  });

  const phones = (ofAnn: boolean) => ({
    declared: [
      user({ loginId: ANN, values: { "phone.enabled": ofAnn } }),
      user({ loginId: BOB, values: { "phone.enabled": true } }),
      ...["x", "y", "z"].map((name) => user({ loginId: `${name}@aoba.example`, values: { "phone.enabled": false } })),
    ],
    actual: [
      shown({ loginId: ANN, values: { "phone.enabled": true } }),
      shown({ loginId: BOB }),
      ...["x", "y", "z"].map((name) => shown({ loginId: `${name}@aoba.example`, values: { "phone.enabled": true } })),
    ],
    settings: { seats: { phone: 4, ...usualSeats } },
  });

  test("a seat that others would give back is refused, with those named", () => {
    expect(problemsOf(situation(phones(false)), only(BOB))).toEqual([
      {
        name: "selection-needs-seat",
        of: "phone",
        users: BOB,
        others: `${ANN}, x@aoba.example, y@aoba.example, z@aoba.example`,
      },
    ]);
  });

  test("and only those are named who want one, and those outside who give one back", () => {
    const phone = (loginId: string, before: boolean, after: boolean, name?: string) => ({
      declared: user({ loginId, values: { "phone.enabled": after, ...(name === undefined ? {} : { name }) } }),
      actual: shown({ loginId, values: { "phone.enabled": before } }),
    });
    const all = [
      phone(ANN, true, false),
      phone(BOB, false, true),
      phone(CIA, false, true),
      phone("dan@aoba.example", true, false),
      phone("eve@aoba.example", false, false, "Eve"),
      phone("fay@aoba.example", false, false, "Fay"),
    ];
    const given = situation({
      declared: all.map(({ declared }) => declared),
      actual: all.map(({ actual }) => actual),
      settings: { seats: { phone: 2, ...usualSeats } },
    });
    expect(problemsOf(given, only(ANN, BOB, CIA, "eve@aoba.example"))).toEqual([
      { name: "selection-needs-seat", of: "phone", users: `${BOB}, ${CIA}`, others: "dan@aoba.example" },
    ]);
  });

  test("with one of them it fits", () => {
    expect(kinds(partOf(situation(phones(false)), only(ANN, BOB)))).toEqual([`update ${ANN}`, `update ${BOB}`]);
  });

  test("a plan that is wrong as a whole says so itself", () => {
    const taken = situation(company(moving(ANN, "1", "2"), { ...moving(BOB, "2", "2") }));
    expect(makePlan(taken).problems.map(({ name }) => name)).toEqual(["extension-taken"]);
    expect(problemsOf(taken, only(ANN))).toEqual([]);
  });

  const leaver = {
    remembered: [entry({ loginId: BOB, state: "inactive", inactiveSince: "2026-06-01T00:00:00.000Z" })],
  };
  const replaced = {
    declared: [user({ loginId: ANN }), user({ loginId: BOB, state: "absent" })],
    actual: [shown({ loginId: BOB, state: "inactive" })],
    ...leaver,
    approvals: [approval({ loginId: BOB, deleteFirst: true })],
    settings: { seats: { total: 1, ...usualSeats } },
  } as const;

  test("a delete that goes first for somebody's seat goes last without them", () => {
    const whole = makePlan(situation(replaced));
    expect(whole.changes.find(({ kind }) => kind === "delete")).toMatchObject({ first: true });
    const part = partOf(situation(replaced), only(BOB));
    expect([part.changes.some((change) => "first" in change), part.steps.map(({ why }) => why)]).toEqual([
      false,
      ["deleteLast"],
    ]);
  });

  test("what has no name of a product in it is said as it is", () => {
    const unapproved = { ...replaced, approvals: [approval({ loginId: BOB })] };
    const stuck = { ...makePlan(situation(unapproved)), problems: [] };
    const part = selectPeople(stuck, only(ANN, BOB), situation(unapproved));
    expect([part.ok, part.problems.map(({ name }) => name)]).toEqual([false, ["seats-need-delete"]]);
  });
});

describe("what is due", () => {
  const rows: readonly (readonly [string, Parameters<typeof situation>[0], readonly string[]])[] = [
    ["a first day that came", { declared: [user({ loginId: ANN, startDate: "2026-12-01" })] }, [`create ${ANN}`]],
    ["no new user without a first day", { declared: [user({ loginId: ANN })] }, []],
    [
      "nobody whom somebody deleted in the console",
      { declared: [user({ loginId: ANN, startDate: "2026-01-01" })], remembered: [entry({ loginId: ANN })] },
      [],
    ],
    [
      "a last day that is over",
      { declared: [user({ loginId: ANN, endDate: "2026-11-30" })], actual: [shown({ loginId: ANN })] },
      [`deactivate ${ANN}`],
    ],
    [
      "a leave that begins",
      { declared: [user({ loginId: ANN, leave: { from: "2026-12-01" } })], actual: [shown({ loginId: ANN })] },
      [`deactivate ${ANN}`],
    ],
    [
      "a leave that ended",
      {
        declared: [user({ loginId: ANN, leave: { from: "2026-11-01", until: "2026-11-30" } })],
        actual: [shown({ loginId: ANN, state: "inactive" })],
      },
      [`activate ${ANN}`],
    ],
    [
      "no word in the files",
      { declared: [user({ loginId: ANN, state: "inactive" })], actual: [shown({ loginId: ANN })] },
      [],
    ],
    ["nobody who was taken out", { actual: [shown({ loginId: ANN })], remembered: [entry({ loginId: ANN })] }, []],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(kinds(partOf(situation(parts), DUE))).toEqual(expected);
  });

  const changedToo = situation({
    declared: [user({ loginId: ANN, endDate: "2026-11-30", values: { name: "new", locale: "en", admin: true } })],
    actual: [shown({ loginId: ANN, values: { name: "old" } })],
    remembered: [entry({ loginId: ANN, values: { name: "old", "phone.enabled": false } })],
  });

  test("of one person's changes the calendar's alone, and the rest stays as it was last applied", () => {
    const part = partOf(changedToo, DUE);
    expect(kinds(makePlan(changedToo))).toEqual([`update ${ANN}`, `deactivate ${ANN}`]);
    expect(kinds(part)).toEqual([`deactivate ${ANN}`]);
    expect(part.due).toBe(true);
    const [{ values = {} } = {}] = part.remember;
    expect(Object.values(values)).not.toContain(undefined);
    expect([values.name, values.admin, values.locale, values["phone.enabled"]]).toEqual([
      "old",
      undefined,
      undefined,
      false,
    ]);
  });

  test("and the next plan finds the same change, for the same reason", () => {
    const [after] = partOf(changedToo, DUE).remember;
    const next = planOf({
      declared: changedToo.roster.users,
      actual: [shown({ loginId: ANN, state: "inactive", values: { name: "old" } })],
      remembered: after === undefined ? [] : [after],
    });
    expect(next.changes).toMatchObject([
      {
        kind: "update",
        fields: [
          { key: "name", cause: "change" },
          { key: "locale", cause: "change" },
          { key: "admin", cause: "change" },
        ],
      },
    ]);
  });

  test("a person of the selection who has nothing due has nothing to do", () => {
    expect(kinds(partOf(changedToo, { ...DUE, people: (key) => key === loginKey(BOB) }))).toEqual([]);
  });
});

describe("who is named", () => {
  const users = [
    user({ loginId: ANN, roles: ["agent", "lead"], department: "Sales Tokyo" }),
    user({ loginId: "new@aoba.example", previousLoginIds: [asLoginId("old@aoba.example")] }),
  ];
  const plan = planOf({
    actual: [shown({ loginId: BOB })],
    remembered: [entry({ loginId: BOB, roles: ["agent"] }), entry({ loginId: CIA })],
  });
  const rows = [
    ["a Login ID, in any case", "ANN@aoba.example", [ANN]],
    ["a pattern", "*@aoba.example", [ANN, BOB, CIA, "new@aoba.example", "old@aoba.example"]],
    ["a former Login ID names the person", "old@*", ["new@aoba.example", "old@aoba.example"]],
    ["a role, of leavers too", "role:agent", [ANN, BOB]],
    ["a role by pattern", "role:LE*", [ANN]],
    ["whoever has any role", "role:*", [ANN, BOB]],
    ["whoever has any department", "department:*", [ANN]],
    ["a department", "department:sales tokyo", [ANN]],
    ["somebody whom only the ledger knew", CIA, [CIA]],
    ["nobody", "role:veiwer", []],
    ["nobody in a department that is none", "department:agent", []],
    ["a word that is none of ours is a Login ID", "group:agent", []],
  ] as const;
  test.each(rows)("%s", (_, pattern, expected) => {
    const { people, unmatched } = namedPeople([pattern], plan, users);
    expect([[...people].sort(), unmatched]).toEqual([[...expected].sort(), expected.length === 0 ? [pattern] : []]);
  });

  test("each pattern that names nobody is told", () => {
    expect(namedPeople([ANN, "x", "y"], plan, users).unmatched).toEqual(["x", "y"]);
  });

  test("a name may hold a colon", () => {
    expect([partsOf("role:a:b"), partsOf("role"), partsOf("a:b")]).toEqual([
      { kind: "role", rest: "a:b" },
      { kind: "loginId", rest: "role" },
      { kind: "loginId", rest: "a:b" },
    ]);
  });
});
