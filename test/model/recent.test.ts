import { describe, expect, test } from "vitest";
import type { WriteKind } from "../../src/model/connector.ts";
import type { JournalRecord, RowResult } from "../../src/model/journal.ts";
import { NOTHING_RECENT } from "../../src/model/plan.ts";
import { recentCounts, windowStart } from "../../src/model/recent.ts";
import { asLoginId } from "../../src/model/user.ts";

const SINCE = "2026-11-24T00:00:00.000Z";

interface Parts {
  readonly run?: string;
  readonly at?: string;
  readonly result?: RowResult;
}

function outcome(
  kind: WriteKind,
  users: readonly string[],
  { run = "r1", at = SINCE, result = "done" }: Parts = {},
): JournalRecord {
  const rows = users.map((id, index) => ({ loginId: asLoginId(id), result, row: index + 1, chunk: "1" }));
  return { type: "outcome", run, at, chunk: "1", kind, rows, milliseconds: 1 };
}

const intent: JournalRecord = {
  type: "intent",
  run: "r1",
  at: SINCE,
  chunk: "1",
  kind: "delete",
  users: [asLoginId("a@x.jp")],
};

describe("recent runs did something to", () => {
  const rows: readonly (readonly [string, readonly JournalRecord[], Partial<typeof NOTHING_RECENT>])[] = [
    ["nobody when there were none", [], {}],
    [
      "everybody who was done, kind by kind",
      [outcome("update", ["a@x.jp", "b@x.jp"]), outcome("delete", ["a@x.jp"])],
      { update: 2, delete: 1 },
    ],
    [
      "a person once a run, whatever the case",
      [outcome("deactivate", ["a@x.jp"]), outcome("deactivate", ["A@x.jp"])],
      { deactivate: 1 },
    ],
    [
      "a person again in another run",
      [outcome("deactivate", ["a@x.jp"]), outcome("deactivate", ["a@x.jp"], { run: "r2" })],
      { deactivate: 2 },
    ],
    ["nobody who was switched on", [outcome("activate", ["a@x.jp"])], {}],
    ["nobody who was refused", [outcome("update", ["a@x.jp"], { result: "rejected" })], {}],
    ["nobody of whom only the intent is known", [intent], {}],
    ["nobody before the window", [outcome("update", ["a@x.jp"], { at: "2026-11-23T23:59:59.999Z" })], {}],
    [
      "somebody new once, whatever was done to them in that run",
      [outcome("create", ["a@x.jp"]), outcome("update", ["a@x.jp"]), outcome("deactivate", ["a@x.jp"])],
      { create: 1 },
    ],
    [
      "somebody new again in a later run",
      [outcome("create", ["a@x.jp"]), outcome("update", ["a@x.jp"], { run: "r2" })],
      { create: 1, update: 1 },
    ],
  ];
  test.each(rows)("%s", (_, records, expected) => {
    expect(recentCounts(records, SINCE)).toEqual({ ...NOTHING_RECENT, ...expected });
  });
});

test("a window of seven days begins seven days ago to the millisecond", () => {
  expect(windowStart("2026-12-01T00:00:00.000Z", 7)).toBe(SINCE);
});
