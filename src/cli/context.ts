import { basename, dirname, resolve } from "node:path";
import type { Instant } from "../model/ledger.ts";
import { openScreen, type Screen } from "./screen.ts";

/** Flags that every command takes. */
export interface GlobalFlags {
  readonly config: string;
  readonly color: "auto" | "always" | "never";
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** What stderr carries: sentences, or one JSON object a line. */
  readonly logFormat: "text" | "json";
  readonly trace?: boolean;
  /** False with `--no-input`: never ask, even on a terminal. */
  readonly input: boolean;
}

/** What a command is handed of the world outside. */
export interface Context {
  /** The folder of `meibo.yaml`. */
  readonly root: string;
  readonly configFile: string;
  readonly cwd: string;
  readonly flags: GlobalFlags;
  readonly screen: Screen;
  readonly now: () => Instant;
  /** Asks a yes-or-no question; undefined where nobody can be asked. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
}

export function openContext(flags: GlobalFlags): Context {
  const cwd = process.cwd();
  const config = resolve(cwd, flags.config);
  const asks = flags.input && process.stdin.isTTY === true && process.stderr.isTTY === true;
  const { color: colour, logFormat: log } = flags;
  return {
    root: dirname(config),
    configFile: basename(config),
    cwd,
    flags,
    screen: openScreen({ colour, quiet: flags.quiet === true, json: flags.json === true, log, now: timeNow }),
    now: timeNow,
    ask: asks ? askOnTerminal : undefined,
  };
}

export function timeNow(): Instant {
  return new Date().toISOString();
}

async function askOnTerminal(question: string): Promise<boolean> {
  const { createInterface } = await import("node:readline/promises");
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^(y|yes)$/i.test((await line.question(`${question} [y/N] `)).trim());
  } catch (error) {
    // Ctrl-C and Ctrl-D are a no.
    if (error instanceof Error && error.name === "AbortError") return false;
    throw error;
  } finally {
    line.close();
  }
}
