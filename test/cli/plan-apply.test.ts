import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { NOW } from "../builders.ts";
import { folderWith, MAIN, meibo, put, seededFolder } from "./command.ts";

const USERS = "users/imported.yaml";
const PLAN = ["plan", "--detailed-exitcode"];

function edit(folder: string, file: string, changed: (text: string) => string): void {
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = changed(before);
  if (after === before) throw new Error(`nothing to change in ${file}`);
  writeFileSync(path, after);
}

const promote = (folder: string) =>
  edit(folder, USERS, (text) => text.replace("monitoring: false", "monitoring: true"));
const everybodyOff = (folder: string) =>
  edit(folder, USERS, (text) => text.replaceAll("state: active", "state: inactive"));

describe("plan --detailed-exitcode", () => {
  test("is 0 when there is nothing to do", () => {
    const { exit, stdout } = meibo(seededFolder(), PLAN);
    expect([exit, stdout.split("\n")[0]]).toEqual([0, "No changes. MiiTel is as the files declare. (30 users)"]);
  });

  test("is 2 when there are changes", () => {
    const folder = seededFolder();
    promote(folder);
    expect(meibo(folder, PLAN).exit).toBe(2);
  });

  test("is 3 when a guard refuses", () => {
    const folder = seededFolder();
    everybodyOff(folder);
    const { exit, stderr } = meibo(folder, PLAN);
    expect([exit, stderr.includes("MB2302"), stderr.includes("MB2301")]).toEqual([3, true, true]);
  });

  test("is 1 when a file is wrong", () => {
    const folder = seededFolder();
    edit(folder, USERS, (text) => text.replace("monitoring: false", "monitoring: perhaps"));
    const { exit, stdout, stderr } = meibo(folder, PLAN);
    expect([exit, stdout, stderr.includes("Nothing was planned")]).toEqual([1, "", true]);
  });
});

describe("a mistyped command does nothing and ends with 1", () => {
  const rows: readonly (readonly string[])[] = [
    ["plan", "--detailed-exitcod"],
    ["plam"],
    ["apply", "--auto-aprove"],
    ["tenant", "reset", "--yess"],
    ["plan", "--out"],
    ["tenant", "seed", "--users", "many"],
    ["--colour", "always", "plan"],
    ["plan", "too", "many", "words"],
  ];
  test.each(rows.map((words) => [words.join(" "), words] as const))("meibo %s", (_, words) => {
    const folder = seededFolder(3);
    const { exit, stdout } = meibo(folder, words);
    expect([exit, stdout]).toEqual([1, ""]);
    expect(meibo(folder, ["list", "--actual"]).stdout.trim().split("\n")).toHaveLength(3);
  });

  test("and says what was meant", () => {
    expect(meibo(folderWith(), ["plan", "--detailed-exitcod"]).stderr).toContain("--detailed-exitcode");
  });
});

