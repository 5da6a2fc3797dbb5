import { expect, test } from "vitest";
import { Refusal } from "../../../src/tenant/service/problem.ts";
import { ratesOf } from "../../../src/tenant/service/rates.ts";

/** At which of these seconds a request of one token is let through. */
function passed(most: number, seconds: readonly number[]): readonly number[] {
  let at = 0;
  const rates = ratesOf(() => at);
  return seconds.filter((second) => {
    at = second * 1_000;
    try {
      rates.count("t", most);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      return false;
    }
  });
}

test.each([
  [2, [0, 0.1, 0.2, 0.6, 0.7, 1.1], [0, 0.1, 0.6, 1.1]],
  [1, [0, 0.9, 1, 1.5, 2], [0, 1, 2]],
  [0.5, [0, 1, 1.9, 2, 3, 4], [0, 2, 4]],
  [0.1, [0, 9, 10, 100, 101], [0, 10, 100]],
  [0, [0, 0, 0], [0, 0, 0]],
])("%d requests a second: of those at %j the ones at %j are let through", (most, seconds, expected) => {
  expect(passed(most, seconds)).toEqual(expected);
});

test("who has to wait is told how long, in whole seconds", () => {
  const rates = ratesOf(() => 0);
  rates.count("t", 0.1);
  expect(() => rates.count("t", 0.1)).toThrow(expect.objectContaining({ headers: { "retry-after": "10" } }));
});
