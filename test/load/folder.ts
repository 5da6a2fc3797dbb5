import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** What stands under a name: text, bytes, a link to somewhere, or a named pipe. */
export type Put = string | Uint8Array | { readonly link: string } | { readonly pipe: true };

export const CONFIG = "version: 1\ntenant: aoba\n";

/** A folder with these files that goes away after the test; `meibo.yaml` is there unless it is given as something else. */
export function folder(files: Readonly<Record<string, Put>>): string {
  const root = mkdtempSync(join(tmpdir(), "meibo-load-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [file, put] of Object.entries({ "meibo.yaml": CONFIG, ...files })) place(join(root, file), put);
  return root;
}

function place(path: string, put: Put): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof put === "string" || put instanceof Uint8Array) writeFileSync(path, put);
  else if ("link" in put) symlinkSync(put.link, path);
  else execFileSync("mkfifo", [path]);
}

/** A users file in YAML; each text is one entry, without its dash. */
export function users(...entries: readonly string[]): string {
  return `users:\n${entries.map((entry) => `  - ${entry.trim().replaceAll("\n", "\n    ")}\n`).join("")}`;
}
