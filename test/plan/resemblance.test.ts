import { describe, expect, test } from "vitest";
import type { Resemblance } from "../../src/model/plan.ts";
import { asLoginId } from "../../src/model/user.ts";
import { entry, planOf, shown, user, values } from "../builders.ts";

type Parts = NonNullable<Parameters<typeof planOf>[0]>;

/** Whom somebody new may be, by Login ID. */
function resemblances(parts: Parts): Readonly<Record<string, Resemblance>> {
  const creates = planOf(parts).changes.flatMap((change) =>
    change.kind === "create" && change.resembles !== undefined ? [[change.loginId, change.resembles] as const] : [],
  );
  return Object.fromEntries(creates);
}

const OLD = asLoginId("yui.nakamura@aoba.example");
const NEW = asLoginId("yui.kato@aoba.example");

/** Yui has left the files and somebody new came. */
function yui(parts: Partial<Record<"before" | "after" | "entry", object>>, more: Parts = {}): Parts {
  return {
    declared: [user({ loginId: NEW, values: { name: "加藤 結衣" }, ...parts.after })],
    actual: [shown({ loginId: OLD, values: { name: "中村 結衣" }, ...parts.before })],
    remembered: [entry({ loginId: OLD, ...parts.entry })],
    ...more,
  };
}
const named = (name: string) => ({ values: { name } });
const numbered = (extension: string, name: string) => ({ values: { extension, name } });
const both = (by: Resemblance["by"]) => ({ [NEW]: { loginId: OLD, by, extension: "2101" } });
const marked = (by: Resemblance["by"]) => ({ [NEW]: { loginId: OLD, by } });

describe("somebody new may be somebody who left the files", () => {
  const rows: readonly (readonly [string, Parts, ReturnType<typeof resemblances>])[] = [
    ["when they share their name", yui({ after: named("中村 結衣") }), marked("name")],
    [
      "when their names are written in other widths, spaces and cases",
      yui({ before: named("ｶﾅ Ｙui"), after: named("カナ　yUI") }),
      marked("name"),
    ],
    [
      "when one name has a space and the other has none",
      yui({ before: named("中村 結衣"), after: named("中村結衣") }),
      marked("name"),
    ],
    [
      "by their name, and then no number is told that only one of them has",
      yui({ before: numbered("2102", "結衣"), after: numbered("2101", "結衣") }),
      marked("name"),
    ],
    [
      "when they share their extension",
      yui({ before: numbered("2101", "a"), after: numbered("2101", "b") }),
      both("extension"),
    ],
    [
      "when they share their employee ID",
      yui({ after: { employeeId: "E7" }, entry: { employeeId: "E7" } }),
      marked("employeeId"),
    ],
    [
      "by their employee ID before their name",
      yui({ after: { ...named("中村 結衣"), employeeId: "E7" }, entry: { employeeId: "E7" } }),
      marked("employeeId"),
    ],
    [
      "by their name before their extension",
      yui({ before: numbered("2101", "結衣"), after: numbered("2101", "結衣") }),
      both("name"),
    ],
    ["not when they share nothing", yui({}), {}],
    ["not for want of names", yui({ before: named(""), after: named("") }), {}],
    ["not when the new entry says so itself", yui({ after: { ...named("中村 結衣"), previousLoginIds: [OLD] } }), {}],
    ["not when the entry left the files long ago", yui({ after: named("中村 結衣"), entry: { removed: true } }), {}],
    ["not when nobody is in the tenant", yui({ after: named("中村 結衣") }, { actual: [] }), {}],
    ["not when meibo never managed the other", yui({ after: named("中村 結衣") }, { remembered: [] }), {}],
    [
      "not when the other is still declared",
      {
        ...yui({}),
        declared: [user({ loginId: NEW, ...named("中村 結衣") }), user({ loginId: OLD, ...named("中村 結衣") })],
      },
      {},
    ],
    [
      "not when nobody is new",
      yui(
        { after: named("中村 結衣") },
        { actual: [shown({ loginId: OLD, ...named("中村 結衣") }), shown({ loginId: NEW })] },
      ),
      {},
    ],
  ];
  test.each(rows)("%s", (_, parts, expected) => {
    expect(resemblances(parts)).toEqual(expected);
  });

  test("not when neither's name is known", () => {
    const { name: _, ...nameless } = values();
    const parts = yui({});
    const declared = (parts.declared ?? []).map((one) => ({ ...one, values: nameless }));
    const actual = (parts.actual ?? []).map((one) => ({ ...one, values: nameless }));
    expect(resemblances({ ...parts, declared, actual })).toEqual({});
  });

  test("and a new user who resembles nobody says nothing of it", () => {
    expect(planOf(yui({})).changes.find(({ kind }) => kind === "create")).not.toHaveProperty("resembles");
  });

  test("of several the first by Login ID, whatever their order", () => {
    const leavers = ["b@x.jp", "a@x.jp", "c@x.jp"];
    const parts = {
      declared: [user({ loginId: NEW }), user({ loginId: "other@x.jp", ...named("other") }), user()],
      actual: [...leavers.map((loginId) => shown({ loginId })), shown()],
      remembered: leavers.map((loginId) => entry({ loginId })),
    };
    expect(resemblances(parts)).toEqual({ [NEW]: { loginId: "a@x.jp", by: "name" } });
  });
});
