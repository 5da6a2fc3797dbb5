import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { meibo, put } from "./command.ts";
import { companyFolder, OFFICE_FILE } from "./company.ts";

const MORE = ["cia", "dan", "eve"]
  .map(
    (name) => `  - { loginId: ${name}@aoba.example, name: ${name}, role: sales, permissions: { monitoring: true } }\n`,
  )
  .join("");

function folder(): string {
  const own = companyFolder();
  put(own, OFFICE_FILE, `${readFileSync(join(own, OFFICE_FILE), "utf8")}${MORE}`);
  return own;
}

describe("roles", () => {
  const own = folder();
  const printed = (...words: readonly string[]) =>
    meibo(own, ["roles", ...words])
      .stdout.trimEnd()
      .split("\n");

  test("list: who has which, and how many exceptions they need", () => {
    expect(printed("list")).toEqual(["base   0 users", "sales  5 users  4 exceptions"]);
    expect(JSON.parse(meibo(own, ["--json", "roles", "list"]).stdout)).toEqual([
      { name: "base", extends: [], users: 0, overrides: 0 },
      { name: "sales", extends: ["base"], users: 5, overrides: 4 },
    ]);
  });

  test("show: what is on, and the role below that says so", () => {
    expect(printed("show", "sales")).toEqual([
      "sales",
      "5 users, 4 exceptions",
      "  phone.enabled                  yes",
      "  meetings.enabled               yes",
      "  meetings.editAccessPermission  hostOnly  base",
      "  meetings.downloadFiles         hostOnly",
      "  everything else is off",
    ]);
  });

  test("diff: what changes with another role", () => {
    expect(printed("diff", "base", "sales")).toEqual([
      "phone.enabled           no    → yes",
      "meetings.enabled        no    → yes",
      "meetings.downloadFiles  none  → hostOnly",
    ]);
    expect(printed("diff", "sales", "sales")).toEqual(["They allow the same."]);
  });

  test("suggest: exceptions that several share", () => {
    expect(printed("suggest")).toEqual([
      "3 of 5 users with sales have the same exceptions, which could be a role:",
      "  monitoring  yes",
    ]);
    expect(meibo(companyFolder(), ["roles", "suggest"]).stdout).toBe(
      "No exception is shared by three people or more who have the same role.\n",
    );
  });

  test.each([[["show", "slaes"]], [["diff", "base", "slaes"]], [["diff", "slaes", "base"]]])(
    "%j asks back",
    (words) => {
      const { exit, stderr } = meibo(own, ["roles", ...words]);
      expect([exit, stderr]).toEqual([1, expect.stringContaining("did you mean sales?")]);
    },
  );
});
