import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Life, Lived } from "./company.ts";

/** A process of its own that applies; undefined when it was killed. */
export async function liveOnce(life: Life): Promise<Lived | undefined> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "child.ts"), JSON.stringify(life)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, errors, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  if (signal === "SIGKILL") return undefined;
  if (code !== 0) throw new Error(`the apply ended with ${code}: ${errors.slice(0, 2_000)}`);
  const lived: Lived = JSON.parse(out);
  return lived;
}
