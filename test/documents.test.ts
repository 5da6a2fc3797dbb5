import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith, put } from "./cli/command.ts";

/** A block of a document: commands behind `$ `, each with what it prints. */
interface Block {
  readonly run: string;
  readonly steps: readonly { readonly command: string; readonly printed: string }[];
}

/** Blocks that follow a line `<!-- run: NAME -->`; the name says in which folder, see `FOLDERS`. */
function blocksOf(file: string): readonly Block[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/<!-- run: ([a-z-]+) -->\n+```console\n([\s\S]*?)```/g)].map(([, run = "", body = ""]) => ({
    run,
    steps: body
      .split(/^\$ /m)
      .filter((part) => part !== "")
      .map((part) => {
        const [command = "", ...printed] = part.split("\n");
        return { command, printed: printed.join("\n").trimEnd() };
      }),
  }));
}

/** An `npx` that runs this meibo, wherever it is called. */
function shim(): string {
  const folder = folderWith();
  const main = join(process.cwd(), "dist", "cli", "main.js");
  writeFileSync(join(folder, "npx"), `#!/bin/sh\nshift\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(join(folder, "npx"), 0o755);
  return folder;
}

function copyOf(...names: readonly string[]): string {
  const folder = folderWith();
  for (const name of names) cpSync(name, join(folder, name.split("/").at(-1) ?? name), { recursive: true });
  return folder;
}

/** This repository's own roster, applied. */
function applied(): string {
  const folder = copyOf("meibo.yaml", "roles", "users");
  for (const words of ["tenant seed", "apply"]) shell(folder, `npx meibo ${words}`);
  return folder;
}

/** The same, and then edited as the pull request of the README does. */
function edited(): string {
  const folder = applied();
  change(
    folder,
    "users/tokyo-sales.yaml",
    /(ichiro\.takahashi[\s\S]*?extension: "2102"\n)/,
    "$1    role: sales-lead\n",
  );
  change(folder, "users/support.yaml", /(sakura\.ito[\s\S]*?extension: "2301"\n)/, "$1    state: inactive\n");
  change(folder, "users/jakarta/sales.csv", /(budi.*),,,,/, "$1,yes,,,");
  const path = join(folder, "users", "jakarta", "sales.csv");
  const added = "rina.wulandari@aoba-denki.example,Rina Wulandari,3115,sales-agent,,20044,en,Asia/Jakarta,,,,\n";
  put(folder, "users/jakarta/sales.csv", readFileSync(path, "utf8") + added);
  return folder;
}

function change(folder: string, file: string, from: RegExp, to: string): void {
  const before = readFileSync(join(folder, file), "utf8");
  if (!from.test(before)) throw new Error(`nothing to change in ${file}`);
  put(folder, file, before.replace(from, to));
}

const FOLDERS: Readonly<Record<string, () => string>> = {
  empty: () => folderWith(),
  roster: edited,
  sheet: applied,
  first: () => join(copyOf("examples/first"), "first"),
  departments: () => join(copyOf("examples/departments"), "departments"),
  everything: () => join(copyOf("examples/everything"), "everything"),
};

const bin = shim();

function shell(folder: string, command: string): string {
  const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"]}`, NO_COLOR: "1" };
  const { stdout } = spawnSync("sh", ["-c", `${command} 2>&1`], { cwd: folder, encoding: "utf8", env: environment });
  return stdout.trimEnd();
}

/** What differs from run to run and says nothing: moments, durations, names of runs. */
function settled(text: string): string {
  return text
    .replaceAll(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} GMT\+9/g, "MOMENT")
    .replaceAll(/\b[\d.]+ (ms|s)$/gm, "DURATION")
    .replaceAll(/\d{4}-\d{2}-\d{2}T\d{4}-[0-9a-f]{8}/g, "RUN");
}

/** `MEIBO_RECORD=1` writes what the commands print into the documents, to be read in the diff. */
const recording = process.env["MEIBO_RECORD"] !== undefined;
const SHOWN = { MOMENT: "2026-12-01 09:12 GMT+9", DURATION: "12 ms", RUN: "2026-12-01T0012-3f9c2a7d" };

function record(file: string, command: string, printed: string): void {
  const shown = settled(printed).replaceAll(/MOMENT|DURATION|RUN/g, (word) => SHOWN[word as keyof typeof SHOWN]);
  const text = readFileSync(file, "utf8");
  const at = text.indexOf(`$ ${command}\n`, cursors.get(file) ?? 0);
  const begin = at + command.length + 3;
  const end = begin + text.slice(begin).search(/^(\$ |```)/m);
  writeFileSync(file, `${text.slice(0, begin)}${shown}${shown === "" ? "" : "\n"}${text.slice(end)}`);
  cursors.set(file, begin + shown.length);
}
const cursors = new Map<string, number>();

const examples = readdirSync("examples").map((name) => join("examples", name, "README.md"));

describe.each(["README.md", ...examples])("what %s says is what happens", (file) => {
  const blocks = blocksOf(file);

  test("there is something to run", () => {
    expect(blocks.length).toBeGreaterThan(0);
  });

  const folders = new Map<string, string>();
  const folderOf = (run: string) => {
    const known = folders.get(run) ?? FOLDERS[run]?.();
    if (known === undefined) throw new Error(`${file} runs in ${run}, which nobody makes`);
    folders.set(run, known);
    return known;
  };

  const steps = blocks.flatMap(({ run, steps }) => steps.map((step) => ({ run, ...step })));
  test.each(steps)("$run: $command", ({ run, command, printed }) => {
    const told = shell(folderOf(run), command);
    if (recording) record(file, command, told);
    else expect(settled(told)).toBe(settled(printed));
  });
});

test("the two commands of the README are those that CI runs", () => {
  const readme = readFileSync("README.md", "utf8");
  const ci = readFileSync(".ci/run", "utf8");
  expect(readme).toContain("npm ci && npm run demo");
  expect(readme).toContain("npm ci && npm test");
  expect([ci.includes("npm ci"), ci.includes("npm test"), ci.includes("npm run demo")]).toEqual([true, true, true]);
});
