import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { TenantSettings } from "../src/tenant/tenant.ts";
import type { Serving } from "./serving.ts";

export interface Server extends Serving {
  /** Resident memory in MiB. */
  readonly memory: () => Promise<number>;
  readonly close: () => Promise<void>;
}

/** The embedded tenant with so many users, served by another process from a file. */
export async function startServer(users: number, settings: Partial<TenantSettings> = {}): Promise<Server> {
  const child = fork(join(import.meta.dirname, "serving.ts"), [String(users), JSON.stringify(settings)]);
  const [serving]: Serving[] = await once(child, "message");
  if (serving === undefined) throw new Error("the server did not tell its address");
  return {
    ...serving,
    memory: async () => {
      child.send("memory");
      const [bytes]: number[] = await once(child, "message");
      return (bytes ?? Number.NaN) / 1024 ** 2;
    },
    close: async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}
