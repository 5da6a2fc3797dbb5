import type { World } from "../src/apply/drive.ts";
import { approve } from "../src/guard/approve.ts";
import type { Connector } from "../src/model/connector.ts";
import { NO_FACTS } from "../src/model/facts.ts";
import { type ApprovedPlan, NOTHING_RECENT } from "../src/model/plan.ts";
import type { DeclaredUser } from "../src/model/roster.ts";
import { DEFAULT_SETTINGS, type Settings } from "../src/model/settings.ts";
import type { Store } from "../src/model/store.ts";
import { asLoginId, loginKey } from "../src/model/user.ts";
import { makePlan } from "../src/plan/plan.ts";
import { makePassword } from "../src/secrets/password.ts";
import { makePeople } from "../src/tenant/people.ts";

export const NOW = "2026-12-01T00:00:00.000Z";

export const settings: Settings = {
  ...DEFAULT_SETTINGS,
  tenant: "bench",
  guards: {
    ...DEFAULT_SETTINGS.guards,
    minAdmins: 0,
    maxCreates: 1_000_000,
    maxAdminChanges: 1_000_000,
    minUsers: 1_000_000,
  },
};

export function declaredOf(count: number): readonly DeclaredUser[] {
  const { people } = makePeople(count, 1);
  return people.map(({ loginId, values }, index) => ({
    loginId: asLoginId(loginId),
    previousLoginIds: [],
    values: { name: values.name, monitoring: false, "analytics.exportCallHistory": false },
    origins: [],
    roles: [],
    place: { file: "users.yaml", line: index + 1 },
  }));
}

/** Passwords are made, and kept nowhere. */
export const sealNothing: World["seal"] = async (_, users) => ({
  sealed: "none",
  passwords: new Map(users.map((loginId) => [loginKey(loginId), makePassword()])),
});

interface Opened {
  readonly connector: Connector;
  readonly store: Store;
}

/** The approved plan that makes the tenant have these users. */
export async function planOver({ connector, store }: Opened, users: readonly DeclaredUser[]): Promise<ApprovedPlan> {
  const plan = makePlan({
    roster: { users, files: ["users.yaml"] },
    snapshot: await connector.readUsers(),
    ledger: await store.readLedger(),
    contract: {},
    facts: NO_FACTS,
    approvals: [],
    settings,
    can: connector.can,
    recent: NOTHING_RECENT,
    now: NOW,
  });
  const approved = approve(plan, { settings, declared: users, today: "2026-12-01" });
  if (!approved.ok) throw new Error(JSON.stringify(approved.problems.slice(0, 3)));
  return approved.value;
}
