import { access } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { type Problem, problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { repairLines } from "../render/state.ts";
import { stateFailureOf } from "../state/failure.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";
import { stateProblem } from "./state-problem.ts";

/** `meibo state repair`: the damaged file aside, and what is whole in it saved. */
export async function repairState(context: Context, flags: { readonly yes?: boolean }): Promise<Exit> {
  const { screen, root } = context;
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const refused = await refusalOf(root, settings, flags.yes === true);
  if (refused === undefined) return await repair(context, resolve(root, settings.state.path));
  screen.problems([refused]);
  return EXIT.error;
}

async function refusalOf(root: string, { state }: Settings, agreed: boolean): Promise<Problem | undefined> {
  const { kind, path } = state;
  if (kind !== "sqlite") return problem("repair-kind", { kind });
  if (!(await isThere(resolve(root, path)))) return problem("repair-nothing", { file: path });
  return agreed ? undefined : problem("not-agreed-repair", {});
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

async function repair({ screen, flags, root, now, words }: Context, file: string): Promise<Exit> {
  const { repairSqlite } = await import("../state/sqlite-repair.ts");
  try {
    const repaired = repairSqlite(file, now());
    const shown = { ...repaired, broken: relative(root, repaired.broken) };
    if (flags.json === true) screen.json(shown);
    else screen.result(repairLines(shown, words));
    return EXIT.done;
  } catch (error) {
    const failure = stateFailureOf(error);
    if (failure === undefined) throw error;
    screen.problems([stateProblem(error)]);
    return EXIT.error;
  }
}
