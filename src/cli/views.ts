import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { RunStory } from "../model/runs.ts";
import type { Settings } from "../model/settings.ts";
import type { Context } from "./context.ts";
import { replaceFile } from "./replace.ts";
import { amongSources } from "./saved-plan.ts";
import { VERSION } from "./version.ts";

/** Files that show a plan, or what became of it, to people. */
export interface ViewFlags {
  readonly md?: string;
  readonly html?: string;
}

/** How a file begins that meibo wrote; what begins otherwise is somebody's, and is spared. */
const BEGINNINGS = { md: "<!-- meibo:plan ", html: "<!doctype html><!-- meibo -->" } as const;

/** Undefined when all of these may be written. */
export async function viewsMisplaced(
  context: Context,
  flags: ViewFlags,
  settings: Settings,
): Promise<Problem | undefined> {
  for (const form of ["md", "html"] as const) {
    const file = flags[form];
    if (file === undefined) continue;
    const misplaced = amongSources(context, file, settings);
    if (misplaced !== undefined) return misplaced;
    if (await isSomebodys(resolve(context.cwd, file), BEGINNINGS[form])) return problem("file-exists", { file });
  }
  return undefined;
}

async function isSomebodys(path: string, beginning: string): Promise<boolean> {
  try {
    return !(await readFile(path, "utf8")).startsWith(beginning);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

/** Written whole or not at all. */
export async function writeViews(
  context: Context,
  { md, html }: ViewFlags,
  plan: Plan,
  settings: Settings,
  run?: RunStory,
): Promise<void> {
  const { cwd, words, screen } = context;
  if (md !== undefined) {
    const { COMMENT_BYTES, planMarkdown } = await import("../render/markdown.ts");
    const { redacted } = await import("../render/redact.ts");
    const text = planMarkdown(redacted(plan, settings.output.redact), { words, most: COMMENT_BYTES });
    await replaceFile(resolve(cwd, md), Buffer.from(text));
  }
  if (html !== undefined)
    await replaceFile(resolve(cwd, html), Buffer.from(await reportText(context, plan, settings, run)));
  for (const file of [md, html]) if (file !== undefined) screen.note([[words.note.wrote(file)]]);
}

/** The report as one text. */
export async function reportText(
  { words }: Context,
  plan: Plan,
  { timeZone }: Pick<Settings, "timeZone">,
  run?: RunStory,
): Promise<string> {
  const { reportPage } = await import("../render/report.ts");
  const wishes = { words, timeZone, version: VERSION, ...(run === undefined ? {} : { run }) };
  return [...reportPage(plan, wishes)].join("");
}
