import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { folderWith, meibo, put, type Ran, seededFolder } from "./command.ts";

const USERS = "users/imported.yaml";
const LIMITS = "guards: { maxDeactivations: 0, maxDeactivatePercent: 100 }";

function edit(folder: string, file: string, changed: (text: string) => string): void {
  const before = readFileSync(join(folder, file), "utf8");
  const after = changed(before);
  if (after === before) throw new Error(`nothing to change in ${file}`);
  put(folder, file, after);
}

/** Writes the key anew, or for the first time. */
function configure(folder: string, text: string): void {
  const [key = ""] = text.split(":");
  edit(
    folder,
    "meibo.yaml",
    (before) => `${before.replace(new RegExp(`^${key}:.*\\n(?: .*\\n)*`, "m"), "")}\n${text}\n`,
  );
}

function switchOff(folder: string, people = 1): void {
  for (let person = 0; person < people; person += 1) {
    edit(folder, USERS, (text) => text.replace("state: active", "state: inactive"));
  }
}

function git(folder: string, ...words: readonly string[]): void {
  const author = ["-c", "user.name=Ann", "-c", "user.email=ann@aoba.example", "-c", "commit.gpgsign=false"];
  const { status, stderr } = spawnSync("git", [...author, ...words], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
}

function commit(folder: string): void {
  git(folder, "add", "-A");
  git(folder, "commit", "-qm", "all", "--no-verify");
}

/** Exit code, and which of these words stand on stderr. */
function told({ exit, stderr }: Ran, ...words: readonly string[]) {
  return [exit, ...words.filter((word) => stderr.includes(word))];
}

describe("--allow", () => {
  let folder = "";
  beforeAll(() => {
    folder = seededFolder();
    configure(folder, LIMITS);
    switchOff(folder);
  });

  test("a plan over a limit is refused with 3", () => {
    expect(told(meibo(folder, ["plan"]), "MB2302", "Refused")).toEqual([3, "MB2302", "Refused"]);
  });

  test("lets one code through, says so, and keeps it in the saved plan", () => {
    const ran = meibo(folder, ["plan", "--allow", "MB2302", "--out", "plan.json"]);
    expect(told(ran, "warning MB2302", "Let through by --allow: MB2302")).toEqual([
      0,
      "warning MB2302",
      "Let through by --allow: MB2302",
    ]);
    expect(ran.stderr).toContain("Apply it with: meibo apply plan.json --allow MB2302\n");
    expect(readFileSync(join(folder, "plan.json"), "utf8")).toMatch(/"allowed":\s*\[\s*"MB2302"\s*\]/);
  });

  test("is said again when the saved plan is applied: what stands in a file lets nothing through", () => {
    const copy = seededFolder();
    configure(copy, LIMITS);
    switchOff(copy);
    expect(meibo(copy, ["plan", "--allow", "MB2302", "--out", "plan.json"]).exit).toBe(0);
    expect(meibo(copy, ["apply", "plan.json", "--auto-approve"]).exit).toBe(3);
    expect(meibo(copy, ["apply", "plan.json", "--auto-approve", "--allow", "MB2302"]).exit).toBe(0);
  });

  test("of another code lets nothing through", () => {
    expect(told(meibo(folder, ["plan", "--allow", "MB2311"]), "Let through")).toEqual([3]);
  });

  test("of a code that nothing may let through is a mistake", () => {
    expect(told(meibo(folder, ["plan", "--allow", "MB2301"]), "It cannot be let through")).toEqual([
      1,
      "It cannot be let through",
    ]);
  });

  test("of a code that no guard has is a mistake, and names those that guards have", () => {
    expect(told(meibo(folder, ["plan", "--allow", "MB1003"]), "MB2302", "MB2406")).toEqual([1, "MB2302", "MB2406"]);
    expect(told(meibo(folder, ["apply", "--auto-approve", "--allow", "all"]), "MB2302")).toEqual([1, "MB2302"]);
  });

  test("there is no --force", () => {
    expect(meibo(folder, ["apply", "--force"]).exit).toBe(1);
  });
});

describe("earlier runs", () => {
  test("count over the days of the window", () => {
    const folder = seededFolder();
    configure(folder, "guards: { maxDeactivations: 1, maxDeactivatePercent: 100 }");
    switchOff(folder);
    expect(meibo(folder, ["apply", "--auto-approve"]).exit).toBe(0);
    switchOff(folder);
    const words = ["deactivations and releases: 2 (1 of them by earlier runs", "MB2302"];
    expect(told(meibo(folder, ["plan"]), ...words)).toEqual([3, ...words]);
    expect(meibo(folder, ["apply", "--auto-approve", "--allow", "MB2302"]).exit).toBe(0);
    switchOff(folder);
    configure(folder, "guards: { maxDeactivations: 1, maxDeactivatePercent: 100, windowDays: 0 }");
    expect(meibo(folder, ["plan"]).exit).toBe(0);
  });
});

describe("--base", () => {
  let folder = "";
  beforeAll(() => {
    folder = seededFolder();
    git(folder, "init", "-q", "-b", "main");
    commit(folder);
    git(folder, "tag", "wide");
    configure(folder, LIMITS);
    commit(folder);
    git(folder, "tag", "strict");
    put(folder, "meibo.yaml", "version: 1\ntenant: aoba\nguards: { maxDeletes: many }\n");
    commit(folder);
    git(folder, "tag", "broken");
    git(folder, "rm", "-q", "--cached", "meibo.yaml");
    git(folder, "commit", "-qm", "none");
    git(folder, "tag", "none");
    git(folder, "checkout", "-q", "-f", "wide");
    switchOff(folder);
  });

  test("without it the limits of the folder count", () => {
    expect(meibo(folder, ["plan"]).exit).toBe(0);
  });

  test("what the base forbids is forbidden, and it is said that the base does", () => {
    const words = ["MB2302", "refused by the limits of the base branch alone: MB2302"];
    expect(told(meibo(folder, ["plan", "--base", "strict"]), ...words)).toEqual([3, ...words]);
    expect(told(meibo(folder, ["apply", "--auto-approve", "--base", "strict"]), ...words)).toEqual([3, ...words]);
  });

  test("what both allow is allowed", () => {
    expect(meibo(folder, ["plan", "--base", "wide"]).exit).toBe(0);
  });

  test("a base without meibo.yaml has no limits, and that is said", () => {
    expect(told(meibo(folder, ["plan", "--base", "none"]), "none has no meibo.yaml")).toEqual([
      0,
      "none has no meibo.yaml",
    ]);
  });

  const unreadable: readonly (readonly [string, string])[] = [
    ["a revision that git does not know", "nowhere"],
    ["an option in place of a revision", "--output=x"],
    ["a path in place of a revision", "strict:users"],
    ["a range in place of a revision", "strict..wide"],
    ["nothing", ""],
    ["a meibo.yaml that is not valid", "broken"],
  ];
  test.each(unreadable)("%s stops everything", (_, revision) => {
    expect(told(meibo(folder, ["plan", `--base=${revision}`]), "MB4020")).toEqual([1, "MB4020"]);
  });

  test("what is wrong in the base's file is told with the revision", () => {
    expect(meibo(folder, ["plan", "--base", "broken"]).stderr).toContain("broken:meibo.yaml:3");
  });

  test("a folder that is no git repository stops everything", () => {
    expect(told(meibo(seededFolder(), ["plan", "--base", "main"]), "MB4020")).toEqual([1, "MB4020"]);
  });
});

describe("what meibo.yaml says of files", () => {
  const policy = (text: string) =>
    folderWith({
      "meibo.yaml": `version: 1\ntenant: aoba\npolicy:\n${text}`,
      "roles/sales.yaml": "roles:\n  lead:\n    permissions:\n      admin: true\n",
      "users/sales.yaml": `users:
  - loginId: ann@aoba.example
    name: Ann
    role: lead
  - loginId: bob@aoba.example
    name: Bob
    permissions:
      monitoring: true
`,
    });
  const rows: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "a value of a role",
      '  files:\n    - { match: "users/**", deny: [admin] }\n',
      ["users/sales.yaml:2", "MB2304", "said by role lead (roles/sales.yaml:4)"],
    ],
    [
      "a value of an entry",
      '  files:\n    - { match: "users/it.yaml", allow: ["*"] }\n    - { match: "users/**", deny: [monitoring] }\n',
      ["users/sales.yaml:8", "MB2304"],
    ],
    ["somebody without a role", '  roles: { requireFor: ["users/**"] }\n', ["users/sales.yaml:5", "MB2312", "bob@"]],
  ];
  test.each(rows)("is told by validate: %s", (_, text, words) => {
    expect(told(meibo(policy(text), ["validate"]), ...words)).toEqual([1, ...words]);
  });

  test("is told by validate: too much beside a role", () => {
    const folder = policy("  roles: { maxOverrides: 0 }\n");
    edit(folder, "users/sales.yaml", (text) => text.replace("name: Bob", "name: Bob\n    role: lead"));
    expect(told(meibo(folder, ["validate"]), "MB2313", "monitoring")).toEqual([1, "MB2313", "monitoring"]);
  });

  test("is no concern of files that keep to it", () => {
    expect(meibo(policy('  files:\n    - { match: "users/**", allow: ["*"] }\n'), ["validate"]).exit).toBe(0);
  });
});

test("a new Login ID is asked about before anybody is created", () => {
  const folder = seededFolder();
  expect(meibo(folder, ["apply", "--auto-approve"]).exit).toBe(0);
  edit(folder, USERS, (text) => text.replace(/loginId: "?([^@"\n]+)@/, "loginId: new.$1@"));
  edit(folder, USERS, (text) => text.replace(/^ +extension:.*\n/m, ""));
  expect(told(meibo(folder, ["plan"]), "MB2406", "is new.")).toEqual([3, "MB2406", "is new."]);
});
