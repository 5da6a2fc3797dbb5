import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";

/** A run of Node: `args` as they stand behind `node`. */
export interface Command {
  readonly name: string;
  readonly args: readonly string[];
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Exit codes that are no failure; 0 if absent. */
  readonly exits?: readonly number[];
}

/** Medians of the runs: CPU of user and system and time on the clock in milliseconds, peak memory in MiB. */
export interface Figures {
  readonly name: string;
  readonly cpu: number;
  readonly clock: number;
  readonly peak: number;
  readonly runs: number;
}

type Sample = Omit<Figures, "name" | "runs">;

/**
 * Runs the commands in turns (A B A B …), so that whatever else the machine does falls on all of them alike. One turn
 * before the first counts for nothing: it fills caches. Only Node commands can be measured.
 */
export async function measure(commands: readonly Command[], runs: number): Promise<readonly Figures[]> {
  const samples = new Map<Command, Sample[]>(commands.map((command) => [command, []]));
  for (let turn = 0; turn <= runs; turn += 1) {
    for (const [command, seen] of samples) {
      const sample = await runOnce(command);
      if (turn > 0) seen.push(sample);
    }
  }
  return [...samples].map(([{ name }, seen]) => ({ name, ...medians(seen), runs: seen.length }));
}

async function runOnce({ name, args, folder, environment, exits = [0] }: Command): Promise<Sample> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--require", join(import.meta.dirname, "child.cjs"), ...args], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const [errors, told, [code]] = await Promise.all([
    textOf(child.stdio[2]),
    textOf(child.stdio[3]),
    once(child, "close"),
  ]);
  const clock = performance.now() - began;
  if (!exits.includes(code)) throw new Error(`${name} ended with ${code}: ${errors}`);
  const { cpu, peak }: { cpu: number; peak: number } = JSON.parse(told);
  return { cpu, clock, peak: peak / 1024 };
}

async function textOf(pipe: unknown): Promise<string> {
  return pipe instanceof Readable ? text(pipe) : "";
}

function medians(samples: readonly Sample[]): Sample {
  return {
    cpu: median(samples.map(({ cpu }) => cpu)),
    clock: median(samples.map(({ clock }) => clock)),
    peak: median(samples.map(({ peak }) => peak)),
  };
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle) - 1] ?? Number.NaN)) / 2;
}
