import { expect, test } from "vitest";
import { meibo } from "./command.ts";
import { appliedFolder, companyFolder, inConsole, OFFICE_FILE } from "./company.ts";

test("one person, with what is said or switched on", () => {
  const folder = companyFolder();
  const { exit, stdout } = meibo(folder, ["get", "ANN@aoba.example"]);
  expect([exit, stdout.split("\n")]).toEqual([
    0,
    [
      "ann@aoba.example  佐藤 花子  users/office.yaml:2",
      "  extension                      2101",
      "  role                           sales",
      "  state                          active",
      "  locale                         ja",
      "  timeZone                       Asia/Tokyo",
      "  phone.enabled                  yes",
      "  meetings.enabled               yes",
      "  meetings.editAccessPermission  hostOnly",
      "  meetings.downloadFiles         hostOnly",
      "  everything else is off",
      "",
    ],
  ]);
});

test("for machines every column is there", () => {
  const folder = companyFolder();
  const json = JSON.parse(meibo(folder, ["get", "bob@aoba.example", "--json"]).stdout);
  expect(json).toMatchObject({
    loginId: "bob@aoba.example",
    admin: true,
    monitoring: false,
    where: "users/office.yaml:7",
  });
  const [head = "", row = ""] = meibo(folder, ["get", "bob@aoba.example", "--csv"]).stdout.split("\r\n");
  expect(head.split(",").slice(0, 4)).toEqual(["\uFEFFloginId", "name", "extension", "role"]);
  expect(row).toMatch(/^bob@aoba.example,Bob,,,.*,users\/office.yaml:7$/);
});

test("as the tenant shows them, with what the files say otherwise", () => {
  const folder = appliedFolder();
  inConsole(folder, { [OFFICE_FILE]: (text) => text.replace("admin: true", "monitoring: true") });
  const { stdout } = meibo(folder, ["get", "bob@aoba.example", "--actual"]);
  // The tenant chooses the number of who declares none.
  expect(stdout.replace(/\b\d{4}$/m, "9990").split("\n")).toEqual([
    "bob@aoba.example  Bob  users/office.yaml:7",
    "  extension   9990",
    "  state       active",
    "  locale      ja",
    "  timeZone    Asia/Tokyo",
    "  admin       no          files yes",
    "  monitoring  yes         files no",
    "  everything else is off",
    "",
  ]);
});

test.each([
  [["get", "bop@aoba.example"], "MB4016", "did you mean bob@aoba.example?"],
  [["get", "bop@aoba.example", "--actual"], "is not in the tenant", "did you mean bob@aoba.example?"],
  [["get", "nobody.at.all@else.example", "--actual"], "is not in the tenant", "meibo list --actual shows everybody"],
])("meibo %j asks back", (words, text, hint) => {
  const { exit, stdout, stderr } = meibo(appliedFolder(), words);
  expect([exit, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(text);
  expect(stderr).toContain(hint);
});
