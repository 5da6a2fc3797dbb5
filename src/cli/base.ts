import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quote, say } from "../model/phrases.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { git } from "./git.ts";

/** The settings that `meibo.yaml` holds at a git revision, read as strictly as those of now; undefined where it holds none. */
export async function settingsAt(
  { root, configFile }: Context,
  revision: string,
): Promise<Result<Settings | undefined>> {
  let bytes: Uint8Array | undefined;
  try {
    bytes = await fileAt(root, configFile, revision);
  } catch (error) {
    const [reason = ""] = messageOf(error).split("\n").slice(1);
    return { ok: false, problems: [problem("base-unreadable", { revision, reason: quote(reason) })] };
  }
  if (bytes === undefined) return { ok: true, value: undefined, problems: [] };
  const settings = await settingsOf(bytes, configFile);
  if (settings.ok) return { ...settings, problems: [] };
  const reason = say("{file} is not valid there", { file: configFile });
  const inFile = settings.problems.map((found) => placedAt(revision, found));
  return { ok: false, problems: [problem("base-unreadable", { revision, reason }), ...inFile] };
}

/** The revision is resolved first, so that it is never taken for an option, a path or a range. */
async function fileAt(root: string, file: string, revision: string): Promise<Uint8Array | undefined> {
  const commit = await git(root, "rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`);
  const id = commit.toString("utf8").trim();
  const listed = await git(root, "ls-tree", "-z", "--name-only", id, "--", file);
  return listed.length === 0 ? undefined : await git(root, "cat-file", "blob", `${id}:./${file}`);
}

/** In a folder of its own, gone when it was read. */
async function settingsOf(bytes: Uint8Array, file: string): Promise<Result<Settings>> {
  const { loadSettings } = await import("../load/settings.ts");
  const folder = await mkdtemp(join(tmpdir(), "meibo-base-"));
  try {
    await writeFile(join(folder, file), bytes);
    return await loadSettings(folder, file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file of that revision, not the one in the folder. */
function placedAt(revision: string, found: Problem): Problem {
  const { place } = found;
  return place === undefined ? found : { ...found, place: { ...place, file: `${revision}:${place.file}` } };
}
