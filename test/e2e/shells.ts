import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, test } from "vitest";
import { folderWith, MAIN } from "../cli/command.ts";

export type Shell = "bash" | "zsh" | "fish";

/** Tests in a real shell, or one skipped line that says what was missing; `MEIBO_REQUIRE=bash,zsh,fish` lets them fail. */
export function shellTests(shell: Shell, name: string, tests: () => void): void {
  const isWanted = (process.env["MEIBO_REQUIRE"] ?? "").split(",").includes(shell);
  const isThere = spawnSync(shell, ["-c", "exit 0"]).status === 0;
  if (isWanted || isThere) describe(`${shell}: ${name}`, tests);
  else test.skip(`${shell}: ${name}: needs ${shell}, such as apt-get install ${shell}`, () => {});
}

/** A folder with nothing in it but `meibo`, as an installed package puts it on the path. */
function pathWith(script: string): string {
  const folder = folderWith({ meibo: `#!/bin/sh\n${script}` });
  chmodSync(join(folder, "meibo"), 0o755);
  return `${folder}${delimiter}${process.env["PATH"]}`;
}

const MEIBO = `exec "${process.execPath}" "${MAIN}" "$@"\n`;

export interface Said {
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** What a script prints; `words` are its arguments. */
export function inShell(shell: Shell, folder: string, script: string, words: readonly string[] = []): Said {
  const options = shell === "bash" ? ["--norc", "--noprofile"] : shell === "zsh" ? ["-f"] : ["--no-config"];
  const rest = shell === "fish" ? words : ["shell", ...words];
  const { stdout, stderr } = spawnSync(shell, [...options, "-c", script, ...rest], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: pathWith(MEIBO), LC_ALL: "C.UTF-8", TERM: "dumb", HOME: folder },
  });
  return { lines: stdout.split("\n").filter((line) => line !== ""), stderr };
}

/** How each shell is told to complete in a terminal with nothing else in its start. */
const START: Readonly<Record<Shell, { readonly call: string; readonly load: string }>> = {
  bash: { call: "bash --norc --noprofile -i", load: "source <(meibo completion bash)" },
  zsh: { call: "zsh -f -i", load: "autoload -Uz compinit; compinit -u -D; source <(meibo completion zsh)" },
  fish: { call: "fish --no-config -i", load: "meibo completion fish | source" },
};

/** The words that meibo gets when these keys, Tab among them, and Enter are pressed in an interactive shell. */
export function typed(shell: Shell, folder: string, keys: string): readonly string[] {
  const called = join(folder, "called");
  const path = pathWith(`case $1 in complete | completion) ${MEIBO};; *) printf '%s\\n' "$@" >"${called}" ;; esac\n`);
  const { call, load } = START[shell];
  const { stdout, error } = spawnSync("script", ["-qfec", `stty cols 200; exec ${call}`, "/dev/null"], {
    cwd: folder,
    encoding: "utf8",
    input: `${load}\n${keys}\nexit\n`,
    timeout: 30_000,
    env: { ...process.env, PATH: path, LC_ALL: "C.UTF-8", TERM: "xterm", HOME: folder },
  });
  if (error !== undefined || !existsSync(called))
    throw new Error(`${shell} called nothing: ${error?.message}\n${stdout}`);
  return readFileSync(called, "utf8").trimEnd().split("\n");
}
