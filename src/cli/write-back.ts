import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Edited } from "../edit/write.ts";
import type { Edit } from "../edit/yaml-entry.ts";
import type { Loaded } from "../load/roster.ts";
import type { Splice, TextFile } from "../model/file-change.ts";
import { quote } from "../model/phrases.ts";
import { compareText } from "../model/place.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import type { Context } from "./context.ts";
import { loadChanged, readUsersFile } from "./overlay.ts";
import { stageFile } from "./replace.ts";

/** A file as it is to be. */
export interface ChangedFile extends Omit<Edited, "bytes"> {
  readonly file: string;
  /** As it was read; absent for a new one. */
  readonly before?: Uint8Array;
  /** Absent for one that goes. */
  readonly bytes?: Uint8Array;
}

/** The words of people's entries, file by file, in memory. */
export async function editFiles<E extends Edit & { readonly file: string }>(
  { root }: Context,
  settings: Settings,
  edits: readonly E[],
): Promise<Result<readonly ChangedFile[]>> {
  const { editFile } = await import("../edit/write.ts");
  const edited: ChangedFile[] = [];
  const byFile = [...Map.groupBy(edits, (edit) => edit.file)].sort(([a], [b]) => compareText(a, b));
  for (const [file, own] of byFile) {
    const read = await readUsersFile(root, settings, file);
    if (!read.ok) return read;
    edited.push({ file, before: read.value.bytes, ...editFile(read.value, own) });
  }
  return { ok: true, value: edited, problems: [] };
}

/** A file with stretches of its text changed; a problem where its encoding has no place for a character. */
export async function spliceFile(file: TextFile, splices: readonly Splice[]): Promise<Result<ChangedFile>> {
  const { diffOf, splicedBytes } = await import("../edit/splice.ts");
  const written = splicedBytes(file, splices);
  if (!written.ok) {
    const args = { file: file.file, encoding: quote(file.encoding), characters: written.characters.join(" ") };
    return { ok: false, problems: [problem("edit-characters", args, { place: { file: file.file } })] };
  }
  const diff = diffOf(file.file, file.text, splices);
  const value = { file: file.file, before: file.bytes, bytes: written.bytes, diff, unwritten: [] };
  return { ok: true, value, problems: [] };
}

/** A file that is not there yet, in UTF-8. */
export async function newFile(file: string, text: string): Promise<ChangedFile> {
  const { diffOf } = await import("../edit/splice.ts");
  const diff = { ...diffOf(file, "", [{ start: 0, end: 0, text }]), kind: "new" } as const;
  return { file, bytes: Buffer.from(text, "utf8"), diff, unwritten: [] };
}

/** A file that goes. */
export async function goneFile({ file, bytes, text }: TextFile): Promise<ChangedFile> {
  const { diffOf } = await import("../edit/splice.ts");
  const diff = { ...diffOf(file, text, [{ start: 0, end: text.length, text: "" }]), kind: "gone" } as const;
  return { file, before: bytes, diff, unwritten: [] };
}

/** The folder as it would be with these files. */
export async function loadWith(context: Context, files: readonly ChangedFile[]): Promise<Result<Loaded>> {
  return await loadChanged(context, new Map(files.map(({ file, bytes }) => [file, bytes])));
}

/** All are written beside the files before the first takes its place. */
export async function writeFiles(
  { root }: Context,
  files: readonly Pick<ChangedFile, "file" | "before" | "bytes">[],
): Promise<Problem | undefined> {
  const staged = [];
  try {
    for (const { file, bytes, before } of files) {
      const path = join(root, file);
      if (!isSame(before, await readIfThere(path))) return problem("file-changed", { file });
      if (bytes === undefined) continue;
      await mkdir(dirname(path), { recursive: true });
      staged.push(await stageFile(path, bytes));
    }
    for (const one of staged) await one.keep();
    for (const { file, bytes } of files) if (bytes === undefined) await rm(join(root, file));
    return undefined;
  } finally {
    for (const one of staged) await one.drop();
  }
}

function isSame(before: Uint8Array | undefined, now: Uint8Array | undefined): boolean {
  if (before === undefined || now === undefined) return before === now;
  return Buffer.from(before).equals(now);
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
