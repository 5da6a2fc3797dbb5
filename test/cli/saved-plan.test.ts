import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { openTenant, type Tenant } from "../../src/tenant/tenant.ts";
import { NOW } from "../builders.ts";
import { folderWith, meibo, put, type Ran, seededFolder } from "./command.ts";

const USERS = "users/imported.yaml";
const ONE = /^ {2}- loginId: [\s\S]*?(?=^ {2}- loginId|\n*$(?![\s\S]))/gmu;

/** The entries of the file, each changed in its own way by its position. */
function edit(folder: string, changes: Readonly<Record<number, (entry: string) => string>>): readonly string[] {
  const path = join(folder, USERS);
  const text = readFileSync(path, "utf8");
  const loginIds = [...text.matchAll(/loginId: (\S+)/g)].map(([, loginId = ""]) => loginId);
  let position = -1;
  const changed = text.replace(ONE, (entry) => {
    position += 1;
    return changes[position]?.(entry) ?? entry;
  });
  if (changed === text) throw new Error("nothing was changed");
  writeFileSync(path, changed);
  return loginIds;
}

const rename = (name: string) => (entry: string) => entry.replace(/name: .*/, `name: ${name}`);
const add = (line: string) => (entry: string) => `${entry.trimEnd()}\n    ${line}\n`;
const off = (entry: string) => entry.replace("state: active", "state: inactive");
const remove = () => "";

function inConsole(folder: string, act: (tenant: Tenant) => void): void {
  const tenant = openTenant({ database: join(folder, ".meibo", "tenant.db"), now: () => NOW });
  act(tenant);
  tenant.close();
}

const applied = (folder: string, ...words: readonly string[]): Ran =>
  meibo(folder, ["apply", ...words, "--auto-approve"]);

/** Two people are renamed, and that is saved. */
function saved(...flags: readonly string[]): { readonly folder: string; readonly loginIds: readonly string[] } {
  const folder = seededFolder();
  const loginIds = edit(folder, { 0: rename("First"), 1: rename("Second") });
  const { exit, stderr } = meibo(folder, ["plan", "--out", "plan.json", ...flags]);
  if (exit !== 0) throw new Error(stderr);
  return { folder, loginIds };
}

interface Names {
  readonly names: readonly string[];
}

/** Who has one of the new names in the tenant. */
function renamedIn(folder: string): Names {
  const { stdout } = meibo(folder, ["list", "--actual"]);
  return { names: ["First", "Second", "Third"].filter((name) => stdout.includes(name)) };
}

describe("plan --out", () => {
  test("writes canonical JSON that the schema describes, and no password", () => {
    const { folder } = saved();
    const text = readFileSync(join(folder, "plan.json"), "utf8");
    const schema: object = JSON.parse(readFileSync("schemas/plan.schema.json", "utf8"));
    const validate = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);
    expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
    expect(text.startsWith('{"actions":[{')).toBe(true);
    expect(text).not.toMatch(/"[^"]*password[^"]*":/i);
  });

  test("names the commit where the folder is what was committed, and none where it is not", () => {
    const folder = seededFolder(3);
    const git = (...words: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=Ann", "-c", "user.email=ann@x.example", ...words], {
        cwd: folder,
        encoding: "utf8",
      });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "--message", "all");
    const commitIn = () => {
      expect(meibo(folder, ["plan", "--out", "../plan-of-a-commit.json"]).exit).toBe(0);
      const { commit }: { commit?: string } = JSON.parse(
        readFileSync(join(folder, "../plan-of-a-commit.json"), "utf8"),
      );
      return commit;
    };
    expect(commitIn()).toBe(git("rev-parse", "HEAD").trim());
    put(folder, "users/new.yaml", "users: []\n");
    expect(commitIn()).toBeUndefined();
  });

  test("takes the place of an older plan, even of one that cannot be applied any more", () => {
    const { folder } = saved();
    const text = readFileSync(join(folder, "plan.json"), "utf8");
    writeFileSync(join(folder, "plan.json"), text.replace('"version":1', '"version":9'));
    expect(meibo(folder, ["plan", "--out", "plan.json"]).exit).toBe(0);
    expect(readFileSync(join(folder, "plan.json"), "utf8")).toContain('"version":1');
  });
});

