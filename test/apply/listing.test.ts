import { describe, expect, test } from "vitest";
import type { RowOutcome } from "../../src/model/connector.ts";
import type { Effect } from "../../src/model/effect.ts";
import { NOW, planOf, shown, user } from "../builders.ts";
import { type Faults, failures, kindsOf, type Ran, runEngine, SETTINGS, sends } from "./small-world.ts";

const NO: RowOutcome = { type: "rejected", cause: "already used" };
const ONE_A_CHUNK = { batch: { create: 1, update: 100, activate: 1, deactivate: 1, delete: 1 } } as const;

const joining = (ids: readonly string[], can = {}) =>
  planOf({ declared: ids.map((loginId) => user({ loginId, values: { name: "N" } })), can });

const outcomes = ({ effects }: Ran) =>
  effects.flatMap((effect) =>
    effect.type === "journal" && effect.record.type === "outcome"
      ? [{ record: effect.record, ledger: effect.ledger?.put.map(({ loginId }) => loginId) ?? [] }]
      : [],
  );
const told = (ran: Ran) =>
  outcomes(ran).map(({ record, ledger }) => [
    record.chunk,
    record.rows.map(({ loginId, result }) => `${loginId} ${result}`),
    ledger,
  ]);

/** They are there once so many waits are over. */
const appearing =
  (after: Readonly<Record<string, number>>): Faults["script"] =>
  (effect, nth, tenant) => {
    if (effect.type !== "wait") return undefined;
    for (const [id, waits] of Object.entries(after)) {
      if (nth === waits) tenant.set(id, shown({ loginId: id, values: { name: "N" } }));
    }
    return undefined;
  };

const refusing = (after: Readonly<Record<string, number>>): Faults => ({
  answers: ({ rows }) => rows.map(() => NO),
  script: appearing(after),
});

