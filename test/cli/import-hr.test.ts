import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { meibo, put } from "./command.ts";
import { companyFolder, OFFICE_FILE } from "./company.ts";

const PROFILE = `hrProfiles:
  own:
    match: employeeId
    columns: { employeeId: ID, name: [Name], loginId: Mail, department: Unit, startDate: From, endDate: Until, status: { column: Status, map: { here: active, away: inactive } } }
    fileByDepartment: { office: users/office.yaml, jakarta: users/jakarta.csv, nagoya: users/nagoya.console.csv }
`;
const HEADER = "ID,Name,Mail,Unit,From,Until,Status,Salary\n";

function folder(office = ""): string {
  const own = companyFolder({ "users/nagoya.console.csv": "Login ID,User name\nkei@aoba.example,Kei\n" });
  put(own, "meibo.yaml", `${readFileSync(join(own, "meibo.yaml"), "utf8")}${PROFILE}`);
  put(own, OFFICE_FILE, `${readFileSync(join(own, OFFICE_FILE), "utf8")}${office}`);
  return own;
}

const read = (own: string) => readFileSync(join(own, OFFICE_FILE), "utf8");

function hr(own: string, rows: string, ...more: readonly string[]) {
  put(own, "hr.csv", rows.startsWith("#") ? rows.slice(1) : HEADER + rows);
  return meibo(own, ["import", "hr", "hr.csv", "--profile", "own", ...more]);
}

describe("what an HR system says of somebody", () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ["who is matched by address", "7,佐藤 花子,ANN@aoba.example,,,,here,9\n", ['employeeId: "7"'], []],
    ["a name", ",Ann B,ann@aoba.example,,,,,\n", ["name: Ann B"], []],
    ["a last day, however it is written", ",,ann@aoba.example,,,2031/3/1,here,\n", ["endDate: 2031-03-01"], []],
    ["a department", ",,ann@aoba.example,office,,,,\n", ["department: office"], []],
    ["a leave", ",,bob@aoba.example,,,,away,\n", ["state: inactive"], []],
    ["a first day that is long past says nothing", ",,ann@aoba.example,,2001-04-01,,here,\n", [], ["startDate"]],
    [
      "an end explains why somebody is away",
      ",,bob@aoba.example,,,2020-01-31,away,\n",
      ["endDate: 2020-01-31"],
      ["state: inactive"],
    ],
    [
      "a joiner",
      "8,New,new@aoba.example,office,2031-04-01,,here,\n",
      ["- loginId: new@aoba.example", 'employeeId: "8"', "startDate: 2031-04-01"],
      [],
    ],
    [
      "two joiners",
      "8,New,new@aoba.example,office,,,here,\n9,Next,next@aoba.example,office,,,here,\n",
      ["- loginId: new@aoba.example", "- loginId: next@aoba.example"],
      [],
    ],
    ["somebody who left before meibo knew them", "8,New,new@aoba.example,office,,2020-01-01,here,\n", [], ["new@"]],
    ["a joiner of a department without a file", "8,New,new@aoba.example,moon,,,here,\n", [], ["new@"]],
    ["somebody without an address", "8,New,,office,,,here,\n", [], ["New"]],
  ])("%s", (_, rows, there, missing) => {
    const own = folder();
    const { exit, stderr } = hr(own, rows);
    expect([exit, stderr.includes("error")]).toEqual([0, false]);
    for (const text of there) expect(read(own)).toContain(text);
    for (const text of missing) expect(read(own)).not.toContain(text);
    expect(hr(own, rows).stdout).toContain("The files say so already.");
  });

  test("somebody with another address is not renamed, and that is said", () => {
    const own = folder("  - { loginId: eve@aoba.example, name: Eve, employeeId: '5' }\n");
    const { exit, stdout } = hr(own, "5,Eve,eva@aoba.example,,,,here,\n");
    expect([exit, stdout]).toEqual([0, expect.stringContaining("meibo rename OLD NEW")]);
  });

  test("--json gives what was found", () => {
    const { stdout } = hr(folder(), "8,New,new@aoba.example,office,,,here,\n9,Old,,,,,here,\n", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      written: true,
      matched: { employeeId: 0, loginId: 0 },
      joiners: ["new@aoba.example"],
      left: [{ row: 2, why: "noUser" }],
      ignoredColumns: 1,
    });
  });

  test("nothing but what the profile names is told", () => {
    const { stdout } = hr(folder(), ",Ann B,ann@aoba.example,,,,here,424242\n", "--dry-run");
    expect(stdout).toContain("columns ignored: 1");
    expect(stdout).not.toContain("424242");
  });
});

describe("what cannot be understood is refused as a whole", () => {
  test.each<[string, string, string]>([
    ["a row twice", "7,A,a@aoba.example,,,,,\n7,B,b@aoba.example,,,,,\n", "stands in two rows, the first in line 2"],
    ["a word for the status that nobody explained", "7,A,a@aoba.example,,,,gone,\n", "here, away"],
    ["a day that is none", "7,A,a@aoba.example,,,31.12.2026,,\n", "MB1301"],
    ["a column that is missing", "#ID,Name,Mail,Unit,From,Until,Stats\n", "did you mean Stats?"],
    ["a joiner for a file of the console", "8,New,new@aoba.example,nagoya,,,here,\n", "cannot be added"],
    [
      "a joiner for a table without the columns",
      "8,New,new@aoba.example,jakarta,2031-04-01,,here,\n",
      "cannot be added",
    ],
    ["an employee ID of two people", "5,E,,,,,,\n", "more than one person"],
  ])("%s", (_, rows, told) => {
    const twins = ["eve", "eva"]
      .map((name) => `  - { loginId: ${name}@aoba.example, name: ${name}, employeeId: '5' }\n`)
      .join("");
    const own = folder(twins);
    const before = read(own);
    const { exit, stderr } = hr(own, rows);
    expect([exit, stderr]).toEqual([1, expect.stringContaining(told)]);
    expect(read(own)).toBe(before);
  });

  test("a profile that is none", () => {
    const own = folder();
    put(own, "hr.csv", HEADER);
    const { exit, stderr } = meibo(own, ["import", "hr", "hr.csv", "--profile", "owm"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("did you mean own?")]);
  });
});
