import { describe, expect, it } from "vitest";
import type { ConsoleFile } from "../../src/model/console.ts";
import { ENCODINGS, type Encoding } from "../../src/model/encoding.ts";
import { HEADER_LANGUAGES } from "../../src/model/settings.ts";
import {
  ACTOR,
  bytesOf,
  causesOf,
  changedRow,
  columnsOf,
  create,
  fileOf,
  newRow,
  PASSWORD,
  readDownload,
  shown,
  THREE,
  textOf,
  update,
  world,
} from "./build.ts";

const SOME_DATA =
  "Some data cannot be added to the template. Check the guidelines for creating the CSV. Edit and reupload the CSV.";

const good = newRow("dai");
const bad = newRow("ann");
const worse = newRow("eri", {}, "short");

describe("one bad row", () => {
  it("rejects the whole file, in the console's words, and changes nothing", () => {
    const { tenant } = world({ people: THREE });
    expect(create(tenant, good, bad, worse)).toEqual({
      type: "rejected",
      message: SOME_DATA,
      rows: [
        { row: 2, loginId: "ann@aoba-denki.example", cause: "Login ID already in use" },
        { row: 3, loginId: "eri@aoba-denki.example", cause: "password shorter than 8 characters" },
      ],
    });
    expect(tenant.users()).toHaveLength(3);
    expect(tenant.auditLog()).toEqual([]);
  });

  it("rejects itself only, where the tenant takes the good rows", () => {
    const { tenant } = world({ people: THREE, settings: { rejects: "row" } });
    expect(create(tenant, good, bad, worse)).toEqual({
      type: "done",
      rows: [
        { row: 1, loginId: "dai@aoba-denki.example", result: "accepted" },
        { row: 2, loginId: "ann@aoba-denki.example", result: "rejected", cause: "Login ID already in use" },
        { row: 3, loginId: "eri@aoba-denki.example", result: "rejected", cause: "password shorter than 8 characters" },
      ],
    });
    expect(tenant.users()).toHaveLength(4);
  });

  it("takes back the updates of the rows before it", () => {
    const { tenant } = world({ people: THREE });
    const result = update(
      tenant,
      changedRow(tenant, "ann", { admin: true }),
      changedRow(tenant, "bob", { extension: "2103" }),
    );
    expect(causesOf(result)).toEqual(["2: extension already in use"]);
    expect(shown(tenant, "ann")?.admin).toBe(false);
  });

  it("uses up no extension", () => {
    const { tenant } = world({ people: THREE, settings: { rejects: "row" } });
    create(tenant, bad, good);
    expect(shown(tenant, "dai")?.extension).toBe("6001");
  });
});

describe("row numbers", () => {
  const rows = [newRow("dai", { name: "two\r\nlines" }), good, bad];

  it.each([
    { rowNumbers: "data", expected: ["2: Login ID already in use", "3: Login ID already in use"] },
    { rowNumbers: "lines", expected: ["4: Login ID already in use", "5: Login ID already in use"] },
  ] as const)("count $rowNumbers", ({ rowNumbers, expected }) => {
    const { tenant } = world({ people: THREE, settings: { rowNumbers } });
    expect(causesOf(create(tenant, ...rows))).toEqual(expected);
  });
});

