import { performance } from "node:perf_hooks";
import { openHttp } from "../../src/connectors/http/connector.ts";
import type { Connector } from "../../src/model/connector.ts";
import { SUBSCRIPTIONS } from "../../src/model/fields.ts";
import { type Service, serve } from "../../src/tenant/service/serve.ts";
import { openTenant, type Tenant, type TenantSettings } from "../../src/tenant/tenant.ts";
import { NOW } from "../builders.ts";
import { loud } from "../tenant/service/loud.ts";
import { PEOPLE } from "./people.ts";

export interface Served {
  readonly tenant: Tenant;
  readonly service: Service;
  /** Opened with a token that may write. */
  readonly open: () => Promise<Connector>;
  readonly close: () => Promise<void>;
}

/** A tenant with the people of the contract test, over the network. */
export async function served(settings: Partial<TenantSettings> = {}): Promise<Served> {
  const tenant = openTenant({ database: ":memory:", now: () => NOW });
  tenant.change(settings);
  tenant.seed(PEOPLE, { subscriptions: SUBSCRIPTIONS, seats: {} });
  const service = await serve(tenant, {
    host: "127.0.0.1",
    port: 0,
    names: [],
    now: () => performance.now(),
    tell: loud,
  });
  const { text } = tenant.makeToken("write", "meibo");
  return {
    tenant,
    service,
    open: async () => openHttp({ url: service.url, token: text, allowPrivate: false, now: () => NOW }),
    close: async () => {
      await service.close();
      tenant.close();
    },
  };
}
