import { describe, expect, test } from "vitest";
import type { DeclaredUser } from "../../src/model/roster.ts";
import { asLoginId } from "../../src/model/user.ts";
import { planOf, shown, user } from "../builders.ts";

const OLD = "Old@x.jp";
const absent = { state: "absent" } as const;

/** Somebody who was known by the old Login ID. */
const once = (loginId: string, rest: Partial<DeclaredUser> = {}) =>
  user({
    ...rest,
    loginId,
    previousLoginIds: [asLoginId("gone@x.jp"), asLoginId("old@x.jp")],
    values: { name: loginId },
  });
const owner = (rest: Partial<DeclaredUser> = {}) => user({ ...rest, loginId: OLD, values: { name: "old" } });

function contradictions(declared: readonly DeclaredUser[], others: readonly string[] = []) {
  const actual = [OLD, ...others].map((loginId) => shown({ loginId, state: "inactive" }));
  return planOf({ declared, actual })
    .problems.filter(({ name }) => name === "account-twice")
    .map(({ args }) => `${args["loginId"]} ${args["what"]}, ${args["other"]} ${args["otherWhat"]} ${args["account"]}`);
}

describe("one plan does not do two things to one account", () => {
  const rows: readonly (readonly [string, readonly DeclaredUser[], readonly string[]])[] = [
    [
      "delete it for one entry and keep it for another",
      [once("a@x.jp", absent), owner()],
      ["a@x.jp delete, Old@x.jp keep Old@x.jp"],
    ],
    [
      "rename it for one entry and delete it for another",
      [once("a@x.jp"), owner(absent)],
      ["a@x.jp rename, Old@x.jp delete Old@x.jp"],
    ],
    ["delete it twice", [once("a@x.jp", absent), owner(absent)], ["a@x.jp delete, Old@x.jp delete Old@x.jp"]],
    [
      "rename it twice, or delete it once more",
      [once("a@x.jp"), once("b@x.jp", absent), once("c@x.jp")],
      ["b@x.jp delete, a@x.jp rename Old@x.jp", "c@x.jp rename, a@x.jp rename Old@x.jp"],
    ],
  ];
  test.each(rows)("%s", (_, declared, expected) => {
    expect(contradictions(declared)).toEqual(expected);
    expect(contradictions(declared.toReversed())).toEqual(expected);
  });

  test("but one thing", () => {
    expect(contradictions([once("a@x.jp")])).toEqual([]);
    expect(contradictions([once("a@x.jp", absent), user({ loginId: "b@x.jp", values: { name: "b" } })])).toEqual([]);
    expect(contradictions([owner()])).toEqual([]);
  });

  test("but an entry with an account of its own means that one", () => {
    expect(contradictions([once("a@x.jp", absent), owner()], ["a@x.jp"])).toEqual([]);
  });

  test("and the problem is an error at both entries", () => {
    const declared = [once("a@x.jp", { ...absent, place: { file: "a.yaml" } }), owner({ place: { file: "old.yaml" } })];
    const { problems } = planOf({ declared, actual: [shown({ loginId: OLD, state: "inactive" })] });
    expect(problems).toMatchObject([
      { code: "MB2402", severity: "error", place: { file: "a.yaml" }, related: [{ file: "old.yaml" }] },
    ]);
  });
});
