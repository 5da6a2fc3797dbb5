import { setTimeout as sleep } from "node:timers/promises";
import { Pool } from "undici";
import { cellsOf, consoleColumns, headerOf } from "../src/model/console.ts";
import { writeCsv } from "../src/model/csv.ts";
import type { Subscription } from "../src/model/fields.ts";
import { median } from "./measure.ts";
import { type Server, startServer } from "./server.ts";
import { ms, type Table } from "./table.ts";

const USERS = 100_000;
const PAGE = 1_000;
const IMPORTS = 100;
const ROWS = 100;
const CONNECTIONS = 32;
const SECONDS = 30;
/** MiB a minute that resident memory may grow by, after warm-up. */
const GROWTH = 1;

/** The served tenant: everybody page by page, imports, and many who ask at once. */
export async function tenant(): Promise<Table> {
  const server = await startServer(USERS);
  const pool = new Pool(server.url, { connections: CONNECTIONS, pipelining: 1 });
  try {
    const way = { server, pool };
    const pages = await readEverybody(way);
    const imports = await importMany(way);
    // The first load of each kind warms up; what is compared comes after it.
    const list = await load(way, listOf(pages.loginIds));
    const one = await load(way, oneOf(pages.ids));
    const again = await load(way, oneOf(pages.ids));
    const growth = growthOf(again.memory);
    const errors = [list, one, again].reduce((sum, found) => sum + found.errors, 0);
    return {
      title: `A served tenant of ${USERS.toLocaleString("en")} users`,
      columns: ["", "requests", "seconds", "a second", "p50 ms", "p99 ms", "most ms", "errors"],
      rows: [
        ["all users, page by page", ...whole(pages.requests, pages.milliseconds, pages.latencies, 0)],
        [
          `${IMPORTS} imports of ${ROWS} rows`,
          ...whole(IMPORTS, imports.milliseconds, imports.latencies, imports.rejected),
        ],
        [
          `list, ${CONNECTIONS} connections`,
          ...whole(list.latencies.length, list.milliseconds, list.latencies, list.errors),
        ],
        [
          `one user, ${CONNECTIONS} connections`,
          ...whole(one.latencies.length, one.milliseconds, one.latencies, one.errors),
        ],
        ["one user, again", ...whole(again.latencies.length, again.milliseconds, again.latencies, again.errors)],
      ],
      notes: [
        `${pages.ids.length.toLocaleString("en")} users came, ${IMPORTS * ROWS - imports.rejected} rows were accepted; an import is from its sending to its end`,
        `resident memory after warm-up: ${growth.toFixed(2)} MiB a minute, goal < ${GROWTH} (least squares over a look a second in the last row): ${growth < GROWTH ? "met" : "MISSED"}`,
        `errors: ${errors}, goal 0: ${errors === 0 ? "met" : "MISSED"}; server and load share the same cores`,
      ],
      failed: errors > 0 || pages.ids.length !== USERS || imports.rejected > 0,
    };
  } finally {
    await pool.close();
    await server.close();
  }
}

interface Way {
  readonly server: Server;
  readonly pool: Pool;
}

interface Said {
  readonly status: number;
  readonly text: string;
  readonly milliseconds: number;
}

async function ask({ server, pool }: Way, path: string, body?: string): Promise<Said> {
  const began = performance.now();
  const headers = { authorization: `Bearer ${server.token}` };
  const write = { ...headers, "idempotency-key": crypto.randomUUID(), "content-type": "text/csv" };
  const answer = await pool.request(
    body === undefined ? { path, method: "GET", headers } : { path, method: "POST", headers: write, body },
  );
  const text = await answer.body.text();
  return { status: answer.statusCode, text, milliseconds: performance.now() - began };
}

interface Everybody {
  readonly ids: readonly string[];
  readonly loginIds: readonly string[];
  readonly requests: number;
  readonly milliseconds: number;
  readonly latencies: readonly number[];
}

async function readEverybody(way: Way): Promise<Everybody> {
  const ids: string[] = [];
  const loginIds: string[] = [];
  const latencies: number[] = [];
  const began = performance.now();
  for (let cursor = ""; ; ) {
    const { text, milliseconds } = await ask(way, `/v1/users?limit=${PAGE}${cursor}`);
    const page: {
      readonly users: readonly { readonly id: string; readonly loginId: string }[];
      readonly next?: string;
    } = JSON.parse(text);
    ids.push(...page.users.map(({ id }) => id));
    loginIds.push(...page.users.map(({ loginId }) => loginId));
    latencies.push(milliseconds);
    if (page.next === undefined) break;
    cursor = `&cursor=${page.next}`;
  }
  return { ids, loginIds, requests: latencies.length, milliseconds: performance.now() - began, latencies };
}

interface Imported {
  readonly milliseconds: number;
  readonly latencies: readonly number[];
  readonly rejected: number;
}

