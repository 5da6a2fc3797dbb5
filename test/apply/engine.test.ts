import { describe, expect, test } from "vitest";
import type { ApplyResult } from "../../src/apply/run.ts";
import { approval, entry, planOf, settings, shown, user } from "../builders.ts";
import { type Faults, failures, kindsOf, type Ran, runEngine, SETTINGS, sends } from "./small-world.ts";

const update = () => planOf({ declared: [user({ values: { name: "x" } })], actual: [shown()] });
const create = (...ids: readonly string[]) =>
  planOf({ declared: ids.map((loginId) => user({ loginId, values: { extension: "2101" } })) });

test("a chunk is journaled before it is sent, and after it was read back", () => {
  expect(kindsOf(runEngine(update(), [shown()]))).toEqual([
    "lock",
    "journal",
    "read",
    "journal",
    "checkLock",
    "start",
    "next",
    "read",
    "journal",
    "count",
    "journal",
    "release",
  ]);
});

test("the first line of a run names whom the plan lets go of", () => {
  const gone = entry({ loginId: "gone@x.jp" });
  const plan = planOf({
    actual: [shown({ loginId: "gone@x.jp" })],
    remembered: [gone],
    settings: settings({ onRemoval: "release" }),
  });
  const lines = runEngine(plan, [shown({ loginId: "gone@x.jp" })]).effects.flatMap((effect) =>
    effect.type === "journal" && effect.record.type === "started" ? [effect.record.released] : [],
  );
  expect(lines).toEqual([["gone@x.jp"]]);
});

test("passwords are sealed before the intent is journaled", () => {
  const ran = runEngine(create("a@x.jp"), []);
  const kinds = kindsOf(ran);
  expect(kinds.indexOf("seal")).toBeLessThan(kinds.indexOf("journal", kinds.indexOf("seal")));
  expect(ran.effects.find((effect) => effect.type === "journal" && effect.record.type === "intent")).toMatchObject({
    record: { sealed: "s1" },
  });
});

test("a new user's extension is set in a chunk after the create", () => {
  const ran = runEngine(create("a@x.jp"), []);
  expect([sends(ran), ran.tenant.get("a@x.jp")?.values.extension]).toEqual([2, "2101"]);
});

test("an update carries the whole row, with cells that meibo does not know", () => {
  const ran = runEngine(
    planOf({ declared: [user({ values: { name: "x" } })], actual: [shown({ extra: { Shoe: "27" } })] }),
    [shown({ extra: { Shoe: "27" } })],
  );
  const sent = ran.effects.find((effect) => effect.type === "start");
  expect(sent?.write.rows[0]).toMatchObject({
    extra: { Shoe: "27" },
    values: { name: "x", locale: "ja", admin: false },
  });
});

describe("nothing is sent", () => {
  const rows: readonly (readonly [string, Faults, ApplyResult["end"]])[] = [
    ["when another run holds the lock", { lockTaken: true }, "lockHeld"],
    ["when the lock was lost", { lockLost: true }, "lockLost"],
    ["when the journal cannot be written", { journalFull: true }, "stateFailed"],
    ["when the tenant cannot be read", { unreadable: true }, "unreadable"],
  ];
  test.each(rows)("%s", (_, faults, end) => {
    const ran = runEngine(update(), [shown()], faults);
    expect([sends(ran), ran.result.end]).toEqual([0, end]);
  });

  test("when passwords cannot be sealed", () => {
    const ran = runEngine(create("a@x.jp"), [], { sealFails: true });
    expect([sends(ran), ran.result.end]).toEqual([0, "stateFailed"]);
  });

  test("for a user who changed in the tenant since the plan", () => {
    const ran = runEngine(update(), [shown({ values: { admin: true } })]);
    expect([sends(ran), failures(ran), ran.result.end]).toEqual([0, ["hanako@aoba.example moved"], "partly"]);
  });

  test("for a new user who exists by now", () => {
    const ran = runEngine(create("a@x.jp"), [shown({ loginId: "A@x.jp" })]);
    expect([sends(ran), failures(ran)]).toEqual([0, ["a@x.jp moved"]]);
  });
});

