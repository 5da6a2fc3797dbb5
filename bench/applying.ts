import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drive } from "../src/apply/drive.ts";
import { applyPlan } from "../src/apply/session.ts";
import { overTenant } from "../src/connectors/local/connector.ts";
import type { DeclaredUser } from "../src/model/roster.ts";
import type { Store } from "../src/model/store.ts";
import { openSqliteStore } from "../src/state/sqlite.ts";
import { openTenant } from "../src/tenant/tenant.ts";
import { declaredOf, NOW, planOver, sealNothing, settings } from "./engine.ts";

/** What one apply took, in milliseconds and MiB. */
export interface Applied {
  readonly kind: string;
  readonly chunks: number;
  readonly milliseconds: number;
  /** Of them in the state store: journal, ledger and lock. */
  readonly state: number;
  /** Of what is held after collection: early on, and in the end. */
  readonly early: number;
  readonly late: number;
}

/** Passes every call on, and adds up how long they took. */
function timed(store: Store): { readonly store: Store; readonly spent: () => number } {
  let spent = 0;
  const time =
    <A extends readonly unknown[], R>(call: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      const began = performance.now();
      try {
        return await call(...given);
      } finally {
        spent += performance.now() - began;
      }
    };
  return {
    store: {
      readLedger: time(() => store.readLedger()),
      append: time((record, before, ledger) => store.append(record, before, ledger)),
      readImages: time((run) => store.readImages(run)),
      readJournal: time((run) => store.readJournal(run)),
      readJournalSince: time((at) => store.readJournalSince(at)),
      lock: time((holder) => store.lock(holder)),
      checkLock: time(() => store.checkLock()),
      release: time(() => store.release()),
      holder: time(() => store.holder()),
      breakLock: time((holder) => store.breakLock(holder)),
      close: () => store.close(),
    },
    spent: () => spent,
  };
}

function heldMiB(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

/** Two applies over one tenant on disk: everybody is created, then everybody is updated. */
async function applyBoth(count: number): Promise<readonly Applied[]> {
  const folder = mkdtempSync(join(tmpdir(), "meibo-bench-"));
  const tenant = openTenant({ database: join(folder, "tenant.db"), now: () => NOW });
  const connector = overTenant(tenant, () => NOW);
  const store = openSqliteStore(join(folder, "state.db"), "bench");
  const planOf = (users: readonly DeclaredUser[]) => planOver({ connector, store }, users);
  const applied = async (kind: string, users: readonly DeclaredUser[]): Promise<Applied> => {
    const plan = await planOf(users);
    const { store: watched, spent } = timed(store);
    const never = new AbortController().signal;
    const world = {
      connector,
      store: watched,
      holder: { holder: "bench", host: "bench" },
      now: () => new Date().toISOString(),
      sleep: async () => {},
      seal: sealNothing,
      plan: async () => plan,
      stop: never,
      deadline: never,
    };
    const run = { ...settings.apply, run: `bench-${kind}`, by: "bench", settle: 0, pollEvery: 1, waitForCreate: 0 };
    const events = drive(applyPlan(plan, run), world);
    let chunks = 0;
    let early = 0;
    let paused = 0;
    const began = performance.now();
    for (let step = await events.next(); ; step = await events.next()) {
      if (step.done === true) {
        if (step.value.end !== "done") throw new Error(JSON.stringify(step.value).slice(0, 2_000));
        break;
      }
      if (step.value.type !== "record" || step.value.record.type !== "outcome") continue;
      chunks += 1;
      if (chunks !== 10) continue;
      const looked = performance.now();
      early = heldMiB();
      paused += performance.now() - looked;
    }
    const milliseconds = performance.now() - began - paused;
    return { kind, chunks, milliseconds, state: spent(), early, late: heldMiB() };
  };
  try {
    const declared = declaredOf(count);
    const later = declared.map((user) => ({ ...user, values: { ...user.values, name: `${user.values.name}'` } }));
    return [await applied("creates", declared), await applied("updates", later)];
  } finally {
    await connector.close();
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

process.stdout.write(JSON.stringify(await applyBoth(Number(process.argv[2] ?? 10_000))));
