import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePeople } from "../src/tenant/people.ts";
import { openTenant, type TenantSettings } from "../src/tenant/tenant.ts";
import type { Question, Serving, Took } from "./serving.ts";
import type { Testimony } from "./witness.ts";

/** To be asked one question at a time. */
export interface Server extends Serving {
  readonly took: () => Promise<Took>;
  /** From now on it notes what it is asked for. */
  readonly watch: () => Promise<void>;
  /** What it was asked for since then. */
  readonly told: () => Promise<Testimony>;
  readonly close: () => Promise<void>;
}

/** The embedded tenant with so many users, served by another process from a file. */
export async function startServer(users: number, settings: Partial<TenantSettings> = {}): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "meibo-bench-"));
  const database = join(folder, "tenant.db");
  fill(database, users, settings);
  const child = fork(join(import.meta.dirname, "serving.ts"), [database]);
  const ended = once(child, "exit");
  const answer = async <T>(): Promise<T> => {
    const [message]: T[] = await Promise.race([once(child, "message"), ended.then(dead)]);
    if (message === undefined) throw new Error("the server told nothing");
    return message;
  };
  const ask = async <T>(question: Question): Promise<T> => {
    child.send(question);
    return await answer<T>();
  };
  return {
    ...(await answer<Serving>()),
    took: () => ask<Took>("took"),
    watch: async () => {
      await ask("watch");
    },
    told: () => ask<Testimony>("told"),
    close: async () => {
      child.disconnect();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/** Not in the process that serves: what filling takes is no memory of serving. */
function fill(database: string, users: number, settings: Partial<TenantSettings>): void {
  const tenant = openTenant({ database, now: () => new Date().toISOString() });
  if (users > 0) {
    const { people, contract } = makePeople(users, 1);
    tenant.seed(people, { ...contract, seats: {} });
  }
  tenant.change(settings);
  tenant.close();
}

function dead([code]: readonly unknown[]): never {
  throw new Error(`the server ended with ${String(code)}`);
}
