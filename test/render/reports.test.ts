import { describe, expect, test } from "vitest";
import { problem } from "../../src/model/problem.ts";
import { annotations } from "../../src/render/annotations.ts";
import { sarif } from "../../src/render/sarif.ts";
import { en } from "../../src/render/words/en.ts";

const place = { file: "users/a b,c:d.csv", line: 4, column: 5, length: 3, row: 3, cell: "extension" };
const twice = problem(
  "login-id-twice",
  { loginId: "a@x.jp", first: "users/b.yaml:3" },
  { place, related: [{ file: "users/b.yaml", line: 3 }] },
);

/** How the runner takes a command line apart. */
function parsed(line: string): { command: string; properties: Record<string, string>; message: string } | undefined {
  const found = /^::([a-z]+) ([^:]*)::(.*)$/.exec(line);
  if (found === null) return undefined;
  const [, command = "", properties = "", message = ""] = found;
  const plain = (text: string) =>
    text
      .replaceAll("%2C", ",")
      .replaceAll("%3A", ":")
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%25", "%");
  const pairs = properties.split(",").map((pair) => pair.split("=").map(plain));
  return { command, properties: Object.fromEntries(pairs), message: plain(message) };
}

describe("annotations", () => {
  test("stand at their line with code and way out", () => {
    expect(parsed(annotations([twice], en).trimEnd())).toEqual({
      command: "error",
      properties: { file: place.file, line: "4", col: "5", title: "meibo MB1003" },
      message: "a@x.jp is declared twice; the first is in users/b.yaml:3 (keep one of the two entries)",
    });
  });

  test("are at most ten, errors first, and the last says how many more", () => {
    const warning = problem("name-twice", { name: "a", first: "b", second: "c" }, { place });
    const lines = annotations([...Array.from({ length: 20 }, () => warning), twice], en)
      .trimEnd()
      .split("\n");
    expect([lines.length, parsed(lines[0] ?? "")?.command, lines.at(-1)?.includes("12 more")]).toEqual([
      10,
      "error",
      true,
    ]);
  });

  test.each(["\n::error::x", "\r::error::x", "%0A::error::x", "##[error]x", "a::b", "\u2028::x::", "::add-mask::a"])(
    "of a hostile text %j are one command and nothing else",
    (text) => {
      const hostile = problem("login-id-twice", { loginId: text, first: text }, { place: { ...place, file: text } });
      const lines = annotations([hostile], en).trimEnd().split("\n");
      expect([lines.length, lines[0]?.includes("\r"), lines[0]?.includes("##[")]).toEqual([1, false, false]);
      expect(parsed(lines[0] ?? "")?.properties["title"]).toBe("meibo MB1003");
    },
  );
});

test("SARIF names rule, level, place and the related place", () => {
  expect(sarif([twice], "1.2.3", en)).toMatchObject({
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "meibo", semanticVersion: "1.2.3", rules: [{ id: "MB1003" }] } },
        results: [
          {
            ruleId: "MB1003",
            ruleIndex: 0,
            level: "error",
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: "users/a%20b%2Cc%3Ad.csv" },
                  region: { startLine: 4, startColumn: 5, endColumn: 8 },
                },
              },
            ],
            relatedLocations: [{ physicalLocation: { region: { startLine: 3 } } }],
          },
        ],
      },
    ],
  });
});
