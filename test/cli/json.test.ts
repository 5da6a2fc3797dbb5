import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, meibo, put, seededFolder } from "./command.ts";

/** What stdout holds, which has to be one document, and how the command ended. */
function asJson(folder: string, ...words: readonly string[]) {
  const { exit, stdout } = meibo(folder, ["--json", ...words]);
  return { exit, document: JSON.parse(stdout) };
}

function refusedFolder(): string {
  const folder = seededFolder();
  const path = join(folder, "users/imported.yaml");
  writeFileSync(path, readFileSync(path, "utf8").replaceAll("state: active", "state: inactive"));
  return folder;
}

describe("a command that fails gives its problems", () => {
  const wrong = () => folderWith({ "meibo.yaml": "version: 1\ntenant: aoba\nsubscription: []\n" });
  const rows: readonly (readonly [string, () => string, readonly string[], number, string])[] = [
    ["plan without a configuration", folderWith, ["plan"], 1, "MB1010"],
    ["apply of wrong files", wrong, ["apply", "--auto-approve"], 1, "MB1002"],
    ["list of wrong files", wrong, ["list"], 1, "MB1002"],
    ["import of nothing", wrong, ["import"], 1, "MB4013"],
    ["tenant reset that nobody agreed to", () => seededFolder(3), ["tenant", "reset"], 1, "MB4009"],
    ["tenant seed of a tenant with people", () => seededFolder(3), ["tenant", "seed"], 1, "MB4012"],
    ["apply that a guard refuses", refusedFolder, ["apply", "--auto-approve"], 3, "MB2301"],
  ];
  test.each(rows)("%s", (_, folder, words, exit, code) => {
    const ran = asJson(folder(), ...words);
    const text = { message: expect.any(String), hint: expect.any(String), severity: "error" };
    expect(ran).toEqual({
      exit,
      document: { problems: expect.arrayContaining([expect.objectContaining({ code, ...text })]) },
    });
  });
});

describe("plan", () => {
  test("that is refused holds what the guards say", () => {
    const { exit, document } = asJson(refusedFolder(), "plan");
    const codes = document.problems.map(({ code }: { code: string }) => code);
    expect([exit, codes.includes("MB2301"), document.changes.length > 20, document.allowed]).toEqual([
      3,
      true,
      true,
      [],
    ]);
  });

  test("that is let through says by which code, and keeps the refusal as a warning", () => {
    const folder = refusedFolder();
    const path = join(folder, "meibo.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("minAdmins: 2", "minAdmins: 0"));
    const { exit, document } = asJson(folder, "plan", "--allow", "MB2302");
    expect([exit, document.allowed]).toEqual([0, ["MB2302"]]);
    expect(document.problems).toContainEqual(expect.objectContaining({ code: "MB2302", severity: "warning" }));
  });
});

test("first steps say what they wrote", () => {
  const folder = folderWith();
  put(folder, ".gitignore", ".meibo/\n");
  const made = asJson(folder, "init", "--yes").document;
  expect(made).toEqual({ wrote: expect.arrayContaining(["meibo.yaml", "roles/common.yaml"]), kept: [".gitignore"] });
  const database = ".meibo/tenant.db";
  expect(asJson(folder, "tenant", "seed", "--users", "4").document).toMatchObject({ wrote: [database], users: 4 });
  expect(asJson(folder, "import", "--from-connector").document).toEqual({
    wrote: ["users/imported.yaml"],
    users: 4,
    warnings: 0,
  });
  const emptied = asJson(folder, "tenant", "reset", "--yes").document;
  expect(emptied).toEqual({ wrote: [database], users: 0, removed: 4 });
});
