import { describe, expect, test } from "vitest";
import { planOf, shown, user } from "../builders.ts";

const groups = {
  complete: true,
  entries: [
    { name: "Sales", number: "2101", members: [] },
    { name: "Desk", members: [] },
  ],
};

describe("an extension that is the number of a group", () => {
  const said = (parts: NonNullable<Parameters<typeof planOf>[0]>) =>
    planOf({ ...parts, facts: { groups } }).problems.map(({ code, args }) => [code, args["loginId"], args["group"]]);
  const declared = [user({ values: { extension: "2101" } })];

  test("is a warning where the plan gives it to a new user", () => {
    expect(said({ declared })).toEqual([["MB1205", "hanako@aoba.example", "Sales"]]);
  });

  test("is a warning where the plan gives it to somebody who is there", () => {
    expect(said({ declared, actual: [shown({ values: { extension: "2102" } })] })).toHaveLength(1);
  });

  test("is nothing new where somebody has it already", () => {
    expect(said({ declared, actual: [shown({ values: { extension: "2101" } })] })).toEqual([]);
  });

  test("is not said of another number", () => {
    expect(said({ declared: [user({ values: { extension: "2102" } })] })).toEqual([]);
  });
});
