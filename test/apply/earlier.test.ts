import { describe, expect, test } from "vitest";
import { openChunks } from "../../src/apply/earlier.ts";
import { applyRun } from "../../src/apply/session.ts";
import type { WriteKind } from "../../src/model/connector.ts";
import type { Effect, EffectResult } from "../../src/model/effect.ts";
import type { JournalRecord, RowResult } from "../../src/model/journal.ts";
import { asLoginId, type TenantUser } from "../../src/model/user.ts";
import { NOW, planOf, shown } from "../builders.ts";
import { runEngine, SETTINGS } from "./small-world.ts";

const ANN = "ann@x.jp";
const BOB = "bob@x.jp";

const minutesAgo = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();

function intent(kind: WriteKind, users: readonly string[], at = minutesAgo(1)): JournalRecord {
  return { type: "intent", run: "r0", at, chunk: "1", kind, users: users.map(asLoginId) };
}

function outcome(
  kind: WriteKind,
  rows: Readonly<Record<string, RowResult>>,
  said?: "rejected",
  at = minutesAgo(1),
): JournalRecord {
  const reports = Object.entries(rows).map(([id, result], index) => ({
    loginId: asLoginId(id),
    result,
    row: index + 1,
    chunk: "1",
    ...(said === undefined ? {} : { said }),
  }));
  return { type: "outcome", run: "r0", at, chunk: "1", kind, rows: reports, milliseconds: 1 };
}

describe("of what an earlier run did, it is open", () => {
  const rows: readonly [string, readonly JournalRecord[], readonly string[], boolean?][] = [
    ["nothing, when every row has an end", [intent("update", [ANN]), outcome("update", { [ANN]: "rejected" })], []],
    ["what was announced and has no outcome", [intent("update", [ANN, BOB])], [ANN, BOB], false],
    [
      "who got no answer",
      [intent("update", [ANN, BOB]), outcome("update", { [ANN]: "done", [BOB]: "unknown" })],
      [BOB],
      false,
    ],
    [
      "who was accepted and is not listed yet",
      [intent("create", [ANN]), outcome("create", { [ANN]: "pending" })],
      [ANN],
      true,
    ],
    [
      "who was refused as a new user, until somebody looked once more",
      [
        intent("create", [ANN, BOB]),
        outcome("create", { [ANN]: "rejected", [BOB]: "rejected" }, "rejected"),
        outcome("create", { [ANN]: "rejected" }),
      ],
      [BOB],
      false,
    ],
    [
      "who was sent again after an outcome, with those of the first time who are open still",
      [intent("update", [ANN, BOB]), outcome("update", { [ANN]: "held", [BOB]: "unknown" }), intent("update", [ANN])],
      [ANN, BOB],
      false,
    ],
    [
      "nobody who was refused, unless it was as a new user",
      [intent("update", [ANN]), outcome("update", { [ANN]: "rejected" }, "rejected")],
      [],
    ],
    [
      "nobody who was made, whatever the tenant said",
      [intent("create", [ANN]), outcome("create", { [ANN]: "done" }, "rejected")],
      [],
    ],
    ["who was sent twice, once", [intent("update", [ANN, BOB]), intent("update", [BOB])], [BOB, ANN], false],
    [
      "who is not listed yet, beside one who got no answer: nobody knows that all will come",
      [intent("create", [ANN, BOB]), outcome("create", { [ANN]: "pending", [BOB]: "unknown" })],
      [ANN, BOB],
      false,
    ],
    [
      "who is not listed yet, beside one of whom nothing was noted",
      [intent("create", [ANN, BOB]), outcome("create", { [ANN]: "pending" })],
      [BOB, ANN],
      false,
    ],
    [
      "who is not listed yet, beside one who is",
      [intent("create", [ANN, BOB]), outcome("create", { [ANN]: "pending", [BOB]: "done" })],
      [ANN],
      true,
    ],
    [
      "who was refused as a new user, and not sent again after all",
      [
        intent("create", [ANN]),
        outcome("create", { [ANN]: "held" }, "rejected"),
        intent("create", [ANN]),
        outcome("create", { [ANN]: "undone" }),
      ],
      [ANN],
      false,
    ],
    ["nobody who was announced and not sent", [intent("create", [ANN]), outcome("create", { [ANN]: "undone" })], []],
    [
      "nobody who was sent twice, once a later run looked",
      [
        intent("create", [ANN]),
        outcome("create", { [ANN]: "held" }, "rejected"),
        intent("create", [ANN]),
        { ...outcome("create", { [ANN]: "undone" }), settledBy: "r1" } as JournalRecord,
      ],
      [],
    ],
    [
      "nobody, once a later run looked",
      [intent("create", [ANN]), { ...outcome("create", { [ANN]: "undone" }), settledBy: "r1" } as JournalRecord],
      [],
    ],
  ];
  test.each(rows)("%s", (_: string, records: readonly JournalRecord[], users: readonly string[], pending?: boolean) => {
    const open = openChunks(records);
    expect(open.flatMap((chunk) => chunk.rows.map(({ loginId }) => loginId))).toEqual(users);
    if (pending !== undefined) expect(open.map((chunk) => chunk.pending)).toEqual([pending]);
  });
});

