import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { folderWith, meibo, put } from "./command.ts";
import { companyFolder, OFFICE_FILE } from "./company.ts";

const FIELDS = "loginId,name,extension,role,state,locale,phone,meetings.downloadFiles";

describe("a sheet of people", () => {
  const folder = companyFolder();

  test("says what holds for them, in the words of the language", () => {
    const { exit, stdout } = meibo(folder, ["csv", "export", "--fields", FIELDS, "--lang", "ja"]);
    expect([exit, stdout.split("\r\n")]).toEqual([
      0,
      [
        "\uFEFFログイン ID [loginId],ユーザー名 [name],内線番号 [extension],役割 [role],状態 [state],言語 [locale],MiiTel Phone 有効 [phone.enabled],MiiTel Meetings ファイルのダウンロード [meetings.downloadFiles]",
        "rina@aoba.example,Rina,3101,sales,,英語,はい,ホストのみ",
        "ann@aoba.example,佐藤 花子,2101,sales,有効,日本語,はい,ホストのみ",
        "bob@aoba.example,Bob,,,,日本語,いいえ,なし",
        "",
      ],
    ]);
  });

  test("is about those who are chosen, and always says whom", () => {
    const { stdout } = meibo(folder, ["csv", "export", "ann@*", "--fields", "name", "--encoding", "utf-8"]);
    expect(stdout).toBe("Login ID [loginId],User name [name]\r\nann@aoba.example,佐藤 花子\r\n");
  });

  test("says who and where without fields, and with all everything the contract has", () => {
    const head = (...words: readonly string[]) => meibo(folder, ["csv", "export", ...words]).stdout.split("\r\n")[0];
    expect(
      head()
        ?.match(/\[[^\]]+\]/g)
        ?.join(""),
    ).toBe(
      "[loginId][name][extension][role][state][startDate][endDate][leave.from][leave.until][leave.reason][employeeId][department][locale][timeZone]",
    );
    expect(head("--fields", "all")).toContain("[meetings.downloadFiles]");
    expect(head("--fields", "all")).not.toContain("[salesforce.enabled]");
  });

  test("is written in Shift_JIS, and nothing is where somebody does not fit", () => {
    const words = ["csv", "export", "--fields", "loginId,name", "--encoding", "shift_jis", "--lang", "ja"];
    const { exit, stdout } = meibo(folder, [...words, "--out", "sheet.csv"]);
    expect([exit, stdout.split("\n")[0]]).toEqual([0, "3名 → sheet.csv"]);
    expect(iconv.decode(readFileSync(join(folder, "sheet.csv")), "cp932")).toContain("ann@aoba.example,佐藤 花子\r\n");

    const office = readFileSync(join(folder, OFFICE_FILE), "utf8");
    put(folder, OFFICE_FILE, office.replace("佐藤 花子", "🦊 花子"));
    const refused = meibo(folder, ["csv", "export", "--encoding", "shift_jis", "--out", "new.csv"]);
    put(folder, OFFICE_FILE, office);
    expect([refused.exit, refused.stdout]).toEqual([1, ""]);
    expect(refused.stderr).toContain(`${OFFICE_FILE}:2  error MB1105  🦊 花子 cannot be written in shift_jis: 🦊`);
    expect(() => readFileSync(join(folder, "new.csv"))).toThrow("ENOENT");
  });

  test("takes nobody's place", () => {
    writeFileSync(join(folder, "mine.csv"), "mine");
    const { exit, stderr } = meibo(folder, ["csv", "export", "--out", "mine.csv"]);
    expect([exit, readFileSync(join(folder, "mine.csv"), "utf8")]).toEqual([1, "mine"]);
    expect(stderr).toContain("--force");
    expect(meibo(folder, ["csv", "export", "--out", "mine.csv", "--force"]).exit).toBe(0);
    expect(readFileSync(join(folder, "mine.csv"), "utf8")).toContain("Bob");
    const among = meibo(folder, ["csv", "export", "--out", "users/copy.csv"]);
    expect([among.exit, among.stderr]).toEqual([1, expect.stringContaining("MB4024")]);
  });

  test("asks back for a field that there is not", () => {
    const { exit, stderr } = meibo(folder, ["csv", "export", "--fields", "loginId,extention"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("did you mean extension?")]);
  });

  test("is JSON with --json", () => {
    const words = ["csv", "export", "bob@*", "--fields", "name,phone", "--json"];
    expect(JSON.parse(meibo(folder, words).stdout)).toEqual([
      { loginId: "bob@aoba.example", name: "Bob", "phone.enabled": false },
    ]);
    expect(JSON.parse(meibo(folder, [...words, "--out", "bob.csv"]).stdout)).toEqual({
      wrote: ["bob.csv"],
      users: 1,
      columns: ["loginId", "name", "phone.enabled"],
      encoding: "utf-8-bom",
    });
  });
});

test("no cell is a formula", () => {
  const folder = folderWith({
    "meibo.yaml": "version: 1\ntenant: aoba\n",
    "users/a.yaml": `users:\n  - loginId: "=a@aoba.example"\n    name: "@SUM(1)"\n    employeeId: "'+1"\n`,
  });
  expect(meibo(folder, ["csv", "export", "--fields", "name,employeeId", "--encoding", "utf-8"]).stdout).toBe(
    "Login ID [loginId],User name [name],employee ID [employeeId]\r\n'=a@aoba.example,'@SUM(1),''+1\r\n",
  );
});
