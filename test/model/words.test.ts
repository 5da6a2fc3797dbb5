import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { canonicalJson, fingerprint } from "../../src/model/canonical.ts";
import { headerReader } from "../../src/model/console.ts";
import {
  codeOf,
  FIELDS,
  isSubscribed,
  type SUBSCRIPTIONS,
  TIME_ZONE_TEXTS,
  valueOfCode,
} from "../../src/model/fields.ts";
import { matcherOf } from "../../src/model/glob.ts";
import { PROBLEMS } from "../../src/model/problems.ts";
import { Secret } from "../../src/model/secret.ts";
import { loginKey } from "../../src/model/user.ts";
import { shown } from "../builders.ts";

describe("the table of fields", () => {
  test("has the 23 fields and the password of a create file, and the 24 of an update file, in one row each", () => {
    const positions = (file: "create" | "update") => FIELDS.map((field) => field[file]).filter((n) => n !== undefined);
    expect(positions("update").sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
    expect([...positions("create"), 3].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 24 }, (_, index) => index + 1),
    );
  });

  test("knows a value by its code and back", () => {
    expect([
      codeOf("admin", true),
      codeOf("meetings.downloadFiles", "none"),
      codeOf("timeZone", "Asia/Jakarta"),
    ]).toEqual(["1", "2", "6"]);
    expect([valueOfCode("locale", "1"), valueOfCode("admin", "2"), valueOfCode("admin", "")]).toEqual([
      "en",
      undefined,
      undefined,
    ]);
  });

  test("names time zones that every machine knows", () => {
    const zones = Object.keys(TIME_ZONE_TEXTS);
    expect(zones.map((timeZone) => new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone)).toEqual(
      zones,
    );
  });

  test("a column that two products share needs only one of them", () => {
    const has = (...held: readonly (typeof SUBSCRIPTIONS)[number][]) =>
      isSubscribed("meetings.exportHistory", new Set(held));
    expect([has("meetings"), has("recPod"), has("salesforce")]).toEqual([true, true, false]);
  });

  test("headers are known whatever their case, width and spaces", () => {
    const read = headerReader({ extension: ["Ext."] });
    expect(["Extension  Number", "Ｅxtension\nnumber", "内線番号", "ext."].map(read)).toEqual(
      Array.from({ length: 4 }, () => ({ kind: "field", key: "extension" })),
    );
    expect(read("Shoe size")).toEqual({ kind: "unknown", header: "Shoe size" });
  });
});

test("equal values have equal canonical JSON, whatever the order of their keys", () => {
  expect(canonicalJson({ b: 1, a: { d: [1, 2], c: undefined } })).toBe(canonicalJson({ a: { d: [1, 2] }, b: 1 }));
});

test("a fingerprint differs with any part of a user", () => {
  const all = [
    shown(),
    shown({ state: "inactive" }),
    shown({ id: "other" }),
    shown({ values: { admin: true } }),
    shown({ extra: { x: "1" } }),
  ].map(fingerprint);
  expect(new Set(all).size).toBe(all.length);
});

test("folding a Login ID twice is folding it once", () => {
  const once = loginKey("ANN.İ@X.JP");
  expect(loginKey(once)).toBe(once);
});

test("a pattern matches whole texts and takes dots for dots", () => {
  const matches = matcherOf(["*@support.example", "it-?@x.jp"]);
  expect(
    ["Bot@Support.example", "it-1@x.jp", "it-11@x.jp", "a@supportXexample", "a@support.example.com"].map(matches),
  ).toEqual([true, true, false, false, false]);
});

test("a secret shows itself nowhere but where it is asked to", () => {
  const secret = new Secret("Xy7!opensesame");
  const views = [
    String(secret),
    `${secret}`,
    JSON.stringify({ secret }),
    inspect({ secret }, { depth: 9, showHidden: true }),
  ];
  expect(views.filter((view) => view.includes("opensesame"))).toEqual([]);
  expect(secret.reveal()).toBe("Xy7!opensesame");
});

test("every problem has a code of its range and one severity a name", () => {
  const codes = Object.values(PROBLEMS).map(({ code }) => code);
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.filter((code) => !/^MB[1-4]\d{3}$/.test(code))).toEqual([]);
});
