import { type Dirent, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { isSafe } from "./safe.ts";

/** The files whose path begins with what was typed; a folder ends with `/`, so that one can go on. */
export function filesAt(cwd: string, typed: string): readonly string[] {
  const folder = typed.slice(0, typed.lastIndexOf("/") + 1);
  const begun = typed.slice(folder.length);
  return entriesOf(resolve(cwd, folder.replace(/^~(?=\/)/, homedir())))
    .filter(({ name }) => name.startsWith(begun) && (begun !== "" || !name.startsWith(".")) && isSafe(name))
    .map((entry) => `${folder}${entry.name}${entry.isDirectory() ? "/" : ""}`);
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
