import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overTenant } from "../src/connectors/local/connector.ts";
import { approve } from "../src/guard/approve.ts";
import { canonicalJson } from "../src/model/canonical.ts";
import type { Connector } from "../src/model/connector.ts";
import { NO_FACTS } from "../src/model/facts.ts";
import { type ApprovedPlan, NOTHING_RECENT, type Plan, type Situation } from "../src/model/plan.ts";
import type { Store } from "../src/model/store.ts";
import { asLoginId, loginKey } from "../src/model/user.ts";
import { makePlan } from "../src/plan/plan.ts";
import { openSqliteStore } from "../src/state/sqlite.ts";
import { openTenant, type Tenant, type TenantSettings } from "../src/tenant/tenant.ts";
import { carryOut, worldOf } from "./apply/carry-out.ts";
import { CAN, NOW, settings as settingsOf } from "./builders.ts";
import { company, type RandomCompany } from "./random.ts";
import { remember } from "./state/records.ts";

/** No limit stands in the way of a random company, not even that somebody must be declared. */
const settings = (held: RandomCompany["subscriptions"]) => {
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

interface Opened {
  readonly tenant: Tenant;
  readonly connector: Connector;
  readonly store: Store;
}

async function open(random: RandomCompany, change: Partial<TenantSettings> = {}): Promise<Opened> {
  const tenant = openTenant({ database: ":memory:", now: () => NOW });
  tenant.change(change);
  const people = random.tenant.map((one) => ({
    ...one,
    loginId: asLoginId(one.loginId),
    name: String(one.values.name),
    department: "",
    role: "",
  }));
  tenant.seed(people, { subscriptions: random.subscriptions, seats: {} });
  const store = openSqliteStore(":memory:", "aoba");
  await remember(store, { put: random.remembered, drop: [] });
  return { tenant, connector: overTenant(tenant, () => NOW), store };
}

async function situationOf(random: RandomCompany, { connector, store }: Opened): Promise<Situation> {
  return {
    roster: { users: random.declared, files: ["users/all.yaml"] },
    snapshot: await connector.readUsers(),
    ledger: await store.readLedger(),
    contract: await connector.readContract(),
    facts: NO_FACTS,
    approvals: random.approvals,
    settings: settings(random.subscriptions),
    can: connector.can,
    recent: NOTHING_RECENT,
    now: NOW,
  };
}

function approved(plan: Plan, random: RandomCompany): ApprovedPlan {
  const result = approve(
    plan,
    { settings: settings(random.subscriptions), declared: random.declared, today: NOW.slice(0, 10) },
    ["MB2305", "MB2406"],
  );
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

describe("applying a plan leads to the declared state, and then there is nothing to plan", () => {
  test.each([
    ["rows", {}],
    ["the file before it", { checksExtensionsAgainst: "start" } as const],
  ])("on a tenant that checks extensions against %s", async (_, change) => {
    await fc.assert(
      fc.asyncProperty(company, async (random) => {
        const opened = await open(random, change);
        try {
          const plan = approved(makePlan(await situationOf(random, opened)), random);
          const { result } = await carryOut(plan, worldOf(opened));
          expect(result).toMatchObject({ end: "done" });
          shows(opened, random);
          expect(makePlan(await situationOf(random, opened))).toMatchObject({
            changes: [],
            remember: [],
            forget: [],
            steps: [],
          });
        } finally {
          await opened.connector.close();
          await opened.store.close();
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** By looking, not by planning again: everybody is as the files say, and nobody else was touched. */
function shows({ tenant }: Opened, random: RandomCompany): void {
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

test("the order of files, entries, memory and answers changes nothing", async () => {
  const shuffled = company.chain((random) =>
    fc.record({
      random: fc.constant(random),
      declared: fc.shuffledSubarray([...random.declared], { minLength: random.declared.length }),
      actual: fc.shuffledSubarray([...random.tenant], { minLength: random.tenant.length }),
      remembered: fc.shuffledSubarray([...random.remembered], { minLength: random.remembered.length }),
    }),
  );
  const planFrom = (random: RandomCompany, parts: Pick<RandomCompany, "declared" | "remembered" | "tenant">) =>
    makePlan({
      roster: { users: parts.declared, files: ["users/all.yaml"] },
      snapshot: {
        users: parts.tenant.map((one) => ({ ...one, id: one.loginId, loginId: asLoginId(one.loginId), extra: {} })),
        readAt: NOW,
        complete: true,
      },
      ledger: { tenant: "aoba", entries: parts.remembered },
      contract: { subscriptions: random.subscriptions },
      facts: NO_FACTS,
      approvals: random.approvals,
      settings: settings(random.subscriptions),
      can: CAN,
      recent: NOTHING_RECENT,
      now: NOW,
    });
  fc.assert(
    fc.property(shuffled, ({ random, declared, actual, remembered }) => {
      expect(canonicalJson(planFrom(random, { declared, tenant: actual, remembered }))).toBe(
        canonicalJson(planFrom(random, random)),
      );
    }),
    { numRuns: 200 },
  );
});