describe("plan --out to where people are read from", () => {
  test.each(["users/plan.yaml", "./roles/../roles/plan.yaml", "approvals.yaml"])("is refused: %s", (file) => {
    const folder = seededFolder(3);
    const { exit, stderr } = meibo(folder, ["plan", "--out", file]);
    expect([exit, stderr.includes("MB4024"), existsSync(join(folder, file))]).toEqual([1, true, false]);
    expect(meibo(folder, ["plan"]).exit).toBe(0);
  });

  test("is seen from another folder too", () => {
    const folder = seededFolder(3);
    const { exit, stderr } = meibo(join(folder, "users"), ["plan", "--config", "../meibo.yaml", "--out", "p.yaml"]);
    expect([exit, stderr.includes("MB4024")]).toEqual([1, true]);
  });

  test("is not refused beside them", () => {
    const folder = seededFolder(3);
    expect(meibo(folder, ["plan", "--out", "users/plan.json"]).exit).toBe(0);
  });
});

describe("apply of a saved plan", () => {
  test("leaves changes of other people for a plan of their own, and names them", () => {
    const { folder, loginIds } = saved();
    edit(folder, { 2: rename("Third") });
    const { exit, stderr } = applied(folder, "plan.json");
    expect(exit).toBe(0);
    expect(stderr).toContain(`not in the saved plan, left for its own plan: update ${loginIds[2]}`);
    expect(renamedIn(folder).names).toEqual(["First", "Second"]);
    expect(meibo(folder, ["plan"]).stdout).toContain("1 to update");
  });

  test("names ten of many, and counts the rest", () => {
    const { folder } = saved();
    edit(folder, Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index + 2, rename("Third")])));
    const { exit, stderr } = applied(folder, "plan.json");
    expect([exit, stderr.match(/not in the saved plan/g)?.length, stderr.includes("and 2 more")]).toEqual([
      0,
      10,
      true,
    ]);
  });

  test("guards the whole plan: what others' changes would do is refused all the same", () => {
    const { folder } = saved();
    edit(folder, Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index + 2, off])));
    const { exit, stderr } = applied(folder, "plan.json");
    expect([exit, stderr.includes("MB2302"), renamedIn(folder).names]).toEqual([3, true, []]);
  });

  test("is refused, with everybody named, when people in it moved", () => {
    const { folder, loginIds } = saved();
    inConsole(folder, (tenant) => {
      for (const loginId of loginIds.slice(0, 2)) tenant.deactivate({ loginId }, "ann");
    });
    const { exit, stderr } = applied(folder, "plan.json");
    expect([exit, stderr.match(/error MB4001/g)?.length, stderr.includes("the tenant changed since")]).toEqual([
      5,
      2,
      true,
    ]);
    expect(stderr).toContain(loginIds[1]);
    expect(renamedIn(folder).names).toEqual([]);
  });

  test("says kindly that everything was done already", () => {
    const { folder } = saved();
    expect(applied(folder, "plan.json").exit).toBe(0);
    const { exit, stderr } = applied(folder, "plan.json");
    expect([exit, stderr.includes("MB4023"), stderr.includes("done already")]).toEqual([5, true, true]);
  });

  test("takes no flags that choose", () => {
    const { folder } = saved();
    const { exit, stderr } = applied(folder, "plan.json", "--only", "role:x", "--due");
    expect([exit, stderr.includes("MB4022"), stderr.includes("--only role:x --due")]).toEqual([1, true, true]);
  });

  test("is refused through another database, before anything is read", () => {
    const { folder } = saved();
    writeFileSync(
      join(folder, "meibo.yaml"),
      readFileSync(join(folder, "meibo.yaml"), "utf8").replace("tenant.db", "other.db"),
    );
    const { exit, stderr } = applied(folder, "plan.json");
    expect([exit, stderr.includes("MB4006"), stderr.includes("other.db")]).toEqual([5, true, true]);
  });
});

