import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { meibo, put } from "./command.ts";
import { appliedFolder, companyFolder, inConsole, OFFICE_FILE } from "./company.ts";

const TABLE = "users/jakarta.csv";

function text(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

function change(folder: string, file: string, from: string, to: string): void {
  const before = text(folder, file);
  if (!before.includes(from)) throw new Error(`nothing to change in ${file}`);
  put(folder, file, before.replace(from, to));
}

function apply(folder: string, ...more: readonly string[]): string {
  const { exit, stderr } = meibo(folder, ["apply", "--auto-approve", ...more]);
  if (exit !== 0) throw new Error(`apply ended with ${exit}: ${stderr}`);
  return newestRun(folder);
}

function newestRun(folder: string): string {
  const runs: readonly { readonly run: string }[] = JSON.parse(meibo(folder, ["log", "--json"]).stdout);
  return runs[0]?.run ?? "";
}

/** Everybody as the tenant shows them, without what the tenant makes itself. */
function tenant(folder: string): unknown {
  return JSON.parse(meibo(folder, ["list", "--actual", "--json"]).stdout);
}

function undone(folder: string, run: string, ...more: readonly string[]) {
  const { exit, stdout, stderr } = meibo(folder, ["undo", run, "--json", ...more]);
  if (stdout === "") throw new Error(stderr);
  return { exit, ...JSON.parse(stdout) };
}

/** Which of these changed: user, field, why it is left. */
function leftOf({
  left,
}: {
  readonly left: readonly { loginId: string; what: string; why: string }[];
}): readonly string[] {
  return left.map(({ loginId, what, why }) => `${loginId.split("@")[0]} ${what} ${why}`);
}

describe("a run that changed people", () => {
  test("is undone by a change of the files, and the next apply leads back", () => {
    const folder = appliedFolder();
    const before = tenant(folder);
    change(folder, OFFICE_FILE, "佐藤 花子", "佐藤 華子 # married");
    change(folder, OFFICE_FILE, "{ admin: true }", "{ admin: false, monitoring: false }");
    change(folder, TABLE, "en,Asia/Jakarta,3101,1", "ja,Asia/Tokyo,3101,0");
    const run = apply(folder);
    expect(tenant(folder)).not.toEqual(before);

    const { exit, stdout } = meibo(folder, ["undo", run]);
    expect([exit, stdout.replaceAll(run, "RUN").split("\n")]).toEqual([
      0,
      [
        "--- a/users/jakarta.csv",
        "+++ b/users/jakarta.csv",
        "@@ -1,2 +1,2 @@",
        " loginId,name,role,locale,timeZone,extension,meetings.downloadFiles",
        "-rina@aoba.example,Rina,sales,ja,Asia/Tokyo,3101,0",
        "+rina@aoba.example,Rina,sales,en,Asia/Jakarta,3101,",
        "",
        "--- a/users/office.yaml",
        "+++ b/users/office.yaml",
        "@@ -1,9 +1,9 @@",
        " users:",
        "   - loginId: ann@aoba.example",
        "-    name: 佐藤 華子 # married",
        "+    name: 佐藤 花子 # married",
        "     role: sales",
        '     extension: "2101"',
        "     state: active",
        "   - loginId: bob@aoba.example",
        "     name: Bob",
        "-    permissions: { admin: false, monitoring: false }",
        "+    permissions: { admin: true, monitoring: false }",
        "",
        "Wrote the way back of run RUN: 3 users in 2 files. Nothing was committed.",
        "next: meibo plan, then commit",
        "",
      ],
    ]);
    expect(meibo(folder, ["plan"]).stdout).toContain("Plan: 3 to update.");
    apply(folder);
    expect([tenant(folder), meibo(folder, ["plan", "--detailed-exitcode"]).exit]).toEqual([before, 0]);
  });

  test("is shown and not written with --dry-run", () => {
    const folder = appliedFolder();
    change(folder, OFFICE_FILE, "name: Bob", "name: Rob");
    const run = apply(folder);
    const after = text(folder, OFFICE_FILE);
    const { exit, stdout } = meibo(folder, ["undo", run, "--dry-run"]);
    expect([
      exit,
      stdout.includes("+    name: Bob"),
      stdout.includes("Nothing was written."),
      text(folder, OFFICE_FILE),
    ]).toEqual([0, true, true, after]);
  });

  test("is undone by the beginning of its name, once: then the files say it already", () => {
    const folder = appliedFolder();
    change(folder, OFFICE_FILE, "name: Bob", "name: Rob");
    const run = apply(folder);
    expect(undone(folder, run.slice(0, -1))).toMatchObject({ exit: 0, written: true, files: [OFFICE_FILE] });
    expect(text(folder, OFFICE_FILE)).toContain("name: Bob\n");
    const again = undone(folder, run);
    expect([again.exit, leftOf(again), again.files]).toEqual([0, ["bob name already"], []]);
  });

  test("that switched people on and off is undone in their states", () => {
    const folder = appliedFolder();
    change(folder, OFFICE_FILE, "state: active", "state: inactive");
    change(folder, OFFICE_FILE, "name: Bob", "name: Bob\n    state: inactive");
    const before = tenant(folder);
    const run = apply(folder, "--allow", "MB2305");
    expect(undone(folder, run)).toMatchObject({ exit: 0, written: true });
    expect(text(folder, OFFICE_FILE).match(/state: \w+/g)).toEqual(["state: active", "state: active"]);
    apply(folder);
    expect(tenant(folder)).toEqual(before);
  });

  test("that created people leads to switched-off ones, because a delete needs an approval", () => {
    const folder = companyFolder();
    const run = apply(folder);
    const { stdout } = meibo(folder, ["undo", run]);
    expect(stdout).toContain("deleting needs state: absent and an approval in approvals.yaml");
    expect(text(folder, TABLE)).toBe(
      "loginId,name,role,locale,timeZone,extension,meetings.downloadFiles,state\nrina@aoba.example,Rina,sales,en,Asia/Jakarta,3101,1,inactive\n",
    );
    expect(meibo(folder, ["plan"]).stdout).toContain("3 to deactivate");
  });
});

describe("what an undo leaves as it is, by name", () => {
  test("a field that a later run changed, that somebody changed in MiiTel, or that the files moved on with", () => {
    const folder = appliedFolder();
    change(folder, OFFICE_FILE, "佐藤 花子", "佐藤 華子");
    change(folder, OFFICE_FILE, "name: Bob", "name: Rob");
    change(folder, OFFICE_FILE, "{ admin: true }", "{ admin: true, monitoring: false, phone: false }");
    change(folder, TABLE, "Rina,sales,en", "Lina,sales,ja");
    const run = apply(folder);
    change(folder, OFFICE_FILE, "佐藤 華子", "佐藤 香子");
    apply(folder);
    inConsole(folder, { [OFFICE_FILE]: (own) => own.replace("name: Rob", "name: Bobby") });
    change(folder, TABLE, "Lina,sales,ja", "Nina,sales,ja");
    const result = undone(folder, run);
    expect(leftOf(result).toSorted()).toEqual([
      "ann name changedLater",
      "bob name changedInTenant",
      "rina name changedInFiles",
    ]);
    expect(text(folder, TABLE)).toContain("Nina,sales,en");
  });

  test("somebody whose entry was taken out since", () => {
    const folder = appliedFolder();
    change(folder, OFFICE_FILE, "name: Bob", "name: Rob");
    const run = apply(folder);
    change(folder, OFFICE_FILE, / {2}- loginId: bob[\s\S]*/.exec(text(folder, OFFICE_FILE))?.[0] ?? "", "");
    const result = undone(folder, run);
    expect([result.exit, leftOf(result)]).toEqual([1, ["bob user noEntry"]]);
  });

  test("somebody who was deleted", () => {
    const folder = appliedFolder();
    change(folder, TABLE, "extension,meetings.downloadFiles", "extension,state");
    change(folder, TABLE, "3101,1", "3101,absent");
    put(
      folder,
      "approvals.yaml",
      'deletes:\n  - loginId: rina@aoba.example\n    approvedBy: "@aoba/it"\n    reason: HR-1\n    expires: "2099-12-31"\n    overrideWaiting: true\n    acknowledges: [DEL-A07, DEL-A08, DEL-A09, DEL-K06]\n',
    );
    put(
      folder,
      "meibo.yaml",
      text(folder, "meibo.yaml").replace("minAdmins: 0", "minAdmins: 0, maxDeletes: 3, maxDeletePercent: 100"),
    );
    apply(folder);
    const run = apply(folder);
    const result = undone(folder, run);
    expect([result.exit, leftOf(result)]).toEqual([1, ["rina delete deleted"]]);
  });
});

describe("an undo that cannot be", () => {
  test("names a run that there is not, and what to do", () => {
    const folder = appliedFolder();
    const { exit, stderr } = meibo(folder, ["undo", "2001"]);
    expect([exit, stderr.includes("MB4032"), stderr.includes("meibo log lists the runs")]).toEqual([1, true, true]);
  });

  test("writes nothing where the files would not be valid any more", () => {
    const folder = appliedFolder();
    change(folder, OFFICE_FILE, '"2101"', '"2102"');
    const run = apply(folder);
    // Somebody else has the number in the files by now.
    change(folder, OFFICE_FILE, "name: Bob", 'name: Bob\n    role: sales\n    extension: "2101"');
    const before = text(folder, OFFICE_FILE);
    const { exit, stderr } = meibo(folder, ["undo", run]);
    expect([exit, stderr.includes("MB4037"), text(folder, OFFICE_FILE)]).toEqual([1, true, before]);
  });

  test("keeps a Windows file of the spreadsheet byte for byte beside the cell", () => {
    const folder = appliedFolder();
    const original = Buffer.from(`\uFEFF${text(folder, TABLE).replaceAll("\n", "\r\n")}`);
    writeFileSync(join(folder, TABLE), Buffer.from(original.toString("utf8").replace("Rina", '"Lina"')));
    const run = apply(folder);
    undone(folder, run);
    expect(readFileSync(join(folder, TABLE)).toString("hex")).toBe(
      Buffer.from(original.toString("utf8").replace("Rina", '"Rina"')).toString("hex"),
    );
  });
});