describe("apply", () => {
  test("leads to a plan with nothing to do", () => {
    const folder = seededFolder();
    promote(folder);
    put(
      folder,
      "users/new.yaml",
      'users:\n  - { loginId: mai@aoba-denki.example, name: 小林 舞, extension: "2140" }\n',
    );
    const applied = meibo(folder, ["apply", "--auto-approve"]);
    expect([applied.exit, applied.stdout.includes("Applied: 1 created, 1 updated.")]).toEqual([0, true]);
    expect(meibo(folder, PLAN).exit).toBe(0);
  });

  test("refuses without a terminal and without --auto-approve", () => {
    const folder = seededFolder();
    promote(folder);
    const { exit, stderr } = meibo(folder, ["apply"]);
    expect([exit, stderr.includes("--auto-approve")]).toEqual([1, true]);
    expect(meibo(folder, PLAN).exit).toBe(2);
  });

  test("keeps a journal of the run, in the state and as a file", () => {
    const folder = seededFolder();
    promote(folder);
    const file = /Journal (\S+)/.exec(meibo(folder, ["apply", "--auto-approve"]).stderr)?.[1] ?? "";
    const records: readonly { type: string }[] = JSON.parse(readFileSync(join(folder, file), "utf8"));
    expect(records.map(({ type }) => type)).toEqual(["started", "intent", "outcome", "ended"]);
  });

  test("ends with 6, and names the holder, while another apply runs", async () => {
    const folder = seededFolder();
    promote(folder);
    const other = openSqliteStore(join(folder, ".meibo", "state.db"), "aoba");
    await other.lock({ run: "r0", holder: "ann", host: "desk", since: NOW });
    const { exit, stderr } = meibo(folder, ["apply", "--auto-approve"]);
    await other.close();
    expect([exit, stderr.includes("ann on desk")]).toEqual([6, true]);
    expect(meibo(folder, PLAN).exit).toBe(2);
  });

  test("ends with 6 while another apply has the lock and has not left its name yet", () => {
    const folder = seededFolder();
    promote(folder);
    const lock = new DatabaseSync(join(folder, ".meibo", "state.db.lock"));
    lock.exec("BEGIN EXCLUSIVE");
    const { exit, stderr } = meibo(folder, ["apply", "--auto-approve"]);
    lock.close();
    expect([exit, stderr]).toEqual([6, expect.stringContaining("another apply took the lock at this very moment\n")]);
    expect(stderr).not.toContain("(run )");
  });

  test("--json gives the result as JSON on stdout", () => {
    const folder = seededFolder();
    promote(folder);
    const { stdout } = meibo(folder, ["apply", "--auto-approve", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ end: "done", summary: { done: { update: 1 } } });
  });
});