interface Settled {
  readonly effects: readonly Effect[];
  /** What the journal says of it now. */
  readonly found: readonly string[];
  readonly waited: number;
  readonly end: string;
  readonly reason: string | undefined;
}

/** A run over a journal, in a tenant of these people; who is `late` shows after so many waits. */
function settle(
  records: readonly JournalRecord[] | undefined,
  people: readonly TenantUser[],
  {
    late = {},
    times = {},
    script,
  }: {
    readonly late?: Readonly<Record<string, number>>;
    readonly times?: Partial<typeof SETTINGS>;
    readonly script?: (effect: Effect, nth: number) => EffectResult | undefined;
  } = {},
): Settled {
  const history: EffectResult =
    records === undefined ? { type: "history", records: undefined, reason: "no" } : { type: "history", records };
  const ran = runEngine(
    planOf(),
    people,
    {
      script: (effect, nth, tenant) => {
        if (effect.type === "history") return history;
        const scripted = script?.(effect, nth);
        if (effect.type === "wait") {
          for (const [id, waits] of Object.entries(late)) if (waits === nth) tenant.set(id, shown({ loginId: id }));
        }
        return scripted;
      },
    },
    { ...SETTINGS, pollEvery: 60_000, settle: 300_000, waitForCreate: 1_200_000, ...times },
    (_, settings) => applyRun(settings),
  );
  const waits = ran.effects.filter((effect) => effect.type === "wait");
  const found = ran.effects.flatMap((effect) =>
    effect.type === "journal" && effect.record.type === "outcome"
      ? effect.record.rows.map(({ loginId, result }) => `${loginId} ${result}`)
      : [],
  );
  const reason = "reason" in ran.result ? ran.result.reason : undefined;
  return { effects: ran.effects, found, waited: waits.length, end: ran.result.end, reason };
}

test("chunks of one name are of their runs", () => {
  const other = { ...intent("update", [BOB]), run: "r9" } as JournalRecord;
  expect(openChunks([intent("update", [ANN]), other]).map(({ run, rows }) => [run, rows.length])).toEqual([
    ["r0", 1],
    ["r9", 1],
  ]);
});

test("who was announced is in the row of its place", () => {
  const [first] = openChunks([intent("update", [ANN, BOB])]);
  expect(first?.rows.map(({ row }) => row)).toEqual([1, 2]);
});

test("who was sent again alone keeps the row of the chunk as planned", () => {
  const [first] = openChunks([{ ...intent("update", [BOB]), rows: [7] } as JournalRecord]);
  expect(first?.rows).toEqual([{ loginId: BOB, row: 7 }]);
});

