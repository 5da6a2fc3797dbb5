import { describe, expect, test } from "vitest";
import type { RunSummary } from "../../src/model/journal.ts";
import { diffLines } from "../../src/render/diff.ts";
import { effortText, eventLines } from "../../src/render/run.ts";
import { en } from "../../src/render/words/en.ts";
import { writeLines } from "../../src/render/write.ts";

const SUMMARY: RunSummary = {
  done: { create: 0, update: 1, activate: 0, deactivate: 0, delete: 0 },
  failed: [],
  notDone: 0,
  requests: 12,
  retries: 1,
  milliseconds: 3_400,
};

describe("what a run took", () => {
  test.each([
    [{ requests: 1, retries: 0, milliseconds: 12 }, "1 request, 12 ms"],
    [{ requests: 12, retries: 1, milliseconds: 3_400 }, "12 requests, 1 of them again, 3.4 s"],
    [{ requests: 2, retries: 2, milliseconds: 59_999 }, "2 requests, 2 of them again, 1 min 0 s"],
    [{ requests: 200, retries: 0, milliseconds: 125_000 }, "200 requests, 2 min 5 s"],
  ])("%o", (effort, text) => {
    expect(effortText(effort, en)).toBe(text);
  });

  test("is told when the run ends, and not where nothing was sent", () => {
    const ended = (summary: RunSummary) =>
      eventLines({ type: "record", record: { type: "ended", run: "r", at: "", end: "done", summary } }, en);
    expect([ended(SUMMARY), ended({ ...SUMMARY, requests: 0 })]).toEqual([
      [["12 requests, 1 of them again, 3.4 s"]],
      [],
    ]);
  });
});

test("a line of a file cannot act where its change is shown", () => {
  const lines = [{ sign: "+" as const, text: "name: \u001b[31mAnn\u202e" }];
  const text = writeLines(diffLines({ file: "users/a.yaml", hunks: [{ before: 1, after: 1, lines }] }), false);
  expect(text).toBe("--- a/users/a.yaml\n+++ b/users/a.yaml\n@@ -0,0 +1,1 @@\n+name: \\u001b[31mAnn\\u202e\n");
});
