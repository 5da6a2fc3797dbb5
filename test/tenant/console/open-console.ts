import { makePeople } from "../../../src/tenant/people.ts";
import { serve } from "../../../src/tenant/service/serve.ts";
import { openTenant, type Tenant, type TenantSettings } from "../../../src/tenant/tenant.ts";
import { loud } from "../service/loud.ts";

export interface OpenConsole {
  readonly url: string;
  readonly tenant: Tenant;
  /** An admin who may sign in. */
  readonly admin: string;
  readonly password: string;
  close(): Promise<void>;
}

/** A tenant of 138 people, served on this machine alone. */
export async function openConsole(
  settings: Partial<TenantSettings> = {},
  now: () => string = () => new Date().toISOString(),
): Promise<OpenConsole> {
  const tenant = openTenant({ database: ":memory:", now });
  const { people, contract } = makePeople(138, 1);
  tenant.seed(people, contract);
  tenant.change(settings);
  const admin = tenant.users().find(({ state, values }) => state === "active" && values.admin === true)?.loginId ?? "";
  const password = tenant.newPassword(admin) ?? "";
  const service = await serve(tenant, {
    host: "127.0.0.1",
    port: 0,
    names: [],
    now: () => performance.now(),
    tell: loud,
  });
  return {
    url: service.url,
    tenant,
    admin,
    password,
    close: async () => {
      await service.close();
      tenant.close();
    },
  };
}
