import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { ASKED, BEHAVIOURS, wrongWith } from "./hostile.ts";

export interface EnduredAll {
  readonly cases: number;
  /** MiB that the resident memory of the process grew by at most, after the first servers. */
  readonly growth: number;
  readonly bad: readonly string[];
}

/** Every misbehaving server in turn, or those named, against a process of its own, whose memory is watched. */
export async function endureAll(names: readonly string[] = Object.keys(BEHAVIOURS)): Promise<EnduredAll> {
  const child = spawn(process.execPath, ["--expose-gc", import.meta.filename, JSON.stringify(names)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const found: Omit<EnduredAll, "cases"> = JSON.parse(await text(child.stdout));
  return { cases: names.length * ASKED.length, ...found };
}

function residentMiB(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

/** Code is compiled and pools are filled with the first ones. */
const WARM_UP = ["closes at once", "says null", "never answers", "sends one byte now and then", "sends a bomb"];

async function watch(names: readonly string[]): Promise<Omit<EnduredAll, "cases">> {
  const bad: string[] = [];
  for (const name of WARM_UP) bad.push(...(await wrongWith(name)));
  const before = residentMiB();
  let most = before;
  for (const name of names) {
    bad.push(...(await wrongWith(name)));
    most = Math.max(most, residentMiB());
  }
  const growth = most - before;
  if (growth > 64) bad.push(`the process grew by ${growth.toFixed(0)} MiB`);
  return { growth, bad };
}

if (process.argv[1] === import.meta.filename) {
  const names: readonly string[] = JSON.parse(process.argv[2] ?? "[]");
  process.stdout.write(JSON.stringify(await watch(names)), () => process.exit());
}
