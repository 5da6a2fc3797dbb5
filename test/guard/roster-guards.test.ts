import { describe, expect, test } from "vitest";
import { ROSTER_GUARDS } from "../../src/guard/guards.ts";
import { VALUE_KEYS, type ValueKey } from "../../src/model/fields.ts";
import type { Problem } from "../../src/model/problem.ts";
import type { DeclaredUser, OriginRef } from "../../src/model/roster.ts";
import type { FilePolicy, Settings } from "../../src/model/settings.ts";
import { sentenceOf } from "../../src/render/problem.ts";
import { en } from "../../src/render/words/en.ts";
import { settings, user } from "../builders.ts";

type Policy = Partial<Settings["policy"]["roles"]> & { readonly files?: readonly Partial<FilePolicy>[] };

function judged(declared: readonly DeclaredUser[], { files = [], ...roles }: Policy): readonly Problem[] {
  const policy = {
    files: files.map((file) => ({ match: "users/**", allow: [], deny: [], ...file })),
    roles: { requireFor: [], ...roles },
  };
  return ROSTER_GUARDS.flatMap((guard) => guard({ settings: settings({ policy }), declared }));
}

function origins(said: Partial<Record<ValueKey, OriginRef>>): readonly OriginRef[] {
  return VALUE_KEYS.map((key) => said[key]);
}

const sales = { file: "users/sales.yaml", line: 4 };
const admin = (loginId: string) => user({ loginId, values: { admin: true }, place: sales });

describe("a file gives no more than its rule allows", () => {
  const it = { file: "users/it.yaml", line: 4 };
  const rows: readonly (readonly [
    string,
    DeclaredUser["values"],
    readonly Partial<FilePolicy>[],
    readonly string[],
  ])[] = [
    ["nothing is said where there is no rule", { admin: true }, [], []],
    ["nor where no rule matches the file", { admin: true }, [{ match: "users/it.yaml", deny: ["admin"] }], []],
    ["a field that is denied may not be on", { admin: true }, [{ deny: ["admin"] }], ["admin: yes"]],
    ["a field that is denied may be off", { admin: false }, [{ deny: ["admin"] }], []],
    [
      "a range is on unless it is none",
      { "meetings.downloadFiles": "hostOnly" },
      [{ deny: ["meetings.downloadFiles"] }],
      ["meetings.downloadFiles: hostOnly"],
    ],
    [
      "one value alone may be denied",
      { "meetings.downloadFiles": "all" },
      [{ deny: ["meetings.downloadFiles=all"] }],
      ["meetings.downloadFiles: all"],
    ],
    [
      "and then another is allowed",
      { "meetings.downloadFiles": "hostOnly" },
      [{ deny: ["meetings.downloadFiles=all"] }],
      [],
    ],
    [
      "a value of any field may be denied",
      { timeZone: "Asia/Jakarta" },
      [{ deny: ["timeZone=Asia/Jakarta"] }],
      ["timeZone: Asia/Jakarta"],
    ],
    ["a value that nobody says is not denied", {}, [{ deny: ["extension"] }], []],
    ["the first rule that matches decides", { admin: true }, [{ allow: ["*"] }, { deny: ["admin"] }], []],
    [
      "a rule that allows fields denies the others",
      { admin: true, monitoring: true },
      [{ allow: ["admin"] }],
      ["monitoring: yes"],
    ],
    [
      "a rule that allows a value denies the others",
      { "meetings.downloadFiles": "all" },
      [{ allow: ["meetings.downloadFiles=hostOnly"] }],
      ["meetings.downloadFiles: all"],
    ],
    [
      "and not that value",
      { "meetings.downloadFiles": "hostOnly" },
      [{ allow: ["meetings.downloadFiles=hostOnly"] }],
      [],
    ],
    [
      "a rule that allows everything may deny one field",
      { admin: true, monitoring: true },
      [{ allow: ["*"], deny: ["admin"] }],
      ["admin: yes"],
    ],
    [
      "a rule that denies everything may allow one field",
      { admin: true, monitoring: true },
      [{ allow: ["admin"], deny: ["*"] }],
      ["monitoring: yes"],
    ],
    ["a rule that denies everything allows nothing", { admin: true }, [{ deny: ["*"] }], ["admin: yes"]],
    ["a rule that neither allows nor denies says nothing", { admin: true }, [{}], []],
  ];
  test.each(rows)("%s", (_, values, files, expected) => {
    const found = judged([user({ values, place: sales })], { files });
    expect(found.map(({ args }) => `${args["key"]}: ${args["value"]}`)).toEqual(expected);
  });

  test("each file has the rule of its own", () => {
    const files = [{ match: "users/it.yaml", allow: ["*"] }, { deny: ["admin"] }];
    const declared = [admin("a@x.jp"), { ...admin("b@x.jp"), place: it }];
    expect(judged(declared, { files }).map(({ args }) => args["who"])).toEqual(["a@x.jp"]);
  });

  const deny = [{ deny: ["admin"] }];

  test("and is told at the line of the person's own entry that says it", () => {
    const declared = [{ ...admin("a@x.jp"), origins: origins({ admin: 7 }) }];
    expect(judged(declared, { files: deny })).toMatchObject([{ place: { ...sales, line: 7 }, args: { source: "" } }]);
  });

  const said: readonly (readonly [string, OriginRef, string])[] = [
    [
      "a role",
      { layer: "role", role: "lead", place: { file: "roles/sales.yaml", line: 3 } },
      ", said by role lead (roles/sales.yaml:3)",
    ],
    [
      "the whole file",
      { layer: "file", place: { file: "users/sales.yaml" } },
      ", said for the whole file (users/sales.yaml)",
    ],
    ["an entry whose place nobody knows", { layer: "user" }, ""],
    ["nobody knows whom", undefined, ""],
    ["a whole file whose place nobody knows", { layer: "file" }, ", said for the whole file"],
    ["the defaults", { layer: "default" }, ", said by the defaults"],
    [
      "the defaults at their place",
      { layer: "default", place: { file: "meibo.yaml", line: 9 } },
      ", said by the defaults (meibo.yaml:9)",
    ],
  ];
  test.each(said)("and is told at the person, with who says it: %s", (_, origin, source) => {
    const declared = [{ ...admin("a@x.jp"), origins: origins({ admin: origin }) }];
    expect(judged(declared, { files: deny })).toMatchObject([{ place: sales, args: { source } }]);
  });

  test("and is told once for all to whom one role gives it", () => {
    const role = origins({ admin: { layer: "role", role: "lead" } });
    const many = ["a", "b", "c", "d", "e", "f", "g"].map((name, index) => ({
      ...admin(`${name}@x.jp`),
      origins: role,
      place: { ...sales, line: index + 1 },
    }));
    const [found, ...others] = judged([...many, admin("own@x.jp")], { files: deny });
    expect([found?.place?.line, found?.related, others.map(({ args }) => args["who"])]).toEqual([
      1,
      [2, 3, 4, 5, 6].map((line) => ({ ...sales, line })),
      ["own@x.jp"],
    ]);
    expect(found === undefined ? "" : sentenceOf(found, en)).toBe(
      "users/sales.yaml gives admin: yes to a@x.jp, b@x.jp, c@x.jp, d@x.jp, e@x.jp and 2 more, which policy.files does not allow there (the rule for users/**), said by role lead",
    );
  });
});

