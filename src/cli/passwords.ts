import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { JournalRecord } from "../model/journal.ts";
import { type SealedFile, sealedFileOf } from "../model/sealed.ts";
import { type Kept, type SealedRow, sealedLines } from "../render/passwords.ts";
import { type SealedFor, sealedInForce } from "../secrets/in-force.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { withStore } from "./remembered.ts";

/** `meibo passwords list`: which sealed file holds whose first password. Needs no key, opens nothing, asks no tenant. */
export async function listPasswords(context: Context): Promise<Exit> {
  return await withStore(context, async (store) => await list(context, await store.readJournal()));
}

async function list({ screen, flags, root, words }: Context, records: readonly JournalRecord[]): Promise<Exit> {
  const sealed = sealedInForce(records).map((one) => ({ one, at: sealedFileOf(one.sealed) }));
  const kept = await lookAtAll(
    root,
    sealed.flatMap(({ at }) => at ?? []),
  );
  const rows = sealed.flatMap(({ one, at }) => (at === undefined ? [] : [rowOf(one, at, kept.get(at.file))]));
  if (flags.json === true) screen.json(rows);
  else screen.result(sealedLines(rows, words));
  const unkept = sealed.length - rows.length;
  if (unkept > 0) screen.note([[words.note.withoutPassword(unkept)]]);
  return EXIT.done;
}

function rowOf(
  { loginId, standing, run, at }: SealedFor,
  { file, sha256 }: SealedFile,
  found: string | undefined,
): SealedRow & SealedFile {
  return { loginId, standing, file, sha256, kept: keptBy(sha256, found), run, at };
}

function keptBy(written: string, found: string | undefined): Kept {
  if (found === undefined) return "missing";
  return found === written ? "whole" : "changed";
}

/** What each file holds now, as its sha256; a hundred users share one. A file that is not there is not in it. */
async function lookAtAll(root: string, files: readonly SealedFile[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const file of new Set(files.map((sealed) => sealed.file))) {
    const sha256 = await hashOf(resolve(root, file));
    if (sha256 !== undefined) found.set(file, sha256);
  }
  return found;
}

async function hashOf(path: string): Promise<string | undefined> {
  try {
    return createHash("sha256")
      .update(await readFile(path))
      .digest("hex");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
