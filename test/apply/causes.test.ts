import { describe, expect, test } from "vitest";
import { applyRun } from "../../src/apply/session.ts";
import type { RowOutcome } from "../../src/model/connector.ts";
import type { JournalRecord } from "../../src/model/journal.ts";
import { asLoginId } from "../../src/model/user.ts";
import { entry, NOW, planOf, settings, shown, user } from "../builders.ts";
import { type Faults, type Ran, runEngine, SETTINGS } from "./small-world.ts";

const HANAKO = "hanako@aoba.example";
const UNKNOWN: RowOutcome = { type: "unknown", reason: "time-out" };
const NO: RowOutcome = { type: "rejected", cause: "no" };

const update = () => planOf({ declared: [user({ values: { name: "x" } })], actual: [shown()] });
const create = (...ids: readonly string[]) =>
  planOf({ declared: ids.map((loginId) => user({ loginId, values: { extension: "2101" } })) });
const gone = ["gone@x.jp", "too@x.jp"].map((loginId) => shown({ loginId, state: "inactive" }));
const deletes = () =>
  planOf({
    declared: gone.map(({ loginId }) => user({ loginId, state: "absent" })),
    actual: gone,
    remembered: gone.map(({ loginId }) => entry({ loginId, state: "inactive", inactiveSince: "2026-01-01T00:00:00Z" })),
    can: { batch: { create: 100, update: 100, activate: 1, deactivate: 1, delete: 100 } },
  });

/** Every row that the journal does not call done, as people read it. */
const causes = ({ effects }: Ran) =>
  effects.flatMap((effect) =>
    effect.type === "journal" && effect.record.type === "outcome"
      ? effect.record.rows
          .filter(({ result }) => result !== "done")
          .map(({ loginId, result, cause, said }) => `${loginId} ${result}${said ? ` (${said})` : ""}: ${cause}`)
      : [],
  );
const reason = ({ result }: Ran) => ("reason" in result ? result.reason : undefined);

const down = { type: "read", snapshot: undefined, reason: "503" } as const;
const downAfter =
  (reads: number): Faults["script"] =>
  (effect, nth) =>
    effect.type === "read" && nth > reads ? down : undefined;
const stopped: Faults["script"] = (effect) => (effect.type === "wait" ? { type: "wait", stopped: true } : undefined);

describe("what became of a row is said in words", () => {
  const rows: readonly (readonly [string, () => Ran, readonly string[]])[] = [
    [
      "of somebody who changed since the plan",
      () => runEngine(update(), [shown({ values: { admin: true } })]),
      [`${HANAKO} moved: changed in the tenant since the plan`],
    ],
    [
      "of a new user who is there already",
      () => runEngine(create("a@x.jp"), [shown({ loginId: "a@x.jp" })]),
      ["a@x.jp moved: exists already in the tenant"],
    ],
    [
      "of a delete before which the tenant could not be read",
      () => runEngine(deletes(), gone, { script: downAfter(1) }),
      gone.map(({ loginId }) => `${loginId} undone: not sent: the tenant could not be read`),
    ],
    [
      "of a delete that another one called off",
      () =>
        runEngine(deletes(), gone, {
          script: (effect, nth, tenant) => {
            if (effect.type === "read" && nth === 2) tenant.set("gone@x.jp", shown({ loginId: "gone@x.jp" }));
            return undefined;
          },
        }),
      [
        "gone@x.jp moved: changed in the tenant since the plan",
        "too@x.jp undone: not sent: another delete of the same chunk was called off",
      ],
    ],
    [
      "of somebody who was not sent because of a stop",
      () =>
        runEngine(update(), [shown()], {
          script: (effect) =>
            effect.type === "checkLock" ? { type: "checkLock", held: true, stopped: true } : undefined,
        }),
      [`${HANAKO} undone: not sent: the run was asked to stop`],
    ],
    [
      "of what was sent, and stopped before its time was over, even where it shows",
      () => runEngine(update(), [shown()], { silent: true, script: stopped }, { ...SETTINGS, settle: 300 }),
      [`${HANAKO} unknown (unknown): sent, and stopped before its time was over`],
    ],
    [
      "of what was sent and cannot be read",
      () => runEngine(update(), [shown()], { script: downAfter(1) }),
      [`${HANAKO} unknown (accepted): sent, and the tenant could not be read afterwards`],
    ],
    [
      "of what is accepted and does not show",
      () => runEngine(update(), [shown()], { shows: { [HANAKO]: 9 } }),
      [`${HANAKO} pending (accepted): accepted, and not shown yet`],
    ],
    [
      "of somebody whose Login ID somebody else got while the upload was on its way",
      () =>
        runEngine(update(), [shown()], {
          script: (effect, _, tenant) => {
            if (effect.type === "start") tenant.set(HANAKO, shown({ id: "another" }));
            return undefined;
          },
        }),
      [`${HANAKO} moved (accepted): somebody else got the Login ID in the tenant while this was sent`],
    ],
    [
      "of a create that was refused after one without an answer",
      () => runEngine(create("a@x.jp"), [], { answers: (_, nth) => [nth === 1 ? UNKNOWN : NO] }),
      [
        "a@x.jp unknown (unknown): time-out",
        "a@x.jp pending (rejected): sent before without an answer, and not listed yet (no)",
        "a@x.jp pending: created, and not listed yet",
      ],
    ],
    [
      "of a new user who shows otherwise than sent",
      () => runEngine(create("a@x.jp"), [], { renames: { "a@x.jp": "Z" }, shows: { "a@x.jp": 1 } }),
      [
        "a@x.jp pending (accepted): accepted, and not shown yet",
        "a@x.jp rejected: created, and shown with other values than were sent",
      ],
    ],
    [
      "of a new user who was refused, and is there with other values",
      () =>
        runEngine(create("a@x.jp", "b@x.jp"), [], {
          answers: ({ rows }) => rows.map(() => NO),
          script: (effect, nth, tenant) => {
            if (effect.type === "read" && nth === 3)
              tenant.set("a@x.jp", shown({ loginId: "a@x.jp", values: { admin: true } }));
            return undefined;
          },
        }),
      [
        "a@x.jp rejected (rejected): no",
        "b@x.jp rejected (rejected): no",
        "a@x.jp moved: refused, and there with other values than were sent",
        "b@x.jp rejected: refused, and not there afterwards",
      ],
    ],
  ];
  test.each(rows)("%s", (_, run, expected) => {
    expect(causes(run())).toEqual(expected);
  });
});

