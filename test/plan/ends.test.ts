import { describe, expect, test } from "vitest";
import type { PlannedEntry } from "../../src/model/plan.ts";
import { asLoginId } from "../../src/model/user.ts";
import { approval, entry, planOf, shown, user } from "../builders.ts";

const FILE = "users/team.yaml";

/** People in one file, from top to bottom. */
const inFile = (...names: readonly string[]) =>
  names.map((loginId, index) => user({ loginId, place: { file: FILE, line: index * 5 + 2 } }));
const seen = (...names: readonly string[]) => names.map((loginId) => shown({ loginId }));
const known = (loginId: string, endsFile?: number) =>
  entry({ loginId, file: FILE, ...(endsFile === undefined ? {} : { endsFile }) });

/** `b@x.jp 1`: who is remembered anew as standing last in a file, and with what number. */
function ends(remember: readonly PlannedEntry[]): readonly string[] {
  return remember.flatMap(({ loginId, endsFile }) => (endsFile === undefined ? [] : [`${loginId} ${endsFile}`]));
}

describe("the ledger remembers who stands last in a file", () => {
  test("the first time, with the file of everybody", () => {
    const { remember } = planOf({ declared: inFile("b@x.jp", "a@x.jp"), actual: seen("a@x.jp", "b@x.jp") });
    expect(remember.map(({ file }) => file)).toEqual([FILE, FILE]);
    expect(ends(remember)).toEqual(["a@x.jp 1"]);
  });

  const rows: readonly (readonly [string, Parameters<typeof planOf>[0], readonly string[]])[] = [
    [
      "and says nothing while that stays so",
      { declared: inFile("a@x.jp", "b@x.jp"), remembered: [known("a@x.jp"), known("b@x.jp", 1)] },
      [],
    ],
    [
      "anew when somebody joins at the end",
      { declared: inFile("a@x.jp", "b@x.jp"), remembered: [known("a@x.jp", 1)] },
      ["b@x.jp 2"],
    ],
    [
      "anew when the order changes",
      { declared: inFile("b@x.jp", "a@x.jp"), remembered: [known("a@x.jp"), known("b@x.jp", 3)] },
      ["a@x.jp 4"],
    ],
    [
      "anew when the last leaves by their own entry, and is deleted",
      { declared: inFile("a@x.jp"), remembered: [known("a@x.jp"), known("b@x.jp", 1)] },
      ["a@x.jp 2"],
    ],
    [
      "without those who were moved elsewhere with their number",
      {
        declared: [...inFile("a@x.jp"), user({ loginId: "b@x.jp", place: { file: "users/other.csv", line: 2 } })],
        remembered: [known("a@x.jp"), known("b@x.jp", 4)],
      },
      ["a@x.jp 5", "b@x.jp 1"],
    ],
    [
      "without those who are yet to come",
      {
        declared: [
          ...inFile("a@x.jp"),
          user({ loginId: "c@x.jp", startDate: "2027-04-01", place: { file: FILE, line: 90 } }),
        ],
        remembered: [known("a@x.jp", 1)],
      },
      [],
    ],
    [
      "under the Login ID before, while a person has yet to change it by hand",
      {
        declared: [
          ...inFile("a@x.jp"),
          user({ loginId: "new@x.jp", previousLoginIds: [asLoginId("b@x.jp")], place: { file: FILE, line: 90 } }),
        ],
        remembered: [known("a@x.jp", 2), { ...known("b@x.jp", 1), commit: "3f9c2a7" }],
      },
      ["b@x.jp 3"],
    ],
    [
      "anew when two claim to be the last with one number",
      { declared: inFile("a@x.jp", "b@x.jp"), remembered: [known("a@x.jp", 2), known("b@x.jp", 2)] },
      ["b@x.jp 3"],
    ],
    [
      "without those who are deleted",
      {
        declared: [...inFile("a@x.jp"), user({ loginId: "b@x.jp", state: "absent", place: { file: FILE, line: 90 } })],
        actual: [shown({ loginId: "a@x.jp" }), shown({ loginId: "b@x.jp", state: "inactive" })],
        remembered: [known("a@x.jp"), known("b@x.jp", 1)],
        approvals: [approval({ loginId: "b@x.jp", overrideWaiting: true })],
      },
      ["a@x.jp 2"],
    ],
    [
      "without somebody who was taken out, is gone, and comes back on a day to come",
      {
        declared: [
          ...inFile("a@x.jp"),
          user({ loginId: "b@x.jp", startDate: "2027-04-01", place: { file: FILE, line: 90 } }),
        ],
        actual: seen("a@x.jp"),
        remembered: [known("a@x.jp", 1), { ...known("b@x.jp"), removed: true }],
      },
      [],
    ],
    [
      "without those who were taken out, whatever number they had",
      { declared: inFile("a@x.jp"), remembered: [known("a@x.jp"), { ...known("b@x.jp", 5), removed: true }] },
      ["a@x.jp 1"],
    ],
    [
      "also where an entry under a former Login ID is written anew beside one under the new",
      {
        declared: [
          user({
            loginId: "new@x.jp",
            previousLoginIds: [asLoginId("b@x.jp")],
            state: "absent",
            place: { file: FILE, line: 2 },
          }),
        ],
        remembered: [known("new@x.jp"), known("b@x.jp", 1)],
      },
      ["b@x.jp 2"],
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(ends(planOf({ actual: seen("a@x.jp", "b@x.jp"), ...parts }).remember)).toEqual(expected);
  });

  test("and forgets it of people who were taken out", () => {
    const remembered = [known("a@x.jp"), known("b@x.jp", 1)];
    const { remember } = planOf({ declared: inFile("a@x.jp"), actual: seen("a@x.jp", "b@x.jp"), remembered });
    expect(remember.map(({ loginId, file, endsFile }) => [loginId, file, endsFile])).toEqual([
      ["a@x.jp", FILE, 2],
      ["b@x.jp", undefined, undefined],
    ]);
  });
});
