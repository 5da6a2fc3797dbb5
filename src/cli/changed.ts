import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { problem, type Result } from "../model/problem.ts";
import { messageOf } from "./connect.ts";

const git = promisify(execFile);

/** Files below `root` that differ from a revision or are new, relative to `root` with `/`. */
export async function changedSince(root: string, revision: string): Promise<Result<ReadonlySet<string>>> {
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  try {
    const changed = ["diff", "--name-only", "-z", "--relative", "--end-of-options", revision, "--"];
    const added = ["ls-files", "--others", "--exclude-standard", "-z"];
    const [diff, others] = [await git("git", changed, options), await git("git", added, options)];
    const files = `${diff.stdout}${others.stdout}`.split("\0").filter((file) => file !== "");
    return { ok: true, value: new Set(files), problems: [] };
  } catch (error) {
    const [reason = ""] = messageOf(error).split("\n").slice(1);
    return { ok: false, problems: [problem("revision-unknown", { revision, reason })] };
  }
}
