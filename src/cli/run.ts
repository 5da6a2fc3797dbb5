import { resolve } from "node:path";
import { quote } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Line } from "../render/line.ts";
import { helpIn, type Words, wordsIn } from "../render/words/words.ts";
import { writeLines } from "../render/write.ts";
import { stateFailureOf } from "../state/failure.ts";
import { type GlobalFlags, timeNow } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { languageIn, languageOf } from "./language.ts";
import { programOf } from "./options.ts";
import { openScreen } from "./screen.ts";
import { stateProblem } from "./state-problem.ts";

/** Runs one command line; the one place where an exception, which is a bug of meibo, is caught. */
export async function run(args: readonly string[]): Promise<Exit> {
  let exit: Exit = EXIT.done;
  const language = languageOf(languageIn(flagIn(args, "--lang")), resolve(flagIn(args, "--config") ?? "meibo.yaml"));
  const program = programOf(await helpIn(language), (ended) => {
    exit = ended;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exit;
  } catch (error) {
    if (isUsage(error)) return error.exitCode === 0 ? EXIT.done : EXIT.error;
    tell(error, program.opts<GlobalFlags>(), await wordsIn(language));
    return EXIT.error;
  }
}

/** Commander said it already: a wrong flag, or help that was asked for. */
function isUsage(error: unknown): error is { readonly exitCode: number } {
  return error instanceof Error && "code" in error && String(error.code).startsWith("commander.");
}

/** The machine said no: a file, a disk, a database. Never a mistake of meibo, and never one of the roster. */
function isEnvironment(error: unknown): error is Error {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return "syscall" in error || error.code === "ERR_SQLITE_ERROR" || ENVIRONMENT.has(String(error.code));
}

/** What the embedded tenant says of its own file. */
const ENVIRONMENT: ReadonlySet<string> = new Set(["newer-tenant", "no-tenant"]);

/** What a flag of every command says, asked before the command line is read: what is wrong with that is told in its language. */
function flagIn(args: readonly string[], flag: string): string | undefined {
  const at = args.findLastIndex((each) => each === flag || each.startsWith(`${flag}=`));
  const written = args[at];
  return written === flag ? args[at + 1] : written?.slice(flag.length + 1);
}

function tell(error: unknown, { logFormat: log }: GlobalFlags, words: Words): void {
  const found = problemOf(error);
  if (found === undefined) process.stderr.write(writeLines(bugLines(error), false));
  else openScreen({ words, colour: "never", quiet: false, json: false, log, now: timeNow }).problems([found]);
}

function problemOf(error: unknown): Problem | undefined {
  if (stateFailureOf(error) !== undefined) return stateProblem(error);
  return isEnvironment(error) ? problem("environment", { reason: quote(error.message) }) : undefined;
}

function bugLines(error: unknown): readonly Line[] {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    ["This is a bug in meibo. Please report it with these lines; names of people may stand in them:"],
    ...text.split("\n").map((line) => [line]),
  ];
}
