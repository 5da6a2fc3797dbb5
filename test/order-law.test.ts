import fc from "fast-check";
import { expect, test } from "vitest";
import { overTenant } from "../src/connectors/local/connector.ts";
import type { Connector } from "../src/model/connector.ts";
import { NO_FACTS } from "../src/model/facts.ts";
import { SUBSCRIPTIONS } from "../src/model/fields.ts";
import { type ApprovedPlan, NOTHING_RECENT, type Situation } from "../src/model/plan.ts";
import type { DeclaredUser } from "../src/model/roster.ts";
import { SEAT_KINDS, type SeatKind } from "../src/model/seats.ts";
import type { Store } from "../src/model/store.ts";
import {
  asLoginId,
  type LoginId,
  loginKey,
  type TenantState,
  type TenantUser,
  type Values,
} from "../src/model/user.ts";
import { makePlan } from "../src/plan/plan.ts";
import { makePassword } from "../src/secrets/password.ts";
import { openSqliteStore } from "../src/state/sqlite.ts";
import { openTenant, type Tenant, type TenantSettings } from "../src/tenant/tenant.ts";
import { carryOut, worldOf } from "./apply/carry-out.ts";
import { approval, NOW, settings as settingsOf, user, values } from "./builders.ts";

/** Companies whose numbers, seats and admins just last, if everything goes in the right order. */

interface Member {
  readonly state: TenantState;
  readonly now: Values;
  readonly later: Values;
  readonly fate: "update" | "switch" | "delete" | "unmanaged";
  readonly moves: boolean;
}

interface Joiner {
  readonly state: TenantState;
  readonly later: Values;
  readonly hasNumber: boolean;
}

interface Company {
  readonly members: readonly Member[];
  readonly joiners: readonly Joiner[];
  /** Decides who gets which number. */
  readonly deal: readonly number[];
  readonly countInactive: boolean;
  readonly minAdmins: number;
  readonly chunkSize: number;
}

const permissions: fc.Arbitrary<Values> = fc
  .record({
    admin: fc.integer({ min: 0, max: 3 }).map((dice) => dice === 0),
    phone: fc.boolean(),
    mobile: fc.boolean(),
    meetings: fc.boolean(),
    bot: fc.boolean(),
    salesforce: fc.boolean(),
  })
  .map(({ admin, phone, mobile, meetings, bot, salesforce }) => ({
    admin,
    "phone.enabled": phone,
    "phoneMobile.enabled": phone && mobile,
    monitoring: phone && mobile,
    "meetings.enabled": meetings,
    "meetings.useBot": meetings && bot,
    "salesforce.enabled": salesforce,
  }));

const state = fc.constantFrom("active" as const, "active" as const, "inactive" as const);

const member: fc.Arbitrary<Member> = fc.record({
  state,
  now: permissions,
  later: permissions,
  fate: fc.constantFrom("update", "update", "switch", "delete", "unmanaged"),
  moves: fc.boolean(),
});

const joiner: fc.Arbitrary<Joiner> = fc.record({ state, later: permissions, hasNumber: fc.boolean() });

function companyOf(fewest: number, most: number): fc.Arbitrary<Company> {
  const size = "max";
  return fc.record({
    members: fc.array(member, { minLength: fewest, maxLength: most, size }),
    joiners: fc.array(joiner, { maxLength: Math.ceil(most / 3), size }),
    deal: fc.array(fc.nat(), { minLength: 2 * most, maxLength: 2 * most, size }),
    countInactive: fc.boolean(),
    minAdmins: fc.integer({ min: 0, max: 3 }),
    chunkSize: fc.constantFrom(2, 100),
  });
}

/** A tenant of even numbers, which gives odd ones to new users: the very numbers that files ask for. */
const FIRST = 2000;