test("a stop while refused new users are looked for leaves the last word to the next run", () => {
  const ran = runEngine(
    create("a@x.jp"),
    [],
    { answers: ({ rows }) => rows.map(() => NO), script: stopped },
    { ...SETTINGS, settle: 300 },
  );
  expect([ran.result.end, causes(ran)]).toEqual(["stopped", ["a@x.jp rejected (rejected): no"]]);
});

test("a new user whom somebody else made is no entry of the ledger", () => {
  const ran = runEngine(create("a@x.jp"), [], {
    answers: () => [NO],
    script: (effect, nth, tenant) => {
      if (effect.type === "read" && nth === 3)
        tenant.set("a@x.jp", shown({ loginId: "a@x.jp", values: { admin: true } }));
      return undefined;
    },
  });
  const put = ran.effects.flatMap((effect) => (effect.type === "journal" ? (effect.ledger?.put ?? []) : []));
  expect([put, "summary" in ran.result && ran.result.summary?.failed.map(({ result }) => result)]).toEqual([
    [],
    ["moved"],
  ]);
});

describe("why a run ended is said in words", () => {
  const many = Array.from({ length: 3 }, (_, index) => `u${index}@x.jp`);
  const several = () =>
    planOf({
      declared: many.map((loginId) => user({ loginId, values: { name: "x" } })),
      actual: many.map((loginId) => shown({ loginId })),
    });
  const actual = many.map((loginId) => shown({ loginId }));
  const refused: Faults = { says: Object.fromEntries(many.map((loginId) => [loginId, NO])) };
  const admin = { admin: true } as const;
  const rows: readonly (readonly [string, () => Ran, string])[] = [
    [
      "an unreadable tenant",
      () => runEngine(update(), [shown()], { unreadable: true }),
      "the tenant could not be read",
    ],
    ["a lost lock", () => runEngine(update(), [shown()], { lockLost: true }), "another run took the lock over"],
    [
      "a lock that cannot be asked",
      () =>
        runEngine(update(), [shown()], {
          script: (effect) =>
            effect.type === "checkLock"
              ? { type: "checkLock", held: false, stopped: false, reason: "the lock could not be asked: EIO" }
              : undefined,
        }),
      "the lock could not be asked: EIO",
    ],
    ["a full disk", () => runEngine(update(), [shown()], { journalFull: true }), "disk full"],
    ["passwords that cannot be sealed", () => runEngine(create("a@x.jp"), [], { sealFails: true }), "no recipients"],
    [
      "a stop",
      () => runEngine(update(), [shown()], { shows: { [HANAKO]: 9 }, stops: true }),
      "the run was asked to stop",
    ],
    [
      "more failed rows than are allowed",
      () => runEngine(several(), actual, refused, { ...SETTINGS, maxFailedRows: 2 }),
      "more than 2 rows failed (apply.maxFailedRows)",
    ],
    [
      "a failed chunk",
      () => runEngine(several(), actual, refused, { ...SETTINGS, stopOnFirstFailedChunk: true }),
      "stopped after the failed chunk (apply.stopOnFirstFailedChunk)",
    ],
    [
      "deletes that wait",
      () =>
        runEngine(
          planOf({
            declared: [
              ...gone.map(({ loginId }) => user({ loginId, state: "absent" })),
              user({ values: { name: "x" } }),
            ],
            actual: [...gone, shown()],
            remembered: gone.map(({ loginId }) =>
              entry({ loginId, state: "inactive", inactiveSince: "2026-01-01T00:00:00Z" }),
            ),
          }),
          [...gone, shown()],
          { says: { [HANAKO]: NO } },
        ),
      "deletes wait until everything before them succeeded",
    ],
    [
      "admins who stay",
      () =>
        runEngine(
          planOf({
            declared: [user(), user({ loginId: "next@x.jp", values: admin })],
            actual: [shown({ values: admin }), shown({ loginId: "next@x.jp" })],
            settings: { guards: { ...settings().guards, minAdmins: 1 } },
          }),
          [shown({ values: admin }), shown({ loginId: "next@x.jp" })],
          { says: { "next@x.jp": NO } },
        ),
      "admins stay until everything before them succeeded, their successors too",
    ],
    [
      "new users who could not be looked for",
      () => runEngine(create("a@x.jp"), [], { shows: { "a@x.jp": 9 }, script: downAfter(2) }),
      "the tenant could not be read",
    ],
  ];
  test.each(rows)("%s", (_, run, expected) => {
    expect(reason(run())).toBe(expected);
  });

  test("or is nothing, where all went well", () => {
    expect(reason(runEngine(update(), [shown()]))).toBeUndefined();
  });

  test("or is nothing but the failed rows, where just as many failed as are allowed", () => {
    const ran = runEngine(several(), actual, refused, { ...SETTINGS, maxFailedRows: many.length });
    expect([causes(ran).length, reason(ran)]).toEqual([many.length, undefined]);
  });

  test("or is nothing, where no chunk failed and the first that fails would have ended it", () => {
    const ran = runEngine(several(), actual, {}, { ...SETTINGS, stopOnFirstFailedChunk: true, maxFailedRows: 0 });
    expect(reason(ran)).toBeUndefined();
  });
});

