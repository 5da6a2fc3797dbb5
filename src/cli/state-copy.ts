import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Problem, problem } from "../model/problem.ts";
import { safeJson } from "../render/safe.ts";
import { replaceFile } from "./replace.ts";

/** The first word of every copy; a later layout gets another number. */
export const COPY_FORMAT = "meibo-state-1";

/** Replaces an older copy and nothing else; whoever reads the file meanwhile reads the one or the other. */
export async function writeCopy(cwd: string, file: string, copy: object): Promise<Problem | undefined> {
  const path = resolve(cwd, file);
  const there = await readIfThere(path);
  if (there !== undefined && !isCopy(there)) return problem("not-a-copy", { file });
  await replaceFile(path, Buffer.from(`${safeJson(copy, 2)}\n`));
  return undefined;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function isCopy(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "format" in value && value.format === COPY_FORMAT;
  } catch {
    return false;
  }
}