describe("a saved plan", () => {
  function saved(): string {
    const folder = seededFolder();
    promote(folder);
    expect(meibo(folder, ["plan", "--out", "plan.json"]).exit).toBe(0);
    return folder;
  }

  test("is carried out as it was shown", () => {
    const folder = saved();
    expect(meibo(folder, ["apply", "plan.json", "--auto-approve"]).exit).toBe(0);
    expect(meibo(folder, PLAN).exit).toBe(0);
  });

  test("is only compared with: guards go by the limits and the numbers of now", () => {
    const folder = seededFolder();
    everybodyOff(folder);
    const limits = (text: string) =>
      text
        .replace("maxDeactivations: 20", "maxDeactivations: 99\n  maxDeactivatePercent: 100\n  minAdmins: 0")
        .replace("  minAdmins: 2\n", "");
    edit(folder, "meibo.yaml", limits);
    expect(meibo(folder, ["plan", "--out", "plan.json"]).exit).toBe(0);
    edit(folder, "meibo.yaml", (text) => text.replace("maxDeactivatePercent: 100", "maxDeactivatePercent: 20"));
    const { exit, stderr } = meibo(folder, ["apply", "plan.json", "--auto-approve"]);
    expect([exit, stderr.includes("MB2302")]).toEqual([3, true]);
  });

  test("that was refused leaves no older one behind", () => {
    const folder = saved();
    everybodyOff(folder);
    expect(meibo(folder, ["plan", "--out", "plan.json"]).exit).toBe(3);
    const { exit, stderr } = meibo(folder, ["apply", "plan.json", "--auto-approve"]);
    expect([exit, stderr.includes("MB1010")]).toEqual([1, true]);
  });

  test("is never written over a file that is none", () => {
    const folder = seededFolder(3);
    const { exit, stderr } = meibo(folder, ["plan", "--out", "meibo.yaml"]);
    expect([exit, stderr.includes("MB1020")]).toEqual([1, true]);
  });

  test("is refused when somebody concerned was changed since", () => {
    const folder = saved();
    const tenant = openTenant({ database: join(folder, ".meibo", "tenant.db"), now: () => NOW });
    const { actions }: { actions: readonly { loginId: string }[] } = JSON.parse(
      readFileSync(join(folder, "plan.json"), "utf8"),
    );
    tenant.deactivate({ loginId: actions[0]?.loginId ?? "" }, "ann");
    tenant.close();
    const { exit, stderr } = meibo(folder, ["apply", "plan.json", "--auto-approve"]);
    expect([exit, stderr.includes("MB4001")]).toEqual([5, true]);
  });

  const rows: readonly (readonly [string, (text: string) => string])[] = [
    ["was edited", (text) => text.replace('"to":true', '"to":false')],
    ["had a change taken out", (text) => text.replace(/"changes":\[.*?\],"f/, '"changes":[],"f')],
    ["had a number that guards go by changed", (text) => text.replace(/"active":\d+/, '"active":100000')],
    ["is of a newer version", (text) => text.replace(/"version":1\}/, '"version":2}')],
    ["is for another tenant", (text) => text.replace('"tenant":"aoba"', '"tenant":"midori"')],
    ["has no checksum", (text) => text.replace('"checksum"', '"chequesum"')],
    ["has no fingerprint", (text) => text.replaceAll('"fingerprint"', '"footprint"')],
    ["is cut off", (text) => text.slice(0, -40)],
    ["is empty", () => ""],
    ["is something else", () => "[1, 2]"],
    ["has no changes at all", (text) => text.replace('"changes"', '"chances"')],
  ];
  test.each(rows)("is refused when it %s", (_, changed) => {
    const folder = saved();
    edit(folder, "plan.json", changed);
    const { exit, stderr } = meibo(folder, ["apply", "plan.json", "--auto-approve"]);
    expect([exit, stderr.includes("MB4006")]).toEqual([5, true]);
  });
});

describe("what the machine refuses is no bug of meibo", () => {
  const rows: readonly (readonly [string, readonly string[], (folder: string) => void])[] = [
    ["a folder that is not there", ["plan", "--out", "no/plan.json"], () => {}],
    ["a folder in place of the file", ["plan", "--out", "users"], () => {}],
    ["a state that is no database", ["plan"], (folder) => put(folder, ".meibo/state.db", "x".repeat(5000))],
    ["a tenant that is no database", ["plan"], (folder) => put(folder, ".meibo/tenant.db", "x".repeat(5000))],
    [
      "a tenant that is no database, to seed",
      ["tenant", "seed"],
      (folder) => put(folder, ".meibo/tenant.db", "x".repeat(5000)),
    ],
    ["a file in place of a folder", ["import", "--from-connector", "--out", "meibo.yaml/x.yaml"], () => {}],
  ];
  test.each(rows)("%s", (_, words, spoil) => {
    const folder = seededFolder(3);
    spoil(folder);
    const { exit, stderr } = meibo(folder, words);
    expect([exit, stderr.includes("bug in meibo"), /error MB\d{4}/.test(stderr)]).toEqual([1, false, true]);
  });

  test("a journal that cannot be copied changes nothing about what was done", () => {
    const folder = seededFolder();
    promote(folder);
    put(folder, ".meibo/runs", "in the way");
    const { exit, stdout } = meibo(folder, ["apply", "--auto-approve"]);
    expect([exit, stdout.includes("Applied: 1 updated.")]).toEqual([0, true]);
  });

  test("a reader that goes away early is no error", () => {
    const folder = seededFolder();
    const { status, stderr } = spawnSync("sh", ["-c", `"${process.execPath}" "${MAIN}" list | head -n 1`], {
      cwd: folder,
      encoding: "utf8",
    });
    expect([status, /EPIPE|bug/.test(stderr)]).toEqual([0, false]);
  });
});

test("a tenant that is not there is no empty tenant, and planning makes none", () => {
  const folder = seededFolder(3);
  edit(folder, "meibo.yaml", (text) => text.replace("tenant.db", "tennant.db"));
  const { exit, stderr } = meibo(folder, ["plan"]);
  expect([exit, stderr.includes("MB4005"), existsSync(join(folder, ".meibo/tennant.db"))]).toEqual([1, true, false]);
});

test("passwords that cannot be sealed are refused before anything is begun", () => {
  const folder = seededFolder();
  promote(folder);
  put(folder, "users/new.yaml", "users:\n  - { loginId: mai@aoba-denki.example, name: 小林 舞 }\n");
  edit(folder, "meibo.yaml", (text) => text.replace("deliver: none", "deliver: age\n  ageRecipients: [age1x]"));
  const { exit } = meibo(folder, ["apply", "--auto-approve"]);
  expect([exit, meibo(folder, ["list", "--actual"]).stdout.includes("小林 舞")]).toEqual([1, false]);
});

describe("other commands", () => {
  test("validate says how many users there are, and --json gives problems as data", () => {
    const folder = seededFolder();
    expect(meibo(folder, ["validate"]).stdout).toContain("Valid: 30 users in 1 file");
    edit(folder, USERS, (text) => text.replace("monitoring: false", "monitoring: perhaps"));
    const { exit, stdout } = meibo(folder, ["validate", "--json"]);
    expect([exit, JSON.parse(stdout)[0]]).toMatchObject([1, { code: "MB1301", place: { file: USERS } }]);
  });

  test("list --unmanaged names who stands in no file", () => {
    const folder = seededFolder();
    edit(folder, USERS, (text) => text.replace(/ {2}- loginId: [\s\S]*?(?= {2}- loginId)/, ""));
    expect(meibo(folder, ["list", "--unmanaged"]).stdout.trim().split("\n")).toHaveLength(1);
    expect(meibo(folder, ["list"]).stdout.trim().split("\n")).toHaveLength(29);
  });

  test("import writes over nothing", () => {
    const folder = seededFolder(3);
    const before = readFileSync(join(folder, USERS), "utf8");
    expect(meibo(folder, ["import", "--from-connector"]).exit).toBe(1);
    expect(readFileSync(join(folder, USERS), "utf8")).toBe(before);
  });

  test("init keeps what is there", () => {
    const folder = folderWith({ "meibo.yaml": "version: 1\ntenant: mine\n" });
    expect(meibo(folder, ["init", "--yes"]).stdout).toContain("kept meibo.yaml");
    expect(readFileSync(join(folder, "meibo.yaml"), "utf8")).toContain("tenant: mine");
  });

  test("a folder without meibo.yaml gets a way on", () => {
    const { exit, stderr } = meibo(folderWith(), ["plan"]);
    expect([exit, stderr.includes("meibo init")]).toEqual([1, true]);
  });

  test("tenant reset asks, and does nothing where nobody can be asked", () => {
    const folder = seededFolder(3);
    expect(meibo(folder, ["tenant", "reset"]).exit).toBe(1);
    expect(meibo(folder, ["tenant", "reset", "--yes"]).exit).toBe(0);
    expect(meibo(folder, ["list", "--actual"]).stdout).toBe("");
  });

  test("a connector that this version does not have is named, with those it has", () => {
    const folder = folderWith({
      "meibo.yaml": "version: 1\ntenant: a\nconnector: { kind: handoff }\n",
      "users/a.yaml": "users: []\n",
    });
    const { exit, stderr } = meibo(folder, ["plan"]);
    expect([exit, stderr.includes("MB4008"), stderr.includes("local")]).toEqual([1, true, true]);
  });
});

test("every command explains itself with examples", () => {
  const commands = ["", "init", "import", "validate", "plan", "apply", "list", "tenant", "tenant seed", "tenant reset"];
  const silent = commands.filter((command) => {
    const { exit, stdout } = meibo(folderWith(), [...command.split(" ").filter(Boolean), "--help"]);
    return exit !== 0 || !stdout.includes("Examples:\n  $ meibo");
  });
  expect(silent).toEqual([]);
});

test("an older Node gets one line that says what is needed", () => {
  const folder = folderWith({
    "old.cjs": "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } });",
  });
  const { exit, stdout, stderr } = meibo(folder, ["plan"], { NODE_OPTIONS: `--require=${join(folder, "old.cjs")}` });
  expect([exit, stdout, stderr]).toEqual([1, "", "meibo needs Node 24 or later; this is Node 20.1.0.\n"]);
});

test("--version is that of the package", () => {
  const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(meibo(folderWith(), ["--version"]).stdout).toBe(`${version}\n`);
});
