import { describe, expect, test } from "vitest";
import { freeSpares } from "../../src/plan/collisions.ts";
import { lookUps } from "../../src/plan/known.ts";
import { entry, inFull, planOf, shown, situation, user } from "../builders.ts";

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

describe("what is said of an extension, in full:", () => {
  const place = { file: "users/all.yaml", line: 2 };
  const loginId = "hanako@aoba.example";
  const numbered = (extension: string) => ({ values: { extension } });
  const bob = (extension: string) => shown({ loginId: "bob@aoba.example", values: { extension, name: "Bob" } });
  const changed = (from: string, to: string) => ({ declared: [user(numbered(to))], actual: [shown(numbered(from))] });
  const zeros = (extension: string, actual: string) => ({ name: "extension-zeros", extension, loginId, actual, place });
  const taken = { name: "extension-taken", extension: "2101", loginId, other: "bob@aoba.example", place };

  const rows: readonly (readonly [string, NonNullable<Parameters<typeof planOf>[0]>, readonly object[]])[] = [
    ["somebody new wants one that is taken", { declared: [user(numbered("2101"))], actual: [bob("2101")] }, [taken]],
    [
      "somebody who is there wants one that is taken",
      { declared: [user(numbered("2101"))], actual: [shown(numbered("2102")), bob("2101")] },
      [taken],
    ],
    [
      "somebody without a number wants one that is taken",
      { declared: [user(numbered("2101"))], actual: [shown(), bob("2101")] },
      [taken],
    ],
    [
      "somebody gets another name too, and wants one that is taken",
      {
        declared: [user({ values: { extension: "2101", name: "x" } })],
        actual: [shown(numbered("2102")), bob("2101")],
      },
      [taken],
    ],
    [
      "whoever has it gets another name, and keeps the number",
      {
        declared: [user(numbered("2101")), user({ loginId: "bob@aoba.example", values: { name: "Robert" } })],
        actual: [bob("2101")],
      },
      [taken],
    ],
    [
      "a zero was lost while the name changed",
      { declared: [user({ values: { extension: "123", name: "x" } })], actual: [shown(numbered("0123"))] },
      [zeros("123", "0123")],
    ],
    ["another one is free", { declared: [user(numbered("2103"))], actual: [shown(), bob("2101")] }, []],
    [
      "a taken one stays where it is, while something else changes",
      {
        declared: [user({ values: { extension: "2101", name: "x" } })],
        actual: [shown(numbered("2101")), bob("2101")],
      },
      [],
    ],
    [
      "one that somebody gives up in the same plan is free",
      {
        declared: [
          user(numbered("2101")),
          user({ loginId: "bob@aoba.example", values: { extension: "2103", name: "Bob" } }),
        ],
        actual: [bob("2101")],
      },
      [],
    ],
    [
      "a group has it",
      {
        declared: [user(numbered("2101"))],
        facts: { groups: { complete: true, entries: [{ name: "Sales", number: "2101", members: [] }] } },
      },
      [{ name: "extension-group", extension: "2101", loginId, group: "Sales", place }],
    ],
    ["a zero was lost", changed("0123", "123"), [zeros("123", "0123")]],
    ["zeros were lost", changed("00123", "123"), [zeros("123", "00123")]],
    ["a zero was won", changed("123", "0123"), [zeros("0123", "123")]],
    ["zeros were won", changed("123", "00123"), [zeros("00123", "123")]],
    ["a zero within is no zero before", changed("1023", "123"), []],
    ["nor is it the other way round", changed("123", "1023"), []],
    ["somebody without a number lost none", { declared: [user(numbered("0123"))], actual: [shown()] }, []],
    ["nor zeros alone", { declared: [user(numbered("000"))], actual: [shown()] }, []],
    ["somebody new had no zeros to lose", { declared: [user(numbered("000"))] }, []],
    [
      "somebody who leaves has it, and may be the same person, which a guard asks",
      {
        declared: [user(numbered("2101"))],
        actual: [bob("2101")],
        remembered: [entry({ loginId: "bob@aoba.example" })],
      },
      [],
    ],
    [
      "somebody else has it than the one who leaves",
      {
        declared: [user({ values: { extension: "2101", name: "Bob" } })],
        actual: [bob("2102"), shown({ loginId: "cia@aoba.example", values: { extension: "2101" } })],
        remembered: [entry({ loginId: "bob@aoba.example" })],
      },
      [{ ...taken, other: "cia@aoba.example" }],
    ],
  ];
  test.each(rows)("%s", (_, parts, said) => {
    expect(inFull(planOf(parts).problems)).toEqual(said);
  });
});

test("at most a thousand spare numbers are told, beside those that are in use", () => {
  const actual = ["5000", "5001"].map((extension) => shown({ loginId: `h${extension}@x.jp`, values: { extension } }));
  const known = lookUps(situation({ actual, settings: { extensionPools: { spare: ["5000-7999"] } } }));
  const spares = freeSpares(known, []);
  expect([spares.length, spares.at(0), spares.at(-1)]).toEqual([1000, "5002", "6001"]);
});