describe("--only", () => {
  test("plans and applies for those people alone, and says so", () => {
    const { folder, loginIds } = saved();
    const planned = meibo(folder, ["plan", "--only", loginIds[1] ?? ""]);
    expect([planned.exit, planned.stdout.split("\n")[0]]).toEqual([
      0,
      `only ${loginIds[1]}; everybody else is left as they are`,
    ]);
    expect(planned.stderr).toContain("Not selected, and left as they are: 1 change");
    expect(applied(folder, "--only", loginIds[1] ?? "").exit).toBe(0);
    expect(renamedIn(folder).names).toEqual(["Second"]);
  });

  test("may be given several times, and everybody is everybody", () => {
    const { folder, loginIds } = saved();
    const { exit } = applied(folder, "--only", loginIds[0] ?? "", "--only", "*");
    expect([exit, renamedIn(folder).names]).toEqual([0, ["First", "Second"]]);
  });

  test("is kept in a saved plan, which is compared with that part alone", () => {
    const folder = seededFolder();
    const loginIds = edit(folder, { 0: rename("First"), 1: rename("Second") });
    expect(meibo(folder, ["plan", "--only", loginIds[0] ?? "", "--out", "plan.json"]).exit).toBe(0);
    inConsole(folder, (tenant) => tenant.deactivate({ loginId: loginIds[1] ?? "" }, "ann"));
    expect(applied(folder, "plan.json").exit).toBe(0);
    expect(renamedIn(folder).names).toEqual(["First"]);
  });

  test("never removes anybody by leaving them out; a removal that it names is done", () => {
    const folder = seededFolder();
    const loginIds = edit(folder, { 0: remove, 1: rename("Second") });
    // The first run remembers everybody who is declared, so nobody is a leaver yet.
    put(folder, "users/back.yaml", `users:\n  - { loginId: ${loginIds[0]}, name: First }\n`);
    expect(applied(folder).exit).toBe(0);
    put(folder, "users/back.yaml", "users: []\n");
    edit(folder, { 0: rename("Third") });
    const inactive = () => meibo(folder, ["list", "--actual"]).stdout.match(/^.*inactive.*$/gm) ?? [];
    const before = inactive().length;
    expect(applied(folder, "--only", loginIds[1] ?? "", "--allow", "MB2310").exit).toBe(0);
    expect(inactive()).toHaveLength(before);
    expect(applied(folder, "--only", loginIds[0] ?? "", "--allow", "MB2310").exit).toBe(0);
    expect(inactive()).toHaveLength(before + 1);
  });

  const nobody: readonly (readonly [string, string])[] = [
    ["role:it-admn", "roles"],
    ["department:nowhere", "departments"],
    ["who@nowhere.invalid", "write a Login ID"],
    ["", "write a Login ID"],
  ];
  test.each(nobody)("'%s' names nobody, which is an error with a way on", (pattern, hint) => {
    const { exit, stdout, stderr } = meibo(seededFolder(3), ["plan", "--only", pattern]);
    expect([exit, stdout, stderr.includes("MB4021"), stderr.includes(hint)]).toEqual([1, "", true, true]);
  });

  test("somebody nearly named is asked about", () => {
    const { folder, loginIds } = saved();
    const { exit, stderr } = meibo(folder, ["plan", "--only", `x${loginIds[0]}`]);
    expect([exit, stderr.includes(`did you mean ${loginIds[0]}?`)]).toEqual([1, true]);
  });

  test("somebody who has nothing to do is no error", () => {
    const { folder, loginIds } = saved();
    const { exit, stdout } = meibo(folder, ["plan", "--detailed-exitcode", "--only", loginIds[5] ?? ""]);
    expect([exit, stdout.includes("No changes for those selected.")]).toEqual([0, true]);
  });

  test("a number that somebody else must give up first is refused", () => {
    const folder = seededFolder();
    const number = (text: string) => (entry: string) => entry.replace(/extension: .*/, `extension: "${text}"`);
    const path = join(folder, USERS);
    const first = /extension: "(\d+)"/.exec(readFileSync(path, "utf8"))?.[1] ?? "";
    const loginIds = edit(folder, { 0: number("9876"), 1: number(first) });
    const { exit, stderr } = meibo(folder, ["plan", "--only", loginIds[1] ?? ""]);
    expect([exit, stderr.includes("MB2407"), stderr.includes(loginIds[0] ?? "?")]).toEqual([1, true, true]);
    expect(meibo(folder, ["plan", "--only", loginIds[1] ?? "", "--only", loginIds[0] ?? ""]).exit).toBe(0);
  });
});