describe("a file", () => {
  it.each([
    { file: "create", rows: 100, type: "done" },
    { file: "create", rows: 101, type: "rejected" },
    { file: "update", rows: 101, type: "rejected" },
  ] as const)("of $rows users to $file is $type", ({ file, rows, type }) => {
    const { tenant } = world();
    const people = Array.from({ length: rows }, (_, index) => newRow(`user${index}`));
    const result = tenant.importCsv(file, fileOf(tenant, file, people), { encoding: "utf-8", actor: ACTOR });
    expect(result.type).toBe(type);
    if (type === "rejected") {
      expect(result).toMatchObject({ message: "The file has 101 users; at most 100 can be in one file.", rows: [] });
    }
    expect(tenant.users()).toHaveLength(type === "done" ? rows : 0);
  });

  it("without users is refused", () => {
    expect(create(world().tenant)).toEqual({ type: "rejected", message: "The file has no users.", rows: [] });
  });

  it("without anything is refused", () => {
    expect(upload("")).toMatchObject({ type: "rejected", message: 'The column "Login ID" is missing.' });
  });

  it("with a quote that never ends is refused with the line", () => {
    const text = `${textOf(world().tenant, "create", [good])}"dai`;
    expect(upload(text)).toMatchObject({
      type: "rejected",
      message: "Line 3: the quote that opens here is never closed.",
    });
  });

  it("may have its columns in any order", () => {
    const { tenant } = world();
    const columns = columnsOf(tenant, "create").toReversed();
    const bytes = fileOf(tenant, "create", [newRow("dai", { admin: true })], { columns });
    expect(causesOf(tenant.importCsv("create", bytes, { encoding: "utf-8", actor: ACTOR }))).toEqual([]);
    expect(shown(tenant, "dai")?.admin).toBe(true);
  });

  it.each(["Login ID", "Password", "MiiTel RecPod Enable"])("must have the column %s", (header) => {
    const text = textOf(world().tenant, "create", [good]);
    expect(upload(withoutColumn(text, header))).toMatchObject({ message: `The column "${header}" is missing.` });
  });

  it("must not have a column twice", () => {
    const text = textOf(world().tenant, "create", [good]).replace("User name", "Login ID");
    expect(upload(text)).toMatchObject({ message: 'The column "Login ID" is there twice.' });
  });

  it.each([
    { file: "create", header: "Extension number" },
    { file: "update", header: "Password" },
    { file: "update", header: "Nickname" },
  ] as const)("to $file must not have the column $header", ({ file, header }) => {
    const text = textOf(world().tenant, file, [good]).replaceAll("\r\n", `,${header}\r\n`);
    expect(upload(text, file)).toMatchObject({ message: `The column "${header}" is not in the template.` });
  });

  it("must not have the columns of products without subscription", () => {
    const text = textOf(world().tenant, "create", [good]);
    const { tenant } = world({ contract: { subscriptions: ["phoneMobile"] } });
    const result = tenant.importCsv("create", bytesOf(text), { encoding: "utf-8", actor: ACTOR });
    expect(result).toMatchObject({ message: 'The column "MiiTel Call Center Enable" is not in the template.' });
  });

  it("refuses a row with a cell too few and one with a cell too many", () => {
    const [header = "", row = ""] = textOf(world().tenant, "create", [good]).split("\r\n");
    const text = [header, row.replace(/,0$/, ""), `${row},0`, ""].join("\r\n");
    expect(causesOf(upload(text))).toEqual(["1: 23 cells instead of 24", "2: 25 cells instead of 24"]);
  });
});

describe("encodings and languages", () => {
  const choices = ENCODINGS.flatMap((encoding) => HEADER_LANGUAGES.map((language) => ({ encoding, language })));

  it.each(choices)("$encoding with $language headers is read as it is meant", ({ encoding, language }) => {
    const { tenant } = world();
    const bytes = fileOf(tenant, "create", [newRow("dai", { name: "髙橋 一郎" })], { encoding, language });
    expect(causesOf(tenant.importCsv("create", bytes, { encoding, actor: ACTOR }))).toEqual([]);
    expect(shown(tenant, "dai")?.name).toBe("髙橋 一郎");
  });

  const wrong: readonly (readonly [sent: Encoding, chosen: Encoding])[] = [
    ["shift_jis", "utf-8"],
    ["shift_jis", "utf-8-bom"],
    ["utf-8", "shift_jis"],
  ];

  it.each(wrong)("a file in %s is refused when %s was chosen", (sent, chosen) => {
    const { tenant } = world();
    const bytes = fileOf(tenant, "create", [newRow("dai", { name: "髙橋 一郎" })], { encoding: sent, language: "ja" });
    expect(tenant.importCsv("create", bytes, { encoding: chosen, actor: ACTOR })).toMatchObject({
      message: `The file is not in the encoding ${chosen}.`,
    });
  });
});

