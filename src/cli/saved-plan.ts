import { readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Plan } from "../model/plan.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import { safeJson } from "../render/safe.ts";
import { messageOf } from "./connect.ts";

/** A plan on disk is a promise to compare with, never an order: only what is planned anew is carried out. */
export async function readSavedPlan(cwd: string, file: string): Promise<Result<Plan>> {
  let text: string;
  try {
    text = await readFile(resolve(cwd, file), "utf8");
  } catch (error) {
    return refused(problem("file-missing", { file, reason: messageOf(error) }));
  }
  const saved = parsed(text);
  if (saved !== undefined) return { ok: true, value: saved, problems: [] };
  return refused(problem("plan-invalid", { file, reason: "it is no plan of this version of meibo" }));
}

function parsed(text: string): Plan | undefined {
  try {
    const saved: unknown = JSON.parse(text);
    return isPlan(saved) ? saved : undefined;
  } catch {
    return undefined;
  }
}

/** The hash holds the rest: a plan whose hash agrees is one that meibo wrote. */
function isPlan(value: unknown): value is Plan {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    value.version === 1 &&
    "hash" in value &&
    "changes" in value &&
    Array.isArray(value.changes)
  );
}

/** Takes an older plan of that name away, so that it cannot be applied in place of one that is refused; spares other files. */
export async function clearPlanFile(cwd: string, file: string): Promise<Problem | undefined> {
  const older = await readSavedPlan(cwd, file);
  if (older.ok) await rm(resolve(cwd, file));
  return older.ok || older.problems[0]?.name === "file-missing" ? undefined : problem("file-exists", { file });
}

export async function savePlan(cwd: string, file: string, plan: Plan): Promise<void> {
  await writeFile(resolve(cwd, file), `${safeJson(plan, 1)}\n`, { flag: "wx" });
}

function refused(found: Problem): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems: [found] };
}
