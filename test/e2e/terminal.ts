import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { describe, test } from "vitest";
import { MAIN } from "../cli/command.ts";

/** Of util-linux, on every Linux: it runs a command on a terminal of its own and hands keys and screen through. */
const SCRIPT = "/usr/bin/script";

/** Tests on a pseudo-terminal, or one skipped line that says what was missing; `MEIBO_REQUIRE=terminal` lets them fail. */
export function terminalTests(name: string, tests: () => void): void {
  const isWanted = (process.env["MEIBO_REQUIRE"] ?? "").split(",").includes("terminal");
  const isThere = process.platform === "linux" && existsSync(SCRIPT);
  if (isWanted || isThere) describe(name, tests);
  else test.skip(`${name}: needs ${SCRIPT} of util-linux, on Linux`, () => {});
}

export const KEYS = {
  enter: "\r",
  space: " ",
  down: "\u001b[B",
  up: "\u001b[A",
  ctrlC: "\u0003",
  ctrlD: "\u0004",
} as const;

export interface Terminal {
  /** Waits until the screen shows this after what was waited for before. */
  shows(text: string): Promise<void>;
  type(keys: string): void;
  /** Everything that was on the screen, without what moves the cursor. */
  screen(): string;
  /** The exit code, once the command has ended. */
  readonly ended: Promise<number | null>;
  /** To the command itself, as from somebody else on the machine. */
  signal(name: NodeJS.Signals): void;
  kill(): void;
}

/** Milliseconds that a screen is waited for. */
const PATIENCE = 20_000;

/** The real command on a real terminal of 100 columns, in a folder. */
export function onTerminal(
  folder: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Terminal {
  const { CI: _, FORCE_COLOR: __, NO_COLOR: ___, ...inherited } = process.env;
  const command = [process.execPath, MAIN, ...words].map(quoted).join(" ");
  const child = spawn(SCRIPT, ["-qfec", `stty cols 100 rows 40; exec ${command}`, "/dev/null"], {
    cwd: folder,
    env: { ...inherited, TERM: "xterm-256color", SHELL: "/bin/sh", ...environment },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let shown = "";
  let seen = 0;
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    shown += part;
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const screen = () => stripVTControlCharacters(shown);
  return {
    screen,
    ended,
    type: (keys) => child.stdin.write(keys),
    signal: (name) => process.kill(commandOf(child.pid), name),
    kill: () => child.kill(),
    shows: async (text) => {
      const since = performance.now();
      for (;;) {
        const at = screen().indexOf(text, seen);
        if (at !== -1) {
          seen = at + text.length;
          return;
        }
        if (performance.now() - since > PATIENCE || child.exitCode !== null) {
          throw new Error(`the screen does not show "${text}" but\n${screen().slice(seen)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}

/** The one process that `script` has begun; its shell has become the command. */
function commandOf(script: number | undefined): number {
  return Number(readFileSync(`/proc/${script}/task/${script}/children`, "utf8").trim().split(" ")[0]);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
