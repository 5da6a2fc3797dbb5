import type { Connector } from "../model/connector.ts";
import type { Instant } from "../model/ledger.ts";
import { say } from "../model/phrases.ts";
import type { ConnectorKind, Settings } from "../model/settings.ts";

/** What a connector is opened with. */
export interface Opening {
  /** The folder of `meibo.yaml`; paths in it are relative to this. */
  readonly root: string;
  readonly settings: Settings;
  readonly now: () => Instant;
  /** What an environment variable holds; undefined where it is empty or not set. */
  readonly variable: (name: string) => string | undefined;
}

type Open = (opening: Opening) => Promise<Connector>;

/** The table of connectors; each is loaded when it is first asked for. */
export const CONNECTORS: Readonly<Partial<Record<ConnectorKind, Open>>> = {
  local: async ({ root, settings, now }) => {
    const { existsSync } = await import("node:fs");
    const { resolve } = await import("node:path");
    const { openLocal } = await import("./local/connector.ts");
    const { database } = settings.connector.local;
    const path = resolve(root, database);
    // Opening would make an empty one, and an empty tenant looks like people who left.
    if (!existsSync(path)) throw new Error(say("there is no embedded tenant in {database}", { database }));
    return openLocal({ database: path, now });
  },
  http: async ({ settings, now, variable }) => {
    const { http } = settings.connector;
    if (http === undefined) throw new Error(say("connector.http.url is missing"));
    const { tokenEnv: name } = http;
    const token = variable(name);
    if (token === undefined)
      throw new Error(say("the environment variable {name} with the token is not set", { name }));
    const unsafe = variable("NODE_TLS_REJECT_UNAUTHORIZED");
    if (unsafe === "0") {
      throw new Error(say("NODE_TLS_REJECT_UNAUTHORIZED=0 is set: certificates would not be checked"));
    }
    const { openHttp } = await import("./http/connector.ts");
    const { url, allowPrivate, proxy } = http;
    return openHttp({ url, token, allowPrivate, now, ...(proxy === undefined ? {} : { proxy }) });
  },
};
