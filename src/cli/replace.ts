import { randomBytes } from "node:crypto";
import { open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** A file is there whole, as it was or as it is to be, whatever ends the process; its rights stay, and links stay links. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const staged = await stageFile(path, bytes);
  await staged.keep();
}

/** Written beside the file, and not yet in its place. */
export interface Staged {
  keep(): Promise<void>;
  drop(): Promise<void>;
}

export async function stageFile(path: string, bytes: Uint8Array): Promise<Staged> {
  const target = await realpath(path).catch(() => path);
  const mode = (await stat(target).catch(() => undefined))?.mode;
  const beside = join(dirname(target), `.${basename(target)}.${randomBytes(4).toString("hex")}.tmp`);
  const drop = () => rm(beside, { force: true });
  try {
    await writeWhole(beside, bytes, mode);
  } catch (error) {
    await drop();
    throw error;
  }
  const keep = async () => {
    await rename(beside, target);
    await syncFolder(dirname(target));
  };
  return { keep, drop };
}

/** A new file with these rights, on the disk as a whole when this returns. */
export async function writeWhole(path: string, bytes: Uint8Array | string, mode: number | undefined): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    if (mode !== undefined) await file.chmod(mode);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name is durable when its folder is; Windows keeps names by itself and cannot be asked to. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
