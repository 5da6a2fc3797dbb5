import type { Command } from "commander";
import { expect, test } from "vitest";
import { type Asked, walk } from "../../src/cli/complete/walk.ts";
import { KINDS } from "../../src/cli/complete/words.ts";
import { programOf } from "../../src/cli/options.ts";
import { HELP } from "../../src/render/words/en/help.ts";

const PROGRAM = programOf(HELP, () => {});

function* commands(command: Command, path: readonly string[] = []): Generator<readonly [Command, readonly string[]]> {
  yield [command, path];
  for (const below of command.commands) yield* commands(below, [...path, below.name()]);
}

/** Everything that may be asked for on any command line. */
function* asked(): Generator<Asked> {
  for (const [command, path] of commands(PROGRAM)) {
    for (const option of command.options)
      if (option.required || option.optional) yield* walk(PROGRAM, [...path, option.long ?? ""], "").asked;
    for (const [at] of command.registeredArguments.entries())
      yield* walk(PROGRAM, [...path, ...Array.from({ length: at }, () => "x@aoba.example")], "").asked;
  }
}

test("completion knows what every value of every command stands for, and nothing that is in none", () => {
  const values = [...asked()].flatMap((each) => (each.kind === "value" ? [each.keys] : []));
  expect(values.length).toBeGreaterThan(60);
  expect(values.filter((keys) => !keys.some((key) => Object.hasOwn(KINDS, key)))).toEqual([]);
  const used = new Set(values.map((keys) => keys.find((key) => Object.hasOwn(KINDS, key))));
  expect(Object.keys(KINDS).filter((key) => !used.has(key))).toEqual([]);
});

test("a flag that repeats its values goes on until the next flag, and -- ends the flags", () => {
  expect(walk(PROGRAM, ["drift", "--accept", "a@x.example", "b@x.example"], "").asked).toMatchObject([
    { kind: "value", keys: expect.arrayContaining(["<login>"]) },
  ]);
  expect(walk(PROGRAM, ["drift", "--accept", "a@x.example", "--dry-run"], "--q").asked).toMatchObject([
    { kind: "fixed", words: expect.arrayContaining(["--quiet"]) },
  ]);
  expect(walk(PROGRAM, ["list", "--"], "--").asked).toMatchObject([{ kind: "value" }]);
  expect(walk(PROGRAM, ["--config", "plan", "plan"], "--config=x")).toMatchObject({
    config: "plan",
    begin: "--config=",
  });
});
