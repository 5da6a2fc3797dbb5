import { subscribe, unsubscribe } from "node:diagnostics_channel";
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
import { startServer } from "./server.ts";
import { ms, type Table } from "./table.ts";

const PEOPLE = 10_000;
/** Milliseconds that every answer is late. */
const LATENCY = 200;
const IN_FLIGHT = 4;
/** Times the limit. */
const MOST = 1.25;

/** What the requests of an apply are for. */
const PURPOSES: readonly (readonly [name: string, method: string, path: RegExp])[] = [
  ["everybody, page by page", "GET", /^\/v1\/users\?/],
  ["the users of a wave, before it and after it", "POST", /^\/v1\/users\/lookup/],
  ["the file of a chunk", "POST", /^\/v1\/imports/],
  ["what became of it", "GET", /^\/v1\/imports\//],
];

/** 10,000 new users over the network, as far away as the other end of the world. */
export async function httpApply(): Promise<Table> {
  const faults = { ...DEFAULT_TENANT_SETTINGS.faults, delayMs: LATENCY };
  const server = await startServer(0, { faults });
  const folder = mkdtempSync(join(tmpdir(), "meibo-bench-"));
  const store = openSqliteStore(join(folder, "state.db"), "bench");
  const now = () => new Date().toISOString();
  const connector = await openHttp({ url: server.url, token: server.token, allowPrivate: true, now });
  const requests = countRequests();
  try {
    const plan = await planOver({ connector, store }, declaredOf(PEOPLE));
    requests.reset();
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
    const began = performance.now();
    let chunks = 0;
    for (let step = await events.next(); ; step = await events.next()) {
      if (step.done === true) {
        if (step.value.end !== "done") throw new Error(JSON.stringify(step.value).slice(0, 2_000));
        break;
      }
      if (step.value.type === "sent") chunks += 1;
    }
    return tableOf(performance.now() - began, chunks, requests.counts());
  } finally {
    requests.stop();
    await connector.close();
    await store.close();
    rmSync(folder, { recursive: true });
    await server.close();
  }
}

function tableOf(milliseconds: number, chunks: number, counts: ReadonlyMap<string, number>): Table {
  const waves = Math.ceil(chunks / IN_FLIGHT);
  // Of a chunk: look, file, what became of it, look.
  const trips = 4;
  const limit = trips * LATENCY * waves;
  const ratio = milliseconds / limit;
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    title: `Applying ${PEOPLE.toLocaleString("en")} creates over the network, ${LATENCY} ms away, ${IN_FLIGHT} chunks in flight`,
    columns: ["", "chunks", "requests", "clock ms", "limit ms", "ratio", "most", ""],
    rows: [
      [
        "creates",
        String(chunks),
        String(total),
        ms(milliseconds),
        ms(limit),
        ratio.toFixed(2),
        String(MOST),
        ratio <= MOST ? "met" : "MISSED",
      ],
    ],
    notes: [
      `limit: ${trips} round trips that a chunk needs × ${LATENCY} ms × ${waves} waves of ${IN_FLIGHT}`,
      "the trips: whether anybody is there already; the file; what became of it; what the tenant shows now",
      ...[...counts].map(([name, count]) => `${count} requests for ${name}`),
    ],
    failed: ratio > MOST,
  };
}

/** Of this process, by what they are for. */
function countRequests() {
  const counts = new Map<string, number>();
  const count = (message: unknown) => {
    const { request } = message as { readonly request: { readonly method: string; readonly path: string } };
    const name =
      PURPOSES.find(([, method, path]) => request.method === method && path.test(request.path))?.[0] ?? request.path;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  subscribe("undici:request:create", count);
  return {
    counts: () => counts,
    reset: () => counts.clear(),
    stop: () => unsubscribe("undici:request:create", count),
  };
}
