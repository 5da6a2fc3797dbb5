import { COMPLETION_SCRIPTS, SHELLS } from "../render/completion.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";

/** `meibo completion SHELL`: the script that makes a shell ask meibo what a word may become. */
export async function completion({ screen, flags }: Context, _: object, [name]: readonly string[]): Promise<Exit> {
  const shell = SHELLS.find((each) => each === name);
  if (shell === undefined) throw new Error(`no script for ${name}`);
  const script = COMPLETION_SCRIPTS[shell];
  if (flags.json === true) screen.json({ shell, script });
  else screen.text(script);
  return EXIT.done;
}
