import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overTenant } from "../src/connectors/local/connector.ts";
import { rolesFile, rosterFile, subscribedOnly, type WrittenUser, withRoles } from "../src/edit/roster-file.ts";
import { suggestRoles } from "../src/edit/suggest-roles.ts";
import { readConsoleFile } from "../src/load/console.ts";
import { loadRoster } from "../src/load/roster.ts";
import { ENCODINGS } from "../src/model/encoding.ts";
import { isSubscribed, PERMISSION_KEYS, SUBSCRIPTIONS, type Subscription } from "../src/model/fields.ts";
import type { Change } from "../src/model/plan.ts";
import { HEADER_LANGUAGES } from "../src/model/settings.ts";
import { asLoginId } from "../src/model/user.ts";
import { makePlan } from "../src/plan/plan.ts";
import { makePeople } from "../src/tenant/people.ts";
import { openTenant, type SeedUser, type Tenant } from "../src/tenant/tenant.ts";
import { CAN, NOW, situation } from "./builders.ts";
import { folderWith } from "./cli/command.ts";
import { subscriptions, tenantOf } from "./random.ts";

function tenantWith(people: readonly SeedUser[], held: readonly Subscription[]): Tenant {
  const tenant = openTenant({ database: ":memory:", now: () => NOW });
  tenant.seed(people, { subscriptions: held, seats: {} });
  return tenant;
}

/** What a plan would change right after these users were written as a file, and with roles as two. */
async function changesAfter(users: readonly WrittenUser[], tenant: Tenant): Promise<readonly Change[]> {
  const { roles, people } = found(users, tenant);
  return [
    ...(await changesWith({ "users/all.yaml": rosterFile(users, "users.json") }, tenant)),
    ...(await changesWith({ "users/all.yaml": rosterFile(people, "users.json"), "roles/all.yaml": roles }, tenant)),
  ];
}

function found(users: readonly WrittenUser[], tenant: Tenant) {
  const held = new Set(tenant.contract().subscriptions);
  const without = new Set(PERMISSION_KEYS.filter((key) => !isSubscribed(key, held)));
  const values = users.map((user) => user.values);
  const suggested = suggestRoles(values, { without, requireRole: false, taken: new Set() });
  const roles = suggested.roles.map((role) => ({ ...role, description: role.name }));
  return { roles: rolesFile(roles, "roles.json"), people: withRoles(users, suggested.users) };
}

async function changesWith(files: Readonly<Record<string, string>>, tenant: Tenant): Promise<readonly Change[]> {
  const held = tenant.contract().subscriptions;
  const folder = folderWith({
    "meibo.yaml": `version: 1\ntenant: aoba\nsubscriptions: [${held.join(", ")}]\n`,
    ...files,
  });
  const loaded = await loadRoster(folder);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, undefined, 1));
  const { roster, settings } = loaded.value;
  const connector = overTenant(tenant, () => NOW);
  const [snapshot, contract] = [await connector.readUsers(), await connector.readContract()];
  const { changes } = makePlan({ ...situation(), roster, settings, snapshot, contract, can: CAN });
  expect(roster.users).toHaveLength(snapshot.users.length);
  return changes;
}

function imported(tenant: Tenant, encoding: (typeof ENCODINGS)[number], language: (typeof HEADER_LANGUAGES)[number]) {
  const read = readConsoleFile(tenant.template("update", { encoding, language }), "users.csv");
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.value).toMatchObject({ encoding, headerLanguage: language });
  return read.value.users;
}

const contracts = [SUBSCRIPTIONS, ...SUBSCRIPTIONS.map((gone) => SUBSCRIPTIONS.filter((name) => name !== gone)), []];
const variants = ENCODINGS.flatMap((encoding) =>
  HEADER_LANGUAGES.flatMap((language) =>
    contracts.map((held) => ({ encoding, language, held, named: held.join(" ") || "nothing" })),
  ),
);

describe("importing a tenant of 138 people and planning shows no change", () => {
  const { people } = makePeople(138, 1);

  test.each(variants)(
    "from its update template: $encoding, $language, with $named",
    async ({ encoding, language, held }) => {
      const tenant = tenantWith(people, held);
      expect(await changesAfter(imported(tenant, encoding, language), tenant)).toEqual([]);
      tenant.close();
    },
  );

  test.each(contracts.map((held) => ({ held, named: held.join(" ") || "nothing" })))(
    "from the connector, with states, with $named",
    async ({ held }) => {
      const tenant = tenantWith(people, held);
      expect(tenant.users().filter(({ state }) => state === "inactive")).toHaveLength(7);
      expect(await changesAfter(subscribedOnly(tenant.users(), held), tenant)).toEqual([]);
      tenant.close();
    },
  );
});

describe("importing any tenant and planning shows no change", () => {
  const any = subscriptions.chain((held) => fc.record({ held: fc.constant(held), people: tenantOf(held, 8) }));
  const seeded = (people: readonly { loginId: string; values: SeedUser["values"]; state: SeedUser["state"] }[]) =>
    people.map((one) => ({
      ...one,
      loginId: asLoginId(one.loginId),
      name: String(one.values.name),
      department: "",
      role: "",
    }));

  test("from a file", async () => {
    await fc.assert(
      fc.asyncProperty(
        any,
        fc.constantFrom("utf-8" as const, "utf-8-bom" as const),
        fc.constantFrom(...HEADER_LANGUAGES),
        async ({ held, people }, encoding, language) => {
          fc.pre(people.length > 0);
          const tenant = tenantWith(seeded(people), held);
          try {
            expect(await changesAfter(imported(tenant, encoding, language), tenant)).toEqual([]);
          } finally {
            tenant.close();
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test("from the connector", async () => {
    await fc.assert(
      fc.asyncProperty(any, async ({ held, people }) => {
        const tenant = tenantWith(seeded(people), held);
        try {
          expect(await changesAfter(subscribedOnly(tenant.users(), held), tenant)).toEqual([]);
        } finally {
          tenant.close();
        }
      }),
      { numRuns: 150 },
    );
  });
});

test("this repository's own roster and the made-up company are the same people", async () => {
  const { people, contract } = makePeople(138, 1);
  const tenant = tenantWith(people, contract.subscriptions);
  const loaded = await loadRoster(".");
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, undefined, 1));
  const { roster, settings } = loaded.value;
  const snapshot = { users: tenant.users(), readAt: NOW, complete: true };
  const plan = makePlan({
    ...situation(),
    roster,
    settings,
    snapshot,
    contract: { subscriptions: contract.subscriptions },
  });
  expect([roster.users.length, plan.changes, plan.problems]).toEqual([138, [], []]);
  expect(plan.notes.filter(({ kind }) => kind !== "adopt")).toEqual([]);
  tenant.close();
});
