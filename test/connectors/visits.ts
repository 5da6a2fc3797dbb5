import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

/** The token of every visit. */
export const CANARY = "mbo_r_canary";
/** What a right tenant answers to the first question. */
export const CONTRACT = {
  subscriptions: [],
  seats: {},
  files: { rowNumbers: "data", extraColumns: [], late: false },
};

/** Where the connector is sent. */
export interface Visit {
  readonly url: string;
  readonly allowPrivate?: boolean;
  readonly proxy?: string;
}

export interface Visited {
  readonly reached: boolean;
  /** Why it was not. */
  readonly said: string;
}

/** What is said of a name when it is looked up for the first time, the second, and so on. */
export type Answers = Readonly<Record<string, readonly (readonly string[])[]>>;

export interface Task {
  readonly visits: readonly Visit[];
  readonly answers: Answers;
}

export interface World {
  /** PEM; trusted beside the usual ones. */
  readonly authority: string;
  readonly answers?: Answers;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A process with that authority, those names and that environment visits them all. */
export async function visitAll(
  visits: readonly Visit[],
  { authority, answers = {}, environment = {} }: World,
): Promise<readonly Visited[]> {
  const folder = mkdtempSync(join(tmpdir(), "meibo-visits-"));
  const file = join(folder, "authority.pem");
  writeFileSync(file, authority);
  try {
    const task: Task = { visits, answers };
    const child = spawn(process.execPath, [join(import.meta.dirname, "visiting.ts"), JSON.stringify(task)], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: file, ...environment },
      stdio: ["ignore", "pipe", "ignore"],
    });
    const visited: readonly Visited[] = JSON.parse(await text(child.stdout));
    return visited;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
