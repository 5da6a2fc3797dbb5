import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTenant } from "../../src/tenant/tenant.ts";
import { NOW } from "../builders.ts";
import { meibo, put } from "./command.ts";
import { appliedFolder, companyFolder, inConsole, OFFICE_FILE } from "./company.ts";

const JAKARTA = "users/jakarta.csv";

function changedInConsole(): string {
  const folder = appliedFolder();
  inConsole(folder, {
    [OFFICE_FILE]: (text) =>
      text
        .replace("name: 佐藤 花子", "name: 田中 花子")
        .replace('extension: "2101"', 'extension: "2102"')
        .replace("state: active", "state: inactive\n    permissions: { meetings: { downloadFiles: all } }"),
    [JAKARTA]: (text) => text.replace(",1\n", ",none\n"),
  });
  return folder;
}

function deletedInConsole(folder: string, loginId: string): void {
  const tenant = openTenant({ database: join(folder, ".meibo", "tenant.db"), now: () => NOW });
  tenant.deactivate({ loginId }, "colleague");
  tenant.delete({ loginId }, "colleague");
  tenant.close();
}

test("there is no drift after an apply, and files that change make none", () => {
  const folder = appliedFolder();
  put(folder, OFFICE_FILE, readFileSync(join(folder, OFFICE_FILE), "utf8").replace("name: Bob", "name: Robert"));
  const { exit, stdout } = meibo(folder, ["drift"]);
  expect([exit, stdout]).toEqual([0, "No drift. Nothing was changed in MiiTel since the last apply.\n"]);
});

test("before the first apply none can be told", () => {
  const { exit, stdout } = meibo(companyFolder(), ["drift"]);
  expect([exit, stdout.includes("this is the first run")]).toEqual([0, true]);
});

test("what a colleague changed is told with both values, and ends with 2", () => {
  const folder = changedInConsole();
  deletedInConsole(folder, "bob@aoba.example");
  const { exit, stdout } = meibo(folder, ["drift"]);
  expect(exit).toBe(2);
  expect(stdout.split("\n")).toEqual([
    "Changed in MiiTel, not in the files: 3 users",
    "",
    "users/jakarta.csv",
    "  rina@aoba.example  Rina  row 1",
    "        meetings.downloadFiles  MiiTel none  files hostOnly",
    "",
    "users/office.yaml",
    "  ann@aoba.example  佐藤 花子  line 2",
    "        name                    MiiTel 田中 花子  files 佐藤 花子",
    "        extension               MiiTel 2102       files 2101",
    "        meetings.downloadFiles  MiiTel all        files hostOnly",
    "        state                   MiiTel inactive   files active",
    "  bob@aoba.example  Bob  line 7",
    "        deleted in MiiTel; an apply creates the user anew, with a new ID and no history",
    "",
    "keep what MiiTel shows  meibo drift --accept LOGIN writes it into the files",
    "set it back             meibo apply",
    "who did it              MiiTel Admin, Security, Audit log",
    "",
  ]);
});

test("a field that the files changed too says what was applied before", () => {
  const folder = changedInConsole();
  put(folder, OFFICE_FILE, readFileSync(join(folder, OFFICE_FILE), "utf8").replace("佐藤 花子", "鈴木 花子"));
  expect(meibo(folder, ["drift"]).stdout).toContain("files 鈴木 花子  last applied 佐藤 花子: the files changed too");
});

test("people in no file are only counted", () => {
  const folder = appliedFolder();
  put(
    folder,
    "more.yaml",
    readFileSync(join(folder, "meibo.yaml"), "utf8").concat('sources: { users: ["other/*.yaml"] }\n'),
  );
  put(folder, "other/zoe.yaml", "users:\n  - { loginId: zoe@aoba.example, name: Zoe }\n");
  put(folder, "more.yaml", `${readFileSync(join(folder, "more.yaml"), "utf8")}state: { path: .meibo/more.db }\n`);
  expect(meibo(folder, ["--config", "more.yaml", "apply", "--auto-approve"]).exit).toBe(0);
  const { exit, stdout } = meibo(folder, ["drift"]);
  expect([exit, stdout]).toEqual([0, expect.stringContaining("Unmanaged users, in no file: 1")]);
});

