import { fork } from "node:child_process";
import { once } from "node:events";
import { openHttp } from "../../src/connectors/http/connector.ts";
import type { Connector } from "../../src/model/connector.ts";
import type { TenantSettings } from "../../src/tenant/tenant.ts";
import { NOW } from "../builders.ts";
import { type Served, served } from "./served.ts";

/** A process of its own that serves one tenant after the other, each with the people of the contract test. */
export interface ServerProcess {
  readonly pid: number;
  /** A new tenant, over the network; the one before is gone. */
  open(settings: Partial<TenantSettings>): Promise<Connector>;
  /** Ends the process, and waits until it is gone. */
  end(): Promise<void>;
}

interface Serving {
  readonly url: string;
  readonly token: string;
}

export function startServer(): ServerProcess {
  const child = fork(import.meta.filename, ["serves"]);
  const gone = once(child, "exit");
  return {
    pid: child.pid ?? 0,
    open: async (settings) => {
      const serving = Promise.withResolvers<Serving>();
      child.once("message", serving.resolve);
      child.send(settings);
      const { url, token } = await Promise.race([serving.promise, gone.then(failed)]);
      return await openHttp({ url, token, allowPrivate: false, now: () => NOW });
    },
    end: async () => {
      child.kill();
      await gone;
    },
  };
}

function failed(): never {
  throw new Error("the process that serves died");
}

function serveOthers(): void {
  let last: Served | undefined;
  process.on("disconnect", () => process.exit());
  process.on("message", async (settings: Partial<TenantSettings>) => {
    await last?.close();
    last = await served(settings);
    const { url } = last.service;
    process.send?.({ url, token: last.tenant.makeToken("write", "meibo").text } satisfies Serving);
  });
}

if (process.argv[1] === import.meta.filename && process.argv[2] === "serves") serveOthers();
