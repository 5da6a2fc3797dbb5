import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { meibo, put } from "./command.ts";
import { appliedFolder, companyFolder, OFFICE_FILE } from "./company.ts";

const TABLE = "users/jakarta.csv";
const CONSOLE = "users/nagoya.console.csv";
const ANN = "ann@aoba.example";
const RINA = "rina@aoba.example";

const SHEET = "Login ID,User name,Extension number,Administrative privileges\nkei@aoba.example,Kei,2801,0\n";

function read(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8");
}

/** The lines that are new, and those that are gone, after a command that ended well. */
function changed(folder: string, words: readonly string[], file = OFFICE_FILE): readonly string[] {
  const before = read(folder, file).split("\n");
  const { exit, stderr } = meibo(folder, words);
  if (exit !== 0) throw new Error(stderr);
  const after = read(folder, file).split("\n");
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `-${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `+${line}`),
  ];
}

describe("a word of an entry", () => {
  const folder = companyFolder();

  test.each<[string, readonly string[], readonly string[]]>([
    ["a name", ["set", ANN, "name=田中 花子"], ["-    name: 佐藤 花子", "+    name: 田中 花子"]],
    ["a role", ["set", ANN, "role=base"], ["-    role: sales", "+    role: base"]],
    [
      "several roles stand in the place of one",
      ["set", ANN, "role=base,sales"],
      ["-    role: base", "+    roles: [base, sales]"],
    ],
    [
      "one role stands in the place of several",
      ["set", ANN, "role=sales"],
      ["-    roles: [base, sales]", "+    role: sales"],
    ],
    [
      "yes in any language, by the console's name of the column",
      ["set", ANN, "モニタリング権限=はい"],
      ["+    permissions: { monitoring: true }"],
    ],
    [
      "a product by its short name",
      ["set", ANN, "meetings=no"],
      [
        "-    permissions: { monitoring: true }",
        "+    permissions: { monitoring: true, meetings: { enabled: false } }",
      ],
    ],
    ["a number is quoted", ["set", ANN, "employeeId=0042"], ['+    employeeId: "0042"']],
    ["a note keeps what YAML could misread", ["set", ANN, "note=later: # maybe"], ['+    note: "later: # maybe"']],
    ["a day", ["set", ANN, "endDate=2031-03-31"], ["+    endDate: 2031-03-31"]],
    [
      "taken out again",
      ["unset", ANN, "endDate", "note", "employeeId"],
      ['-    employeeId: "0042"', "-    endDate: 2031-03-31", '-    note: "later: # maybe"'],
    ],
    ["a leave", ["leave", ANN, "--from", "2031-01-01"], ["+    leave:", "+      from: 2031-01-01"]],
    ["taken out whole", ["unset", ANN, "leave"], ["-    leave:", "-      from: 2031-01-01"]],
  ])("%s", (_, words, lines) => {
    expect([...changed(folder, words)].sort()).toEqual([...lines].sort());
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ["a code in a table", ["set", RINA, "phone=no"], ["phone.enabled", ",0"]],
    ["a list in a table", ["set", RINA, "role=base,sales"], ["base sales", "role"]],
    ["an empty cell inherits", ["unset", RINA, "meetings.downloadFiles"], [",3101,,0", "role"]],
    ["a column that is new", ["offboard", RINA, "--last-day", "2031-03-31"], ["endDate", ",2031-03-31"]],
  ])("%s", (_, words, [first = "", second = ""]) => {
    changed(folder, words, TABLE);
    expect(read(folder, TABLE)).toContain(first);
    expect(read(folder, TABLE)).toContain(second);
  });
});

describe("what the files would not bear is not written", () => {
  const folder = companyFolder({
    [CONSOLE]: SHEET,
    "users/one.yaml": "user: { loginId: one@aoba.example, name: One }\n",
  });

  test.each<[string, readonly string[], string]>([
    ["somebody whom nobody declares", ["set", "anm@aoba.example", "name=X"], "did you mean ann@aoba.example?"],
    ["a field that is none", ["set", ANN, "phon=yes"], "did you mean phone"],
    ["a word that is no value", ["set", ANN, "phone=perhaps"], "MB1301"],
    ["a role that is none", ["set", ANN, "role=slaes"], "did you mean sales?"],
    ["what needs another permission", ["set", "bob@aoba.example", "phoneMobile=yes"], "MB4060"],
    ["an extension of somebody else", ["set", "bob@aoba.example", "extension=2101"], "MB1202"],
    ["a word without a value", ["set", ANN, "extension="], "meibo unset LOGIN extension"],
    ["a word that is no assignment", ["set", ANN, "inactive"], "MB4062"],
    ["nothing", ["set", ANN], "there is nothing to set"],
    ["a word twice", ["set", ANN, "phone=yes", "phone.enabled=no"], "given twice"],
    ["a Login ID", ["set", ANN, "loginId=b@aoba.example"], "meibo rename"],
    ["no name any more", ["unset", ANN, "name"], "MB4062"],
    ["a state in a file of the console", ["lock", "kei@aoba.example"], "the console names the columns"],
    ["somebody new in a file of the console", ["add", "new@aoba.example", "--name", "N", "--file", CONSOLE], "MB4065"],
    [
      "somebody new in a file of one person",
      ["add", "new@aoba.example", "--name", "N", "--file", "users/one.yaml"],
      "MB4065",
    ],
    ["somebody new in no file of several", ["add", "new@aoba.example", "--name", "N"], "--file"],
    ["somebody who is there", ["add", "ANN@aoba.example", "--name", "N", "--file", OFFICE_FILE], "MB1003"],
    ["a new file outside", ["add", "new@aoba.example", "--name", "N", "--file", "../out.yaml"], "../out.yaml"],
    [
      "a new file that nobody reads",
      ["add", "new@aoba.example", "--name", "N", "--file", "people/new.yaml"],
      "sources.users",
    ],
    ["a new table", ["add", "new@aoba.example", "--name", "N", "--file", "users/new.csv"], "MB4065"],
    [
      "a column that is missing",
      ["add", "new@aoba.example", "--name", "N", "--file", TABLE, "--start", "2031-01-01"],
      "startDate",
    ],
    ["a Login ID that is none", ["rename", ANN, "not an id"], "MB4060"],
    ["a move to where somebody is", ["move", ANN, OFFICE_FILE], "MB4066"],
    ["an account that is not there", ["set", ANN, "--adopt"], "MB4063"],
    ["an approval for somebody not in MiiTel", ["approve", "delete", ANN, "--by", "@it", "--reason", "x"], "MB4067"],
    ["a leave that ends before it begins", ["leave", ANN, "--from", "2031-01-02", "--until", "2031-01-01"], "MB4060"],
  ])("%s", (_, words, told) => {
    const before = [OFFICE_FILE, TABLE, CONSOLE].map((file) => read(folder, file));
    const { exit, stderr } = meibo(folder, words);
    expect([exit, stderr]).toEqual([1, expect.stringContaining(told)]);
    expect(stderr).toContain("Nothing was written.");
    expect([OFFICE_FILE, TABLE, CONSOLE].map((file) => read(folder, file))).toEqual(before);
    expect(existsSync(join(folder, "users", "new.csv"))).toBe(false);
  });
});

test("what a policy forbids is not written, and what it forbade before does not stand in the way", () => {
  const policy = 'policy: { files: [{ match: "users/**", deny: [admin] }] }\n';
  const folder = companyFolder();
  put(folder, "meibo.yaml", `${read(folder, "meibo.yaml")}${policy}`);
  const { exit, stderr } = meibo(folder, ["set", ANN, "admin=yes"]);
  expect([exit, stderr]).toEqual([1, expect.stringContaining("MB2304")]);
  expect(meibo(folder, ["set", ANN, "name=X"]).exit).toBe(0);
});

describe("an entry", () => {
  test("moves with its comments, and the file of one person goes", () => {
    const folder = companyFolder({
      "users/one.yaml": "user:\n  loginId: one@aoba.example   # hers\n  name: One\n  # since May\n  role: base\n",
    });
    expect(meibo(folder, ["move", "one@aoba.example", OFFICE_FILE]).exit).toBe(0);
    expect(existsSync(join(folder, "users", "one.yaml"))).toBe(false);
    expect(read(folder, OFFICE_FILE)).toMatch(
      /\n {2}- loginId: one@aoba\.example {3}# hers\n {4}name: One\n {4}# since May\n {4}role: base\n$/,
    );
  });

  test("does not move into a table with its comments, which have no room there", () => {
    const folder = companyFolder({ "users/one.yaml": "user:\n  loginId: one@aoba.example\n  name: One # the one\n" });
    const { exit, stderr } = meibo(folder, ["move", "one@aoba.example", TABLE]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("has comments")]);
  });

  test("moves from a table into a new file, and back to the end of the table", () => {
    const folder = appliedFolder();
    expect(meibo(folder, ["move", RINA, "users/new.yaml"]).exit).toBe(0);
    expect(read(folder, "users/new.yaml")).toBe(
      "# yaml-language-server: $schema=../schemas/users.schema.json\nusers:\n  - loginId: rina@aoba.example\n    name: Rina\n" +
        '    extension: "3101"\n    locale: en\n    timeZone: Asia/Jakarta\n    role: sales\n    permissions:\n      meetings:\n        downloadFiles: hostOnly\n',
    );
    expect(meibo(folder, ["plan"]).stdout).toContain("No changes");
    expect(meibo(folder, ["move", RINA, TABLE]).exit).toBe(0);
    expect(read(folder, TABLE)).toBe(
      "loginId,name,role,locale,timeZone,extension,meetings.downloadFiles\nrina@aoba.example,Rina,sales,en,Asia/Jakarta,3101,hostOnly\n",
    );
    expect(read(folder, "users/new.yaml")).toBe(
      "# yaml-language-server: $schema=../schemas/users.schema.json\nusers: []\n",
    );
    expect(meibo(folder, ["plan"]).stdout).toContain("No changes");
  });

  test("is put into a table, into a new file and into an empty list", () => {
    const folder = companyFolder({ "users/empty.yaml": "users: []   # soon\n" });
    const add = (login: string, file: string) =>
      meibo(folder, ["add", login, "--name", "New", "--role", "base", "--file", file]).exit;
    expect([
      add("a@aoba.example", TABLE),
      add("b@aoba.example", "users/b.yaml"),
      add("c@aoba.example", "users/empty.yaml"),
    ]).toEqual([0, 0, 0]);
    expect(read(folder, TABLE)).toMatch(/\na@aoba\.example,New,base,,,,\n$/);
    expect(read(folder, "users/b.yaml")).toContain("users:\n  - loginId: b@aoba.example\n");
    expect(read(folder, "users/empty.yaml")).toBe(
      "users:   # soon\n  - loginId: c@aoba.example\n    name: New\n    role: base\n",
    );
  });

  test("that is renamed twice remembers both former Login IDs", () => {
    const folder = companyFolder();
    for (const [from, to] of [
      [ANN, "ann.b@aoba.example"],
      ["ann.b@aoba.example", "ann.c@aoba.example"],
    ] as const) {
      expect(meibo(folder, ["rename", from, to]).exit).toBe(0);
    }
    expect(read(folder, OFFICE_FILE)).toContain("    previousLoginIds: [ann@aoba.example, ann.b@aoba.example]\n");
  });
});

describe("many people at once", () => {
  test.each<[string, readonly string[], number]>([
    ["by role", ["--role", "sales"], 2],
    ["by pattern", ["*@aoba.example"], 3],
    ["by file", ["--file", "users/*.csv"], 1],
    ["by name, one by one", [ANN, RINA], 2],
  ])("%s", (_, whom, count) => {
    const folder = companyFolder();
    const { exit, stdout } = meibo(folder, ["--json", "set", ...whom, "monitoring=yes"]);
    expect([exit, JSON.parse(stdout).users.length]).toEqual([0, count]);
    expect(meibo(folder, ["unset", ...whom, "monitoring"]).exit).toBe(0);
    expect(meibo(folder, ["plan"]).exit).toBe(0);
  });

  test("nobody is meant where nobody is named", () => {
    const { exit, stderr } = meibo(companyFolder(), ["set", "monitoring=yes"]);
    expect([exit, stderr]).toEqual([1, expect.stringContaining("nobody is named")]);
  });
});

test("--dry-run shows what would be, and writes nothing", () => {
  const folder = companyFolder();
  const before = read(folder, OFFICE_FILE);
  const { exit, stdout } = meibo(folder, ["set", ANN, "state=inactive", "--dry-run"]);
  expect([exit, stdout]).toEqual([0, expect.stringContaining("+    state: inactive")]);
  expect(stdout).toContain("Nothing was written (--dry-run).");
  expect(read(folder, OFFICE_FILE)).toBe(before);
});

test("what the files say already is not written again", () => {
  const folder = companyFolder();
  expect(meibo(folder, ["set", ANN, "state=active"])).toMatchObject({
    exit: 0,
    stdout: "The files say so already. Nothing was written.\n",
  });
});

test("an account that is there already is taken over, and switched on", () => {
  const folder = appliedFolder();
  const before = read(folder, OFFICE_FILE);
  put(folder, OFFICE_FILE, before.replace("state: active", "state: inactive"));
  expect(meibo(folder, ["apply", "--auto-approve"]).exit).toBe(0);
  put(folder, OFFICE_FILE, before.replace("    state: active\n", ""));
  expect(meibo(folder, ["set", ANN, "--adopt"]).stdout).toMatch(/\+ {4}state: active[\s\S]*> activate/);
});

test("--json gives the change as data", () => {
  const folder = companyFolder();
  expect(JSON.parse(meibo(folder, ["--json", "set", ANN, "name=X"]).stdout)).toMatchObject({
    written: true,
    files: [OFFICE_FILE],
    users: [ANN],
    diffs: [{ hunks: [{ lines: expect.arrayContaining([{ sign: "+", text: "    name: X" }]) }] }],
  });
});

test("a tenant that cannot be read does not keep anybody from editing", () => {
  const folder = companyFolder();
  put(folder, ".meibo/tenant.db", "x".repeat(5000));
  const { exit, stdout } = meibo(folder, ["set", ANN, "name=X"]);
  expect([exit, stdout]).toEqual([0, expect.stringContaining("cannot be told")]);
  expect(read(folder, OFFICE_FILE)).toContain("name: X");
});
