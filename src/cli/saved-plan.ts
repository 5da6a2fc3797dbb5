import { readFile, rm, writeFile } from "node:fs/promises";
import { matchesGlob, relative, resolve, sep } from "node:path";
import { canonicalJson } from "../model/canonical.ts";
import type { Plan, Situation } from "../model/plan.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { SavedPlan } from "../model/saved-plan.ts";
import type { Settings } from "../model/settings.ts";
import { safeJsonText } from "../render/safe.ts";
import { commitOf } from "./commit.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { VERSION } from "./version.ts";

/** A plan on disk is a promise to compare with, never an order: only what is planned anew is carried out. */
export async function readSavedPlan(cwd: string, file: string): Promise<Result<SavedPlan>> {
  const read = await readJson(cwd, file);
  if (!read.ok) return read;
  const { openSaved } = await import("../plan/saved.ts");
  return openSaved(read.value, file);
}

/** `undefined` for a text that is no JSON. */
async function readJson(cwd: string, file: string): Promise<Result<unknown>> {
  try {
    return { ok: true, value: parsed(await readFile(resolve(cwd, file), "utf8")), problems: [] };
  } catch (error) {
    return { ok: false, problems: [problem("file-missing", { file, reason: messageOf(error) })] };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Takes an older plan of that name away, so that it cannot be applied in place of one that is refused; spares other files. */
export async function clearPlanFile(cwd: string, file: string): Promise<Problem | undefined> {
  const older = await readJson(cwd, file);
  if (!older.ok)
    return older.problems.some(({ name }) => name === "file-missing") ? undefined : problem("file-exists", { file });
  const { isPlanFile } = await import("../plan/saved.ts");
  if (!isPlanFile(older.value)) return problem("file-exists", { file });
  await rm(resolve(cwd, file));
  return undefined;
}

const SOURCE_KINDS = ["users", "roles", "facts", "approvals"] as const;

/** Nothing may lie by accident where the next run would look for people, roles, facts or approvals. */
export function amongSources(
  { root, cwd }: Pick<Context, "root" | "cwd">,
  file: string,
  { sources }: Settings,
  name: "plan-among-sources" | "sheet-among-sources" = "plan-among-sources",
): Problem | undefined {
  const path = relative(root, resolve(cwd, file)).split(sep).join("/");
  for (const kind of SOURCE_KINDS) {
    const pattern = [sources[kind]].flat().find((one) => matchesGlob(path, one));
    if (pattern !== undefined) return problem(name, { file, kind, pattern });
  }
  return undefined;
}

export async function savePlan(
  { root, cwd }: Pick<Context, "root" | "cwd">,
  file: string,
  plan: Plan,
  situation: Situation,
): Promise<void> {
  const { savedPlanOf } = await import("../plan/saved.ts");
  const saved = savedPlanOf(plan, situation, { meibo: VERSION, commit: await commitOf(root) });
  await writeFile(resolve(cwd, file), `${safeJsonText(canonicalJson(saved))}\n`, { flag: "wx" });
}
