import { performance } from "node:perf_hooks";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { openHttp } from "../../src/connectors/http/connector.ts";
import { overTenant } from "../../src/connectors/local/connector.ts";
import type { Connector } from "../../src/model/connector.ts";
import { makePlan } from "../../src/plan/plan.ts";
import { serve } from "../../src/tenant/service/serve.ts";
import type { Tenant, TenantSettings } from "../../src/tenant/tenant.ts";
import { carryOut, worldOf } from "../apply/carry-out.ts";
import { NOW } from "../builders.ts";
import { approved, shows, situationOf, storeOf, tenantOf } from "../company.ts";
import { company, type RandomCompany } from "../random.ts";

/** How a tenant may behave, two by two, and one by one where nothing else is concerned. */
const SETTINGS: readonly Partial<TenantSettings>[] = [
  ...(["file", "row"] as const).flatMap((rejects) =>
    (["data", "lines"] as const).flatMap((rowNumbers) =>
      (["rows", "start"] as const).flatMap((checks) =>
        [0, 60_000].map((visibleAfterMs) => ({
          rejects,
          rowNumbers,
          checksExtensionsAgainst: checks,
          checksSeatsAgainst: checks,
          visibleAfterMs,
        })),
      ),
    ),
  ),
  { jobWaitsMs: 20 },
  { jobTakesMs: 20, visibleAfterMs: 60_000 },
  { updatesInactive: false },
  { updatesInactive: false, rejects: "row" },
  { reusesDeleted: false, firstExtension: 100 },
  { countInactiveSeats: false, passwordClasses: "all" },
  { trimsCells: true, headerLanguage: "ja" },
  { extraColumns: ["部署", "Cost center"] },
  { protectsOwnAccount: true, prefillsUpdateTemplate: false, listsInactiveInUpdateTemplate: false },
];

/**
 * What a tenant that behaves so may say of a row; meibo cannot do anything about it. Who is inactive and cannot be
 * changed keeps a number that somebody else is to have.
 */
function causesOf({ updatesInactive }: Partial<TenantSettings>): readonly string[] {
  return updatesInactive === false ? ["the user is inactive", "extension already in use"] : [];
}

/** A clock that goes on by itself, and faster where somebody sleeps. */
function clock(): { readonly now: () => string; readonly sleep: (milliseconds: number) => Promise<void> } {
  const began = performance.now();
  let slept = 0;
  return {
    now: () => new Date(Date.parse(NOW) + slept + performance.now() - began).toISOString(),
    sleep: async (milliseconds) => {
      slept += milliseconds;
    },
  };
}

type Reach = (tenant: Tenant, now: () => string) => Promise<Connector>;

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const REACHES: Readonly<Record<string, Reach>> = {
  local: async (tenant, now) => {
    closing.push(async () => tenant.close());
    return overTenant(tenant, now);
  },
  http: async (tenant, now) => {
    const service = await serve(tenant, { host: "127.0.0.1", port: 0, names: [], now: () => performance.now() });
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

/** Applies until there is nothing left to do, or nothing that this tenant lets anybody do. */
async function converge(random: RandomCompany, change: Partial<TenantSettings>, reach: Reach): Promise<void> {
  const { now, sleep } = clock();
  const tenant = tenantOf(random, change, now);
  const opened = { tenant, connector: await reach(tenant, now), store: await storeOf(random) };
  closing.push(async () => opened.store.close());
  const refused: string[] = [];
  for (let run = 1; run <= ROUNDS; run += 1) {
    const plan = makePlan({ ...(await situationOf(random, opened)), now: now() });
    if (plan.changes.length === 0) return shows(opened, random);
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
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.filter((cause) => !causesOf(change).includes(cause))).toEqual([]);
}

const ROUNDS = 3;

describe.each(Object.entries(REACHES))(
  "through the connector %s the declared state is reached, or the tenant says why not",
  (_, reach) => {
    test.each(SETTINGS.map((change) => [JSON.stringify(change), change] as const))("%s", async (_name, change) => {
      await fc.assert(
        fc.asyncProperty(company, async (random) => converge(trimmed(random), change, reach)),
        { numRuns: 12 },
      );
    });
  },
);

/** As files are read: no spaces around a name. */
function trimmed(random: RandomCompany): RandomCompany {
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
