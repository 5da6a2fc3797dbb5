import { basename, dirname, resolve } from "node:path";
import type { Instant } from "../model/ledger.ts";
import type { Language } from "../model/settings.ts";
import { type Words, wordsIn } from "../render/words/words.ts";
import { languageOf } from "./language.ts";
import { openScreen, type Screen } from "./screen.ts";

/** Flags that every command takes. */
export interface GlobalFlags {
  readonly config: string;
  readonly lang?: Language;
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
  /** What people read, in their language. */
  readonly words: Words;
  readonly now: () => Instant;
  /** Asks a yes-or-no question; undefined where nobody can be asked. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
}

export async function openContext(flags: GlobalFlags): Promise<Context> {
  const cwd = process.cwd();
  const config = resolve(cwd, flags.config);
  const asks = flags.input && process.stdin.isTTY === true && process.stderr.isTTY === true;
  const { color: colour, logFormat: log } = flags;
  const words = await wordsIn(languageOf(flags.lang, config));
  return {
    root: dirname(config),
    configFile: basename(config),
    cwd,
    flags,
    screen: openScreen({ words, colour, quiet: flags.quiet === true, json: flags.json === true, log, now: timeNow }),
    words,
    now: timeNow,
    ask: asks ? (question) => askOnTerminal(question, words) : undefined,
  };
}

export function timeNow(): Instant {
  return new Date().toISOString();
}

async function askOnTerminal(question: string, { ask }: Words): Promise<boolean> {
  const { createInterface } = await import("node:readline/promises");
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await line.question(`${question} ${ask.choice} `);
    return ask.agreed.test(answer.normalize("NFKC").trim());
  } catch (error) {
    // Ctrl-C and Ctrl-D are a no.
    if (error instanceof Error && error.name === "AbortError") return false;
    throw error;
  } finally {
    line.close();
  }
}
