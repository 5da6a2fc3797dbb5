import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { endureAll } from "../test/connectors/enduring.ts";
import { shakeHands } from "../test/connectors/tls.ts";
import { tryUrls } from "../test/connectors/urls.ts";
import { killEverywhere } from "../test/processes/kills.ts";
import { stopEverywhere } from "../test/processes/stops.ts";
import { sweepCommands } from "../test/processes/sweep.ts";
import { damageSealed } from "../test/secrets/damage.ts";
import { tryPasswords } from "../test/secrets/passwords.ts";
import type { Size } from "../test/simulation/cases.ts";
import type { Violation } from "../test/simulation/worker.ts";
import { damageStore } from "../test/state/damage.ts";
import { findPrograms, HOW_TO_GET, startServer } from "../test/state/postgres-server.ts";
import { type Place, type Race, race } from "../test/state/races.ts";

/** One way to look for mistakes. */
export interface Harness {
  readonly name: string;
  readonly goal: string;
  run(size: Size): Promise<Found>;
}

export interface Found {
  readonly cases: number;
  readonly violations: readonly Violation[];
  /** All of them, where only the first are told. */
  readonly violated?: number;
  readonly steps?: number;
  readonly faults?: number;
}

const told = (sentences: readonly string[]): readonly Violation[] =>
  sentences.map((sentence) => ({ seed: "-", sentence }));

/** With real processes, files and databases; each word of size has its own measure. */
export const REAL: readonly Harness[] = [
  {
    name: "real SIGKILL before, during and after effects",
    goal: "R2: at least 180 kills",
    run: async (size) => {
      const { kills, bad, effects } = await killEverywhere(500, size === "full" ? 1 : 8);
      return { cases: kills, steps: effects, violations: told(bad) };
    },
  },
  {
    name: "real SIGKILL before, during and after effects, over sockets",
    goal: "R2: a served tenant that lives on",
    run: async (size) => {
      const { kills, bad, effects } = await killEverywhere(500, size === "full" ? 1 : 12, "network");
      return { cases: kills, steps: effects, violations: told(bad) };
    },
  },
  {
    name: "slow, lying and broken servers",
    goal: "R12: at least 40 behaviours, each asked for everything; in time, nothing left open, at most 64 MiB more",
    run: async () => {
      const { cases, bad } = await endureAll();
      return { cases, violations: told(bad) };
    },
  },
  {
    name: "spellings of an address, and redirects",
    goal: "S-T7: at least 60; the token reaches no other place",
    run: async () => {
      const { cases, bad } = await tryUrls();
      return { cases, violations: told(bad) };
    },
  },
  {
    name: "broken TLS",
    goal: "S-T8: refused, whatever the environment says",
    run: async () => {
      const { cases, bad } = await shakeHands();
      return { cases, violations: told(bad) };
    },
  },
  {
    name: "real SIGINT at effects",
    goal: "R11: over within 8 s, no write begun later",
    run: async (size) => {
      const { stops, bad } = await stopEverywhere(500, size === "full" ? 1 : 24, 8);
      return { cases: stops, violations: told(bad) };
    },
  },
  {
    name: "the Nth call of every command fails",
    goal: "R9: told, and once more it goes well",
    run: async (size) => {
      const { cases, bad } = sweepCommands(size === "full" ? 10 : 40);
      return { cases, violations: told(bad) };
    },
  },
  { name: "eight want one lock (sqlite)", goal: "R10: never two, 100 rounds", run: raceForFile },
  { name: "eight want one lock (postgres)", goal: "R10: never two, 100 rounds", run: raceForServer },
  {
    name: "cuts and bit flips of a state file",
    goal: "R8: with the next at least 30,000, none accepted",
    run: async (size) => {
      const { cases, wrong } = await damageStore(size === "full" ? 30_000 : 3_000);
      return { cases, violations: told(wrong) };
    },
  },
  {
    name: "cuts and bit flips of a sealed file",
    goal: "R8",
    run: async (size) => {
      const { cuts, flips, accepted } = await damageSealed({ users: 100, every: size === "full" ? 1 : 40 });
      return { cases: cuts + flips, violations: told(accepted) };
    },
  },
  {
    name: "passwords against every reading of the rule",
    goal: "S3: 1,000,000, all different, each position as it must be distributed",
    run: async () => {
      const { count, distinct, broken, least, strange } = tryPasswords(1_000_000);
      const wrong = [
        ...(distinct === count ? [] : [`${count - distinct} passwords came twice`]),
        ...Object.entries(broken).map(([reading, many]) => `${many} break: ${reading}`),
        ...(least > 1e-9 ? [] : [`a position is as unlikely as ${least}`]),
        ...(strange === 0 ? [] : [`${strange} characters where none may stand`]),
      ];
      return { cases: count, violations: told(wrong) };
    },
  },
];

async function raceForFile(): Promise<Found> {
  const folder = mkdtempSync(join(tmpdir(), "meibo-proof-"));
  try {
    return foundIn(await race({ store: "sqlite", path: join(folder, "state.db") }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function raceForServer(): Promise<Found> {
  if (findPrograms() === undefined) throw new Error(HOW_TO_GET);
  const server = await startServer();
  try {
    const place: Place = { store: "postgres", address: server.address, ttl: 2_000 };
    return foundIn(await race(place));
  } finally {
    await server.stop();
  }
}

function foundIn({ rounds, doubles, nobody }: Race): Found {
  const wrong = [
    ...(doubles === 0 ? [] : [`two had the lock at once in ${doubles} rounds`]),
    ...(nobody === 0 ? [] : [`nobody got the lock in ${nobody} rounds`]),
  ];
  return { cases: rounds, violations: told(wrong) };
}