describe("what the tenant shows is what counts", () => {
  test("an answer that never came, for a change that is there, is done", () => {
    const moved = runEngine(update(), [shown()], {
      says: { "hanako@aoba.example": { type: "unknown", reason: "reset" } },
    });
    expect(failures(moved)).toEqual(["hanako@aoba.example unknown"]);
  });

  test("a change that is there is done, though no answer came", () => {
    expect(runEngine(update(), [shown()], { silent: true }).result.end).toBe("done");
  });

  test("a change that is not there, and no answer, is unknown", () => {
    const says = { "hanako@aoba.example": { type: "unknown", reason: "reset" } } as const;
    expect(failures(runEngine(update(), [shown()], { says }))).toEqual(["hanako@aoba.example unknown"]);
  });

  test("a rejected row is told with its cause, and the others go on", () => {
    const declared = ["a@x.jp", "b@x.jp"].map((loginId) => user({ loginId, values: { name: "x" } }));
    const actual = ["a@x.jp", "b@x.jp"].map((loginId) => shown({ loginId }));
    const ran = runEngine(planOf({ declared, actual }), actual, {
      says: { "a@x.jp": { type: "rejected", cause: "no" } },
    });
    expect([failures(ran), ran.tenant.get("b@x.jp")?.values.name]).toEqual([["a@x.jp rejected"], "x"]);
  });

  test("who was only held back goes again without the rejected row, and is not blamed", () => {
    const ids = ["a@x.jp", "b@x.jp", "c@x.jp"];
    const declared = ids.map((loginId) => user({ loginId, values: { name: "x" } }));
    const actual = ids.map((loginId) => shown({ loginId }));
    const says = { "b@x.jp": { type: "rejected", cause: "no" } } as const;
    const ran = runEngine(planOf({ declared, actual }), actual, { says, refusesFiles: true });
    expect([failures(ran), sends(ran)]).toEqual([["b@x.jp rejected"], 2]);
    expect(ids.map((id) => ran.tenant.get(id)?.values.name)).toEqual(["x", "佐藤 花子", "x"]);
  });

  test("who is alone in an upload that is refused is rejected, and not sent again", () => {
    const says = { "hanako@aoba.example": { type: "held", cause: "the file" } } as const;
    const ran = runEngine(update(), [shown()], { says });
    expect([failures(ran), sends(ran)]).toEqual([["hanako@aoba.example rejected"], 1]);
  });

  test("an accepted change may take its time to show", () => {
    const ran = runEngine(update(), [shown()], { shows: { "hanako@aoba.example": 2 } });
    expect(ran.result.end).toBe("done");
  });

  test("an accepted change that does not show in time is pending", () => {
    expect(failures(runEngine(update(), [shown()], { shows: { "hanako@aoba.example": 9 } }))).toEqual([
      "hanako@aoba.example pending",
    ]);
  });

  test("new users are waited for before their extension is set", () => {
    const ran = runEngine(create("a@x.jp"), [], { shows: { "a@x.jp": 2 } });
    expect([ran.result.end, sends(ran), ran.tenant.get("a@x.jp")?.values.extension]).toEqual(["done", 2, "2101"]);
  });

  test("a new user who is not listed in time gets no second chunk", () => {
    const ran = runEngine(create("a@x.jp"), [], { shows: { "a@x.jp": 9 } });
    expect([sends(ran), failures(ran)]).toEqual([1, ["a@x.jp pending"]]);
  });
});

