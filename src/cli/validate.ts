import { isError } from "../model/problem.ts";
import { countText, hintOf, sentenceOf } from "../render/problem.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";

/** `meibo validate`: all files, all problems, nothing else. */
export async function validate({ root, configFile, screen, flags }: Context): Promise<Exit> {
  const { loadRoster } = await import("../load/roster.ts");
  const loaded = await loadRoster(root, configFile);
  const { problems } = loaded;
  if (flags.json === true) {
    screen.json(problems.map((found) => ({ ...found, message: sentenceOf(found), hint: hintOf(found) })));
  } else {
    screen.problems(problems);
  }
  if (loaded.ok && flags.json !== true) {
    const { users, files } = loaded.value.roster;
    const found = problems.length === 0 ? "no problems" : countText(problems);
    screen.result([[`Valid: ${users.length} users in ${files.length} files, ${found}.`]]);
  }
  if (!loaded.ok && flags.json !== true) screen.note([[`${countText(problems)}.`]]);
  return problems.some(isError) ? EXIT.error : EXIT.done;
}
