import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ApplyResult } from "../../src/apply/run.ts";
import type { Approval } from "../../src/model/facts.ts";
import type { LedgerEntry } from "../../src/model/ledger.ts";
import type { DeclaredUser } from "../../src/model/roster.ts";
import { asLoginId, type LoginId, type Values } from "../../src/model/user.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { openTenant, type SeedUser } from "../../src/tenant/tenant.ts";
import { approval, entry, NOW, user, values } from "../builders.ts";
import { remember } from "../state/records.ts";

/** A tenant and a roster in which everything that can be done is to be done. */
export interface Company {
  readonly people: readonly SeedUser[];
  readonly declared: readonly DeclaredUser[];
  readonly remembered: readonly LedgerEntry[];
  readonly approvals: readonly Approval[];
}

const LONG_AGO = "2026-01-01T00:00:00.000Z";

/** So many users, a third of them new; two come back, two leave, two swap numbers, one is deleted, most are updated. */
export function companyOf(count: number): Company {
  const old = Math.ceil((count * 2) / 3);
  const idOf = (index: number): LoginId => asLoginId(`u${String(index).padStart(4, "0")}@aoba.example`);
  const numberOf = (index: number) => String(10_000 + index);
  const before = (index: number): Values => values({ name: `人 ${index}`, extension: numberOf(index) });
  const isOff = (index: number) => index < 3;
  const people = Array.from(
    { length: old },
    (_, index): SeedUser => ({
      loginId: idOf(index),
      name: `人 ${index}`,
      state: isOff(index) ? "inactive" : "active",
      values: before(index),
      department: "",
      role: "",
    }),
  );
  const declared = Array.from({ length: count }, (_, index): DeclaredUser => {
    const state = STATES[index];
    const extension = numberOf(SWAP.get(index) ?? index);
    const own = { ...before(index), extension, monitoring: index >= 5 && index < old };
    return user({ loginId: idOf(index), values: own, ...(state === undefined ? {} : { state }) });
  });
  const remembered = people.map(({ loginId, state }, index) =>
    entry({
      loginId,
      values: before(index),
      ...(isOff(index) ? { state, inactiveSince: LONG_AGO } : {}),
    }),
  );
  return { people, declared, remembered, approvals: [approval({ loginId: idOf(0) })] };
}

const STATES = ["absent", "active", "active", "inactive", "inactive"] as const;

const SWAP: ReadonlyMap<number, number> = new Map([
  [7, 8],
  [8, 7],
]);

export const tenantFile = (folder: string): string => join(folder, ".meibo", "tenant.db");
export const stateFile = (folder: string): string => join(folder, ".meibo", "state.db");

/** The folder as it is before the apply. */
export async function prepare(folder: string, { people, remembered }: Company): Promise<void> {
  mkdirSync(join(folder, ".meibo"), { recursive: true });
  const tenant = openTenant({ database: tenantFile(folder), now: () => NOW });
  tenant.seed(people, { subscriptions: [], seats: {} });
  tenant.close();
  const store = openSqliteStore(stateFile(folder), "aoba");
  await remember(store, { put: remembered, drop: [] });
  await store.close();
}

export const MOMENTS = ["before", "during", "after"] as const;
export type Moment = (typeof MOMENTS)[number];

export interface Life {
  readonly folder: string;
  readonly count: number;
  readonly run: string;
  readonly recipient: string;
  /** The effect, counted from 1 without the clock's, at which the process dies, and when; it lives on without. */
  readonly dies?: { readonly at: number; readonly moment: Moment; readonly delay: number };
  /** The effect, counted in the same way, at which the process is asked to end. */
  readonly asked?: { readonly at: number };
  /** Where the tenant is served; it is a file of the folder without. */
  readonly served?: { readonly url: string; readonly token: string };
  /** Writes that are under way when the process is asked to end take effect and never answer. */
  readonly hangs?: boolean;
}

/** What a process that was not killed prints. */
export interface Lived {
  readonly result: ApplyResult;
  readonly effects: number;
  /** Since it was asked to end: milliseconds, and writes that were begun. */
  readonly ending?: { readonly milliseconds: number; readonly started: number };
}
