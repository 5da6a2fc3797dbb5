import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { explainUser, fieldNamed, findDeclared } from "../../src/load/explain.ts";
import { type Loaded, loadRoster } from "../../src/load/roster.ts";
import type { ExplainedField, Explanation } from "../../src/model/explanation.ts";
import { VALUE_KEYS, type ValueKey } from "../../src/model/fields.ts";
import { originOf } from "../../src/model/roster.ts";
import { hintOf } from "../../src/render/problem.ts";
import { en } from "../../src/render/words/en.ts";
import { user } from "../builders.ts";
import { CONFIG, folder, type Put } from "./folder.ts";

async function load(root: string): Promise<Loaded> {
  const loaded = await loadRoster(root);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.value;
}

async function explained(files: Readonly<Record<string, Put>>, loginId = "ann@aoba.example"): Promise<Explanation> {
  const root = folder(files);
  const { roster } = await load(root);
  const found = findDeclared(roster, loginId);
  if (!found.ok) throw new Error(`${loginId} is not declared`);
  const result = explainUser(root, "meibo.yaml", found.value);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function fieldOf({ fields }: Explanation, key: ValueKey): ExplainedField | undefined {
  return fields.find((field) => field.key === key);
}

/** `no baseline < yes role sales roles/a.yaml:4 (through lead)`, the lowest layer first. */
function chainOf(from: Explanation, key: ValueKey): string {
  const words = fieldOf(from, key)?.words ?? [];
  return words
    .map(({ value, origin: { layer, role, place }, through }) =>
      [
        String(value),
        role ?? layer,
        ...(place === undefined ? [] : [`${place.file}:${place.line}`]),
        ...(through === undefined ? [] : [`through ${through}`]),
      ].join(" "),
    )
    .join(" < ");
}

const ROLES = `roles:
  base: { permissions: { monitoring: true } }
  sales:
    extends: [base]
    permissions: { phone: true }
  quiet: { extends: [base], permissions: { monitoring: false, phone: true } }
  again: { extends: [base] }
`;
const SUBSCRIBED = "subscriptions: [meetings]\ndefaults: { locale: ja, timeZone: Asia/Tokyo }\n";
const FILES = { "meibo.yaml": `${CONFIG}${SUBSCRIBED}`, "roles/all.yaml": ROLES };

function annIs(entry: string, defaults = ""): Readonly<Record<string, Put>> {
  return { ...FILES, "users/a.yaml": `${defaults}users:\n  - loginId: ann@aoba.example\n    name: Ann\n${entry}` };
}

describe("who says what, the lowest layer first", () => {
  const rows: readonly (readonly [string, Readonly<Record<string, Put>>, ValueKey, string])[] = [
    ["nobody but the baseline", annIs(""), "admin", "false baseline"],
    [
      "a role over the baseline",
      annIs("    role: sales\n"),
      "phone.enabled",
      "false baseline < true sales roles/all.yaml:5",
    ],
    [
      "a role that the user's role builds on",
      annIs("    role: sales\n"),
      "monitoring",
      "false baseline < true base roles/all.yaml:2 through sales",
    ],
    [
      "a role over the one it builds on",
      annIs("    role: quiet\n"),
      "monitoring",
      "false baseline < true base roles/all.yaml:2 through quiet < false quiet roles/all.yaml:6",
    ],
    [
      "a role that brings back what the one before took away",
      annIs("    roles: [quiet, again]\n    permissions: { monitoring: true }\n"),
      "monitoring",
      "false baseline < true base roles/all.yaml:2 through quiet < false quiet roles/all.yaml:6 < true base roles/all.yaml:2 through again < true user users/a.yaml:5",
    ],
    [
      "the user over everybody",
      annIs("    role: sales\n    permissions: { phone: false }\n"),
      "phone.enabled",
      "false baseline < true sales roles/all.yaml:5 < false user users/a.yaml:5",
    ],
    ["the default of meibo.yaml", annIs(""), "locale", "ja default meibo.yaml:4"],
    [
      "the default of the file over that of meibo.yaml",
      annIs("", "defaults: { locale: en }\n"),
      "locale",
      "ja default meibo.yaml:4 < en file users/a.yaml:1",
    ],
    [
      "the user's own word over both",
      annIs("    locale: ja\n", "defaults: { locale: en }\n"),
      "locale",
      "ja default meibo.yaml:4 < en file users/a.yaml:1 < ja user users/a.yaml:5",
    ],
    [
      "a role of the file's defaults",
      annIs("", "defaults: { role: sales }\n"),
      "phone.enabled",
      "false baseline < true sales roles/all.yaml:5",
    ],
    ["nobody", annIs(""), "extension", ""],
    [
      "a file of the console says all that it manages, and nothing lies below it",
      { ...FILES, "users/a.console.csv": "Login ID,User name,Monitoring privileges\nann@aoba.example,Ann,1\n" },
      "monitoring",
      "true user users/a.console.csv:2",
    ],
  ];
  test.each(rows)("%s", async (_, files, key, expected) => {
    expect(chainOf(await explained(files), key)).toBe(expected);
  });
});

test("the last word is the value of the roster, and its origin, for everybody of the example", async () => {
  const root = join(import.meta.dirname, "..", "..", "examples", "first");
  const { roster } = await load(root);
  const told = roster.users.map((one) => {
    const result = explainUser(root, "meibo.yaml", one);
    const fields = result.ok ? result.value.fields : [];
    return fields.map(({ key, value, words }) => [
      key,
      value,
      words.at(-1)?.origin.layer,
      words.at(-1)?.origin.place?.line,
    ]);
  });
  const expected = roster.users.map((one) =>
    VALUE_KEYS.map((key) => [key, one.values[key], originOf(one, key)?.layer, originOf(one, key)?.place?.line]),
  );
  expect(roster.users.length).toBeGreaterThan(3);
  expect(told).toEqual(expected);
});

describe("what meibo leaves alone", () => {
  const rows: readonly (readonly [string, string, ValueKey, string | undefined])[] = [
    ["a field that nobody speaks of", "", "extension", "unsaid"],
    ["a field of ignoreFields", "ignoreFields: [monitoring]\n", "monitoring", "ignored"],
    ["a product that the contract does not have", "", "salesforce.enabled", "notSubscribed"],
    ["not what a role or the baseline says", "", "admin", undefined],
  ];
  test.each(rows)("%s", async (_, more, key, expected) => {
    const files = { ...annIs(""), "meibo.yaml": `${CONFIG}${SUBSCRIBED}${more}` };
    expect(fieldOf(await explained(files), key)?.leftAlone).toBe(expected);
  });
});

describe("column, code and cell", () => {
  const csv = (cells: string) => ({
    ...FILES,
    "users/a.csv": `loginId,name,meetings.downloadFiles,monitoring\nann@aoba.example,Ann,${cells}\n`,
  });
  const rows: readonly (readonly [string, Readonly<Record<string, Put>>, ValueKey, Partial<ExplainedField>])[] = [
    ["1 in a range is Host only", csv("1,1"), "meetings.downloadFiles", { value: "hostOnly", code: "1", written: "1" }],
    ["1 elsewhere is yes", csv("1,1"), "monitoring", { value: true, code: "1", written: "1" }],
    [
      "a word is a code too",
      csv("ホストのみ,はい"),
      "meetings.downloadFiles",
      { value: "hostOnly", code: "1", written: "ホストのみ" },
    ],
    [
      "spaces around a cell do not count",
      csv(" none ,1"),
      "meetings.downloadFiles",
      { value: "none", code: "2", written: "none" },
    ],
    [
      "a cell of the console's file",
      {
        ...FILES,
        "users/a.console.csv": "Login ID,User name,MiiTel Meetings Download files\nann@aoba.example,Ann,0\n",
      },
      "meetings.downloadFiles",
      { value: "all", code: "0", written: "0" },
    ],
    ["the console's name of the column", annIs(""), "phone.enabled", { column: "MiiTel Phone Enable", code: "0" }],
  ];
  test.each(rows)("%s", async (_, files, key, expected) => {
    expect(fieldOf(await explained(files), key)).toMatchObject(expected);
  });

  test("an empty cell was not read, and is where the user's word would stand", async () => {
    const field = fieldOf(await explained(csv(",1")), "meetings.downloadFiles");
    expect([field?.written, field?.words.at(-1)?.origin.layer]).toEqual([undefined, "baseline"]);
    expect(field?.place).toMatchObject({ file: "users/a.csv", row: 1, cell: "meetings.downloadFiles" });
  });

  test("in YAML a new word goes into the entry, not to where the file's default stands", async () => {
    const field = fieldOf(await explained(annIs("", "defaults: { locale: en }\n")), "locale");
    expect(field?.place).toEqual({ file: "users/a.yaml", line: 3 });
  });
});

test("state and dates come with their places", async () => {
  const entry = "    state: active\n    leave: { from: 2026-12-01, until: 2026-12-31 }\n";
  const { dates } = await explained(annIs(entry));
  expect(dates.map(({ key, value, place }) => [key, value, place.line])).toEqual([
    ["state", "active", 4],
    ["leave.from", "2026-12-01", 5],
    ["leave.until", "2026-12-31", 5],
  ]);
});

describe("somebody who was not found", () => {
  const users = [
    user({ loginId: "ann.lee@aoba.example", previousLoginIds: [user({ loginId: "ann.kim@aoba.example" }).loginId] }),
    user({ loginId: "bob@aoba.example" }),
    user({ loginId: "bobby@aoba.example" }),
  ];
  const rows: readonly (readonly [string, string, string])[] = [
    ["a mistyped Login ID", "ann.leee@aoba.example", "did you mean ann.lee@aoba.example?"],
    ["a part of several", "bob", "did you mean bob@aoba.example or bobby@aoba.example?"],
    ["a former Login ID", "Ann.Kim@aoba.example", "this is a former Login ID of ann.lee@aoba.example"],
    ["somebody else altogether", "zoe@elsewhere.example", "meibo list --unmanaged"],
    ["a slip in the domain", "ann.lee@aoba.exmaple", "did you mean ann.lee@aoba.example?"],
  ];
  test.each(rows)("%s", (_, asked, hint) => {
    const { ok, problems } = findDeclared({ users, files: [] }, asked);
    expect([ok, problems.map(({ name }) => name), problems.map((found) => hintOf(found, en)).join()]).toEqual([
      false,
      ["login-unknown"],
      expect.stringContaining(hint),
    ]);
  });

  test("and is like others only in the domain", () => {
    expect(
      findDeclared({ users, files: [] }, "cy@aoba.example")
        .problems.map((found) => hintOf(found, en))
        .join(),
    ).not.toContain("did you mean");
    expect(
      findDeclared({ users, files: [] }, "zed@aoba.example")
        .problems.map((found) => hintOf(found, en))
        .join(),
    ).not.toContain("did you mean");
  });

  test("unlike somebody who is written in another case", () => {
    expect(findDeclared({ users, files: [] }, "BOB@AOBA.example")).toMatchObject({ ok: true, value: users[1] });
  });

  test("and somebody whose file was saved without them meanwhile", () => {
    const result = explainUser(folder(annIs("")), "meibo.yaml", user({ place: { file: "users/a.yaml", line: 2 } }));
    expect([result.ok, result.problems.map((found) => hintOf(found, en))]).toEqual([
      false,
      ["a file changed meanwhile; try again"],
    ]);
  });
});

describe("a field is named", () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["phone.enabled", "phone.enabled"],
    ["phone", "phone.enabled"],
    ["Meetings.DownloadFiles", "meetings.downloadFiles"],
    ["User name", "name"],
    ["miitel meetings download files", "meetings.downloadFiles"],
    ["extention", undefined],
    ["loginId", undefined],
  ];
  test.each(rows)("%s", (text, expected) => {
    const named = fieldNamed(text);
    expect(named.ok ? named.value : undefined).toBe(expected);
  });

  test("or else the nearest is suggested, or all are listed", () => {
    expect(fieldNamed("extention").problems.map((found) => hintOf(found, en))).toEqual(["did you mean extension?"]);
    expect(fieldNamed("phoneMobil").problems.map((found) => hintOf(found, en))).toEqual([
      "did you mean phoneMobile.enabled?",
    ]);
    expect(
      fieldNamed("zzz")
        .problems.map((found) => hintOf(found, en))
        .join(),
    ).toContain("name, extension, locale");
  });
});