describe("extra columns", () => {
  const HEADER = "Incoming Webhook for meeting history";

  it("are kept cell by cell and shown with the user", () => {
    const { tenant } = world({ people: THREE, settings: { extraColumns: [HEADER] } });
    expect(tenant.users()[0]?.extra).toEqual({ [HEADER]: "" });
    const row = { ...changedRow(tenant, "ann", {}), extra: { [HEADER]: " 1 " } };
    expect(causesOf(update(tenant, row))).toEqual([]);
    expect(tenant.users().map(({ extra }) => extra[HEADER])).toEqual([" 1 ", "", ""]);
    expect(causesOf(update(tenant, changedRow(tenant, "ann", { admin: true })))).toEqual([]);
    expect(tenant.users()[0]).toMatchObject({ extra: { [HEADER]: " 1 " }, values: { admin: true } });
  });

  it("may be called as what every object has", () => {
    const names = ["__proto__", "constructor", "toString"];
    const { tenant } = world({ people: THREE, settings: { extraColumns: names } });
    const empty = Object.fromEntries(names.map((name) => [name, ""]));
    const filled = Object.fromEntries(names.map((name) => [name, `of ${name}`]));
    expect(Object.entries(tenant.users()[0]?.extra ?? {})).toEqual(Object.entries(empty));
    expect(causesOf(update(tenant, { ...changedRow(tenant, "ann", {}), extra: filled }))).toEqual([]);
    expect(tenant.users().map(({ extra }) => Object.entries(extra ?? {}))).toEqual(
      [filled, empty, empty].map(Object.entries),
    );
    const { rows } = readDownload(tenant.template("update", { encoding: "utf-8" }), "utf-8");
    expect(rows.map((row) => row.slice(-3))).toEqual([names.map((name) => `of ${name}`), ["", "", ""], ["", "", ""]]);
    const [entry] = tenant.auditLog();
    expect(entry?.changes).toEqual(names.map((name) => ({ what: name, to: `of ${name}` })));
  });

  it("are part of the template, and a file without them is refused", () => {
    const { tenant } = world({ people: THREE, settings: { extraColumns: [HEADER] } });
    const columns = columnsOf(tenant, "create").filter(({ kind }) => kind !== "unknown");
    const bytes = fileOf(tenant, "create", [good], { columns });
    expect(tenant.importCsv("create", bytes, { encoding: "utf-8", actor: ACTOR })).toMatchObject({
      message: `The column "${HEADER}" is missing.`,
    });
  });
});

describe("the audit log", () => {
  it("says who changed what, when, and never a password", () => {
    const { tenant } = world({ people: THREE });
    create(tenant, good);
    update(tenant, changedRow(tenant, "ann", { admin: true }));
    const [created, updated] = tenant.auditLog();
    expect(created).toMatchObject({ actor: ACTOR, action: "create", loginId: "dai@aoba-denki.example" });
    expect(updated).toEqual({
      at: "2026-12-01T00:00:00.000Z",
      actor: ACTOR,
      action: "update",
      loginId: "ann@aoba-denki.example",
      changes: [{ what: "admin", from: false, to: true }],
    });
    expect(JSON.stringify(tenant.auditLog())).not.toContain(PASSWORD);
  });

  it("does not speak of rows that change nothing", () => {
    const { tenant } = world({ people: THREE });
    expect(causesOf(update(tenant, changedRow(tenant, "ann", {})))).toEqual([]);
    expect(tenant.auditLog()).toEqual([]);
  });
});

function upload(text: string, file: ConsoleFile = "create") {
  return world({ people: THREE }).tenant.importCsv(file, bytesOf(text), { encoding: "utf-8", actor: ACTOR });
}

/** Takes a column out of a file without quoted cells. */
function withoutColumn(text: string, header: string): string {
  const rows = text.split("\r\n").map((line) => line.split(","));
  const index = rows[0]?.indexOf(header) ?? -1;
  return rows.map((cells) => cells.toSpliced(index, 1).join(",")).join("\r\n");
}
