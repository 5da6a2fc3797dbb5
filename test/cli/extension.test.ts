import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { meibo, put } from "./command.ts";
import { appliedFolder, companyFolder, OFFICE_FILE } from "./company.ts";

function withoutAnn(folder: string): void {
  const text = readFileSync(join(folder, OFFICE_FILE), "utf8");
  put(folder, OFFICE_FILE, `users:\n${text.slice(text.indexOf("  - loginId: bob"))}`);
}

describe("extension next", () => {
  test("prints the first free number, and nothing else", () => {
    expect(meibo(companyFolder(), ["extension", "next", "tokyo"])).toMatchObject({
      exit: 0,
      stdout: "2102\n",
      stderr: "",
    });
  });

  test("passes over a number that only the tenant shows", () => {
    const folder = appliedFolder();
    withoutAnn(folder);
    expect(meibo(folder, ["extension", "next", "tokyo"]).stdout).toBe("2102\n");
  });

  test("passes over the number of a group", () => {
    const facts = 'groups:\n  complete: true\n  entries: [{ name: Sales, number: "2102", members: [] }]\n';
    expect(meibo(companyFolder({ "facts/groups.yaml": facts }), ["extension", "next", "tokyo"]).stdout).toBe("2103\n");
  });

  const refused: readonly (readonly [string, string, string])[] = [
    ["a full pool", "jakarta", "MB1208"],
    ["a mistyped pool", "tokio", "did you mean tokyo?"],
    ["a word that every object has", "constructor", "pools: tokyo, jakarta, spare"],
  ];
  test.each(refused)("refuses %s with a way out", (_, pool, said) => {
    const { exit, stdout, stderr } = meibo(companyFolder(), ["extension", "next", pool]);
    expect([exit, stdout, stderr]).toEqual([1, "", expect.stringContaining(said)]);
  });

  test("hands out nothing when the tenant cannot be read", () => {
    const folder = companyFolder();
    put(folder, ".meibo/tenant.db", "x".repeat(5000));
    expect(meibo(folder, ["extension", "next", "tokyo"])).toMatchObject({ exit: 1, stdout: "" });
  });

  test("--json names the pool too", () => {
    expect(JSON.parse(meibo(companyFolder(), ["--json", "extension", "next", "tokyo"]).stdout)).toEqual({
      pool: "tokyo",
      next: "2102",
    });
  });
});

describe("extension list", () => {
  test("shows who has which number, and by whose word", () => {
    const folder = appliedFolder();
    withoutAnn(folder);
    put(folder, "users/zoe.yaml", 'users:\n  - { loginId: zoe@aoba.example, name: Zoe, extension: "777" }\n');
    put(folder, "facts/groups.yaml", 'groups:\n  entries: [{ name: 営業, number: "2103", members: [] }]\n');
    const { exit, stdout } = meibo(folder, ["extension", "list"]);
    expect(exit).toBe(0);
    expect(stdout.split("\n").filter((line) => !line.includes("bob@"))).toEqual([
      "tokyo  2101-2103  2 of 3 taken, 1 free, next 2102",
      "  2101  ann@aoba.example  佐藤 花子  MiiTel only",
      "  2103  group 営業        営業       facts",
      "",
      "jakarta  3101  1 of 1 taken, 0 free, full",
      "  3101  rina@aoba.example  Rina  files, MiiTel",
      "",
      "spare  9990-9991  0 of 2 taken, 2 free, next 9990",
      "",
      "in no pool",
      expect.stringMatching(/^ {2}777 +zoe@aoba.example +Zoe +files only$/),
      "",
    ]);
  });

  test("--json gives pools and numbers outside of them", () => {
    const { pools, outside } = JSON.parse(meibo(companyFolder(), ["--json", "extension", "list"]).stdout);
    expect([pools.map(({ pool, free }: { pool: string; free: number }) => [pool, free]), outside]).toEqual([
      [
        ["tokyo", 2],
        ["jakarta", 0],
        ["spare", 2],
      ],
      [],
    ]);
  });
});
