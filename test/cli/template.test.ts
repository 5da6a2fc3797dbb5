import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { ENCODINGS } from "../../src/model/encoding.ts";
import { LANGUAGES } from "../../src/model/settings.ts";
import { meibo, put } from "./command.ts";
import { companyFolder } from "./company.ts";

const COLUMNS = "loginId name extension role state startDate endDate employeeId department locale timeZone note";
/** A cell for each, in the words of each language. */
const CELLS = {
  en: 'mai@aoba.example,Mai,2103,sales,active,2026-12-01,2030-12-31,0123,Tokyo,Japanese,Asia/Tokyo,"new, from Osaka"',
  ja: "mai@aoba.example,小林 舞,2103,sales,有効,2026-12-01,2030-12-31,0123,東京,日本語,Asia/Tokyo,新人",
  id: "mai@aoba.example,Mai,2103,sales,aktif,2026-12-01,2030-12-31,0123,Tokyo,Jepang,Asia/Tokyo,baru",
};

describe("an empty table", () => {
  const variants = LANGUAGES.flatMap((language) => ENCODINGS.map((encoding) => ({ language, encoding })));

  test.each(variants)("is a file of the roster as soon as somebody is in it: $language, $encoding", (variant) => {
    const { language, encoding } = variant;
    const folder = companyFolder();
    const file = "users/new.csv";
    const words = ["template", "--lang", language, "--encoding", encoding, "--out", file];
    expect(meibo(folder, words)).toMatchObject({ exit: 0 });
    expect(meibo(folder, ["validate"]).exit).toBe(0);
    const header = readFileSync(join(folder, file));
    const row = iconv.encode(`${CELLS[language]}\r\n`, encoding === "shift_jis" ? "cp932" : "utf8");
    put(folder, file, Buffer.concat([header, row]));
    const { exit, stdout } = meibo(folder, ["get", "mai@aoba.example", "--json"]);
    expect([exit, JSON.parse(stdout)]).toMatchObject([
      0,
      {
        extension: "2103",
        role: "sales",
        startDate: "2026-12-01",
        endDate: "2030-12-31",
        employeeId: "0123",
        locale: "ja",
        timeZone: "Asia/Tokyo",
        "meetings.downloadFiles": "hostOnly",
      },
    ]);
  });

  test("has the columns that an admin needs, and others for who asks", () => {
    const folder = companyFolder();
    const keys = (...words: readonly string[]) =>
      [...meibo(folder, ["template", ...words]).stdout.matchAll(/\[([^\]]+)\]/g)].map(([, key]) => key).join(" ");
    expect(keys()).toBe(COLUMNS);
    expect(keys("--lang", "ja")).toBe(COLUMNS);
    expect(keys("--fields", "role,phone,leave.from")).toBe("loginId name role phone.enabled leave.from");
    const { exit, stderr } = meibo(folder, ["template", "--fields", "rolle"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("did you mean role?")]);
  });

  test("takes nobody's place, and its guide does not either", () => {
    const folder = companyFolder();
    put(folder, "new.guide.txt", "mine");
    expect(meibo(folder, ["template", "--with-guide", "--out", "new.csv"]).exit).toBe(1);
    expect([existsSync(join(folder, "new.csv")), readFileSync(join(folder, "new.guide.txt"), "utf8")]).toEqual([
      false,
      "mine",
    ]);
    expect(meibo(folder, ["template", "--with-guide", "--out", "new.csv", "--force"]).stdout).toBe(
      "wrote new.csv\nwrote new.guide.txt\n",
    );
  });
});

test.each(LANGUAGES)("the guide tells of every column, beside the table or on stderr: %s", (language) => {
  const folder = companyFolder();
  const words = [
    "template",
    "--with-guide",
    "--fields",
    "all".replace("all", COLUMNS.replaceAll(" ", ",")),
    "--lang",
    language,
  ];
  const { stdout, stderr } = meibo(folder, [...words, "--encoding", "utf-8"]);
  const headers = stdout.trimEnd().split(",");
  expect(headers).toHaveLength(12);
  for (const header of headers) expect(stderr).toMatch(new RegExp(`^${RegExp.escape(header)}\\n  \\S.{4,}`, "mu"));
  expect(stderr).toContain("base, sales".replace(", ", language === "ja" ? "、" : ", "));
  meibo(folder, [...words, "--out", "users/new.csv"]);
  expect(readFileSync(join(folder, "users/new.guide.txt"), "utf8").replace("\uFEFF", "")).toBe(stderr);
  expect(meibo(folder, ["validate"]).exit).toBe(0);
});
