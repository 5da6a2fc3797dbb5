import { access, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Plan } from "../model/plan.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { RunStory } from "../model/runs.ts";
import type { Settings } from "../model/settings.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";
import { findRun, readRuns } from "./log.ts";
import { withStore } from "./remembered.ts";
import { readSavedPlan } from "./saved-plan.ts";
import { viewsMisplaced, writeViews } from "./views.ts";

interface ReportFlags {
  readonly out: string;
}

/** `meibo report PLANFILE|RUN`: the report of a saved plan, or of a run with what became of it. */
export async function report(context: Context, { out }: ReportFlags, [name = ""]: readonly string[]): Promise<Exit> {
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const misplaced = await viewsMisplaced(context, { html: out }, settings);
  if (misplaced !== undefined) return refused(context, [misplaced]);
  if (!(await isThere(resolve(context.cwd, name)))) return await reportRun(context, settings, out, name);
  const read = await readSavedPlan(context.cwd, name);
  if (!read.ok) return refused(context, read.problems);
  await writeViews(context, { html: out }, read.value.plan, settings);
  return EXIT.done;
}

function refused({ screen }: Context, problems: readonly Problem[]): Exit {
  screen.problems(problems);
  return EXIT.error;
}

async function isThere(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

async function reportRun(context: Context, settings: Settings, out: string, name: string): Promise<Exit> {
  return await withStore(context, async (store) => {
    const found = findRun(await readRuns(store), name);
    if (!found.ok) return refused(context, [found.problem]);
    const plan = await planOfRun(context, found.run);
    if (plan === undefined) return refused(context, [problem("run-without-plan", { run: found.run.run })]);
    await writeViews(context, { html: out }, plan, settings, found.run);
    return EXIT.done;
  });
}

/** Where an apply leaves its plan, for this. */
export function planFileOf(run: string): string {
  return join(".meibo", "runs", `${run}.plan.json`);
}

async function planOfRun({ root }: Context, { run, planHash }: RunStory): Promise<Plan | undefined> {
  try {
    const plan: Plan = JSON.parse(await readFile(resolve(root, planFileOf(run)), "utf8"));
    return plan.hash === planHash ? plan : undefined;
  } catch {
    return undefined;
  }
}
