import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatFile } from "../../src/edit/format.ts";
import { readDocument, USERS_FORMAT } from "../../src/load/document.ts";
import { SCHEMAS } from "../../src/load/schemas.ts";
import { shapeOf } from "../../src/load/shape.ts";
import { canonicalJson } from "../../src/model/canonical.ts";
import { compareText } from "../../src/model/place.ts";
import { readUsersFile } from "../fuzz/laws.ts";
import { type RandomFile, runs, tableFiles, tidyFiles, yamlFiles } from "./random-files.ts";
import { remarksIn } from "./random-yaml.ts";

const TIMEOUT = 600_000;
const ORDER = shapeOf(SCHEMAS.users);

function formatted(file: RandomFile): RandomFile {
  const bytes = Buffer.from(formatFile(file, ORDER, []).bytes);
  const encoding = file.encoding === "shift_jis" ? "shift_jis" : "utf-8";
  return { ...file, bytes, text: new TextDecoder(encoding).decode(bytes) };
}

/** What is read of a file, whatever the order of people. */
function peopleIn({ file, bytes, people }: RandomFile): readonly string[] {
  const { users, problems } = readUsersFile(file, bytes);
  if (users?.length !== people.length) throw new Error(JSON.stringify(problems));
  return users.map((user) => canonicalJson(user, new Set(["place", "origins"]))).sort(compareText);
}

/** All that a YAML file says, notes too. */
function saidIn({ file, text }: RandomFile): string {
  const { document, problems } = readDocument({ file, text }, USERS_FORMAT);
  if (document === undefined) throw new Error(JSON.stringify(problems));
  const { users = [], ...others } = document.value;
  return canonicalJson([others, users.map((user) => canonicalJson(user)).sort(compareText)]);
}

/** Lines as they are wherever they stand, but for those in which keys change places in braces. */
function linesIn({ text }: RandomFile): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => !/[{[]/.test(line));
  return lines
    .map((line) => line.replace(/^[ -]+/, "").replace(/,?\s*$/, ""))
    .map((line) => line.replace(/^((?:["']?extension["']?: *)?)(\d{4})(?=[ ,]|$)/, '$1"$2"'))
    .sort(compareText);
}

describe("a random YAML file in its canonical form", { timeout: TIMEOUT }, () => {
  test("says the same, has every comment, and is its own canonical form", () => {
    let changed = 0;
    fc.assert(
      fc.property(yamlFiles, (file) => {
        const after = formatted(file);
        if (after.text !== file.text) changed += 1;
        expect([peopleIn(after), saidIn(after)]).toEqual([peopleIn(file), saidIn(file)]);
        expect(remarksIn(after.text).toSorted()).toEqual(remarksIn(file.text).toSorted());
        expect(linesIn(after)).toEqual(linesIn(file));
        expect(after.text).toBe(formatted(after).text);
      }),
      runs(400, 10_000),
    );
    expect(changed).toBeGreaterThan(200);
  });

  test("is the file to the letter, where it was in it already", () => {
    fc.assert(
      fc.property(tidyFiles, (file) => {
        expect(formatted(file).text).toBe(file.text);
      }),
      runs(400, 10_000),
    );
  });
});

test("a random table in its canonical form says the same, keeps tidy lines, and is its own canonical form", {
  timeout: TIMEOUT,
}, () => {
  fc.assert(
    fc.property(tableFiles, (file) => {
      const after = formatted(file);
      expect(peopleIn(after)).toEqual(peopleIn(file));
      expect(formatted(after).text).toBe(after.text);
      expect(readUsersFile(after.file, after.bytes).problems.filter(({ name }) => name === "spaces-trimmed")).toEqual(
        [],
      );
    }),
    runs(400, 10_000),
  );
});