describe("before a run plans", () => {
  test("it looks what became of what was sent without an answer, once it has had its time", () => {
    const { found, waited, effects, end } = settle([intent("create", [ANN, BOB])], [shown({ loginId: ANN })]);
    expect([found, waited, end]).toEqual([[`${ANN} done`, `${BOB} undone`], 5, "done"]);
    const kinds = effects.map(({ type }) => type);
    expect(kinds.indexOf("plan")).toBeGreaterThan(kinds.indexOf("journal"));
  });

  const kinds: readonly (readonly [WriteKind, readonly string[]])[] = [
    ["create", [`${ANN} done`, `${BOB} undone`]],
    ["delete", [`${ANN} undone`, `${BOB} done`]],
    ["activate", [`${ANN} done`, `${BOB} undone`]],
    ["deactivate", [`${ANN} undone`, `${BOB} undone`]],
    ["update", [`${ANN} held`, `${BOB} held`]],
  ];
  test.each(kinds)("it tells of each %s what the tenant shows", (kind, expected) => {
    expect(settle([intent(kind, [ANN, BOB])], [shown({ loginId: ANN })]).found).toEqual(expected);
  });

  test.each([60, -600])("it believes no clock: sent %s minutes ago is waited for as long", (minutes) => {
    expect(settle([intent("create", [ANN], minutesAgo(minutes))], []).waited).toBe(5);
  });

  test("it waits for nothing where nothing takes effect late", () => {
    expect(settle([intent("create", [ANN])], [], { times: { settle: 0 } }).waited).toBe(0);
  });

  test("it waits until new users are listed who were accepted", () => {
    const records = [intent("create", [ANN]), outcome("create", { [ANN]: "pending" })];
    expect(settle(records, [], { late: { [ANN]: 7 } })).toMatchObject({ found: [`${ANN} done`], waited: 7 });
    expect(settle(records, [])).toMatchObject({ found: [`${ANN} undone`], waited: 20 });
  });

  test("it waits until all of them are, of every chunk", () => {
    const second = [
      { ...intent("create", ["cal@x.jp"]), chunk: "2" },
      { ...outcome("create", { "cal@x.jp": "pending" }), chunk: "2" },
    ] as JournalRecord[];
    const records = [
      intent("create", [ANN, BOB]),
      outcome("create", { [ANN]: "pending", [BOB]: "pending" }),
      ...second,
    ];
    const late = { [ANN]: 2, [BOB]: 4, "cal@x.jp": 6 };
    expect(settle(records, [], { late })).toMatchObject({
      found: [`${ANN} done`, `${BOB} done`, "cal@x.jp done"],
      waited: 6,
    });
  });

  test("it waits for both: for new users, and until what was sent without an answer has had its time", () => {
    const open = { ...intent("update", ["cal@x.jp"]), chunk: "2" } as JournalRecord;
    const records = [intent("create", [ANN]), outcome("create", { [ANN]: "pending" }), open];
    expect(settle(records, [], { late: { [ANN]: 2 } }).waited).toBe(5);
    expect(settle(records, [], { late: { [ANN]: 9 } }).waited).toBe(9);
    expect(settle([open], []).waited).toBe(5);
  });

  test("it gives new users no less time than anything else has", () => {
    const records = [intent("create", [ANN]), outcome("create", { [ANN]: "pending" }), intent("update", [BOB])];
    expect(settle(records, [], { times: { waitForCreate: 0 } }).waited).toBe(5);
  });

  test("it reads again when the tenant does not answer at once, and plans nothing when it never does", () => {
    const down: EffectResult = { type: "read", snapshot: undefined, reason: "503" };
    const once = settle([intent("create", [ANN])], [], {
      script: (effect, nth) => (effect.type === "read" && nth === 1 ? down : undefined),
    });
    expect(once.found).toEqual([`${ANN} undone`]);
    const never = settle([intent("create", [ANN])], [], {
      script: (effect) => (effect.type === "read" ? down : undefined),
    });
    expect([never.end, never.effects.some(({ type }) => type === "plan")]).toEqual(["unreadable", false]);
  });

  test("it can be asked to stop", () => {
    const stopped = settle([intent("create", [ANN])], [], {
      script: (effect) => (effect.type === "wait" ? { type: "wait", stopped: true } : undefined),
    });
    expect([stopped.end, stopped.effects.at(-1)?.type]).toEqual(["stopped", "release"]);
  });

  test("it plans nothing without the journal", () => {
    expect(settle(undefined, [])).toMatchObject({ end: "stateFailed", reason: "the journal could not be read: no" });
  });

  test("it plans nothing when it cannot write down what it found", () => {
    const full: EffectResult = { type: "journal", durable: false, reason: "disk full" };
    const ran = settle([intent("create", [ANN], minutesAgo(60))], [], {
      script: (effect) => (effect.type === "journal" ? full : undefined),
    });
    expect([ran.end, ran.effects.some(({ type }) => type === "plan")]).toEqual(["stateFailed", false]);
  });
});

test("a run without a plan ends without a word", () => {
  const ran = runEngine(
    planOf(),
    [],
    { script: (effect) => (effect.type === "plan" ? { type: "plan", plan: undefined } : undefined) },
    SETTINGS,
    (_, settings) => applyRun(settings),
  );
  expect([ran.result, ran.effects.map(({ type }) => type)]).toEqual([
    { end: "refused" },
    ["lock", "history", "plan", "release"],
  ]);
});
