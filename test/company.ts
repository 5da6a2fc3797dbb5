import { expect } from "vitest";
import { overTenant } from "../src/connectors/local/connector.ts";
import { approve } from "../src/guard/approve.ts";
import type { Connector } from "../src/model/connector.ts";
import { NO_FACTS } from "../src/model/facts.ts";
import { type ApprovedPlan, NOTHING_RECENT, type Plan, type Situation } from "../src/model/plan.ts";
import type { Store } from "../src/model/store.ts";
import { asLoginId, loginKey } from "../src/model/user.ts";
import { openSqliteStore } from "../src/state/sqlite.ts";
import { openTenant, type Tenant, type TenantSettings } from "../src/tenant/tenant.ts";
import { NOW, settings as settingsOf } from "./builders.ts";
import type { RandomCompany } from "./random.ts";
import { remember } from "./state/records.ts";

/** No limit stands in the way of a random company, not even that somebody must be declared. */
export const companySettings = (held: RandomCompany["subscriptions"]) => {
  const usual = settingsOf();
  return settingsOf({
    subscriptions: held,
    extensionPools: { spare: ["9900-9999"] },
    guards: {
      ...usual.guards,
      minAdmins: 0,
      maxDeletes: 999,
      maxDeactivations: 999,
      maxAdminChanges: 999,
      minUsers: 999,
    },
  });
};

/** A random company with a tenant and a memory of its own. */
export interface Opened {
  readonly tenant: Tenant;
  readonly connector: Connector;
  readonly store: Store;
}

/** Its people in a tenant that behaves so. */
export function tenantOf(
  random: RandomCompany,
  change: Partial<TenantSettings> = {},
  now: () => string = () => NOW,
): Tenant {
  const tenant = openTenant({ database: ":memory:", now });
  tenant.change(change);
  const people = random.tenant.map((one) => ({
    ...one,
    loginId: asLoginId(one.loginId),
    name: String(one.values.name),
    department: "",
    role: "",
  }));
  tenant.seed(people, { subscriptions: random.subscriptions, seats: {} });
  return tenant;
}

export async function storeOf(random: RandomCompany): Promise<Store> {
  const store = openSqliteStore(":memory:", "aoba");
  await remember(store, { put: random.remembered, drop: [] });
  return store;
}

export async function openCompany(random: RandomCompany, change: Partial<TenantSettings> = {}): Promise<Opened> {
  const tenant = tenantOf(random, change);
  return { tenant, connector: overTenant(tenant, () => NOW), store: await storeOf(random) };
}

export async function situationOf(random: RandomCompany, { connector, store }: Opened): Promise<Situation> {
  return {
    roster: { users: random.declared, files: ["users/all.yaml"] },
    snapshot: await connector.readUsers(),
    ledger: await store.readLedger(),
    contract: await connector.readContract(),
    facts: NO_FACTS,
    approvals: random.approvals,
    settings: companySettings(random.subscriptions),
    can: connector.can,
    recent: NOTHING_RECENT,
    now: NOW,
  };
}

export function approved(plan: Plan, random: RandomCompany): ApprovedPlan {
  const result = approve(
    plan,
    { settings: companySettings(random.subscriptions), declared: random.declared, today: NOW.slice(0, 10) },
    ["MB2305", "MB2406"],
  );
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

/** By looking, not by planning again: everybody is as the files say, and nobody else was touched. */
export function shows({ tenant }: Opened, random: RandomCompany): void {
  const users = new Map(tenant.users().map((one) => [loginKey(one.loginId), one]));
  for (const { loginId, values, state } of random.declared) {
    const one = users.get(loginKey(loginId));
    const before = random.tenant.find((person) => loginKey(person.loginId) === loginKey(loginId));
    if (state === "absent") {
      expect(before?.state === "inactive" ? one : one?.state).toBe(
        before?.state === "inactive" ? undefined : "inactive",
      );
      continue;
    }
    expect(one?.values).toMatchObject(values);
    if (state !== undefined) expect(one?.state).toBe(state);
  }
  const known = new Set([...random.declared, ...random.remembered].map(({ loginId }) => loginKey(loginId)));
  for (const person of random.tenant.filter(({ loginId }) => !known.has(loginKey(loginId)))) {
    expect(users.get(loginKey(person.loginId))).toMatchObject({ state: person.state, values: person.values });
  }
}
