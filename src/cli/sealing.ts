import { createHash } from "node:crypto";
import { lstat, mkdir, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Sealed, World } from "../apply/drive.ts";
import type { RunId } from "../model/journal.ts";
import { say } from "../model/phrases.ts";
import { sealedName, sealedPath, UNSEALED } from "../model/sealed.ts";
import type { Settings } from "../model/settings.ts";
import { type LoginId, loginKey } from "../model/user.ts";
import { makePassword } from "../secrets/password.ts";
import { type Password, seal } from "../secrets/seal.ts";
import { messageOf } from "./connect.ts";
import { syncFolder, writeWhole } from "./replace.ts";

interface Sealing {
  /** The folder of `meibo.yaml`. */
  readonly root: string;
  readonly run: RunId;
  readonly passwords: Settings["passwords"];
}

/**
 * Makes the passwords of a run, a chunk at a time, and keeps them sealed on the disk before it hands them out. Asked
 * again for a chunk, it gives the same ones: a user who was created after all must not be left with another password.
 */
export function sealerFor(sealing: Sealing): World["seal"] {
  const chunks = new Map<string, Promise<Sealed>>();
  return async (chunk, users) => {
    const sealed = chunks.get(chunk) ?? sealChunk(sealing, chunk, users);
    chunks.set(chunk, sealed);
    return await sealed;
  };
}

async function sealChunk({ root, run, passwords }: Sealing, chunk: string, users: readonly LoginId[]): Promise<Sealed> {
  const made = users.map((loginId) => ({ loginId, password: makePassword() }));
  const sealed = passwords.deliver === "age" ? await keep(root, sealedPath(run, chunk), made, passwords) : UNSEALED;
  return { sealed, passwords: new Map(made.map(({ loginId, password }) => [loginKey(loginId), password])) };
}

async function keep(
  root: string,
  file: string,
  made: readonly Password[],
  { ageRecipients }: Settings["passwords"],
): Promise<string> {
  try {
    const text = await seal(made, ageRecipients);
    await writeOnce(resolve(root, file), text);
    return sealedName({ file, sha256: createHash("sha256").update(text).digest("hex") });
  } catch (error) {
    const told = { file, reason: messageOf(error) };
    throw new Error(say("passwords could not be sealed in {file}: {reason}", told), { cause: error });
  }
}

/** The file is on the disk, whole and under its name, when this returns; one that is there already is left as it is. */
async function writeOnce(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (await exists(path)) throw new Error(say("it exists already"));
  const unfinished = `${path}.part`;
  try {
    await writeWhole(unfinished, text, 0o600);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  for (const each of foldersToSync(folder, firstMade)) await syncFolder(each);
}

async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

/** The folder of the file, and every folder that got a new one. */
function foldersToSync(folder: string, firstMade: string | undefined): readonly string[] {
  if (firstMade === undefined) return [folder];
  const folders = [folder];
  for (let at = folder; at !== dirname(firstMade) && at !== dirname(at); at = dirname(at)) folders.push(dirname(at));
  return folders;
}
