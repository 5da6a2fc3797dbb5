import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { openHttp } from "../../src/connectors/http/connector.ts";
import { overTenant } from "../../src/connectors/local/connector.ts";
import type { Connector } from "../../src/model/connector.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { serve } from "../../src/tenant/service/serve.ts";
import type { Tenant, TenantSettings } from "../../src/tenant/tenant.ts";
import { carryOut, worldOf } from "../apply/carry-out.ts";
import { NOW } from "../builders.ts";
import { approved, shows, situationOf, storeOf, tenantOf } from "../company.ts";
import type { RandomCompany } from "../random.ts";
import { loud } from "../tenant/service/loud.ts";

/** A clock that goes on by itself, and faster where somebody sleeps. */
function clock(): { readonly now: () => string; readonly sleep: (milliseconds: number) => Promise<void> } {
  const began = performance.now();
  let slept = 0;
  return {
    now: () => new Date(Date.parse(NOW) + slept + performance.now() - began).toISOString(),
    sleep: async (milliseconds) => {
      slept += milliseconds;
      await sleep(Math.min(milliseconds, REAL_NAP));
    },
  };
}

/** Milliseconds in which a served tenant gets its jobs done. */
const REAL_NAP = 20;

export type Reach = (tenant: Tenant, now: () => string) => Promise<Connector>;

const closing: (() => Promise<void>)[] = [];

/** To be called when a test is over. */
export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0)) await close();
}

export const REACHES: Readonly<Record<string, Reach>> = {
  local: async (tenant, now) => {
    closing.push(async () => tenant.close());
    return overTenant(tenant, now);
  },
  http: async (tenant, now) => {
    const service = await serve(tenant, {
      host: "127.0.0.1",
      port: 0,
      names: [],
      now: () => performance.now(),
      tell: loud,
    });
    const { text } = tenant.makeToken("write", "meibo");
    const connector = await openHttp({ url: service.url, token: text, allowPrivate: false, now });
    closing.push(async () => {
      await connector.close();
      await service.close();
      tenant.close();
    });
    return connector;
  },
};

/** Applies until there is nothing left to do, which is looked at; else what the tenant said of rows it refused. */
export async function converge(
  random: RandomCompany,
  change: Partial<TenantSettings>,
  reach: Reach,
): Promise<readonly string[]> {
  const { now, sleep } = clock();
  const tenant = tenantOf(random, change, now);
  const opened = { tenant, connector: await reach(tenant, now), store: await storeOf(random) };
  closing.push(async () => opened.store.close());
  const refused: string[] = [];
  for (let run = 1; run <= ROUNDS; run += 1) {
    const plan = makePlan({ ...(await situationOf(random, opened)), now: now() });
    if (plan.changes.length === 0) {
      shows(opened, random);
      return [];
    }
    const settings = {
      run: `r${run}`,
      waitForCreate: 1_200_000,
      pollEvery: 15_000,
      maxFailedRows: 999,
      stopOnFirstFailedChunk: false,
    };
    const { result } = await carryOut(approved(plan, random), worldOf(opened, { now, sleep }), settings);
    const failed = "summary" in result ? (result.summary?.failed ?? []) : [];
    refused.push(...failed.map(({ cause = "" }) => cause));
  }
  return refused.length === 0 ? ["it is not reached, and nothing was refused"] : refused;
}

const ROUNDS = 3;

/** As files are read: no spaces around a name. */
export function trimmed(random: RandomCompany): RandomCompany {
  const person = <T extends { readonly values: RandomCompany["tenant"][number]["values"] }>(one: T): T => ({
    ...one,
    values: { ...one.values, ...(one.values.name === undefined ? {} : { name: String(one.values.name).trim() }) },
  });
  return {
    ...random,
    tenant: random.tenant.map(person),
    declared: random.declared.map(person),
    remembered: random.remembered.map(person),
  };
}
