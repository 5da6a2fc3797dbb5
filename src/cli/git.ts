import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
/** In bytes; a list of 20,000 files is far below. */
const MOST_OUTPUT = 64 * 1024 ** 2;

/** What git prints, run in a folder; an exception where it fails or is not installed. */
export async function git(folder: string, ...words: readonly string[]): Promise<Buffer> {
  return (await run("git", words, { cwd: folder, encoding: "buffer", maxBuffer: MOST_OUTPUT })).stdout;
}
