import { expect, test } from "vitest";
import { endureAll } from "./enduring.ts";
import { ASKED, BEHAVIOURS, wrongWith } from "./hostile.ts";

test.each(Object.keys(BEHAVIOURS))(
  "a server that %s is told from one that answers, in time, with nothing left open",
  async (name) => {
    expect(await wrongWith(name)).toEqual([]);
  },
  60_000,
);

test("at least forty ways to misbehave are tried, on each thing that is asked", () => {
  expect(Object.keys(BEHAVIOURS).length).toBeGreaterThanOrEqual(40);
  expect(ASKED).toHaveLength(5);
});

test("none of them makes the process grow", { timeout: 120_000 }, async () => {
  const { cases, growth, bad } = await endureAll([
    "sends a body without end",
    "sends as much as is just taken",
    "promises a terabyte",
    "sends a bomb",
  ]);
  expect([cases, growth > 0, growth < 64, bad]).toEqual([20, true, true, []]);
});
