import { describe, expect, it } from "vitest";
import { CONSOLE_FILES, type ConsoleColumn, headerOf } from "../../src/model/console.ts";
import { ENCODINGS } from "../../src/model/encoding.ts";
import { fieldOf, SUBSCRIPTIONS, type Subscription, valueOfCode } from "../../src/model/fields.ts";
import { HEADER_LANGUAGES } from "../../src/model/settings.ts";
import { passwordCause } from "../../src/tenant/password.ts";
import { ACTOR, causesOf, columnsOf, loginOf, person, readDownload, THREE, world } from "./build.ts";

/** Everything, each subscription missing alone, and the documented pairs. */
const contracts: readonly (readonly Subscription[])[] = [
  SUBSCRIPTIONS,
  ...SUBSCRIPTIONS.map((missing) => SUBSCRIPTIONS.filter((name) => name !== missing)),
  SUBSCRIPTIONS.filter((name) => name !== "meetings" && name !== "recPod"),
  [],
];

/** Columns of each file under `contracts`, counted from the documents' table. */
const WIDTHS = [24, 23, 21, 21, 23, 23, 23, 23, 18, 11];

const files = CONSOLE_FILES.flatMap((file) =>
  ENCODINGS.flatMap((encoding) =>
    HEADER_LANGUAGES.flatMap((language) =>
      contracts.map((subscriptions, index) => ({ file, encoding, language, subscriptions, width: WIDTHS[index] })),
    ),
  ),
);

describe("templates", () => {
  it.each(files)("to $file in $encoding, $language, with $subscriptions have $width columns that read back", (each) => {
    const { tenant } = world({ people: THREE, contract: { subscriptions: each.subscriptions } });
    const { encoding, language, file } = each;
    const download = readDownload(tenant.template(file, { encoding, language, rows: 2 }), encoding);
    expect(download.columns).toHaveLength(each.width ?? 0);
    expect(download.columns).toEqual(columnsOf(tenant, file));
    expect(download.headers).toEqual(download.columns.map((column) => headerOf(column, language)));
    expect(download.rows.map((row) => row.length)).toEqual(download.rows.map(() => each.width));
    expect(download.rows).toHaveLength(file === "create" ? 2 : 3);
  });

  it("begin with a byte order mark exactly where one is asked for", () => {
    const { tenant } = world();
    const marks = ENCODINGS.map((encoding) => tenant.template("update", { encoding })[0] === 0xef);
    expect(marks).toEqual([false, true, false]);
  });

  it.each(HEADER_LANGUAGES)("speak the tenant's language when none is asked for: %s", (language) => {
    const { tenant } = world({ settings: { headerLanguage: language } });
    const { headers } = readDownload(tenant.template("update", { encoding: "utf-8" }), "utf-8");
    expect(headers[1]).toBe(fieldOf("name").header[language]);
  });
});

describe("the create template", () => {
  it("has a password in every row and nothing else", () => {
    const { tenant } = world();
    const { columns, rows } = readDownload(tenant.template("create", { encoding: "utf-8", rows: 100 }), "utf-8");
    const place = columns.findIndex(({ kind }) => kind === "password");
    expect(rows).toHaveLength(100);
    expect(rows.map((row) => passwordCause(row[place] ?? "", "all"))).toEqual(rows.map(() => undefined));
    expect(new Set(rows.map((row) => row[place])).size).toBe(100);
    expect(rows.flatMap((row) => row.toSpliced(place, 1)).every((cell) => cell === "")).toBe(true);
  });

  it.each([0, 101, 1.5])("cannot have %s rows", (rows) => {
    expect(() => world().tenant.template("create", { encoding: "utf-8", rows })).toThrow(RangeError);
  });
});

describe("the update template", () => {
  const people = [
    ...THREE,
    person("off", { state: "inactive", values: { extension: "0123", timeZone: "Asia/Manila" } }),
  ];

  it("holds every user as the tenant has them", () => {
    const { tenant } = world({ people });
    const { columns, rows } = readDownload(
      tenant.template("update", { encoding: "shift_jis", language: "ja" }),
      "shift_jis",
    );
    const read = rows.map((row) =>
      Object.fromEntries(columns.map((column, index) => pairOf(column, row[index] ?? ""))),
    );
    expect(read).toEqual(tenant.users().map(({ loginId, values }) => ({ loginId, ...values })));
  });

  it("can be uploaded as it is, and changes nothing", () => {
    const { tenant } = world({ people });
    const before = tenant.users();
    const bytes = tenant.template("update", { encoding: "shift_jis" });
    expect(causesOf(tenant.importCsv("update", bytes, { encoding: "shift_jis", actor: ACTOR }))).toEqual([]);
    expect(tenant.users()).toEqual(before);
    expect(tenant.auditLog()).toEqual([]);
  });

  it.each([
    { settings: { listsInactiveInUpdateTemplate: true }, expected: ["ann", "bob", "cho", "off"] },
    { settings: { listsInactiveInUpdateTemplate: false }, expected: ["ann", "bob", "cho"] },
    { settings: { prefillsUpdateTemplate: false }, expected: [] },
  ])("lists $expected with $settings", ({ settings, expected }) => {
    const { tenant } = world({ people, settings });
    const { rows } = readDownload(tenant.template("update", { encoding: "utf-8" }), "utf-8");
    expect(rows.map(([loginId]) => loginId)).toEqual(expected.map(loginOf));
  });

  it("has a question mark for what Shift_JIS cannot write", () => {
    const { tenant } = world({ people: [person("ann", { values: { name: "𠮷田 é" } })] });
    const { rows } = readDownload(tenant.template("update", { encoding: "shift_jis" }), "shift_jis");
    expect(rows[0]?.[1]).toBe("?田 ?");
  });
});

describe("the list of users", () => {
  it.each([
    { language: "en", header: ["User name", "Login ID", "Administrative privileges"] },
    { language: "ja", header: ["ユーザー名", "ログイン ID", "管理者権限"] },
  ] as const)("is thin, in $language: name, Login ID and administrative privileges", ({ language, header }) => {
    const { tenant } = world({ people: [person("ann", { values: { admin: true } })] });
    const download = readDownload(tenant.userList({ encoding: "shift_jis", language }), "shift_jis");
    expect([download.headers, ...download.rows]).toEqual([header, ["佐藤 花子", loginOf("ann"), "1"]]);
  });
});

function pairOf(column: ConsoleColumn, cell: string): readonly [string, unknown] {
  if (column.kind !== "field") throw new Error(`the update template has a column of the kind ${column.kind}`);
  return [column.key, valueOfCode(column.key, cell)];
}
