import type { Connector } from "../model/connector.ts";
import type { Instant } from "../model/ledger.ts";
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
    const database = resolve(root, settings.connector.local.database);
    // Opening would make an empty one, and an empty tenant looks like people who left.
    if (!existsSync(database)) throw new Error(`there is no embedded tenant in ${settings.connector.local.database}`);
    return openLocal({ database, now });
  },
  http: async ({ settings, now, variable }) => {
    const { http } = settings.connector;
    if (http === undefined) throw new Error("connector.http.url is missing");
    const token = variable(http.tokenEnv);
    if (token === undefined) throw new Error(`the environment variable ${http.tokenEnv} with the token is not set`);
    const unsafe = variable("NODE_TLS_REJECT_UNAUTHORIZED");
    if (unsafe === "0") throw new Error("NODE_TLS_REJECT_UNAUTHORIZED=0 is set: certificates would not be checked");
    const { openHttp } = await import("./http/connector.ts");
    const { url, allowPrivate, proxy } = http;
    return openHttp({ url, token, allowPrivate, now, ...(proxy === undefined ? {} : { proxy }) });
  },
};
