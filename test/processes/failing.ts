import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Sweep {
  readonly cases: number;
  /** Sentences about what went wrong, each with the command and the call. */
  readonly bad: readonly string[];
}

interface Ran {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What failed; empty when the command ended before. */
  readonly failed: string;
}

/** A command, and how to see that its folder is as it should be after it was run once more without a failure. */
export interface Swept {
  /** Run first, without a failure. */
  readonly before?: readonly string[];
  readonly words: readonly string[];
  /** Exit codes of a run in which nothing fails. */
  readonly usual: readonly number[];
  /** Run afterwards, must end with this code. */
  readonly check?: { readonly words: readonly string[]; readonly exit: number };
}

export const MAIN = join(import.meta.dirname, "..", "..", "dist", "cli", "main.js");
const PRELOAD = join(import.meta.dirname, "failing.cjs");

/** More calls than any command makes. */
const MOST = 5_000;

/**
 * Runs each command in a copy of `folder` with its first, second, third … call to the disk, the database and the CSPRNG
 * failing, until a run ends without reaching the call; `stride` leaves some out.
 */
export function failEverywhere(folder: string, commands: readonly Swept[], stride = 1): Sweep {
  const bad: string[] = [];
  let cases = 0;
  for (const swept of commands) {
    for (let at = 1; at < MOST; at += stride) {
      const copy = mkdtempSync(join(tmpdir(), "meibo-failing-"));
      try {
        cpSync(folder, copy, { recursive: true });
        if (swept.before !== undefined) run(copy, swept.before, 0);
        const ran = run(copy, swept.words, at);
        if (ran.failed === "") break;
        cases += 1;
        const story = `meibo ${swept.words.join(" ")}, call ${at} (${ran.failed.replaceAll(copy, ".")})`;
        bad.push(...wrongIn(ran, swept, copy).map((wrong) => `${story}: ${wrong}`));
      } finally {
        rmSync(copy, { recursive: true, force: true });
      }
    }
  }
  return { cases, bad };
}

/** A failure that is told; 6 where the lock cannot be asked any more. */
const TOLD = [1, 4, 6];

function wrongIn({ exit, stdout, stderr }: Ran, { words, usual, check }: Swept, copy: string): readonly string[] {
  const wrong: string[] = [];
  if (stderr.includes("This is a bug")) wrong.push(`it says it is a bug: ${stderr.slice(0, 400)}`);
  if (exit === null) wrong.push("it was ended by a signal");
  const isUsual = exit !== null && usual.includes(exit);
  if (!isUsual && exit !== null && !TOLD.includes(exit)) wrong.push(`exit ${exit}`);
  if (!isUsual && stderr.trim() === "" && stdout.trim() === "") wrong.push("it says nothing");
  const again = run(copy, words, 0);
  if (again.exit === null || !usual.includes(again.exit))
    wrong.push(`once more ends with ${again.exit}: ${again.stderr.slice(0, 300)}`);
  if (check === undefined) return wrong;
  const checked = run(copy, check.words, 0);
  if (checked.exit !== check.exit)
    wrong.push(`meibo ${check.words.join(" ")} ends with ${checked.exit}: ${checked.stdout.slice(0, 300)}`);
  return wrong;
}

function run(folder: string, words: readonly string[], at: number): Ran {
  const { CI: _, FORCE_COLOR: __, ...inherited } = process.env;
  const { status, stdout, stderr, output } = spawnSync(process.execPath, ["--require", PRELOAD, MAIN, ...words], {
    cwd: folder,
    encoding: "utf8",
    env: { ...inherited, NODE_NO_WARNINGS: "1", MEIBO_FAIL_AT: String(at), MEIBO_FAIL_IN: folder },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  return { exit: status, stdout, stderr, failed: String(output[3] ?? "").trim() };
}
