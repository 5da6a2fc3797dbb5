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
    const { dirname, resolve } = await import("node:path");
    const { mkdir } = await import("node:fs/promises");
    const { openLocal } = await import("./local/connector.ts");
    const database = resolve(root, settings.connector.local.database);
    await mkdir(dirname(database), { recursive: true });
    const { countInactive: _, warnWithin: __, ...seats } = settings.seats;
    return openLocal({ database, now, contract: { subscriptions: settings.subscriptions, seats } });
  },
};
