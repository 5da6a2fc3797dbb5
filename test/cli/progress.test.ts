import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Context } from "../../src/cli/context.ts";
import { followRun } from "../../src/cli/progress.ts";
import type { ApplyEvent } from "../../src/model/effect.ts";
import type { Plan } from "../../src/model/plan.ts";
import { LANGUAGES } from "../../src/model/settings.ts";
import { wordsIn } from "../../src/render/words/words.ts";
import { writeLines } from "../../src/render/write.ts";
import { everyKind } from "../render/plans.ts";

const RUN = "2026-12-01T0020-3f9c2a7d";
const AT = "2026-12-01T00:20:00.000Z";

const plan: Plan = await everyKind();
const words = await wordsIn("en");

beforeEach(() => void vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance", "Date"] }));
afterEach(() => void vi.useRealTimers());

function screenOf(live: boolean) {
  const line: { text: string | undefined } = { text: undefined };
  const notes: string[] = [];
  const screen: Pick<Context["screen"], "live" | "progress" | "note"> = {
    live,
    progress: (text) => {
      line.text = text;
    },
    note: (lines) => notes.push(writeLines(lines, false).trimEnd()),
  };
  return { screen, line, notes };
}

const outcome = (rows: number): ApplyEvent => ({
  type: "record",
  record: {
    type: "outcome",
    run: RUN,
    at: AT,
    chunk: "2-create-001",
    kind: "create",
    milliseconds: 5,
    rows: Array.from({ length: rows }, (_, row) => ({
      loginId: plan.changes[0]?.loginId ?? fail(),
      result: "done",
      row: row + 1,
      chunk: "2-create-001",
    })),
  },
});

function fail(): never {
  throw new Error("the plan has no changes");
}

test("on a terminal one line tells chunk, rows, elapsed and remaining time, and goes away at the end", () => {
  const { screen, line, notes } = screenOf(true);
  const progress = followRun({ screen, words }, () => plan);
  expect(line.text).toBeUndefined();
  progress.tell({ type: "sent", chunk: "2-create-001", kind: "create", users: 2 });
  expect(line.text).toBe("2-create-001: 0 of 10 rows, 0 ms");
  vi.advanceTimersByTime(4_000);
  progress.tell(outcome(2));
  expect(line.text).toBe("2-create-001: 2 of 10 rows, 4.0 s, about 16.0 s left");
  vi.advanceTimersByTime(2_000);
  expect(line.text).toContain("2 of 10 rows, 6.0 s");
  progress.tell({ type: "waiting", milliseconds: 1_000 });
  expect(line.text).toContain(words.run.waiting);
  progress.close();
  vi.advanceTimersByTime(60_000);
  expect([line.text, notes]).toEqual([undefined, []]);
});

test.each(LANGUAGES)(
  "elsewhere a line comes every 30 seconds, so that nobody takes the run for dead (%s)",
  async (language) => {
    const { screen, notes } = screenOf(false);
    const own = await wordsIn(language);
    const progress = followRun({ screen, words: own }, () => plan);
    vi.advanceTimersByTime(60_000);
    expect(notes).toEqual([]);
    progress.tell({ type: "sent", chunk: "2-create-001", kind: "create", users: 2 });
    vi.advanceTimersByTime(90_000);
    progress.close();
    vi.advanceTimersByTime(90_000);
    expect(notes).toHaveLength(3);
    for (const note of notes) expect(note).toMatch(/^2-create-001: .*10/);
  },
);
