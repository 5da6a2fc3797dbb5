import { basename, dirname, resolve } from "node:path";
import { HELP } from "../render/words/en/help.ts";
import { filesAt } from "./complete/files.ts";
import { namesIn } from "./complete/names.ts";
import { walk } from "./complete/walk.ts";
import { type Names, wordsFor } from "./complete/words.ts";
import { EXIT, type Exit } from "./exit.ts";
import { programOf } from "./options.ts";

/**
 * `meibo complete -- WORDS…`, which the scripts of `meibo completion` call: what the last word may become, a line each.
 * Whatever is wrong, it is silent: nobody wants a message in the middle of typing.
 */
export function complete(args: readonly string[]): Exit {
  try {
    const words = completions(args, process.cwd());
    process.stdout.write(words.map((word) => `${word}\n`).join(""));
  } catch {
    // No completion is an answer too.
  }
  return EXIT.done;
}

function completions(args: readonly string[], cwd: string): readonly string[] {
  const words = args.slice(args.indexOf("--") + 1);
  const typed = withoutQuotes(words.at(-1) ?? "");
  const program = programOf(HELP, () => {});
  const { config, begin, asked } = walk(program, words.slice(0, -1), typed);
  const file = resolve(cwd, config ?? program.opts<{ readonly config: string }>().config);
  const names: Names = { ...namesIn(dirname(file), basename(file)), files: (word) => filesAt(cwd, word) };
  const rest = typed.slice(begin.length);
  const found = new Set(asked.flatMap((each) => wordsFor(each, rest, names)).filter((word) => word.startsWith(rest)));
  return [...found].map((word) => `${begin}${word}`);
}

/** PowerShell hands over an empty word as two quotes, because it would drop it otherwise. */
function withoutQuotes(word: string): string {
  return word === '""' ? "" : word;
}