function peopleOf({ members, joiners, deal }: Company) {
  const before = members.map(
    ({ state: own, now }, index): TenantUser => ({
      loginId: asLoginId(`m${index}@x.jp`),
      state: own,
      values: values({ ...now, name: `m${index}`, extension: String(FIRST + 2 * index) }),
      extra: {},
    }),
  );
  const movers = members.flatMap((one, index) => (one.moves && ["update", "switch"].includes(one.fate) ? [index] : []));
  const wanting = joiners.flatMap(({ hasNumber }, index) => (hasNumber ? [index] : []));
  const held = movers.map((index) => FIRST + 2 * index);
  const free = Array.from({ length: Math.max(movers.length, wanting.length) }, (_, index) => FIRST + 2 * index + 1);
  const dealt = [...held, ...free]
    .map((number, index) => ({ number, by: deal[index] ?? 0 }))
    .sort((a, b) => a.by - b.by)
    .map(({ number }) => String(number));
  const numberOf = (index: number): Values => {
    const place = movers.indexOf(index);
    return place < 0 ? {} : { extension: dealt[place] ?? "" };
  };
  const declaredMembers = members.flatMap((one, index): readonly DeclaredUser[] => {
    const loginId = `m${index}@x.jp`;
    const own = { loginId, values: { ...one.later, name: `m${index}`, ...numberOf(index) } };
    if (one.fate === "unmanaged" || (one.fate === "delete" && one.state === "active")) return [];
    if (one.fate === "delete") return [user({ loginId, state: "absent" })];
    if (one.fate === "update") return [user(own)];
    return [user({ ...own, state: one.state === "active" ? "inactive" : "active" })];
  });
  const declaredJoiners = joiners.map(({ state: own, later, hasNumber }, index) => {
    const place = movers.length + wanting.indexOf(index);
    const number: Values = hasNumber ? { extension: dealt[place] ?? "" } : {};
    return user({ loginId: `j${index}@x.jp`, state: own, values: { ...later, name: `j${index}`, ...number } });
  });
  return { before, declared: [...declaredMembers, ...declaredJoiners] };
}

type Standing = { readonly state: TenantState; readonly values: Values };

function takes(of: SeatKind, { state: own, values: held }: Standing, countInactive: boolean): boolean {
  return (countInactive || own === "active") && (of === "total" || held[`${of}.enabled` as const] === true);
}

/**
 * Just enough: what is taken now or then. Two things need more, for no order does without: somebody new who is inactive
 * is active for a while, unless somebody is activated after that, and an admin keeps the seat until the next one came.
 */
function limitOf(of: SeatKind, { members, joiners, countInactive, minAdmins }: Company): number {
  const count = (people: readonly Standing[], all = countInactive) =>
    people.filter((one) => takes(of, one, all)).length;
  const now = members.map((one) => ({ state: one.state, values: one.now }));
  const stayed = members.flatMap((one): readonly Standing[] => {
    if (one.fate === "delete" && one.state === "inactive") return [];
    if (one.fate === "unmanaged" || one.fate === "delete") return [{ state: one.state, values: one.now }];
    const other = one.state === "active" ? "inactive" : "active";
    return [{ state: one.fate === "switch" ? other : one.state, values: one.later }];
  });
  const came = joiners.map((one) => ({ state: one.state, values: one.later }));
  const after = count(stayed) + count(came);
  if (countInactive) return Math.max(count(now), after);
  const passing = count(came, true) - count(came);
  const activated = members.filter(
    (one) =>
      one.fate === "switch" && one.state === "inactive" && takes(of, { state: "active", values: one.later }, true),
  ).length;
  const leaving = members.filter((one) => one.fate === "switch" && one.state === "active" && one.now.admin === true);
  const staying =
    minAdmins === 0 ? 0 : leaving.filter((one) => takes(of, { state: "active", values: one.now }, true)).length;
  return Math.max(count(now), after + Math.max(0, passing - activated)) + staying;
}

interface Opened {
  readonly tenant: Tenant;
  readonly connector: Connector;
  readonly store: Store;
  /** Active admins at the beginning, and after each chunk. */
  readonly admins: number[];
}

