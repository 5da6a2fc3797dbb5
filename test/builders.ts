import type { Can, Snapshot } from "../src/model/connector.ts";
import { type Approval, NO_FACTS } from "../src/model/facts.ts";
import { baselineOf, SUBSCRIPTIONS, VALUE_KEYS, type Value, type ValueKey } from "../src/model/fields.ts";
import type { Ledger, LedgerEntry } from "../src/model/ledger.ts";
import { NOTHING_RECENT, type Plan, type RecentCounts, type Situation } from "../src/model/plan.ts";
import type { Problem } from "../src/model/problem.ts";
import type { DeclaredUser } from "../src/model/roster.ts";
import { DEFAULT_SETTINGS, type Settings } from "../src/model/settings.ts";
import { asLoginId, loginKey, type TenantState, type TenantUser, type Values } from "../src/model/user.ts";
import { makePlan } from "../src/plan/plan.ts";

/** Valid things; a test names only what it is about. */

export const NOW = "2026-12-01T00:00:00.000Z";

export function values(overrides: Values = {}): Values {
  const all: Partial<Record<ValueKey, Value>> = { name: "佐藤 花子", locale: "ja", timeZone: "Asia/Tokyo" };
  for (const key of VALUE_KEYS) {
    const off = baselineOf(key);
    if (off !== undefined) all[key] = off;
  }
  return { ...all, ...overrides };
}

type Declared = Partial<Omit<DeclaredUser, "loginId" | "values">> & {
  readonly loginId?: string;
  readonly values?: Values;
};

/** Somebody in a file. */
export function user({ loginId = "hanako@aoba.example", values: own = {}, ...rest }: Declared = {}): DeclaredUser {
  return {
    loginId: asLoginId(loginId),
    previousLoginIds: [],
    values: values(own),
    origins: [],
    roles: [],
    place: { file: "users/all.yaml", line: 2 },
    ...rest,
  };
}

interface Shown {
  readonly loginId?: string;
  readonly id?: string;
  readonly state?: TenantState;
  readonly values?: Values;
  readonly extra?: Readonly<Record<string, string>>;
}

/** The same person as the tenant shows them. */
export function shown({
  loginId = "hanako@aoba.example",
  id,
  state = "active",
  values: own = {},
  extra = {},
}: Shown = {}): TenantUser {
  return { id: id ?? `id-${loginKey(loginId)}`, loginId: asLoginId(loginId), state, values: values(own), extra };
}

export function entry(
  overrides: Partial<Omit<LedgerEntry, "loginId">> & { readonly loginId?: string } = {},
): LedgerEntry {
  const { loginId = "hanako@aoba.example", ...rest } = overrides;
  return { loginId: asLoginId(loginId), id: `id-${loginKey(loginId)}`, values: values(), roles: [], ...rest };
}

export function settings(overrides: Partial<Settings> = {}): Settings {
  return { ...DEFAULT_SETTINGS, tenant: "aoba", subscriptions: [...SUBSCRIPTIONS], ...overrides };
}

export function approval(overrides: Partial<Omit<Approval, "loginId">> & { readonly loginId?: string } = {}): Approval {
  const { loginId = "hanako@aoba.example", ...rest } = overrides;
  return {
    loginId: asLoginId(loginId),
    approvedBy: "@aoba/it-security",
    reason: "HR-1",
    expires: "2026-12-31",
    acknowledges: ["DEL-A09"],
    overrideWaiting: false,
    deleteFirst: false,
    place: { file: "approvals.yaml", line: 3 },
    ...rest,
  };
}

export const CAN: Can = {
  kinds: ["create", "update", "activate", "deactivate", "delete"],
  batch: { create: 100, update: 100, activate: 1, deactivate: 1, delete: 1 },
  readsState: true,
  deleteById: true,
  late: false,
};

interface SituationParts {
  readonly declared?: readonly DeclaredUser[];
  readonly actual?: readonly TenantUser[];
  readonly remembered?: readonly LedgerEntry[];
  readonly usersCounted?: number;
  readonly settings?: Partial<Settings>;
  readonly approvals?: readonly Approval[];
  readonly now?: string;
  readonly contract?: Situation["contract"];
  readonly facts?: Partial<Situation["facts"]>;
  readonly recent?: Partial<RecentCounts>;
  readonly can?: Partial<Can>;
}

export function situation(parts: SituationParts = {}): Situation {
  const snapshot: Snapshot = { users: parts.actual ?? [], readAt: parts.now ?? NOW, complete: true };
  const ledger: Ledger = {
    tenant: "aoba",
    entries: parts.remembered ?? [],
    ...(parts.usersCounted === undefined ? {} : { usersCounted: parts.usersCounted }),
  };
  return {
    roster: { users: parts.declared ?? [], files: ["users/all.yaml"] },
    snapshot,
    ledger,
    contract: parts.contract ?? {},
    facts: { ...NO_FACTS, ...parts.facts },
    approvals: parts.approvals ?? [],
    settings: settings(parts.settings),
    can: { ...CAN, ...parts.can },
    recent: { ...NOTHING_RECENT, ...parts.recent },
    now: parts.now ?? NOW,
  };
}

export function planOf(parts: SituationParts = {}): Plan {
  return makePlan(situation(parts));
}

/** Problems in full: the name, all that is said, and where. */
export function inFull(problems: readonly Problem[]): readonly object[] {
  return problems.map(({ name, args, place }) => ({ name, ...args, ...(place === undefined ? {} : { place }) }));
}
