import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, meibo, put, seededFolder } from "./command.ts";
import { appliedFolder, companyFolder, OFFICE_FILE } from "./company.ts";

function text(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

const UNTIDY = `users:
  - name: 佐藤 花子   # came in May
    loginId: ann@aoba.example
    extension: 2101
    role: sales
    state: active
  - loginId: bob@aoba.example
    name: Bob
    permissions: { admin: true }
`;

const TIDY = `users:
  - loginId: ann@aoba.example
    name: 佐藤 花子   # came in May
    extension: "2101"
    state: active
    role: sales
  - loginId: bob@aoba.example
    name: Bob
    permissions: { admin: true }
`;

const DIFF = [
  "--- a/users/office.yaml",
  "+++ b/users/office.yaml",
  "@@ -1,9 +1,9 @@",
  " users:",
  "-  - name: 佐藤 花子   # came in May",
  "-    loginId: ann@aoba.example",
  "-    extension: 2101",
  "-    role: sales",
  "+  - loginId: ann@aoba.example",
  "+    name: 佐藤 花子   # came in May",
  '+    extension: "2101"',
  "     state: active",
  "+    role: sales",
  "   - loginId: bob@aoba.example",
  "     name: Bob",
  "     permissions: { admin: true }",
  "",
];

/** With nothing to change but in the one file. */
function untidyFolder(): string {
  return companyFolder({ [OFFICE_FILE]: UNTIDY });
}

describe("meibo fmt", () => {
  test("writes the canonical form, shows what it changed, and has nothing to do the second time", () => {
    const folder = untidyFolder();
    const { exit, stdout } = meibo(folder, ["fmt"]);
    expect([exit, stdout.split("\n")]).toEqual([
      0,
      [...DIFF, "Changed: 1 file. They say the same as before; nothing was committed.", ""],
    ]);
    expect(text(folder, OFFICE_FILE)).toBe(TIDY);
    expect(meibo(folder, ["fmt", "--check"])).toMatchObject({
      exit: 0,
      stdout: "In canonical form: 3 files. There is nothing to change.\n",
    });
  });

  test.each([
    ["--check", 1],
    ["--dry-run", 0],
  ])("with %s shows the change, writes nothing and ends with %i", (flag, ends) => {
    const folder = untidyFolder();
    const { exit, stdout } = meibo(folder, ["fmt", flag]);
    expect([exit, stdout.split("\n"), text(folder, OFFICE_FILE)]).toEqual([
      ends,
      [...DIFF, "To change: 1 file. Nothing was written.", ""],
      UNTIDY,
    ]);
  });

  test("takes files by name, from where it runs, and asks whether another was meant", () => {
    const folder = untidyFolder();
    put(folder, "users/more.yaml", "user: { name: Eve, loginId: eve@aoba.example }\n");
    const inUsers = meibo(join(folder, "users"), ["fmt", "more.yaml", "--config", "../meibo.yaml", "--json"]);
    expect([inUsers.exit, JSON.parse(inUsers.stdout)]).toEqual([
      0,
      { written: true, files: ["users/more.yaml"], pruned: [] },
    ]);
    expect([text(folder, OFFICE_FILE), text(folder, "users/more.yaml")]).toEqual([
      UNTIDY,
      "user: { loginId: eve@aoba.example, name: Eve }\n",
    ]);
    const { exit, stderr } = meibo(folder, ["fmt", "users/ofice.yaml"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("did you mean users/office.yaml?")]);
  });

  test("touches nothing in a folder that does not load, and tells why", () => {
    const folder = companyFolder();
    put(folder, OFFICE_FILE, `${UNTIDY}  - { name: Eve, loginId: eve }\n`);
    const { exit, stderr } = meibo(folder, ["fmt"]);
    expect([exit, stderr, text(folder, OFFICE_FILE)]).toEqual([
      1,
      expect.stringContaining("users/office.yaml:10"),
      `${UNTIDY}  - { name: Eve, loginId: eve }\n`,
    ]);
  });

  test("never asks the tenant", () => {
    const folder = folderWith({
      "meibo.yaml": "version: 1\ntenant: aoba\nconnector: { kind: http, http: { url: https://nowhere.invalid } }\n",
      "users/a.yaml": "user: { loginId: ann@aoba.example, name: Ann, previousLoginIds: [a@aoba.example] }\n",
    });
    expect(meibo(folder, ["fmt", "--check"]).exit).toBe(1);
    const { exit, stderr } = meibo(folder, ["fmt", "--prune"]);
    expect([exit, stderr.includes("MB")]).toEqual([1, true]);
  });

  test("has nothing to change after an import", () => {
    expect(meibo(seededFolder(), ["fmt", "--check"]).exit).toBe(0);
  });
});

describe("meibo fmt --prune", () => {
  const FORMER = `users:
  - loginId: ann@aoba.example
    previousLoginIds: [hanako@aoba.example]   # until May
    name: 佐藤 花子
    role: sales
    extension: "2101"
    state: active
  - { loginId: bob@aoba.example, previousLoginIds: [robert@aoba.example, rina@aoba.example], name: Bob }
  - loginId: eve@aoba.example
    previousLoginIds: [eva@aoba.example]
    name: Eve
`;
  const TABLE = `loginId,name,role,locale,timeZone,extension,以前 [previousLoginIds]
rina.w@aoba.example,Rina,sales,en,Asia/Jakarta,3101,wulan@aoba.example
`;

  test("takes out the former Login IDs of whoever the tenant shows under the new one alone", () => {
    const folder = appliedFolder();
    put(folder, OFFICE_FILE, FORMER);
    rmSync(join(folder, "users/jakarta.csv"));
    const { exit, stdout } = meibo(folder, ["fmt", "--prune", "--json", OFFICE_FILE]);
    expect([exit, JSON.parse(stdout)]).toEqual([
      0,
      {
        written: true,
        files: [OFFICE_FILE],
        pruned: [{ loginId: "ann@aoba.example", previousLoginIds: ["hanako@aoba.example"] }],
      },
    ]);
    // Bob was Rina, whom the tenant still has; nobody there is Eve yet.
    expect(text(folder, OFFICE_FILE)).toBe(
      FORMER.replace("    previousLoginIds: [hanako@aoba.example]   # until May\n", "").replace(
        '    role: sales\n    extension: "2101"\n    state: active\n',
        '    extension: "2101"\n    state: active\n    role: sales\n',
      ),
    );
  });

  test("empties the cell of a table", () => {
    const folder = appliedFolder();
    put(folder, "users/jakarta.csv", TABLE.replace("rina.w@", "rina@"));
    const { exit, stdout } = meibo(folder, ["fmt", "--prune", "users/jakarta.csv"]);
    expect([exit, stdout.includes("Renames that are settled; the former Login IDs go")]).toEqual([0, true]);
    expect(text(folder, "users/jakarta.csv")).toBe(TABLE.replace("rina.w@", "rina@").replace("wulan@aoba.example", ""));
  });
});
