import { expect, test } from "vitest";
import { ASKED, BEHAVIOURS, endure, LIMITS } from "./hostile.ts";

/** What may come back although the server misbehaves: nothing of it says that something was done. */
const HONEST: ReadonlySet<unknown> = new Set(["unknown", "rejected", "held"]);

test.each(Object.entries(BEHAVIOURS))(
  "a server that %s is told from one that answers, in time, with nothing left open",
  async (name, behaviour) => {
    const endured = await Promise.all(ASKED.map(async (asked) => ({ asked, ...(await endure(behaviour, asked)) })));
    for (const { asked, result, failed, milliseconds, left, requests } of endured) {
      // That is what is said of somebody who is inactive now.
      const isSo = name === "says 204" && asked === "deactivate";
      expect([asked, failed || HONEST.has(result) || isSo]).toEqual([asked, true]);
      expect(milliseconds).toBeLessThan(LIMITS.whole + 2_000);
      expect([asked, left]).toEqual([asked, 0]);
      expect(requests).toBeGreaterThan(0);
      if (asked === "import") expect([asked, requests]).toEqual([asked, 1]);
      expect(String(result)).not.toContain("mbo_w_canary");
    }
  },
  60_000,
);

test("at least forty ways to misbehave are tried, on each thing that is asked", () => {
  expect(Object.keys(BEHAVIOURS).length).toBeGreaterThanOrEqual(40);
  expect(ASKED).toHaveLength(5);
});
