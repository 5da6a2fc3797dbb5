import { problem } from "../model/problem.ts";
import type { Line } from "../render/line.ts";
import { problemLines } from "../render/problem.ts";
import { writeLines } from "../render/write.ts";
import { EXIT, type Exit } from "./exit.ts";
import { programOf } from "./options.ts";

/** Runs one command line; the one place where an exception, which is a bug of meibo, is caught. */
export async function run(args: readonly string[]): Promise<Exit> {
  let exit: Exit = EXIT.done;
  const program = programOf((ended) => {
    exit = ended;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exit;
  } catch (error) {
    if (isUsage(error)) return error.exitCode === 0 ? EXIT.done : EXIT.error;
    process.stderr.write(writeLines(isEnvironment(error) ? environmentLines(error) : bugLines(error), false));
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

function environmentLines({ message }: Error): readonly Line[] {
  return problemLines(problem("environment", { reason: message }));
}

function bugLines(error: unknown): readonly Line[] {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    ["This is a bug in meibo. Please report it with these lines; names of people may stand in them:"],
    ...text.split("\n").map((line) => [line]),
  ];
}
