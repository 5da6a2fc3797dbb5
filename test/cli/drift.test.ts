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
    "keep what MiiTel shows  meibo drift --accept LOGIN says what to write into the files",
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

test("--accept prints what to write, writes nothing, and what it prints ends the drift", () => {
  const folder = changedInConsole();
  const before = readFileSync(join(folder, OFFICE_FILE), "utf8");
  const { exit, stdout } = meibo(folder, ["drift", "--accept", "ANN@aoba.example", "rina@aoba.example"]);
  expect(exit).toBe(2);
  expect(stdout.split("\n")).toEqual([
    "ann@aoba.example",
    '  users/office.yaml:3:11  name: "田中 花子"',
    '  users/office.yaml:5:17  extension: "2102"',
    "  users/office.yaml:6:12  state: inactive",
    "  add to the entry at users/office.yaml:2",
    "    permissions: { meetings: { downloadFiles: all } }",
    "rina@aoba.example",
    "  users/jakarta.csv:2 (row 1, meetings.downloadFiles)  none",
    "",
  ]);
  expect(readFileSync(join(folder, OFFICE_FILE), "utf8")).toBe(before);
  const [name, extension, state, permissions] = [1, 2, 3, 5].map((line) =>
    stdout
      .split("\n")
      [line]?.trim()
      .replace(/^users\S* {2}/, ""),
  );
  const accepted = before
    .replace("name: 佐藤 花子", name ?? "")
    .replace('extension: "2101"', extension ?? "")
    .replace("state: active", `${state}\n    ${permissions}`);
  put(folder, OFFICE_FILE, accepted);
  put(folder, JAKARTA, readFileSync(join(folder, JAKARTA), "utf8").replace(",1\n", ",none\n"));
  expect(meibo(folder, ["drift"])).toMatchObject({ exit: 0, stdout: expect.stringContaining("No drift.") });
});

test("--accept of somebody who was deleted says to take the entry out", () => {
  const folder = appliedFolder();
  deletedInConsole(folder, "bob@aoba.example");
  const { stdout } = meibo(folder, ["drift", "--accept", "bob@aoba.example"]);
  expect(stdout).toBe("bob@aoba.example\n  users/office.yaml:7  take the entry out\n");
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
  const before = readFileSync(join(folder, OFFICE_FILE), "utf8");
  const changed = "permissions: { phone: { enabled: false }, meetings: { enabled: false } }";
  inConsole(folder, { [OFFICE_FILE]: (text) => text.replace("state: active", `state: active\n    ${changed}`) });
  const { stdout } = meibo(folder, ["drift", "--accept", "ann@aoba.example"]);
  const [, head, text] = stdout.split("\n");
  expect(head).toBe("  add to the entry at users/office.yaml:2");
  put(folder, OFFICE_FILE, before.replace("state: active", `state: active\n${text}`));
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
  expect(accepted).toMatchObject([{ writings: [{ key: "meetings.downloadFiles", text: "none" }] }]);
  const refused = JSON.parse(meibo(folder, ["--json", "drift", "--accept", "zzz@aoba.example"]).stdout);
  expect(refused).toMatchObject({ problems: [{ code: "MB4016" }] });
});

test("a tenant that cannot be read ends with 1", () => {
  const folder = appliedFolder();
  put(folder, ".meibo/tenant.db", "x".repeat(5000));
  expect(meibo(folder, ["drift"])).toMatchObject({ exit: 1, stdout: "" });
});