describe("an end before the end", () => {
  const two = () => {
    const declared = [user({ loginId: "a@x.jp" }), user({ values: { name: "x" } })];
    return planOf({ declared, actual: [shown()] });
  };

  test("that somebody asks for stops before the next chunk", () => {
    const ran = runEngine(two(), [shown()], { shows: { "a@x.jp": 9 }, stops: true });
    expect([ran.result.end, sends(ran)]).toEqual(["stopped", 1]);
  });

  test("by a lost lock writes nothing any more", () => {
    const kinds = kindsOf(runEngine(update(), [shown()], { lockLost: true }));
    expect(kinds.slice(kinds.indexOf("checkLock"))).toEqual(["checkLock", "release"]);
  });

  test.each([2, 3, 4])("by line %i of the journal, which cannot be written, is no good end", (line) => {
    const script: Faults["script"] = (effect, nth) =>
      effect.type === "journal" && nth === line ? { type: "journal", durable: false, reason: "disk full" } : undefined;
    const ran = runEngine(update(), [shown()], { script });
    expect([ran.result.end, sends(ran)]).toEqual(["stateFailed", line === 2 ? 0 : 1]);
  });
});

describe("the last line of a run", () => {
  const ended = (ran: Ran) =>
    ran.effects.flatMap((effect) =>
      effect.type === "journal" && effect.record.type === "ended"
        ? [[effect.record.summary.usersCounted, effect.ledger]]
        : [],
    );

  test("counts the users of the tenant, for the next run to compare", () => {
    expect(ended(runEngine(update(), [shown()]))).toEqual([[1, { put: [], drop: [], usersCounted: 1 }]]);
    expect(runEngine(update(), [shown()]).result).toMatchObject({ summary: { usersCounted: 1 } });
  });

  test("counts nobody where the tenant cannot say how many there are", () => {
    const script: Faults["script"] = (effect) =>
      effect.type === "count" ? { type: "count", users: undefined } : undefined;
    const ran = runEngine(update(), [shown()], { script });
    expect([ended(ran), "summary" in ran.result && ran.result.summary]).toEqual([
      [[undefined, undefined]],
      expect.not.objectContaining({ usersCounted: expect.anything() }),
    ]);
  });

  test.each([
    ["when nothing could be begun", { script: failing(1) }],
    ["when the lock was lost", { lockLost: true }],
  ] as const)("counts everybody of every step as not done %s", (_, faults: Faults) => {
    const people = ["a@x.jp", "b@x.jp"].map((loginId) => shown({ loginId }));
    const plan = planOf({
      declared: [user({ loginId: "a@x.jp", values: { name: "x" } }), user({ loginId: "b@x.jp", state: "inactive" })],
      actual: people,
    });
    const ran = runEngine(plan, people, faults);
    expect(ran.result).toMatchObject({ summary: { notDone: 2 } });
    expect(sends(ran)).toBe(0);
  });

  function failing(line: number): Faults["script"] {
    return (effect, nth) =>
      effect.type === "journal" && nth === line ? { type: "journal", durable: false, reason: "disk full" } : undefined;
  }
});

describe("several changes of one chunk", () => {
  const people = ["a@x.jp", "b@x.jp"].map((loginId) => shown({ loginId }));
  const plan = () =>
    planOf({
      declared: people.map(({ loginId }) => user({ loginId, values: { name: "x" } })),
      actual: people,
    });

  test("are waited for until all of them show", () => {
    expect(runEngine(plan(), people, { shows: { "a@x.jp": 1, "b@x.jp": 2 } }).result.end).toBe("done");
  });

  test("are waited for although one of them was refused", () => {
    const ran = runEngine(plan(), people, {
      says: { "a@x.jp": { type: "rejected", cause: "no" } },
      shows: { "b@x.jp": 2 },
    });
    expect(failures(ran)).toEqual(["a@x.jp rejected"]);
  });

  test("are not waited for because of one that was refused", () => {
    const ran = runEngine(plan(), people, { says: { "a@x.jp": { type: "rejected", cause: "no" } } });
    expect(kindsOf(ran)).not.toContain("wait");
  });
});

