import { execFile } from "node:child_process";
import { promisify } from "node:util";

const git = promisify(execFile);

/** The commit that the folder stands at; undefined where git knows none, or where a file in it differs from that commit. */
export async function commitOf(root: string): Promise<string | undefined> {
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  try {
    const { stdout: changed } = await git("git", ["status", "--porcelain", "--", "."], options);
    const { stdout: commit } = await git("git", ["rev-parse", "--verify", "HEAD"], options);
    return changed === "" ? commit.trim() : undefined;
  } catch {
    // No git, no repository, or no commit yet: a plan is as good without.
    return undefined;
  }
}
