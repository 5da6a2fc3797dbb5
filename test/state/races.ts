import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Where the contenders' store is; `ttl` in milliseconds. */
export type Place =
  | { readonly store: "sqlite"; readonly path: string }
  | { readonly store: "postgres"; readonly address: string; readonly ttl: number };

export type Order =
  | { readonly type: "take"; readonly round: number }
  | { readonly type: "check" }
  | { readonly type: "write" }
  | { readonly type: "release" };

export type Told =
  | { readonly type: "ready" }
  | { readonly type: "taken"; readonly alone: boolean }
  | { readonly type: "refused"; readonly by: string }
  | { readonly type: "checked"; readonly held: boolean }
  | { readonly type: "wrote" }
  | { readonly type: "failed"; readonly reason: string }
  | { readonly type: "released" };

export interface Race {
  readonly rounds: number;
  /** Rounds in which two had the lock at once. */
  readonly doubles: number;
  /** Rounds in which nobody got it. */
  readonly nobody: number;
  /** Holders who were killed, after each of whom the next round found the lock free. */
  readonly killed: number;
  /** The longest time until a killed holder's lock was taken over. */
  readonly takeover: number;
  readonly milliseconds: number;
}

/** A process of its own with the store open. */
export class Contender {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(name: string, place: Place, mark: string): Promise<Contender> {
    const child = fork(join(import.meta.dirname, "contender.ts"), [name, JSON.stringify(place), mark], {
      execArgv: [],
    });
    await once(child, "message");
    return new Contender(child);
  }

  async tell(order: Order): Promise<Told> {
    const answer = once(this.#child, "message");
    this.#child.send(order);
    const [told] = await answer;
    return told;
  }

  async end(signal: "SIGKILL" | "SIGTERM" = "SIGTERM"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, "exit");
    this.#child.kill(signal);
    await ended;
  }

  signal(signal: "SIGSTOP" | "SIGCONT"): void {
    this.#child.kill(signal);
  }
}

/** In every so many rounds the holder is killed instead of letting go. */
const KILL_EVERY = 10;

/** Lets the same processes want the lock at once, round after round, and looks that one of them gets it. */
export async function race(place: Place, contenders = 8, rounds = 100): Promise<Race> {
  const folder = mkdtempSync(join(tmpdir(), "meibo-race-"));
  const mark = join(folder, "held");
  const all = await Promise.all(
    Array.from({ length: contenders }, async (_, n) => Contender.start(`c${n}`, place, mark)),
  );
  const begin = performance.now();
  const seen = { doubles: 0, nobody: 0, killed: 0, takeover: 0 };
  try {
    for (let round = 1; round <= rounds; round += 1) await play(round, all, place, mark, seen);
    return { rounds, ...seen, milliseconds: Math.round(performance.now() - begin) };
  } finally {
    await Promise.all(all.map(async (contender) => contender.end()));
    rmSync(folder, { recursive: true });
  }
}

type Seen = { -readonly [K in "doubles" | "nobody" | "killed" | "takeover"]: number };

async function play(round: number, all: Contender[], place: Place, mark: string, seen: Seen): Promise<void> {
  const told = await Promise.all(all.map(async (contender) => contender.tell({ type: "take", round })));
  const winners = all.filter((_, n) => told[n]?.type === "taken");
  if (winners.length > 1 || told.some((one) => one.type === "taken" && !one.alone)) seen.doubles += 1;
  if (winners.length === 0) seen.nobody += 1;
  for (const winner of winners) {
    if (round % KILL_EVERY === 0) await killAndFollow(round, winner, all, place, mark, seen);
    else await winner.tell({ type: "release" });
  }
}

/** Nobody unlocks anything: the next who asks gets the lock. */
async function killAndFollow(
  round: number,
  winner: Contender,
  all: Contender[],
  place: Place,
  mark: string,
  seen: Seen,
): Promise<void> {
  await winner.end("SIGKILL");
  rmSync(mark, { force: true });
  const begin = performance.now();
  const index = all.indexOf(winner);
  const follower = all[(index + 1) % all.length] ?? winner;
  while ((await follower.tell({ type: "take", round })).type !== "taken") await sleep(10);
  seen.killed += 1;
  seen.takeover = Math.max(seen.takeover, Math.round(performance.now() - begin));
  await follower.tell({ type: "release" });
  all[index] = await Contender.start(`c${index}-${round}`, place, mark);
}