describe("deletes", () => {
  const inactive = { state: "inactive" } as const;
  const gone = shown({ loginId: "gone@x.jp", ...inactive });
  const plan = () =>
    planOf({
      declared: [user({ loginId: "gone@x.jp", state: "absent" }), user({ values: { name: "x" } })],
      actual: [gone, shown()],
      remembered: [entry({ loginId: "gone@x.jp", ...inactive, inactiveSince: "2026-01-01T00:00:00Z" })],
    });

  test("come last", () => {
    const ran = runEngine(plan(), [gone, shown()]);
    expect([ran.result.end, ran.tenant.has("gone@x.jp")]).toEqual(["done", false]);
  });

  test("wait when anything before them failed", () => {
    const says = { "hanako@aoba.example": { type: "rejected", cause: "no" } } as const;
    const ran = runEngine(plan(), [gone, shown()], { says });
    expect([ran.result.end, ran.tenant.has("gone@x.jp")]).toEqual(["partly", true]);
  });

  test("leave out somebody who was edited meanwhile", () => {
    const ran = runEngine(plan(), [{ ...gone, id: "somebody-else" }, shown()]);
    expect([failures(ran), ran.tenant.has("gone@x.jp")]).toEqual([["gone@x.jp moved"], true]);
  });
});

describe("an admin who leaves", () => {
  const admin = { admin: true } as const;
  const next = shown({ loginId: "next@x.jp" });
  const old = shown({ values: admin });
  const plan = () =>
    planOf({
      declared: [user(), user({ loginId: "next@x.jp", values: admin })],
      actual: [old, next],
      settings: { guards: { ...settings().guards, minAdmins: 1 } },
    });
  const admins = ({ tenant }: Ran) => [...tenant.values()].filter(({ values: own }) => own.admin === true).length;

  test("leaves once the next one is there", () => {
    const ran = runEngine(plan(), [old, next]);
    expect([ran.result.end, admins(ran)]).toEqual(["done", 1]);
  });

  test("stays when that went wrong, and is told as not done", () => {
    const ran = runEngine(plan(), [old, next], { says: { "next@x.jp": { type: "rejected", cause: "no" } } });
    expect(ran.result).toMatchObject({ end: "partly", reason: expect.stringContaining("admins stay") });
    expect("summary" in ran.result && [ran.result.summary?.notDone, admins(ran)]).toEqual([1, 1]);
  });
});

describe("an update in two rows", () => {
  const mover = shown({ values: { extension: "2101" } });
  const plan = () =>
    planOf({
      declared: [user({ values: { extension: "2102", name: "x" } }), user({ loginId: "new@x.jp" })],
      actual: [mover],
    });

  test("is one update, once both are done", () => {
    const ran = runEngine(plan(), [mover]);
    expect("summary" in ran.result && ran.result.summary?.done).toMatchObject({ create: 1, update: 1 });
    expect(ran.tenant.get("hanako@aoba.example")?.values).toMatchObject({ extension: "2102", name: "x" });
  });

  test("is none when the first was refused, and the second is not sent", () => {
    const ran = runEngine(plan(), [mover], { says: { "hanako@aoba.example": { type: "rejected", cause: "no" } } });
    expect("summary" in ran.result && [ran.result.summary?.done.update, sends(ran)]).toEqual([0, 2]);
  });
});

describe("a delete that goes first", () => {
  const gone = shown({ loginId: "gone@x.jp", state: "inactive" });
  const plan = () =>
    planOf({
      declared: [
        user({ loginId: "gone@x.jp", state: "absent" }),
        user({ values: { extension: "2102" } }),
        user({ loginId: "new@x.jp" }),
      ],
      actual: [gone, shown({ values: { extension: "2101" } })],
      approvals: [approval({ loginId: "gone@x.jp", overrideWaiting: true, deleteFirst: true })],
      settings: { seats: { total: 2, countInactive: true, warnWithin: 0 } },
    });
  const actual = [gone, shown({ values: { extension: "2101" } })];

  test("goes before the creates", () => {
    const ran = runEngine(plan(), actual);
    const kinds = ran.effects.flatMap((effect) => (effect.type === "start" ? [effect.write.kind] : []));
    expect([ran.result.end, kinds]).toEqual(["done", ["update", "delete", "create"]]);
  });

  test("waits when anything before it failed, with all that comes after", () => {
    const says = { "hanako@aoba.example": { type: "rejected", cause: "no" } } as const;
    const ran = runEngine(plan(), actual, { says });
    expect([ran.result.end, ran.tenant.has("gone@x.jp"), ran.tenant.has("new@x.jp")]).toEqual(["partly", true, false]);
  });
});