describe("--due", () => {
  test("applies what the calendar caused, saved or not, and nothing else", () => {
    const folder = seededFolder();
    const loginIds = edit(folder, {
      0: (entry) => add("endDate: 2020-01-31")(rename("First")(entry)),
      1: rename("Second"),
    });
    const { exit, stdout } = meibo(folder, ["plan", "--due", "--out", "plan.json"]);
    expect([exit, stdout.split("\n")[0]]).toEqual([
      0,
      "only what the calendar caused; everybody else is left as they are",
    ]);
    expect([stdout.includes("1 to deactivate."), stdout.includes("Second")]).toEqual([true, false]);
    const run = applied(folder, "plan.json");
    expect([run.exit, run.stdout.includes("Applied: 1 deactivated.")]).toEqual([0, true]);
    expect(renamedIn(folder).names).toEqual([]);
    const next = meibo(folder, ["plan"]).stdout;
    expect([
      next.includes("2 to update."),
      next.includes("changed in MiiTel"),
      next.includes(loginIds[0] ?? "?"),
    ]).toEqual([true, false, true]);
  });
});

describe("--as-of", () => {
  test("previews a day, says so, and is saved but never applied", () => {
    const folder = seededFolder();
    edit(folder, { 0: add("endDate: 2098-12-31") });
    expect(meibo(folder, ["plan", "--detailed-exitcode"]).exit).toBe(0);
    const preview = (day: string) => meibo(folder, ["plan", "--as-of", day, "--detailed-exitcode"]);
    expect([preview("2098-12-31").exit, preview("2099-01-01").exit]).toEqual([0, 2]);
    expect(preview("2099-01-01").stdout.split("\n")[0]).toBe(
      "PREVIEW of 2099-01-01, if nothing else changes until then; it cannot be applied",
    );
    expect(preview("2098-12-31").stdout.startsWith("PREVIEW of 2098-12-31")).toBe(true);
    const kept = meibo(folder, ["plan", "--as-of", "2099-01-01", "--out", "plan.json"]);
    expect([kept.exit, kept.stderr.includes("It is a preview, and cannot be applied.")]).toEqual([0, true]);
    const { exit, stderr } = applied(folder, "plan.json");
    expect([exit, stderr.includes("it is a preview of 2099-01-01")]).toEqual([5, true]);
  });

  test.each(["2027-02-29", "2027-13-01", "tomorrow", "2027-1-1", "2027-05-01T00:00:00Z", ""])(
    "'%s' is no day",
    (day) => {
      const { exit, stdout, stderr } = meibo(folderWith(), ["plan", "--as-of", day]);
      expect([exit, stdout, stderr.includes("It is no day")]).toEqual([1, "", true]);
    },
  );

  test("is not for apply", () => {
    expect(meibo(folderWith(), ["apply", "--as-of", "2027-05-01"]).exit).toBe(1);
  });
});

test("people who left long ago are a thought in the plan, and stay", () => {
  const folder = seededFolder();
  const loginIds = edit(folder, { 0: add("endDate: 2020-01-31") });
  writeFileSync(
    join(folder, "meibo.yaml"),
    `${readFileSync(join(folder, "meibo.yaml"), "utf8")}\nlifecycle: { deleteAfterDays: 30 }\n`,
  );
  const { stdout } = meibo(folder, ["plan"]);
  expect([stdout.includes("could go for good (state: absent)"), stdout.includes("to delete")]).toEqual([true, false]);
  expect(stdout).toContain(`left 2020-01-31: ${loginIds[0]}`);
});
