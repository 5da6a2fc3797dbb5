import { setFlagsFromString } from "node:v8";
import type { Loaded } from "../load/roster.ts";
import type { Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { countText } from "../render/problem.ts";
import type { Context } from "./context.ts";

/**
 * A heap may grow fourfold before it is looked through, by default. At this percentage a plan of 100,000 people takes
 * three quarters of the memory, and no longer.
 */
const HEAP_GROWTH = 60;

/** Reads the folder; undefined, with every problem told, when an error stops everything. Warnings are only counted. */
export async function loadFolder({ root, configFile, screen }: Context): Promise<Loaded | undefined> {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
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
