import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { companyOf, prepare } from "./company.ts";
import { wrongIn } from "./kills.ts";
import { liveOnce } from "./live.ts";

export interface Stops {
  readonly stops: number;
  readonly bad: readonly string[];
  /** Milliseconds from the signal to the end, the longest. */
  readonly longest: number;
}

/** Of the answer to a signal: whoever waits longer is killed by the runner of a pipeline. */
const MOST = 8_000;

/**
 * Real processes that get a SIGINT at every `stride`th effect, once with a tenant that answers and once, at every
 * `hanging`th of these, with one that never answers again: no write is begun later, and one more run finishes the work.
 */
export async function stopEverywhere(count: number, stride: number, hanging: number): Promise<Stops> {
  const parent = mkdtempSync(join(tmpdir(), "meibo-stops-"));
  const company = companyOf(count);
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  const bad: string[] = [];
  let stops = 0;
  let longest = 0;
  try {
    const before = join(parent, "before");
    await prepare(before, company);
    const whole = join(parent, "whole");
    cpSync(before, whole, { recursive: true });
    const effects = (await liveOnce({ folder: whole, count, run: "r1", recipient }))?.effects ?? 0;
    for (let at = 1; at <= effects; at += stride) {
      for (const hangs of ((at - 1) / stride) % hanging === 0 ? [false, true] : [false]) {
        const folder = join(parent, `stop-${stops}`);
        const story = `SIGINT at effect ${at}${hangs ? ", no answer" : ""}`;
        cpSync(before, folder, { recursive: true });
        const stopped = await liveOnce({ folder, count, run: "r1", recipient, asked: { at }, hangs });
        stops += 1;
        const { milliseconds = Number.POSITIVE_INFINITY, started = 0 } = stopped?.ending ?? {};
        longest = Math.max(longest, milliseconds);
        if (milliseconds > MOST) bad.push(`${story}: ${milliseconds.toFixed(0)} ms`);
        if (started > 0) bad.push(`${story}: ${started} writes were begun later`);
        const end = stopped?.result.end ?? "nothing";
        if (!ENDS.has(end)) bad.push(`${story}: it ended with ${end}`);
        const lived = await liveOnce({ folder, count, run: "r2", recipient });
        for (const wrong of await wrongIn(folder, company, identity, lived?.result)) bad.push(`${story}: ${wrong}`);
        rmSync(folder, { recursive: true });
      }
    }
    return { stops, bad, longest };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** `done` when everything was sent before; `refused` when the signal came while it planned. */
const ENDS: ReadonlySet<string> = new Set(["stopped", "done", "refused"]);