test("--accept writes what MiiTel shows into the files, in the words of each file, and that ends the drift", () => {
  const folder = changedInConsole();
  const before = readFileSync(join(folder, OFFICE_FILE), "utf8");
  const logins = ["ANN@aoba.example", "rina@aoba.example"];
  expect(meibo(folder, ["drift", "--accept", ...logins, "--dry-run"]).exit).toBe(0);
  expect(readFileSync(join(folder, OFFICE_FILE), "utf8")).toBe(before);
  const { exit, stdout } = meibo(folder, ["drift", "--accept", ...logins]);
  expect([exit, stdout]).toEqual([0, expect.stringContaining("Wrote 2 files. Nothing was committed.")]);
  expect(readFileSync(join(folder, OFFICE_FILE), "utf8")).toBe(
    before
      .replace("name: 佐藤 花子", "name: 田中 花子")
      .replace('extension: "2101"', 'extension: "2102"')
      .replace("state: active", "state: inactive\n    permissions: { meetings: { downloadFiles: all } }"),
  );
  expect(readFileSync(join(folder, JAKARTA), "utf8")).toContain(",3101,none\n");
  expect(meibo(folder, ["drift"])).toMatchObject({ exit: 0, stdout: expect.stringContaining("No drift.") });
});

test("--accept of somebody who was deleted takes the entry out", () => {
  const folder = appliedFolder();
  const before = readFileSync(join(folder, OFFICE_FILE), "utf8");
  deletedInConsole(folder, "bob@aoba.example");
  expect(meibo(folder, ["drift", "--accept", "bob@aoba.example"]).exit).toBe(0);
  expect(readFileSync(join(folder, OFFICE_FILE), "utf8")).toBe(before.slice(0, before.indexOf("  - loginId: bob")));
});

test("--accept of somebody who was deleted does not go together with others of the file", () => {
  const folder = changedInConsole();
  const before = readFileSync(join(folder, OFFICE_FILE), "utf8");
  deletedInConsole(folder, "bob@aoba.example");
  const { exit, stderr } = meibo(folder, ["drift", "--accept", "bob@aoba.example", "ann@aoba.example"]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining("MB4068")]);
  expect(readFileSync(join(folder, OFFICE_FILE), "utf8")).toBe(before);
});

test("--accept of somebody who did not drift is refused by name", () => {
  const { exit, stderr } = meibo(changedInConsole(), ["drift", "--accept", "bob@aoba.example"]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining("MB4018")]);
});

test("--accept of somebody in no file is told so, with who may be meant", () => {
  const { exit, stderr } = meibo(changedInConsole(), ["drift", "--accept", "anm@aoba.example"]);
  expect([exit, stderr.includes("did you mean ann@aoba.example?"), stderr.includes("MB4016")]).toEqual([1, true, true]);
});

test("--accept of several permissions that are new to the entry gives them as one map", () => {
  const folder = appliedFolder();
  const changed = "permissions: { phone: { enabled: false }, meetings: { enabled: false } }";
  inConsole(folder, { [OFFICE_FILE]: (text) => text.replace("state: active", `state: active\n    ${changed}`) });
  expect(meibo(folder, ["drift", "--accept", "ann@aoba.example"]).exit).toBe(0);
  expect(readFileSync(join(folder, OFFICE_FILE), "utf8")).toContain(changed);
  expect(meibo(folder, ["drift"])).toMatchObject({ exit: 0, stdout: expect.stringContaining("No drift.") });
});

test("--json gives the same as data", () => {
  const folder = changedInConsole();
  const drift = JSON.parse(meibo(folder, ["--json", "drift"]).stdout);
  expect(drift).toMatchObject({
    firstRun: false,
    unmanaged: 0,
    users: [{ loginId: "ann@aoba.example", state: { kind: "activate" } }, {}],
  });
  const accepted = JSON.parse(meibo(folder, ["--json", "drift", "--accept", "rina@aoba.example"]).stdout);
  expect(accepted).toMatchObject({ written: true, files: [JAKARTA], users: ["rina@aoba.example"] });
  const refused = JSON.parse(meibo(folder, ["--json", "drift", "--accept", "zzz@aoba.example"]).stdout);
  expect(refused).toMatchObject({ problems: [{ code: "MB4016" }] });
});

test("a tenant that cannot be read ends with 1", () => {
  const folder = appliedFolder();
  put(folder, ".meibo/tenant.db", "x".repeat(5000));
  expect(meibo(folder, ["drift"])).toMatchObject({ exit: 1, stdout: "" });
});
