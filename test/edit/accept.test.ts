import { describe, expect, test } from "vitest";
import { writingsOf } from "../../src/edit/accept.ts";
import type { DriftedUser } from "../../src/model/drift.ts";
import type { ExplainedDate, Explanation } from "../../src/model/explanation.ts";
import { codeOf, fieldOf, type Value, type ValueKey } from "../../src/model/fields.ts";
import type { Place } from "../../src/model/place.ts";
import type { FieldChange, StateChange } from "../../src/model/plan.ts";
import { asLoginId } from "../../src/model/user.ts";

const WHO = { loginId: asLoginId("ann@aoba.example"), name: "Ann" };
const YAML: Place = { file: "users/a.yaml", line: 4 };
const SAID: Place = { ...YAML, column: 9 };
const CSV: Place = { file: "users/a.csv", line: 3, row: 2, cell: "monitoring" };
const CONSOLE: Place = { file: "users/a.CONSOLE.csv", line: 3, row: 2, cell: "Locale" };

function explained(place: Place, key: ValueKey = "name", dates: readonly ExplainedDate[] = []): Explanation {
  const fields = [{ key, column: "", words: [], place }];
  return {
    ...WHO,
    place: { file: place.file, line: 1, ...(place.row === undefined ? {} : { row: place.row }) },
    roles: [],
    dates,
    fields,
  };
}

function drifted(key: ValueKey, from: Value | undefined): DriftedUser {
  const to = "en";
  const shown = from === undefined ? {} : { from };
  const field: FieldChange = {
    key,
    to,
    ...shown,
    cause: "drift",
    column: fieldOf(key).header.en,
    code: codeOf(key, to),
  };
  return { ...WHO, fields: [field] };
}

function switched(kind: StateChange["kind"]): DriftedUser {
  return { ...WHO, fields: [], state: { ...WHO, kind, reason: "drift", fingerprint: "", roles: [], impacts: [] } };
}

describe("a field as it is to be written", () => {
  const rows: readonly (readonly [string, ValueKey, Value | undefined, Place, string | undefined])[] = [
    ["a name, quoted", "name", "Ann: Lee", YAML, 'name: "Ann: Lee"'],
    ["an extension, quoted", "extension", "0101", YAML, 'extension: "0101"'],
    ["a time zone", "timeZone", "Asia/Jakarta", YAML, "timeZone: Asia/Jakarta"],
    ["a permission of one word", "monitoring", true, SAID, "permissions: { monitoring: true }"],
    ["a product", "phone.enabled", false, SAID, "permissions: { phone: { enabled: false } }"],
    ["a range", "meetings.downloadFiles", "all", SAID, "permissions: { meetings: { downloadFiles: all } }"],
    ["a yes in a cell", "monitoring", true, CSV, "1"],
    ["a word in a cell", "locale", "ja", CSV, "ja"],
    ["a code in a cell of the console's file", "locale", "ja", CONSOLE, "0"],
    ["a number in a cell of the console's file", "extension", "0101", CONSOLE, "0101"],
    ["nothing, where the tenant shows nothing", "extension", undefined, YAML, undefined],
  ];
  test.each(rows)("%s", (_, key, from, place, text) => {
    const expected = { place, key, ...(text === undefined ? {} : { text }) };
    expect(writingsOf(drifted(key, from), explained(place, key))).toEqual([expected]);
  });

  test("where nobody says where it would stand, at the entry", () => {
    expect(writingsOf(drifted("locale", "ja"), explained(YAML, "name"))).toMatchObject([{ place: { line: 1 } }]);
  });
});

describe("permissions that the entry says nothing of", () => {
  const change = (key: ValueKey, from: Value) => drifted(key, from).fields;
  const fields = [
    ...change("phone.enabled", false),
    ...change("meetings.enabled", false),
    ...change("monitoring", true),
    ...change("meetings.downloadFiles", "all"),
  ];
  const entry = { file: YAML.file, line: 1 };
  const text =
    "permissions: { phone: { enabled: false }, meetings: { enabled: false, downloadFiles: all }, monitoring: true }";

  test("are one map at the entry", () => {
    expect(writingsOf({ ...WHO, fields }, explained(YAML))).toEqual([{ place: entry, key: "permissions", text }]);
  });

  test("are put among those that are there, which keep their places", () => {
    const own = change("callCenter.enabled", true);
    const writings = writingsOf({ ...WHO, fields: [...fields, ...own] }, explained(SAID, "callCenter.enabled"));
    expect(writings).toEqual([
      { place: SAID, key: "callCenter.enabled", text: "permissions: { callCenter: { enabled: true } }" },
      {
        place: entry,
        key: "permissions",
        text,
        aside: "the entry has permissions already: put these among them",
      },
    ]);
  });

  test("have cells of their own in a table", () => {
    expect(writingsOf({ ...WHO, fields }, explained(CSV)).map(({ text: cell }) => cell)).toEqual([
      "0",
      "0",
      "1",
      "all",
    ]);
  });
});

describe("a state as it is to be written", () => {
  const place = { file: "users/a.yaml", line: 6 };
  const rows: readonly (readonly [string, StateChange["kind"], Place, readonly ExplainedDate[], object])[] = [
    ["inactive, at the entry", "activate", YAML, [], { place: { line: 1 }, text: "state: inactive" }],
    [
      "in place of the word that is there",
      "deactivate",
      YAML,
      [{ key: "state", value: "inactive", place }],
      { place, text: "state: active" },
    ],
    ["in a cell", "deactivate", CSV, [], { text: "active" }],
  ];
  test.each(rows)("%s", (_, kind, where, dates, expected) => {
    const [writing, ...others] = writingsOf(switched(kind), explained(where, "name", dates));
    expect([writing, others]).toMatchObject([{ key: "state", ...expected }, []]);
    expect(writing?.aside).toBe(undefined);
  });

  test("and dates that may say otherwise are named, unless the user is to be inactive", () => {
    const dates = [
      { key: "state", value: "active", place },
      { key: "endDate", value: "2026-12-01", place },
    ] as const;
    const asideOf = (kind: StateChange["kind"]) => writingsOf(switched(kind), explained(YAML, "name", dates))[0]?.aside;
    expect([asideOf("deactivate"), asideOf("activate")]).toEqual([
      "endDate may say otherwise: change that too",
      undefined,
    ]);
  });
});

test("somebody who is gone has the whole entry taken out", () => {
  expect(writingsOf({ ...WHO, fields: [], gone: true }, explained(YAML))).toEqual([
    { place: { file: "users/a.yaml", line: 1 }, key: "entry" },
  ]);
});
