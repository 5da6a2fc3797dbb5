import { type FileHandle, mkdir, open, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve, sep } from "node:path";
import { type Problem, problem } from "../../model/problem.ts";
import { messageOf } from "../connect.ts";
import type { NewFile } from "./files.ts";

export type Written =
  | { readonly ok: true; readonly wrote: readonly string[]; readonly kept: readonly string[] }
  | { readonly ok: false; readonly problem: Problem };

/** Writes all of them or none; what exists already is kept. What meibo will remember gets a folder that only its owner opens. */
export async function writeAll(root: string, files: readonly NewFile[]): Promise<Written> {
  const made: Made = { files: [], folders: [] };
  const wrote: string[] = [];
  let file = KEPT;
  try {
    await makeFolder(resolve(root, KEPT), made, OWN);
    for (const [name, text] of files) {
      file = name;
      if (await writeNew(resolve(root, name), text, made)) wrote.push(name);
    }
  } catch (error) {
    const left = await takeBack(made);
    const reason = messageOf(error);
    return left.length === 0
      ? { ok: false, problem: problem("init-not-written", { file, reason }) }
      : { ok: false, problem: problem("init-half-written", { file, reason, names: left.join(", ") }) };
  }
  return { ok: true, wrote, kept: files.map(([name]) => name).filter((name) => !wrote.includes(name)) };
}

const KEPT = ".meibo";
/** Nobody but the owner. */
const OWN = 0o700;

/** What this run has made, the newest last. */
interface Made {
  readonly files: string[];
  readonly folders: string[];
}

async function writeNew(path: string, text: string, made: Made): Promise<boolean> {
  await makeFolder(dirname(path), made);
  const opened = await openNew(path);
  if (opened === undefined) return false;
  made.files.push(path);
  try {
    await opened.writeFile(text);
  } finally {
    await opened.close();
  }
  return true;
}

async function makeFolder(folder: string, made: Made, mode?: number): Promise<void> {
  const first = await mkdir(folder, { recursive: true, ...(mode === undefined ? {} : { mode }) });
  if (first !== undefined) made.folders.push(...foldersBetween(first, folder));
}

/** Undefined where something is there already. */
async function openNew(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "wx");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return undefined;
    throw error;
  }
}

/** The first folder that was not there, and those in it on the way to the last. */
function foldersBetween(first: string, last: string): readonly string[] {
  const more = last.slice(first.length).split(sep).filter(Boolean);
  return [first, ...more.map((_, index) => join(first, ...more.slice(0, index + 1)))];
}

/** What could not be taken back. A folder in which somebody else has put something by now stays. */
async function takeBack({ files, folders }: Made): Promise<readonly string[]> {
  const left: string[] = [];
  for (const file of files.toReversed()) await rm(file, { force: true }).catch(() => left.push(file));
  for (const folder of folders.toReversed()) await rmdir(folder).catch(() => {});
  return left;
}
