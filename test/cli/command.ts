import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

export const MAIN = join(import.meta.dirname, "..", "..", "dist", "cli", "main.js");

export interface Ran {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real command in a real process; `words` are its arguments. */
export function meibo(
  folder: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Ran {
  const { CI: _, FORCE_COLOR: __, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...inherited, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return { exit: status, stdout, stderr };
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files, gone when the tests of the file are done. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "meibo-test-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) put(folder, name, text);
  return folder;
}

export function put(folder: string, name: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const seeded = new Map<number, string>();

/** A folder that `init`, `tenant seed` and `import` made, with people of the made-up company in it; each call a new one. */
export function seededFolder(users = 30): string {
  const made = seeded.get(users) ?? seed(users);
  seeded.set(users, made);
  const folder = folderWith();
  cpSync(made, folder, { recursive: true });
  return folder;
}

function seed(users: number): string {
  const folder = folderWith();
  for (const line of ["init --yes --tenant aoba", `tenant seed --users ${users}`, "import --from-connector"]) {
    const { exit, stderr } = meibo(folder, line.split(" "));
    if (exit !== 0) throw new Error(`meibo ${line} ended with ${exit}: ${stderr}`);
  }
  return folder;
}
