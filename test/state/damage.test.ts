import { expect, test } from "vitest";
import { damageStore } from "./damage.ts";

const CASES = Number(process.env["MEIBO_DAMAGE_CASES"] ?? 400);

test("a cut or bit-flipped state file is read as it was written, or refused; never otherwise", {
  timeout: 3_600_000,
}, async () => {
  const { wrong, cases, refused, whole, earlier } = await damageStore(CASES);
  expect(wrong).toEqual([]);
  expect(refused + whole + earlier).toBe(cases);
  for (const seen of [refused, whole, earlier]) expect(seen).toBeGreaterThan(0);
});