describe("what a later run finds of an earlier one is said in words", () => {
  const before = (kind: "create" | "update" | "delete"): JournalRecord => ({
    type: "intent",
    run: "r0",
    at: NOW,
    chunk: "1",
    kind,
    users: [asLoginId("a@x.jp")],
  });
  const settled = (kind: "create" | "update" | "delete", users: readonly string[]) =>
    causes(
      runEngine(
        planOf({}),
        users.map((loginId) => shown({ loginId })),
        {
          script: (effect) => (effect.type === "history" ? { type: "history", records: [before(kind)] } : undefined),
        },
        SETTINGS,
        (_, given) => applyRun(given),
      ),
    );

  test("that something is not there", () => {
    const found = "a@x.jp undone: not there when a later run looked";
    expect([settled("create", []), settled("delete", ["a@x.jp"])]).toEqual([[found], [found]]);
    expect([settled("create", ["a@x.jp"]), settled("delete", [])]).toEqual([[], []]);
  });

  test("that an update is for the plan to find", () => {
    const found = "a@x.jp held: sent without an answer; the next plan finds what is missing";
    expect(settled("update", ["a@x.jp"])).toEqual([found]);
  });

  test("that the journal could not be read", () => {
    const ran = runEngine(
      planOf({}),
      [],
      {
        script: (effect) =>
          effect.type === "history" ? { type: "history", records: undefined, reason: "EIO" } : undefined,
      },
      SETTINGS,
      (_, given) => applyRun(given),
    );
    expect([ran.result.end, reason(ran)]).toEqual(["stateFailed", "the journal could not be read: EIO"]);
  });
});