describe("people of some files must have a role", () => {
  const rows: readonly (readonly [string, Partial<DeclaredUser>, readonly string[], number])[] = [
    ["and somebody has none", {}, ["users/**"], 1],
    ["and everybody has one", { roles: ["agent"] }, ["users/**"], 0],
    ["but not of this one", {}, ["users/it.yaml", "other/**"], 0],
    ["of several patterns one is enough", {}, ["other/**", "users/*.yaml"], 1],
    ["but not those who are to be deleted", { state: "absent" }, ["users/**"], 0],
    ["and nobody asks for it", {}, [], 0],
  ];
  test.each(rows)("%s", (_, parts, requireFor, count) => {
    const { loginId: __, values: ___, ...rest } = user();
    const declared = [user({ ...rest, ...parts, loginId: "a@x.jp", place: sales })];
    expect(judged(declared, { requireFor })).toHaveLength(count);
  });

  test("and are told a file at a time", () => {
    const place = (file: string) => ({ file, line: 1 });
    const declared = ["a", "b", "a"].map((file, index) =>
      user({ loginId: `${index}@x.jp`, place: place(`users/${file}.yaml`) }),
    );
    expect(judged(declared, { requireFor: ["**"] })).toMatchObject([
      { place: place("users/a.yaml"), args: { who: "0@x.jp, 2@x.jp", file: "users/a.yaml" } },
      { place: place("users/b.yaml"), args: { who: "1@x.jp", file: "users/b.yaml" } },
    ]);
  });
});

describe("an entry sets few permissions beside its role", () => {
  const own = origins({
    name: 2,
    admin: 3,
    monitoring: { layer: "user" },
    "phone.enabled": { layer: "role", role: "agent" },
  });
  const rows: readonly (readonly [string, Partial<DeclaredUser>, number | undefined, readonly string[]])[] = [
    ["two are one too many", { origins: own, roles: ["agent"] }, 1, ["admin, monitoring"]],
    ["two are allowed", { origins: own, roles: ["agent"] }, 2, []],
    ["nobody counts them", { origins: own, roles: ["agent"] }, undefined, []],
    ["without a role there is nothing to override", { origins: own }, 0, []],
  ];
  test.each(rows)("%s", (_, parts, limit, keys) => {
    const declared = [{ ...user(), ...parts }];
    const found = judged(declared, limit === undefined ? {} : { maxOverrides: limit });
    expect(found.map(({ args }) => args["keys"])).toEqual(keys);
  });

  test("and those of one file who set the same are told together", () => {
    const agents = ["a@x.jp", "b@x.jp"].map((loginId) => user({ loginId, roles: ["agent"], origins: own }));
    const other = { ...user({ loginId: "c@x.jp", roles: ["agent"], origins: own }), place: sales };
    expect(judged([...agents, other], { maxOverrides: 0 })).toMatchObject([
      { name: "too-many-overrides", args: { who: "a@x.jp, b@x.jp", count: 2, limit: 0 } },
      { args: { who: "c@x.jp", file: "users/sales.yaml" } },
    ]);
  });
});