/** Four at a time, as `meibo apply` sends them. */
async function importMany(way: Way): Promise<Imported> {
  const { text } = await ask(way, "/v1/contract");
  const contract: { readonly subscriptions: readonly Subscription[] } = JSON.parse(text);
  const columns = consoleColumns("create", new Set(contract.subscriptions));
  const header = columns.map((column) => headerOf(column, "en"));
  const latencies: number[] = [];
  let rejected = 0;
  let next = 0;
  const began = performance.now();
  const worker = async () => {
    for (let file = next++; file < IMPORTS; file = next++) {
      const rows = Array.from({ length: ROWS }, (_, row) => cellsOf(columns, newUser(file * ROWS + row)));
      const started = performance.now();
      const submitted = await ask(way, "/v1/imports?file=create&encoding=utf-8", writeCsv([header, ...rows]));
      const { id }: { readonly id: string } = JSON.parse(submitted.text);
      const rowsDone = await ended(way, id);
      latencies.push(performance.now() - started);
      rejected += ROWS - rowsDone;
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return { milliseconds: performance.now() - began, latencies, rejected };
}

async function ended(way: Way, id: string): Promise<number> {
  for (;;) {
    const { text } = await ask(way, `/v1/imports/${id}`);
    const job: {
      readonly ended?: string;
      readonly result?: { readonly rows: readonly { readonly result?: string }[] };
    } = JSON.parse(text);
    if (job.ended !== undefined) return job.result?.rows.filter(({ result }) => result === "accepted").length ?? 0;
    await sleep(10);
  }
}

function newUser(number: number) {
  const off = Object.fromEntries(
    [
      "admin",
      "monitoring",
      "analytics.downloadRecordings",
      "analytics.exportCallHistory",
      "analytics.exportContacts",
    ].map((key) => [key, false]),
  );
  const products = ["phone", "phoneMobile", "callCenter", "meetings", "recPod", "salesforce", "incomingWebhook"];
  const services = Object.fromEntries(products.map((product) => [`${product}.enabled`, false]));
  const rest = {
    "callCenter.admin": false,
    "callCenter.editPredictiveDialer": false,
    "meetings.useBot": false,
    "meetings.editAccessPermission": "none",
    "meetings.createExternalLink": "none",
    "meetings.downloadFiles": "none",
    "meetings.exportHistory": false,
  };
  const values = { name: `新人 ${number}`, locale: "ja", timeZone: "Asia/Tokyo", ...off, ...services, ...rest };
  return { loginId: `load.${number}@aoba-denki.example`, values, password: "Tr7!mnbKxqWz" };
}

interface Loaded {
  readonly milliseconds: number;
  readonly latencies: readonly number[];
  readonly errors: number;
  /** MiB, one a second. */
  readonly memory: readonly number[];
}

type Paths = (turn: number) => string;

function listOf(loginIds: readonly string[]): Paths {
  return (turn) => {
    const after = (loginIds[(turn * 7919) % loginIds.length] ?? "").toLowerCase();
    return `/v1/users?limit=100&cursor=${Buffer.from(after).toString("base64url")}`;
  };
}

function oneOf(ids: readonly string[]): Paths {
  return (turn) => `/v1/users/${ids[(turn * 7919) % ids.length]}`;
}

async function load(way: Way, paths: Paths): Promise<Loaded> {
  const latencies: number[] = [];
  const memory: number[] = [];
  let errors = 0;
  let turn = 0;
  const began = performance.now();
  const isOver = () => performance.now() - began > SECONDS * 1000;
  const caller = async () => {
    while (!isOver()) {
      turn += 1;
      const said = await ask(way, paths(turn)).catch(() => undefined);
      if (said?.status === 200) latencies.push(said.milliseconds);
      else errors += 1;
    }
  };
  const watcher = async () => {
    while (!isOver()) {
      memory.push(await way.server.memory());
      await sleep(1000);
    }
  };
  await Promise.all([...Array.from({ length: CONNECTIONS }, caller), watcher()]);
  return { milliseconds: performance.now() - began, latencies, errors, memory };
}

/** The slope of a line through all looks, in MiB a minute. */
function growthOf(memory: readonly number[]): number {
  const middle = (memory.length - 1) / 2;
  const mean = memory.reduce((sum, each) => sum + each, 0) / memory.length;
  const over = memory.reduce((sum, each, second) => sum + (second - middle) * (each - mean), 0);
  const under = memory.reduce((sum, _, second) => sum + (second - middle) ** 2, 0);
  return (over / under) * 60;
}

function whole(
  requests: number,
  milliseconds: number,
  latencies: readonly number[],
  errors: number,
): readonly string[] {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const seconds = milliseconds / 1000;
  return [
    String(requests),
    seconds.toFixed(1),
    (requests / seconds).toFixed(0),
    ms(median(sorted)),
    ms(at(0.99)),
    ms(sorted.at(-1) ?? Number.NaN),
    String(errors),
  ];
}
