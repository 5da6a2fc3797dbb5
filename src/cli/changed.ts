import { quote } from "../model/phrases.ts";
import { problem, type Result } from "../model/problem.ts";
import { messageOf } from "./connect.ts";
import { git } from "./git.ts";

/** Files below `root` that differ from a revision or are new, relative to `root` with `/`. */
export async function changedSince(root: string, revision: string): Promise<Result<ReadonlySet<string>>> {
  try {
    const changed = await git(root, "diff", "--name-only", "-z", "--relative", "--end-of-options", revision, "--");
    const added = await git(root, "ls-files", "--others", "--exclude-standard", "-z");
    const files = Buffer.concat([changed, added])
      .toString("utf8")
      .split("\0")
      .filter((file) => file !== "");
    return { ok: true, value: new Set(files), problems: [] };
  } catch (error) {
    const [reason = ""] = messageOf(error).split("\n").slice(1);
    return { ok: false, problems: [problem("revision-unknown", { revision, reason: quote(reason) })] };
  }
}
