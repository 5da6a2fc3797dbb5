import type { Loaded } from "../load/roster.ts";
import type { Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { countText } from "../render/problem.ts";
import type { Context } from "./context.ts";

/** Reads the folder; undefined, with every problem told, when an error stops everything. Warnings are only counted. */
export async function loadFolder({ root, configFile, screen }: Context): Promise<Loaded | undefined> {
  screen.progress("reading the files");
  const { loadRoster } = await import("../load/roster.ts");
  return told(await loadRoster(root, configFile), screen);
}

export async function loadOnlySettings({ root, configFile, screen }: Context): Promise<Settings | undefined> {
  const { loadSettings } = await import("../load/settings.ts");
  return told(await loadSettings(root, configFile), screen);
}

function told<T>(result: Result<T>, screen: Context["screen"]): T | undefined {
  screen.progress(undefined);
  if (result.ok) {
    if (result.problems.length > 0) screen.note([[`${countText(result.problems)} (meibo validate shows them)`]]);
    return result.value;
  }
  screen.problems(result.problems);
  screen.note([[`${countText(result.problems)}. Nothing was planned.`]]);
  return undefined;
}
