import { Worker } from "node:worker_threads";
import type { Asking } from "../../src/apply/ask.ts";
import { drive } from "../../src/apply/drive.ts";
import { applyRun } from "../../src/apply/session.ts";
import { sealerFor } from "../../src/cli/sealing.ts";
import { listenForStop } from "../../src/cli/signals.ts";
import { openHttp } from "../../src/connectors/http/connector.ts";
import { openLocal } from "../../src/connectors/local/connector.ts";
import { approve } from "../../src/guard/approve.ts";
import type { Connector, Write } from "../../src/model/connector.ts";
import type { Effect } from "../../src/model/effect.ts";
import { NO_FACTS } from "../../src/model/facts.ts";
import { type ApprovedPlan, NOTHING_RECENT } from "../../src/model/plan.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { RUN } from "../apply/carry-out.ts";
import { NOW, settings as settingsOf } from "../builders.ts";
import { companyOf, type Life, type Lived, type Moment, stateFile, tenantFile } from "./company.ts";

/** One process that applies, and kills itself where it is told to. Prints what it ended with, and how many effects it had. */

const life: Life = JSON.parse(process.argv[2] ?? "{}");

/** Waits in a thread of its own, so that the process dies in the middle of whatever it does. */
function executioner(): () => void {
  if (life.dies?.moment !== "during") return () => {};
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const wait = `const { workerData } = require("node:worker_threads");
    Atomics.wait(workerData.flag, 0, 0);
    const until = performance.now() + workerData.delay;
    while (performance.now() < until);
    process.kill(process.pid, "SIGKILL");`;
  new Worker(wait, { eval: true, workerData: { flag, delay: life.dies.delay } }).unref();
  return () => {
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  };
}

let effects = 0;
/** When the process was asked to end, and writes that it began afterwards. */
let askedAt: number | undefined;
let started = 0;

function ask(): void {
  askedAt = performance.now();
  process.kill(process.pid, "SIGINT");
}

function* deadly<T>(engine: Asking<T>): Asking<T> {
  const strike = executioner();
  const dies = (effect: Effect, moment: Moment) =>
    effect.type !== "now" && effects === life.dies?.at && moment === life.dies.moment;
  let step = engine.next();
  while (step.done !== true) {
    if (step.value.type !== "now") effects += 1;
    if (dies(step.value, "before")) process.kill(process.pid, "SIGKILL");
    if (dies(step.value, "during")) strike();
    if (effects === life.asked?.at && askedAt === undefined && step.value.type !== "now") {
      ask();
      // Signals are heard when the process next waits for anything.
      yield { type: "wait", milliseconds: 20 };
    }
    // What was on its way out at that very moment is no later one.
    if (askedAt !== undefined && effects !== life.asked?.at && step.value.type === "start") started += 1;
    const result = yield step.value;
    if (dies(step.value, "after")) process.kill(process.pid, "SIGKILL");
    step = engine.next(result);
  }
  return step.value;
}

const GOES_ON = { maxFailedRows: 10, stopOnFirstFailedChunk: false, concurrency: 4 };

/** Its writes take effect, and if so asked never answer. */
function hanging(connector: Connector): Connector {
  if (life.hangs !== true) return connector;
  const hung = Object.create(connector) as Connector;
  return Object.assign(hung, {
    can: connector.can,
    readUsers: () => connector.readUsers(),
    countUsers: () => connector.countUsers(),
    readThese: (users: Parameters<Connector["readThese"]>[0]) => connector.readThese(users),
    readContract: () => connector.readContract(),
    close: () => connector.close(),
    write: async (write: Write) => {
      const outcomes = await connector.write(write);
      if (effects + 1 < (life.asked?.at ?? 0)) return outcomes;
      return await new Promise<typeof outcomes>(() => setTimeout(() => {}, 60_000));
    },
  });
}

async function open(folder: string): Promise<Connector> {
  if (life.served === undefined) return openLocal({ database: tenantFile(folder), now: () => NOW });
  return await openHttp({ ...life.served, allowPrivate: false, now: () => NOW });
}

/** Over the network what was sent by a process that died takes effect a while later. */
const LATE = { settle: 1_000, pollEvery: 100, waitForCreate: 10_000 };

async function live(): Promise<Lived> {
  const { folder, run, recipient, count } = life;
  const company = companyOf(count);
  const base = settingsOf();
  const settings = settingsOf({
    guards: { ...base.guards, minAdmins: 0, minUsers: 1_000_000, maxCreates: 1_000_000 },
    extensionPools: { spare: ["99900-99999"] },
    passwords: { source: "generate", deliver: "age", ageRecipients: [recipient] },
  });
  const connector = hanging(await open(folder));
  const store = openSqliteStore(stateFile(folder), "aoba");
  const plan = async (): Promise<ApprovedPlan> => {
    const made = makePlan({
      roster: { users: company.declared, files: ["users/all.yaml"] },
      snapshot: await connector.readUsers(),
      ledger: await store.readLedger(),
      contract: {},
      facts: NO_FACTS,
      approvals: company.approvals,
      settings,
      can: connector.can,
      recent: NOTHING_RECENT,
      now: NOW,
    });
    const approved = approve(made, { settings, declared: company.declared, today: NOW.slice(0, 10) });
    if (!approved.ok) throw new Error(JSON.stringify(approved.problems));
    return approved.value;
  };
  const stopping = listenForStop(() => {});
  const events = drive(deadly(applyRun({ ...RUN, ...(life.served === undefined ? {} : LATE), run, ...GOES_ON })), {
    connector,
    store,
    holder: { holder: "test", host: "host" },
    now: () => NOW,
    seal: sealerFor({ root: folder, run, passwords: settings.passwords }),
    plan,
    ...stopping,
  });
  for (let step = await events.next(); ; step = await events.next()) {
    if (step.done !== true) continue;
    const end = performance.now();
    await connector.close();
    await store.close();
    stopping.close();
    const ending = askedAt === undefined ? {} : { ending: { milliseconds: end - askedAt, started } };
    return { result: step.value, effects, ...ending };
  }
}

process.stdout.write(JSON.stringify(await live()), () => process.exit());
