import type { Connector } from "../model/connector.ts";
import type { Instant } from "../model/ledger.ts";
import type { ConnectorKind, Settings } from "../model/settings.ts";

/** What a connector is opened with. */
export interface Opening {
  /** The folder of `meibo.yaml`; paths in it are relative to this. */
  readonly root: string;
  readonly settings: Settings;
  readonly now: () => Instant;
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
};