describe("a run ends early", () => {
  const ids = Array.from({ length: 250 }, (_, index) => `u${100 + index}@x.jp`);
  const declared = ids.map((loginId) => user({ loginId, values: { name: "x" } }));
  const actual = ids.map((loginId) => shown({ loginId }));
  const says = Object.fromEntries(
    ids.slice(0, 11).map((loginId) => [loginId, { type: "rejected", cause: "no" } as const]),
  );

  test("when too many rows failed, and counts who was not begun", () => {
    const { result } = runEngine(planOf({ declared, actual }), actual, { says });
    expect("summary" in result && [result.end, (result.summary?.notDone ?? 0) > 0]).toEqual(["partly", true]);
  });

  test("after the first failed chunk, where meibo.yaml says so", () => {
    const few = Object.fromEntries(Object.entries(says).slice(0, 1));
    const ran = runEngine(
      planOf({ declared, actual }),
      actual,
      { says: few },
      { ...SETTINGS, stopOnFirstFailedChunk: true },
    );
    expect(sends(ran)).toBe(1);
  });
});

describe("the ledger", () => {
  test("learns of somebody who was adopted, without a send", () => {
    const ran = runEngine(planOf({ declared: [user()], actual: [shown()] }), [shown()]);
    expect([sends(ran), put(ran)]).toEqual([0, [shown().loginId]]);
  });

  test("learns the id of a new user", () => {
    const ran = runEngine(create("a@x.jp"), []);
    const put = ran.effects.flatMap((effect) => (effect.type === "journal" ? (effect.ledger?.put ?? []) : []));
    expect(put.map(({ id, values: own }) => [id, own.extension])).toEqual([
      ["id-a@x.jp", undefined],
      ["id-a@x.jp", "2101"],
    ]);
  });

  const parted = ({ effects }: Ran) =>
    effects.flatMap((effect) =>
      effect.type === "journal" && effect.ledger
        ? [
            ...effect.ledger.put.filter(({ removed }) => removed === true).map(({ loginId }) => loginId),
            ...effect.ledger.drop,
          ]
        : [],
    );
  const off = shown({ state: "inactive" });
  const rows = [
    ["switched off already", [off], [off], {}, 1],
    ["switched off, said an old picture", [off], [shown()], {}, 0],
    ["switched off, and gone by now", [off], [], {}, 0],
    ["gone", [], [], {}, 1],
    ["gone, said an old picture", [], [shown()], {}, 0],
    ["gone, and the tenant cannot be asked again", [], [], { unreadable: true }, 0],
  ] as const;
  test.each(rows)("lets go of who left the files and is %s", (_, planned, actual, faults, people) => {
    const ran = runEngine(planOf({ declared: [], actual: planned, remembered: [entry()] }), actual, faults);
    expect([sends(ran), parted(ran)]).toEqual([0, Array.from({ length: people }, () => shown().loginId)]);
  });

  test("learns nothing of somebody whose change failed", () => {
    const ran = runEngine(update(), [shown()], { says: { "hanako@aoba.example": { type: "rejected", cause: "no" } } });
    expect(ran.effects.flatMap((effect) => (effect.type === "journal" ? (effect.ledger?.put ?? []) : []))).toEqual([]);
  });
});

const rejected = { type: "rejected", cause: "extension in use" } as const;
const outcomes = ({ effects }: Ran) =>
  effects.flatMap((effect) =>
    effect.type === "journal" && effect.record.type === "outcome"
      ? effect.record.rows.map(
          ({ loginId, result }) => `${effect.record.type === "outcome" ? effect.record.kind : ""} ${loginId} ${result}`,
        )
      : [],
  );
const put = ({ effects }: Ran) =>
  effects.flatMap((effect) =>
    effect.type === "journal" ? (effect.ledger?.put ?? []).map(({ loginId }) => loginId) : [],
  );

