import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Loaded } from "../load/roster.ts";
import type { TextFile } from "../model/file-change.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import type { Context } from "./context.ts";

/** A file of people, ready to be changed. */
export async function readUsersFile(root: string, settings: Settings, file: string): Promise<Result<TextFile>> {
  const { readBytes } = await import("../load/files.ts");
  const { textOf } = await import("../load/open.ts");
  const content = readBytes(root, file, settings.sources.limits);
  if (!("bytes" in content)) return { ok: false, problems: [content] };
  const text = textOf(content, settings);
  if (text === undefined) return { ok: false, problems: [problem("file-changed", { file }, { place: { file } })] };
  return { ok: true, value: text, problems: [] };
}

/** The folder as it would be with some files changed or, without bytes, gone; read as strictly as ever, in a folder of its own. */
export async function loadChanged(
  { root, configFile }: Context,
  changed: ReadonlyMap<string, Uint8Array | undefined>,
): Promise<Result<Loaded>> {
  const { loadRoster } = await import("../load/roster.ts");
  const folder = await mkdtemp(join(tmpdir(), "meibo-changed-"));
  try {
    const problems = await copySources(root, configFile, folder);
    if (problems.length > 0) return { ok: false, problems };
    for (const [file, bytes] of changed) {
      if (bytes === undefined) await rm(join(folder, file));
      else await write(folder, file, bytes);
    }
    return await loadRoster(folder, configFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copySources(root: string, configFile: string, folder: string): Promise<readonly Problem[]> {
  const { readSettings } = await import("../load/settings.ts");
  const { openSources } = await import("../load/sources.ts");
  const config = readSettings(root, configFile);
  if (config.settings === undefined) return config.problems;
  const { users, roles, facts, approvals, problems } = openSources(root, config.settings, config);
  await write(folder, configFile, await readFile(join(root, configFile)));
  for (const { file, bytes } of [...users, ...roles, ...facts, ...approvals]) await write(folder, file, bytes);
  // Whether a pattern finds nothing is told of the folder as it would be.
  return problems.filter(({ severity, name }) => severity === "error" && name !== "no-match");
}

async function write(folder: string, file: string, bytes: Uint8Array): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}
