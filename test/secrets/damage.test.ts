import { expect, test } from "vitest";
import { damageSealed } from "./damage.ts";

const FULL = process.env["MEIBO_PROOF"] === "full";

test("a sealed file that lost its end or a bit opens with what was sealed, or not at all", {
  timeout: 600_000,
}, async () => {
  const { cuts, flips, refused, accepted, same } = await damageSealed({ users: 100, every: FULL ? 1 : 101 });
  expect(accepted).toEqual([]);
  expect(same).toEqual(["cut 1 bytes from the end", "turn bit 0 of byte -1 from the end"]);
  expect(refused).toBe(cuts + flips - same.length);
  expect(flips).toBeGreaterThan(FULL ? 30_000 : 300);
});
