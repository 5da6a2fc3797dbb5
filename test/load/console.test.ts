import { describe, expect, test } from "vitest";
import { readConsoleFile } from "../../src/load/console.ts";
import { consoleColumns, headerOf } from "../../src/model/console.ts";
import { encode } from "../../src/model/encoding.ts";
import { SUBSCRIPTIONS } from "../../src/model/fields.ts";

const ALL = new Set(SUBSCRIPTIONS);
const header = (file: "create" | "update", language: "en" | "ja") =>
  consoleColumns(file, ALL).map((column) => headerOf(column, language));
const CODES = "2701,0,6,0,0,0,0,0,1,0,0,0,0,1,0,1,2,0,0,0,1,0";

function read(text: string, options?: Parameters<typeof readConsoleFile>[2]) {
  return readConsoleFile(Buffer.from(text), "actual/update.csv", options);
}

function value(text: string, options?: Parameters<typeof readConsoleFile>[2]) {
  const download = read(text, options);
  if (!download.ok) throw new Error(JSON.stringify(download.problems));
  return download.value;
}

describe("a download of the console", () => {
  test.for(["en", "ja"] as const)("is read with headers in %s", (language) => {
    const download = value(`${header("update", language).join(",")}\r\ntakumi@x.example,小野 匠,${CODES}\r\n`);
    expect(download).toMatchObject({ encoding: "utf-8", separator: ",", headerLanguage: language, unknownColumns: [] });
    expect(download.columns).toEqual(consoleColumns("update", ALL));
    expect(download.users).toMatchObject([
      {
        loginId: "takumi@x.example",
        place: { file: "actual/update.csv", line: 2, row: 1 },
        values: {
          name: "小野 匠",
          extension: "2701",
          locale: "ja",
          timeZone: "Asia/Jakarta",
          "phone.enabled": true,
          "meetings.editAccessPermission": "hostOnly",
          "meetings.createExternalLink": "none",
          "meetings.downloadFiles": "all",
        },
      },
    ]);
  });

  test("tells its encoding and separator", () => {
    const encoded = encode("ログイン ID;ユーザー名\r\na@x.example;髙橋\r\n", "shift_jis");
    const download = readConsoleFile(encoded.ok ? encoded.bytes : new Uint8Array(), "a.csv");
    expect(download).toMatchObject({
      ok: true,
      value: { encoding: "shift_jis", separator: ";", headerLanguage: "ja" },
    });
  });

  test("keeps columns that nobody knows to the letter, and says so", () => {
    const download = read("Login ID,User name,Team\na@x.example,A, x \n");
    expect(download).toMatchObject({
      ok: true,
      value: { unknownColumns: ["Team"], users: [{ extra: { Team: " x " } }] },
      problems: [{ name: "console-unknown-columns", severity: "warning" }],
    });
  });

  test("knows further names of columns", () => {
    const { users } = value("ID Masuk,Nama\na@x.example,A\n", { headers: { loginId: ["ID Masuk"], name: ["Nama"] } });
    expect(users).toMatchObject([{ loginId: "a@x.example", values: { name: "A" } }]);
  });

  test("says nothing where a cell is empty, and keeps names to the letter", () => {
    const { users } = value("Login ID,User name,Locale,MiiTel Phone Enable\n a@x.example , A ,, 1 \n");
    expect(users).toMatchObject([{ loginId: "a@x.example" }]);
    expect(users[0]?.values).toEqual({ name: " A ", "phone.enabled": true });
  });

  test("with English and Japanese headers has no language", () => {
    expect(value("Login ID,ユーザー名\na@x.example,A\n").headerLanguage).toBeUndefined();
  });

  test("may be a template for new users, with passwords that nobody sees", () => {
    const download = read(`${header("create", "en").join(",")}\n${",,XdCxbG6XxctN".padEnd(35, ",")}\n`);
    expect(download).toMatchObject({ ok: true, value: { users: [] }, problems: [] });
    expect(JSON.stringify(download)).not.toContain("XdCxbG6XxctN");
  });

  const BROKEN = {
    "console-header": "User name,Locale\nA,0\n",
    "console-empty": "Login ID,User name\n,\n",
    "duplicate-column": "Login ID,User name,ユーザー名\na@x.example,A,A\n",
    "value-unknown": "Login ID,Locale\na@x.example,2\n",
    "csv-cells": "Login ID,Locale\na@x.example\n",
    "csv-syntax": 'Login ID,Locale\n"a@x.example,0\n',
    "control-character": "Login ID,User name\na@x.example,\u202EA\n",
    "encoding-wide": "<html>",
  } as const;
  test.for(Object.keys(BROKEN))("%s", (name) => {
    const text = Object.entries(BROKEN).find(([key]) => key === name)?.[1] ?? "";
    const download = read(text);
    expect(download.ok).toBe(false);
    expect(download.problems.map((found) => found.name)).toContain(name);
    expect(download.problems.every(({ excerpt }) => excerpt === undefined)).toBe(true);
  });
});
