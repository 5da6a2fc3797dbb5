import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { VALUE_KEYS } from "../../src/model/fields.ts";
import { meibo, put } from "./command.ts";
import { companyFolder, OFFICE_FILE } from "./company.ts";

const ANN = "ann@aoba.example";
const RINA = "rina@aoba.example";

function told(folder: string, words: readonly string[]): readonly string[] {
  const { exit, stdout, stderr } = meibo(folder, ["explain", ...words]);
  expect([exit, stderr]).toEqual([0, ""]);
  return stdout.trimEnd().split("\n");
}

describe("meibo explain", () => {
  test("tells a field, its column and code, and every layer below", () => {
    expect(told(companyFolder(), [ANN, "meetings.downloadFiles"])).toEqual([
      "  meetings.downloadFiles  hostOnly  role sales  roles/all.yaml:6",
      "      column  MiiTel Meetings Download files: 1 (a range: 0 is All, 1 is Host only, 2 is None)",
      "      below   none      baseline",
    ]);
  });

  test("tells how a code in a cell was read", () => {
    expect(told(companyFolder(), [RINA, "meetings.downloadFiles"]).slice(0, 2)).toEqual([
      "  meetings.downloadFiles  hostOnly  the user's own entry  users/jakarta.csv:2 (row 1, meetings.downloadFiles)",
      "      column  MiiTel Meetings Download files: 1, read from the cell 1 (a range: 0 is All, 1 is Host only, 2 is None)",
    ]);
  });

  test("tells everything of one person, inherited roles and what is left alone", () => {
    const lines = told(companyFolder(), [RINA.toUpperCase()]);
    expect(lines.slice(0, 4)).toEqual([
      "rina@aoba.example  Rina  users/jakarta.csv:2 (row 1)",
      "roles, from left to right: sales",
      "",
      expect.stringMatching(/^ {2}state on \d{4}-\d\d-\d\d: no state and no date is declared: a new user is active/),
    ]);
    expect(lines.filter((line) => /^ {2}\S/.test(line))).toHaveLength(VALUE_KEYS.length + 1);
    expect(lines).toContain(
      "  meetings.editAccessPermission    hostOnly  role base, which sales extends  roles/all.yaml:3",
    );
    expect(lines).toContain(
      "  salesforce.enabled               not managed: subscriptions in meibo.yaml do not have it",
    );
    expect(lines).toContain("  admin                            no  baseline: nobody switches it on");
  });

  test("says that a field is not managed", () => {
    const folder = companyFolder();
    expect(told(folder, ["bob@aoba.example", "extension"])).toEqual([
      "  extension  not managed, left as it is",
      "      column  Extension number",
    ]);
  });

  test("tells the state today, why, and where its dates stand", () => {
    const dated =
      "users:\n  - { loginId: eve@aoba.example, name: Eve, endDate: 2020-03-31, leave: { from: 2019-01-01 } }\n";
    const late = "users:\n  - { loginId: eva@aoba.example, name: Eva, startDate: 2099-04-01 }\n";
    const gone = "users:\n  - { loginId: gus@aoba.example, name: Gus, state: absent }\n";
    const folder = companyFolder({ "users/eve.yaml": dated, "users/eva.yaml": late, "users/gus.yaml": gone });
    expect(told(folder, ["eve@aoba.example", "state"])).toEqual([
      expect.stringMatching(/^ {2}state on \S+: inactive \(last day 2020-03-31\)$/),
      expect.stringMatching(/^ {6}endDate {6}2020-03-31 {2}users\/eve.yaml:2:\d+$/),
      expect.stringMatching(/^ {6}leave.from {3}2019-01-01 {2}users\/eve.yaml:2:\d+$/),
    ]);
    expect(told(folder, ["eva@aoba.example", "state"])[0]).toMatch(/: not created before 2099-04-01$/);
    expect(told(folder, ["gus@aoba.example", "state"])[0]).toMatch(/: to be deleted, with an approval/);
    expect(told(folder, [ANN, "state"])[0]).toMatch(/: active \(declared in the files\)$/);
  });

  test("tells words of the entry that are no values, and where they are said", () => {
    const sales = "department: Sales\ndefaults: { role: sales }\nusers:\n";
    const folder = companyFolder({
      "users/eve.yaml": `${sales}  - { loginId: eve@aoba.example, name: Eve, roles: [base, sales], employeeId: "7" }\n  - { loginId: gus@aoba.example, name: Gus, department: Tokyo }\n`,
      "users/more.csv": "loginId,name,department\nkim@aoba.example,Kim,Osaka\n",
    });
    const rows = [
      ["eve", "roles", expect.stringMatching(/^ {2}roles {2}base, sales {2}users\/eve.yaml:4:\d+$/)],
      ["gus", "ROLE", expect.stringMatching(/^ {2}roles {2}sales {2}users\/eve.yaml:2:\d+$/)],
      ["eve", "department", "  department  Sales  for everybody in the file  users/eve.yaml"],
      ["gus", "department", expect.stringMatching(/^ {2}department {2}Tokyo {2}users\/eve.yaml:5:\d+$/)],
      ["kim", "department", "  department  Osaka  users/more.csv:2 (row 1, department)"],
      ["eve", "employeeid", expect.stringMatching(/^ {2}employeeId {2}7 {2}users\/eve.yaml:4:\d+$/)],
      ["gus", "employeeId", "  employeeId  none"],
    ] as const;
    for (const [who, key, line] of rows) expect(told(folder, [`${who}@aoba.example`, key])).toEqual([line]);
    const { stdout } = meibo(folder, ["--json", "explain", "eve@aoba.example", "role"]);
    expect(JSON.parse(stdout)).toMatchObject({ loginId: "eve@aoba.example", key: "roles", values: ["base", "sales"] });
  });

  test("works without any tenant", () => {
    const folder = companyFolder();
    rmSync(join(folder, ".meibo"), { recursive: true });
    expect(told(folder, [ANN, "name"])[0]).toBe("  name  佐藤 花子  the user's own entry  users/office.yaml:3:11");
  });

  test("--json gives all words, and only of the field that was asked for", () => {
    const { stdout } = meibo(companyFolder(), ["--json", "explain", ANN, "phone"]);
    const { loginId, today, fields } = JSON.parse(stdout);
    expect([loginId, today.state, fields]).toEqual([
      ANN,
      "active",
      [
        {
          key: "phone.enabled",
          column: "MiiTel Phone Enable",
          words: [
            { value: false, origin: { layer: "baseline" } },
            { value: true, origin: { layer: "role", role: "sales", place: { file: "roles/all.yaml", line: 6 } } },
          ],
          value: true,
          code: "1",
          place: { file: OFFICE_FILE, line: 2 },
        },
      ],
    ]);
  });

  const refused: readonly (readonly [string, readonly string[], string, string])[] = [
    ["a mistyped Login ID", ["anm@aoba.example"], "MB4016", "did you mean ann@aoba.example?"],
    ["somebody in no file", ["zoe@elsewhere.example"], "MB4016", "meibo list --unmanaged"],
    ["a mistyped field", [ANN, "extention"], "MB4017", "did you mean extension?"],
    ["nobody", [], "missing required argument", "login"],
  ];
  test.each(refused)("refuses %s and says what may be meant", (_, words, code, hint) => {
    const { exit, stdout, stderr } = meibo(companyFolder(), ["explain", ...words]);
    expect([exit, stdout, stderr]).toEqual([1, "", expect.stringContaining(code)]);
    expect(stderr).toContain(hint);
  });

  test("explains nobody while a file is wrong", () => {
    const folder = companyFolder();
    put(folder, "users/more.yaml", "users:\n  - { loginId: zed@aoba.example }\n");
    expect(meibo(folder, ["explain", ANN]).exit).toBe(1);
  });
});
