import { git } from "./git.ts";

/** The commit that the folder stands at; undefined where git knows none, or where a file in it differs from that commit. */
export async function commitOf(root: string): Promise<string | undefined> {
  try {
    const changed = await git(root, "status", "--porcelain", "--", ".");
    const commit = await git(root, "rev-parse", "--verify", "HEAD");
    return changed.length === 0 ? commit.toString("utf8").trim() : undefined;
  } catch {
    // No git, no repository, or no commit yet: a plan is as good without.
    return undefined;
  }
}
