import { setFlagsFromString } from "node:v8";
import type { Loaded } from "../load/roster.ts";
import type { Problem, Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { countText } from "../render/problem.ts";
import type { Context } from "./context.ts";

/**
 * A heap may grow fourfold before it is looked through, by default. At this percentage a plan of 100,000 people takes
 * three quarters of the memory, and no longer.
 */
const HEAP_GROWTH = 60;

/** Reads the folder; undefined, with every problem told, when an error stops everything. Warnings are only counted. */
export async function loadFolder(context: Context): Promise<Loaded | undefined> {
  return told(await readFolder(context), context);
}

/** The folder, and what is doubtful in it already. */
export interface Editable extends Loaded {
  readonly warnings: readonly Problem[];
}

/** Reads the folder to change it: warnings that were there before are nobody's news. */
export async function loadToEdit(context: Context): Promise<Editable | undefined> {
  const read = await readFolder(context);
  if (!read.ok) return told(read, context);
  context.screen.progress(undefined);
  return { ...read.value, warnings: read.problems };
}

async function readFolder(context: Context): Promise<Result<Loaded>> {
  const { root, configFile, screen, words } = context;
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH}`);
  screen.progress(words.note.readingFiles);
  const { loadRoster } = await import("../load/roster.ts");
  return await loadRoster(root, configFile);
}

export async function loadOnlySettings(context: Context): Promise<Settings | undefined> {
  const { loadSettings } = await import("../load/settings.ts");
  return told(await loadSettings(context.root, context.configFile), context);
}

function told<T>(result: Result<T>, { screen, words }: Context): T | undefined {
  screen.progress(undefined);
  if (result.ok) {
    if (result.problems.length > 0) screen.note([[words.note.asValidated(countText(result.problems, words))]]);
    return result.value;
  }
  screen.problems(result.problems);
  screen.note([[words.note.nothingPlanned(countText(result.problems, words))]]);
  return undefined;
}
