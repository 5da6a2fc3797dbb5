import { describe, expect, test } from "vitest";
import { type Holders, heldNumbers, numbersOf, outsidePools, poolUse } from "../../src/model/pools.ts";
import { asLoginId } from "../../src/model/user.ts";
import { shown, user } from "../builders.ts";

describe("the numbers of a pool", () => {
  const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ["a range holds both its ends", ["2101-2103"], ["2101", "2102", "2103"]],
    ["a single number is a range of one", ["2101"], ["2101"]],
    ["leading zeros stay", ["0098-0101"], ["0098", "0099", "0100", "0101"]],
    ["ranges that overlap hold each number once", ["101-103", "102-104", "103"], ["101", "102", "103", "104"]],
    ["numbers of another length are other numbers", ["101", "0101"], ["101", "0101"]],
    ["a range that runs backwards holds none", ["103-101"], []],
    ["no range holds none", [], []],
  ];
  test.each(rows)("%s", (_, ranges, expected) => {
    expect([...numbersOf(ranges)]).toEqual(expected);
  });
});

const holders = (parts: Partial<Holders>): Holders => ({ declared: [], actual: [], groups: [], ...parts });
const of = (extension: string) => ({ extension });

describe("a number is held", () => {
  const rows: readonly (readonly [string, Partial<Holders>, readonly string[]])[] = [
    ["by whom a file declares it for", { declared: [user({ values: of("101") })] }, ["101"]],
    ["by whom the tenant shows with it, in a file or not", { actual: [shown({ values: of("101") })] }, ["101"]],
    ["by somebody who is switched off", { actual: [shown({ state: "inactive", values: of("101") })] }, ["101"]],
    [
      "by a group",
      {
        groups: [
          { name: "Sales", number: "101", members: [] },
          { name: "Nobody", members: [] },
        ],
      },
      ["101"],
    ],
    ["by nobody without a number", { declared: [user()], actual: [shown(), shown({ values: of("") })] }, []],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect([...heldNumbers(holders(parts)).keys()]).toEqual(expected);
  });

  test("by two people while it goes from one to the other", () => {
    const declared = [user({ loginId: "a@aoba.example", values: { name: "A", ...of("101") } })];
    const actual = [shown({ loginId: "b@aoba.example", values: { name: "B", ...of("101") } })];
    expect([...heldNumbers(holders({ declared, actual })).values()]).toEqual([
      { extension: "101", name: "A", declared: "a@aoba.example", actual: "b@aoba.example" },
    ]);
  });
});

describe("a pool in use", () => {
  const held = heldNumbers(holders({ declared: [user({ values: of("101") }), user({ values: of("7000") })] }));

  test("counts what is taken and names the first free number", () => {
    expect(poolUse("small", ["101-103"], held)).toMatchObject({ size: 3, free: 2, next: "102", held: [of("101")] });
  });

  test("names no number when it is full", () => {
    const { free, next } = poolUse("small", ["101"], held);
    expect([free, next]).toEqual([0, undefined]);
  });

  test("leaves numbers of no pool outside, the short ones first", () => {
    const more = heldNumbers(
      holders({
        declared: ["7000", "101", "102", "0102"].map((one) => user({ loginId: asLoginId(one), values: of(one) })),
      }),
    );
    expect(outsidePools({ small: ["101"] }, more).map(({ extension }) => extension)).toEqual(["102", "0102", "7000"]);
  });
});