describe("whoever must be off is switched off, whatever else went wrong", () => {
  test("a new user before the first day, whose extension the tenant refuses", () => {
    const declared = [user({ loginId: "new@aoba.example", startDate: "2026-12-20", values: { extension: "2101" } })];
    const plan = planOf({ declared, settings: { lifecycle: { createDaysBefore: 30 } } });
    const ran = runEngine(plan, [], { says: { "update new@aoba.example": rejected } });
    expect([ran.result.end, ran.tenant.get("new@aoba.example")?.state]).toEqual(["partly", "inactive"]);
  });

  test("a leaver whose number is refused while others join", () => {
    const ann = { loginId: "ann@aoba.example", values: { extension: "2101" } };
    const plan = planOf({
      declared: [
        user({ ...ann, values: { extension: "2102" }, endDate: "2026-11-30" }),
        user({ loginId: "new@aoba.example" }),
      ],
      actual: [shown(ann)],
    });
    const ran = runEngine(plan, [shown(ann)], { says: { "update ann@aoba.example": rejected } });
    expect([ran.result.end, ran.tenant.get("ann@aoba.example")?.state]).toEqual(["partly", "inactive"]);
  });

  test("but nobody who was not created", () => {
    const declared = [user({ loginId: "new@aoba.example", state: "inactive" })];
    const ran = runEngine(planOf({ declared }), [], { says: { "create new@aoba.example": rejected } });
    // The second one is of the look that comes after: nobody is there.
    expect(outcomes(ran)).toEqual(["create new@aoba.example rejected", "create new@aoba.example rejected"]);
  });
});

describe("new users whom the tenant lists late", () => {
  const declared = [user({ loginId: "new@aoba.example", values: { extension: "2101" } })];
  const LATE = { shows: { "new@aoba.example": 1 } };

  test("are in the journal as done once they show", () => {
    expect(outcomes(runEngine(planOf({ declared }), [], LATE)).filter((line) => line.startsWith("create"))).toEqual([
      "create new@aoba.example pending",
      "create new@aoba.example done",
    ]);
  });

  test("stop the run if they never show and the first failure shall stop it", () => {
    const never = { shows: { "new@aoba.example": 99 } };
    const other = user({ loginId: "ann@aoba.example", values: { admin: true } });
    const plan = planOf({ declared: [...declared, other], actual: [shown({ loginId: "ann@aoba.example" })] });
    const users = [shown({ loginId: "ann@aoba.example" })];
    const ran = runEngine(plan, users, never, { ...SETTINGS, stopOnFirstFailedChunk: true });
    expect([ran.result.end, outcomes(ran).filter((line) => line.startsWith("update"))]).toEqual(["partly", []]);
  });

  test("are known even if the tenant made something else of their values", () => {
    const ran = runEngine(planOf({ declared }), [], { ...LATE, renames: { "new@aoba.example": "花子" } });
    expect(ran.result).toMatchObject({ end: "partly", summary: { failed: [{ result: "rejected" }] } });
    expect(put(ran)).toEqual(["new@aoba.example"]);
  });
});

test("the entry of a former Login ID goes when the one of the new comes", () => {
  const person = { loginId: "new@aoba.example", previousLoginIds: [user({ loginId: "old@aoba.example" }).loginId] };
  const plan = planOf({
    declared: [user({ ...person, values: { admin: true } })],
    actual: [shown({ loginId: "new@aoba.example" })],
    remembered: [entry({ loginId: "old@aoba.example" })],
  });
  const ledger = (ran: Ran) =>
    ran.effects.flatMap((effect) =>
      effect.type === "journal" && effect.ledger ? [[effect.ledger.put.length, effect.ledger.drop.length]] : [],
    );
  const users = [shown({ loginId: "new@aoba.example" })];
  expect(ledger(runEngine(plan, users))).toContainEqual([1, 1]);
  expect(ledger(runEngine(plan, users, { says: { "new@aoba.example": rejected } })).flat()).not.toContain(1);
});
