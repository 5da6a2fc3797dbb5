import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, describe as group, test } from "vitest";
import { loadRoster } from "../../src/load/roster.ts";
import type { Problem } from "../../src/model/problem.ts";
import { PROBLEMS, type ProblemName } from "../../src/model/problems.ts";
import { describe, expectationsIn } from "./expectations.ts";
import { folder } from "./folder.ts";
import { MADE } from "./made.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/load");
/** Told by planning, which knows the tenant, and by whoever writes files. */
const OF_OTHER_ROOMS: readonly ProblemName[] = [
  "login-id-case",
  "extension-taken",
  "extension-zeros",
  "extension-group",
  "pool-full",
  "file-exists",
  "sheet-exists",
  "schema-stale",
];
/** Needs another process that writes at the very moment of reading. */
const OF_CHANCE: readonly ProblemName[] = ["file-changed"];

const seen: Problem[] = [];

async function problemsIn(root: string): Promise<readonly Problem[]> {
  const { problems } = await loadRoster(root);
  seen.push(...problems);
  return problems;
}

group("what is found in a folder is what its files say about themselves", () => {
  const roots = readdirSync(FIXTURES);
  test("there are fixtures", () => expect(roots.length).toBeGreaterThan(10));
  test.for(roots)("%s", async (name) => {
    const root = join(FIXTURES, name);
    expect((await problemsIn(root)).map(describe).sort()).toEqual(expectationsIn(root));
  });
});

group("what cannot lie in git as text", () => {
  test.for(MADE)("$name", async ({ files, expect: expected }) => {
    expect((await problemsIn(folder(files))).map(describe).sort()).toEqual([...expected].sort());
  });
});

test("every problem of a file that meibo knows is in some fixture", () => {
  const names = Object.keys(PROBLEMS).filter((name) => /^MB(1[0-3]|21|310[1-4])/.test(codeOf(name)));
  const missing = names.filter(
    (name) => ![...OF_OTHER_ROOMS, ...OF_CHANCE].some((other) => other === name) && !isSeen(name),
  );
  expect(names.length).toBeGreaterThan(50);
  expect(missing).toEqual([]);
});

test("no sentence and no hint waits for a word", () => {
  expect(seen.length).toBeGreaterThan(200);
  const unfilled = seen.flatMap(({ name, args }) => {
    const words = `${PROBLEMS[name].text} ${PROBLEMS[name].hint}`.matchAll(/\{(\w+)\}/g);
    return [...words].flatMap(([, word = ""]) => (String(args[word] ?? "") === "" ? [`${name} ${word}`] : []));
  });
  expect(unfilled).toEqual([]);
});

test("no secret is repeated in a problem", () => {
  expect(JSON.stringify(seen)).not.toMatch(/XdCxbG6XxctN|admin:secret|eyJhbGciOi|AGE-SECRET/);
});

function codeOf(name: string): string {
  return Object.entries(PROBLEMS).find(([key]) => key === name)?.[1].code ?? "";
}

function isSeen(name: string): boolean {
  return seen.some((found) => found.name === name);
}
