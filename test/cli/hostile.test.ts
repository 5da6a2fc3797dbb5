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

describe("nothing planted in a roster acts in a log or on a terminal", () => {
  const rows: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ...PLANTED.map(
      (text) =>
        [
          `the name ${JSON.stringify(text)}`,
          { "users/a.yaml": `users:\n  - loginId: a@x.jp\n    name: "${text}"\n` },
        ] as const,
    ),
    ...ESCAPED.map(
      (text) =>
        [`the name "${text}"`, { "users/a.yaml": `users:\n  - loginId: a@x.jp\n    name: "${text}"\n` }] as const,
    ),
    ...PLANTED.map(
      (text) =>
        [
          `the key ${JSON.stringify(text)}`,
          { "users/a.yaml": `users:\n  - loginId: a@x.jp\n    name: a\n    "${text}": 1\n` },
        ] as const,
    ),
    ...PLANTED.map(
      (text) =>
        [
          `the cell ${JSON.stringify(text)}`,
          { "users/a.csv": `loginId,name,extension\na@x.jp,${text},${text}\n` },
        ] as const,
    ),
    ...PLANTED.map(
      (text) =>
        [`the column ${JSON.stringify(text)}`, { "users/a.csv": `loginId,name,${text}\na@x.jp,a,1\n` }] as const,
    ),
    ...PLANTED.map(
      (text) =>
        [
          `the file ${JSON.stringify(text)}`,
          { [`users/${text.trim()}.yaml`]: "users:\n  - loginId: a@x.jp\n    name: a\n    nam: b\n" },
        ] as const,
    ),
    [
      "a file with a line break in its name",
      { "users/a\n::error::b.yaml": "users:\n  - loginId: a@x.jp\n    name: a\n    nam: b\n" },
    ],
    ["a role", { "users/a.yaml": 'users:\n  - loginId: a@x.jp\n    name: a\n    role: "::error::x"\n' }],
  ];
  test.each(rows)("%s", (_, files) => {
    const all = ranAll(files);
    expect(all.map(withoutColour).flatMap(activeIn)).toEqual([]);
    expect(all.filter(({ stderr }) => stderr.includes("bug in meibo"))).toEqual([]);
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