function open(company: Company, before: readonly TenantUser[], rules: Partial<TenantSettings>): Opened {
  const tenant = openTenant({ database: ":memory:", now: () => NOW });
  tenant.change({ ...rules, countInactiveSeats: company.countInactive, firstExtension: FIRST });
  const people = before.map(({ loginId, state: own = "active", values: held }) => ({
    loginId,
    state: own,
    values: held,
    name: String(held.name),
    department: "",
    role: "",
  }));
  const seats = Object.fromEntries(SEAT_KINDS.map((of) => [of, limitOf(of, company)]));
  tenant.seed(people, { subscriptions: SUBSCRIPTIONS, seats });
  const countAdmins = () =>
    tenant.users().filter(({ state: own, values: held }) => own === "active" && held.admin === true).length;
  const admins = [countAdmins()];
  const connector = overTenant(tenant, () => NOW);
  const watched: Connector = {
    can: connector.can,
    readUsers: () => connector.readUsers(),
    countUsers: () => connector.countUsers(),
    readThese: (loginIds) => connector.readThese(loginIds),
    readContract: () => connector.readContract(),
    close: () => connector.close(),
    write: async (write) => {
      const outcomes = await connector.write(write);
      admins.push(countAdmins());
      return outcomes;
    },
  };
  return { tenant, connector: watched, store: openSqliteStore(":memory:", "aoba"), admins };
}

async function situationOf(company: Company, declared: readonly DeclaredUser[], opened: Opened): Promise<Situation> {
  const usual = settingsOf();
  return {
    roster: { users: declared, files: ["users/all.yaml"] },
    snapshot: await opened.connector.readUsers(),
    ledger: await opened.store.readLedger(),
    contract: await opened.connector.readContract(),
    facts: NO_FACTS,
    approvals: declared.map(({ loginId }) => approval({ loginId, overrideWaiting: true, deleteFirst: true })),
    settings: settingsOf({
      connector: { ...usual.connector, chunkSize: company.chunkSize },
      extensionPools: { spare: ["9000-9999"] },
      seats: { countInactive: company.countInactive, warnWithin: 0 },
      guards: { ...usual.guards, minAdmins: company.minAdmins },
    }),
    can: opened.connector.can,
    recent: NOTHING_RECENT,
    now: NOW,
  };
}

const PASSWORD = makePassword();
const ONE_PASSWORD = {
  seal: async (_: string, users: readonly LoginId[]) => ({
    sealed: "none",
    passwords: new Map(users.map((id) => [loginKey(id), PASSWORD])),
  }),
};

const RULES: readonly (readonly [string, Partial<TenantSettings>])[] = [
  ["row by row", { checksExtensionsAgainst: "rows", checksSeatsAgainst: "rows" }],
  ["against the state before the file", { checksExtensionsAgainst: "start", checksSeatsAgainst: "start" }],
];

const SIZES: readonly (readonly [string, fc.Arbitrary<Company>, number])[] = [
  ["a small company", companyOf(2, 12), 100],
  ["a company of up to 60", companyOf(13, 60), 20],
  ["a company of up to 300", companyOf(200, 225), 2],
];

for (const [checks, rules] of RULES) {
  test.each(SIZES)(`no row of %s is rejected by a tenant that checks ${checks}`, async (_, company, numRuns) => {
    await fc.assert(
      fc.asyncProperty(company, (random) => lasts(random, rules)),
      { numRuns },
    );
  });
}

async function lasts(company: Company, rules: Partial<TenantSettings>): Promise<void> {
  const { before, declared } = peopleOf(company);
  const opened = open(company, before, rules);
  try {
    const plan = makePlan(await situationOf(company, declared, opened));
    expect(plan.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const { result } = await carryOut(plan as ApprovedPlan, worldOf(opened, ONE_PASSWORD));
    expect(result).toMatchObject({ end: "done", summary: { failed: [] } });
    const fewest = Math.min(company.minAdmins, opened.admins[0] ?? 0, opened.admins.at(-1) ?? 0);
    expect(Math.min(...opened.admins)).toBeGreaterThanOrEqual(fewest);
    expect(makePlan(await situationOf(company, declared, opened))).toMatchObject({
      changes: [],
      remember: [],
      steps: [],
    });
  } finally {
    await opened.connector.close();
    await opened.store.close();
  }
}
