import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PROBLEM_GUIDE } from "../../src/model/problem-guide.ts";
import { PROBLEMS } from "../../src/model/problems.ts";
import { problemsPage } from "../../src/render/problems-page.ts";

test("docs/problems.md is what `npm run docs:problems` writes", () => {
  expect(readFileSync("docs/problems.md", "utf8")).toBe(problemsPage());
});

test("every problem stands on the page, and no word is left unfilled", () => {
  const page = problemsPage();
  expect(page.split("\n").filter((line) => line.startsWith("| MB"))).toHaveLength(Object.keys(PROBLEMS).length);
  expect(page).not.toMatch(/\{[a-zA-Z]+\}/);
});

test("every explanation is a sentence", () => {
  expect(Object.values(PROBLEM_GUIDE).filter(({ why }) => !/^[A-Zm].*\.$/.test(why))).toEqual([]);
});
