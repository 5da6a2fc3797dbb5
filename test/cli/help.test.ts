import type { Command } from "commander";
import { expect, test } from "vitest";
import { programOf } from "../../src/cli/options.ts";
import { LANGUAGES } from "../../src/model/settings.ts";
import { HELP } from "../../src/render/words/en/help.ts";
import { helpIn } from "../../src/render/words/words.ts";
import { folderWith, meibo } from "./command.ts";

const PROGRAM = programOf(HELP, () => {});

test("every command, argument and flag is described, and nothing else is", () => {
  const undescribed = [...parts(PROGRAM)].filter(({ description }) => description === "");
  expect(undescribed).toEqual([]);
  const said = new Set([...parts(PROGRAM)].map(({ description }) => description));
  expect(Object.values(HELP.texts).filter((text) => !said.has(text))).toEqual([HELP.texts["--help"]]);
});

test.each(LANGUAGES)(
  "help in %s fits a terminal of 80 columns, and says everything in that language",
  async (language) => {
    const { stdout, exit } = meibo(folderWith(), ["plan", "--help"], { MEIBO_LANG: language });
    const { texts, titles, choices } = await helpIn(language);
    expect(exit).toBe(0);
    const text = stdout.replaceAll(/\s+/g, "");
    for (const said of [texts.plan, texts["plan --impacts"], texts["--only"], texts["--quiet"], texts["--help"]])
      expect(text).toContain(said.replaceAll(/\s+/g, ""));
    for (const title of [titles["Usage:"], titles["Global Options:"], titles["Examples:"]])
      expect(stdout).toContain(title);
    expect(stdout).toContain(choices);
    const options = stdout.split("\n").filter((line) => line.startsWith("  --"));
    expect(options).toHaveLength(PLAN_OPTIONS.length + 1 + PROGRAM.options.length);
  },
);

const PLAN_OPTIONS = PROGRAM.commands.find((command) => command.name() === "plan")?.options ?? [];

test("a wrong command line is told in the reader's language: by flag, by the configuration, by the locale", () => {
  const folder = folderWith({ "meibo.yaml": "language: ja\n" });
  const unknown = meibo(folder, ["plan", "--ouut", "x"]);
  expect(unknown.exit).toBe(1);
  expect(unknown.stderr).toContain("オプション「--ouut」はありません\n（もしかして --out ですか？）");
  expect(meibo(folder, ["--lang", "id", "pln"]).stderr).toContain("perintah 'pln' tidak dikenal");
  expect(meibo(folder, ["upcoming", "--days", "400", "--lang=en"]).stderr).toContain("is invalid. At most 366.");
  expect(meibo(folderWith(), ["upcoming", "--days", "400"], { LC_ALL: "id_ID.UTF-8" }).stderr).toContain(
    "Paling banyak 366.",
  );
  expect(meibo(folder, ["apply", "a", "b"]).stderr).toContain("「apply」の引数が多すぎます");
  expect(meibo(folder, ["validate", "--format", "x"]).stderr).toContain(
    "使えません。使える値: text, json, github, sarif",
  );
});

function* parts(command: Command, words = ""): Generator<{ readonly of: string; readonly description: string }> {
  const path = `${words} ${command.name()}`;
  yield { of: path, description: command.description() };
  for (const argument of command.registeredArguments)
    yield { of: `${path} <${argument.name()}>`, description: argument.description };
  for (const { flags, description } of command.options) yield { of: `${path} ${flags}`, description };
  for (const below of command.commands) yield* parts(below, path);
}
