import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { drive } from "../src/apply/drive.ts";
import { applyPlan } from "../src/apply/session.ts";
import { openHttp } from "../src/connectors/http/connector.ts";
import { openSqliteStore } from "../src/state/sqlite.ts";
import { DEFAULT_TENANT_SETTINGS } from "../src/tenant/settings.ts";
import { declaredOf, planOver, sealNothing, settings } from "./engine.ts";
import { median } from "./measure.ts";
import { startServer } from "./server.ts";
import { ms, type Table } from "./table.ts";
import type { Testimony } from "./witness.ts";

const PEOPLE = 10_000;
const CHUNKS = PEOPLE / 100;
/** Milliseconds that every answer is late. */
const LATENCY = 200;
const IN_FLIGHT = 4;
/** Times the limit. */
const MOST = 1.25;
const RUNS = 3;

interface Applied {
  readonly milliseconds: number;
  /** Milliseconds of CPU of the server, and of this process. */
  readonly cpu: { readonly server: number; readonly meibo: number };
  readonly told: Testimony;
}

/** 10,000 new users over the network, as far away as the other end of the world. */
export async function httpApply(): Promise<Table> {
  const runs: Applied[] = [];
  for (let run = 1; run <= RUNS; run += 1) runs.push(await applyOnce());
  return tableOf(runs);
}

async function applyOnce(): Promise<Applied> {
  const faults = { ...DEFAULT_TENANT_SETTINGS.faults, delayMs: LATENCY };
  const server = await startServer(0, { faults });
  const folder = mkdtempSync(join(tmpdir(), "meibo-bench-"));
  const store = openSqliteStore(join(folder, "state.db"), "bench");
  const now = () => new Date().toISOString();
  const connector = await openHttp({ url: server.url, token: server.token, allowPrivate: true, now });
  try {
    const plan = await planOver({ connector, store }, declaredOf(PEOPLE));
    const never = new AbortController().signal;
    const world = {
      connector,
      store,
      holder: { holder: "bench", host: "bench" },
      now,
      sleep: async (milliseconds: number) => sleep(milliseconds),
      seal: sealNothing,
      plan: async () => plan,
      stop: never,
      deadline: never,
    };
    const run = { ...settings.apply, concurrency: IN_FLIGHT, run: "bench", by: "bench", settle: 0, pollEvery: 1_000 };
    const events = drive(applyPlan(plan, { ...run, waitForCreate: 60_000 }), world);
    await server.watch();
    const before = await server.took();
    const own = process.cpuUsage();
    const began = performance.now();
    for (let step = await events.next(); ; step = await events.next()) {
      if (step.done !== true) continue;
      if (step.value.end !== "done") throw new Error(JSON.stringify(step.value).slice(0, 2_000));
      break;
    }
    const milliseconds = performance.now() - began;
    const { user, system } = process.cpuUsage(own);
    const { cpu } = await server.took();
    const told = await server.told();
    return { milliseconds, cpu: { server: cpu - before.cpu, meibo: (user + system) / 1000 }, told };
  } finally {
    await connector.close();
    await store.close();
    rmSync(folder, { recursive: true });
    await server.close();
  }
}

type FileSeen = Testimony["files"][number];

interface Trip {
  readonly name: string;
  readonly asked: keyof Testimony["requests"];
  readonly of: (file: FileSeen) => number;
}

/** What a chunk is sent round for, one after the other. */
const TRIPS: readonly Trip[] = [
  { name: "look: is anybody there already?", asked: "look-up", of: ({ before }) => before },
  { name: "the file is handed in", asked: "file", of: () => 1 },
  { name: "what became of it?", asked: "end of a file", of: ({ ends }) => ends },
  { name: "look: is everybody as wanted?", asked: "look-up", of: ({ after }) => after },
];

function tableOf(runs: readonly Applied[]): Table {
  const sorted = runs.toSorted((a, b) => a.milliseconds - b.milliseconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("nothing was run");
  const { told, cpu, milliseconds } = middle;
  const { files, requests } = told;
  // What every chunk had is needed, and once: a second look or question is time lost.
  const trips = TRIPS.filter(({ of }) => files.every((file) => of(file) > 0));
  const waves = Math.ceil(CHUNKS / IN_FLIGHT);
  const limitOf = (count: number) => count * LATENCY * waves;
  const limit = limitOf(trips.length);
  const ratio = milliseconds / limit;
  return {
    title: `Applying ${PEOPLE.toLocaleString("en")} creates over the network, ${LATENCY} ms away, ${IN_FLIGHT} chunks in flight`,
    columns: ["", "a chunk", "requests", "at once", "clock ms", "limit ms", "ratio", "goal", ""],
    rows: [
      ...TRIPS.map(({ name, asked, of }) => {
        const { count, together } = requests[asked];
        return [name, median(files.map(of)).toFixed(0), String(count), String(together)];
      }),
      ["everybody is counted at the end", "", String(requests.everybody.count), String(requests.everybody.together)],
      [
        `${CHUNKS} chunks`,
        String(trips.length),
        "",
        "",
        ms(milliseconds),
        ms(limit),
        ratio.toFixed(2),
        `≤ ${MOST}`,
        ratio <= MOST ? "met" : "MISSED",
      ],
    ],
    notes: [
      `limit: ${trips.length} round trips that a chunk needs × ${LATENCY} ms × ${waves} times ${IN_FLIGHT} chunks`,
      "counted by the server: how often it was asked about a chunk (median), about all, and how many requests were open at once",
      "a look serves chunks that have come back and chunks that go next, so its requests stand in two lines; " +
        `were the first look no trip of its own, it would be ${(milliseconds / limitOf(trips.length - 1)).toFixed(2)} times the limit`,
      `median of ${runs.length} runs: ${sorted.map((run) => (run.milliseconds / 1000).toFixed(1)).join(", ")} s; CPU of the server ${(cpu.server / 1000).toFixed(1)} s, of meibo ${(cpu.meibo / 1000).toFixed(1)} s, on the same cores`,
    ],
    failed: ratio > MOST,
  };
}
