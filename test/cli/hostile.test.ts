import { describe, expect, test } from "vitest";
import { folderWith, meibo, type Ran } from "./command.ts";

/** What a pull request could plant, as names, file names, notes and cells. */
const PLANTED = [
  "::error::owned",
  "  ::set-output name=x::y",
  "\u3000::add-mask::a",
  "x ##[set-env name=PATH]y",
  "##[error]y",
  "\u009b2J",
  "a\u202eb",
  "zero\u200bwidth",
];
const ESCAPED = ["\\e[31m", "\\u001b]0;t\\a", "line\\nbreak ::warning::x", "\\r::notice::x", "\\u2028::error::x"];

const CONFIG =
  "version: 1\ntenant: t\nsubscriptions: [meetings]\ndefaults: { locale: ja, timeZone: Asia/Tokyo }\npasswords: { deliver: none }\n";

function activeIn({ stdout, stderr }: Ran): readonly string[] {
  return `${stdout}\n${stderr}`
    .split("\n")
    .filter(
      (line) =>
        /^\s*::/u.test(line) ||
        line.includes("##[") ||
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/u.test(line),
    );
}

const COMMANDS = [
  ["validate"],
  ["validate", "--json"],
  ["validate", "--format", "sarif"],
  ["plan"],
  ["plan", "--json"],
  ["plan", "--color", "always"],
  ["list"],
  ["list", "--json"],
  ["apply", "--auto-approve"],
];

function ranAll(files: Readonly<Record<string, string>>): readonly Ran[] {
  const folder = folderWith({ "meibo.yaml": CONFIG, ...files });
  return COMMANDS.map((words) => meibo(folder, words, { NO_COLOR: words.includes("always") ? "" : "1" }));
}

/** Our own colours are the only escapes that may stand in a line. */
function withoutColour(ran: Ran): Ran {
  return {
    ...ran,
    stdout: ran.stdout.replaceAll(/\u001b\[\d*m/g, ""),
    stderr: ran.stderr.replaceAll(/\u001b\[\d*m/g, ""),
  };
}

/** `people` entries of a YAML file, one for each text. */
function yamlOf(texts: readonly string[], entry: (text: string) => string): string {
  return `users:\n${texts.map((text, index) => `  - loginId: u${index}@x.jp\n    ${entry(text)}\n`).join("")}`;
}

const ENTRY = "users:\n  - loginId: a@x.jp\n    name: a\n    nam: b\n";
const SEEN = PLANTED.filter((text) => !/[\u009b\u202e\u200b]/.test(text));

describe("nothing planted in a roster acts in a log or on a terminal", () => {
  const rows: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ["names that are valid", { "users/a.yaml": yamlOf(SEEN, (text) => `name: "${text}"`) }],
    ["names with characters that act", { "users/a.yaml": yamlOf(PLANTED, (text) => `name: "${text}"`) }],
    ["names with escapes", { "users/a.yaml": yamlOf(ESCAPED, (text) => `name: "${text}"`) }],
    ["keys", { "users/a.yaml": yamlOf(PLANTED, (text) => `name: a\n    "${text}": 1`) }],
    [
      "roles and notes",
      { "users/a.yaml": yamlOf(SEEN, (text) => `name: a\n    role: "${text}"\n    note: "${text}"`) },
    ],
    [
      "cells",
      { "users/a.csv": `loginId,name,extension\n${PLANTED.map((text, n) => `u${n}@x.jp,${text},${text}\n`).join("")}` },
    ],
    [
      "cells that are valid",
      { "users/a.csv": `loginId,name\n${SEEN.map((text, n) => `u${n}@x.jp,${text}\n`).join("")}` },
    ],
    ["columns", { "users/a.csv": `loginId,name,${PLANTED.join(",")}\na@x.jp,a${",1".repeat(PLANTED.length)}\n` }],
    ["names of files", Object.fromEntries(PLANTED.map((text) => [`users/${text.trim()}.yaml`, ENTRY]))],
    ["a line break in the name of a file", { "users/a\n::error::b.yaml": ENTRY, "users/c\r##[error]d.yaml": ENTRY }],
    ["the configuration", { "meibo.yaml": `${CONFIG}"::error::x": 1\nignore: ["##[error]x"]\n` }],
  ];
  test.each(rows)("%s", (_, files) => {
    const all = ranAll(files);
    expect(all.map(withoutColour).flatMap(activeIn)).toEqual([]);
    expect(all.filter(({ stderr }) => stderr.includes("bug in meibo"))).toEqual([]);
    // Each of the planted texts ends in one of these, so something of it was printed at all.
    expect(
      all.some(({ stdout, stderr }) =>
        /owned|set-output|add-mask|stop-commands|set-env|::error|u009b|u202e|u200b|u0023\[|break/.test(stdout + stderr),
      ),
    ).toBe(true);
  });

  test("arguments of the command line", () => {
    const folder = folderWith({ "meibo.yaml": CONFIG });
    const words = [
      ["::error::x"],
      ["plan", "--::error::x"],
      ["apply", "\n::error::x"],
      ["--config", "\u001b[2J::error::x", "plan"],
      ["import", "##[error]x"],
    ];
    expect(words.map((one) => meibo(folder, one)).flatMap(activeIn)).toEqual([]);
  });

  test("JSON says the same as the file", () => {
    const folder = folderWith({
      "meibo.yaml": CONFIG,
      "users/a.yaml": 'users:\n  - loginId: a@x.jp\n    name: "::a::##[b]"\n',
    });
    expect(JSON.parse(meibo(folder, ["list", "--json"]).stdout)[0].name).toBe("::a::##[b]");
  });
});
