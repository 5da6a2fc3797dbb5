import { access } from "node:fs/promises";
import { resolve } from "node:path";
import type { Encoding } from "../model/encoding.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Context } from "./context.ts";
import { replaceFile } from "./replace.ts";

/** Where a sheet goes, and in which bytes. */
export interface SheetFlags {
  readonly encoding: Encoding;
  /** Absent for stdout. */
  readonly out?: string;
  readonly force?: boolean;
}

/** Written whole or not at all; somebody's file is spared. */
export async function writeSheet(
  { cwd, screen, flags: { json } }: Context,
  { out, force }: SheetFlags,
  bytes: Uint8Array,
): Promise<Problem | undefined> {
  if (out === undefined) {
    if (json !== true) screen.text(bytes);
    return undefined;
  }
  const path = resolve(cwd, out);
  if (force !== true && (await exists(path))) return problem("sheet-exists", { file: out });
  await replaceFile(path, bytes);
  return undefined;
}

export async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