describe("new users", () => {
  test("who are listed at once are not looked for again", () => {
    const kinds = kindsOf(runEngine(joining(["a@x.jp"]), []));
    expect(kinds).toEqual([
      "lock",
      "journal",
      "read",
      "seal",
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

  test("who are listed later are looked for until all of them are", () => {
    const ran = runEngine(joining(["a@x.jp", "b@x.jp"]), [], { shows: { "a@x.jp": 1, "b@x.jp": 2 } });
    expect([ran.result.end, kindsOf(ran).slice(9, 16)]).toEqual([
      "done",
      ["journal", "read", "wait", "read", "wait", "read", "journal"],
    ]);
  });

  test("enter the ledger with the line that says that they are there, each with its own", () => {
    const ran = runEngine(joining(["a@x.jp", "b@x.jp"], ONE_A_CHUNK), [], { shows: { "a@x.jp": 1, "b@x.jp": 1 } });
    expect(told(ran)).toEqual([
      ["1-create-001", ["a@x.jp pending"], []],
      ["1-create-002", ["b@x.jp pending"], []],
      ["1-create-001", ["a@x.jp done"], ["a@x.jp"]],
      ["1-create-002", ["b@x.jp done"], ["b@x.jp"]],
    ]);
  });

  test("enter it with what shows of them, also where that is not what was sent, and not before they are there", () => {
    const ran = runEngine(joining(["a@x.jp", "b@x.jp", "c@x.jp"]), [], {
      shows: { "a@x.jp": 1, "b@x.jp": 1, "c@x.jp": 99 },
      renames: { "b@x.jp": "Z" },
    });
    const put = ran.effects.flatMap((effect) => (effect.type === "journal" ? (effect.ledger?.put ?? []) : []));
    expect(put.map(({ loginId, values }) => [loginId, values.name])).toEqual([
      ["a@x.jp", "N"],
      ["b@x.jp", undefined],
    ]);
    expect(failures(ran)).toEqual(["b@x.jp rejected", "c@x.jp pending"]);
  });

  test("are the last word of a run whose journal is full", () => {
    const ran = runEngine(joining(["a@x.jp", "b@x.jp"], ONE_A_CHUNK), [], {
      shows: { "a@x.jp": 1, "b@x.jp": 1 },
      script: (effect, nth) =>
        effect.type === "journal" && nth === 6 ? { type: "journal", durable: false, reason: "disk full" } : undefined,
    });
    expect(ran.result).toMatchObject({ end: "stateFailed", reason: "disk full" });
    expect(told(ran).length).toBe(3);
  });
});

test("somebody who had the Login ID before, in an older answer, is not taken for the new user", () => {
  const old = shown({ loginId: "a@x.jp", values: { name: "Old" } });
  const ran = runEngine(joining(["a@x.jp"]), [], {
    shows: { "a@x.jp": 2 },
    script: (effect, nth) =>
      effect.type === "read" && nth === 3
        ? { type: "read", snapshot: { users: [old], readAt: NOW, complete: false } }
        : undefined,
  });
  expect([ran.result.end, failures(ran)]).toEqual(["done", []]);
});

describe("new users who were refused", () => {
  const late = { ...SETTINGS, settle: 50 };

  test("are looked for as long as anything may take effect, all of them", () => {
    const ran = runEngine(joining(["a@x.jp", "b@x.jp"]), [], refusing({ "a@x.jp": 1, "b@x.jp": 3 }), late);
    expect([ran.result.end, failures(ran), sends(ran)]).toEqual(["done", [], 1]);
    expect("summary" in ran.result && ran.result.summary?.done.create).toBe(2);
  });

  test("are forgiven one by one", () => {
    const ran = runEngine(joining(["a@x.jp", "b@x.jp"]), [], refusing({ "b@x.jp": 1 }), late);
    expect(failures(ran)).toEqual(["a@x.jp rejected"]);
  });

  test("are forgiven in their own chunk", () => {
    const ran = runEngine(joining(["a@x.jp", "b@x.jp"], ONE_A_CHUNK), [], refusing({ "b@x.jp": 1 }), late);
    expect(failures(ran)).toEqual(["a@x.jp rejected"]);
    const first = runEngine(joining(["a@x.jp", "b@x.jp"], ONE_A_CHUNK), [], refusing({ "a@x.jp": 1 }), late);
    expect(failures(first)).toEqual(["b@x.jp rejected"]);
  });

  test("are not waited for where nothing takes effect late", () => {
    const ran = runEngine(joining(["a@x.jp"]), [], refusing({}));
    expect(kindsOf(ran)).not.toContain("wait");
  });
});

test("how long a chunk took is measured from before it was looked at", () => {
  let seconds = 0;
  const clock = (effect: Effect) => {
    if (effect.type === "read" || effect.type === "count") seconds += 1;
    return effect.type === "now"
      ? ({ type: "now", at: new Date(Date.UTC(2026, 11, 1) + seconds * 1000).toISOString() } as const)
      : undefined;
  };
  const ran = runEngine(joining(["a@x.jp"]), [], { shows: { "a@x.jp": 1 }, script: clock });
  expect(outcomes(ran).map(({ record }) => record.milliseconds)).toEqual([2000, 2000]);
  expect("summary" in ran.result && ran.result.summary?.milliseconds).toBe(5000);
});

test("rows are told in the order of their chunk", () => {
  const people = ["a@x.jp", "b@x.jp"].map((loginId) => shown({ loginId }));
  const plan = planOf({
    declared: people.map(({ loginId }) => user({ loginId, values: { name: "x" } })),
    actual: people,
  });
  const [first, second] = people;
  const moved = { ...second, id: "another" };
  const ran = runEngine(plan, [first, moved].flatMap((one) => one ?? []) as typeof people);
  expect(told(ran).map(([, rows]) => rows)).toEqual([["a@x.jp done", "b@x.jp moved"]]);
});

test("a run that was asked to stop does not wait a second time", () => {
  const people = ["a@x.jp", "b@x.jp"].map((loginId) => shown({ loginId }));
  const plan = planOf({
    declared: people.map(({ loginId }) => user({ loginId, state: "inactive" })),
    actual: people,
    can: ONE_A_CHUNK,
  });
  const ran = runEngine(
    plan,
    people,
    {
      silent: true,
      script: (effect) => (effect.type === "wait" ? { type: "wait", stopped: true } : undefined),
    },
    { ...SETTINGS, settle: 300, concurrency: 2 },
  );
  expect([ran.result.end, kindsOf(ran).filter((kind) => kind === "wait").length]).toEqual(["stopped", 1]);
});
