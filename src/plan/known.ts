import { fingerprint } from "../model/canonical.ts";
import type { Approval } from "../model/facts.ts";
import { SUBSCRIPTIONS, type Subscription, type ValueKey } from "../model/fields.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import { compareText } from "../model/place.ts";
import type { Change, Note, PlannedEntry, Situation } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { type LoginId, type LoginKey, loginKey, type TenantUser } from "../model/user.ts";
import { managedKeys } from "./fields.ts";

/** The situation with its look-ups, made once a plan. */
export interface Known {
  readonly situation: Situation;
  /** Subscribed by `meibo.yaml` and by the contract, where the connector can tell. */
  readonly subscriptions: readonly Subscription[];
  readonly keys: readonly ValueKey[];
  /** Every column the contract has, those of `ignoreFields` too. */
  readonly columns: readonly ValueKey[];
  /** Columns that `meibo.yaml` subscribes and the contract does not have. */
  readonly unheld: readonly ValueKey[];
  readonly actual: ReadonlyMap<LoginKey, TenantUser>;
  readonly remembered: ReadonlyMap<LoginKey, LedgerEntry>;
  readonly approvals: ReadonlyMap<LoginKey, Approval>;
  readonly declared: ReadonlySet<LoginKey>;
  /** Former Login IDs of people who are declared under another. */
  readonly former: ReadonlySet<LoginKey>;
}

type Without<C, K extends PropertyKey> = C extends unknown ? Omit<C, K> : never;
/** A change before anybody asked what it costs. */
export type BareChange = Without<Change, "impacts" | "acknowledge">;

/** What one person contributes to the plan. */
export interface Decision {
  readonly changes: readonly BareChange[];
  readonly notes: readonly Note[];
  readonly remember: readonly PlannedEntry[];
  readonly forget: readonly LoginId[];
  readonly problems: readonly Problem[];
}

/** A declared person, and what their declaration contributes. */
export interface Decided {
  readonly user: DeclaredUser;
  readonly decision: Decision;
}

export const NOTHING: Decision = { changes: [], notes: [], remember: [], forget: [], problems: [] };

export function lookUps(situation: Situation): Known {
  const { contract, settings, snapshot, ledger, roster, approvals } = situation;
  const held = new Set(contract.subscriptions ?? SUBSCRIPTIONS);
  const subscriptions = settings.subscriptions.filter((name) => held.has(name)).sort();
  const columns = managedKeys(subscriptions, []);
  return {
    situation,
    subscriptions,
    keys: managedKeys(subscriptions, settings.ignoreFields),
    columns,
    unheld: managedKeys(settings.subscriptions, columns),
    actual: byKey(snapshot.users),
    remembered: byKey(ledger.entries),
    approvals: byKey(approvals),
    declared: new Set(roster.users.map(({ loginId }) => loginKey(loginId))),
    former: new Set(roster.users.flatMap(({ previousLoginIds }) => previousLoginIds.map(loginKey))),
  };
}

function byKey<T extends { readonly loginId: LoginId }>(items: readonly T[]): ReadonlyMap<LoginKey, T> {
  return new Map(items.map((item) => [loginKey(item.loginId), item]));
}

/** The order of people wherever nothing else decides: by folded Login ID, so that no file's order shows in a plan. */
export function inOrder<T extends { readonly loginId: LoginId }>(items: readonly T[]): readonly T[] {
  const keyed = items.map((item) => ({ item, key: loginKey(item.loginId) }));
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ item }) => item);
}

export function nameOf(user: TenantUser): string {
  return String(user.values.name ?? "");
}

/** What every change of an existing user says of them. */
export function concerning(user: TenantUser): {
  readonly loginId: LoginId;
  readonly name: string;
  readonly id?: string;
  readonly fingerprint: string;
} {
  return {
    loginId: user.loginId,
    name: nameOf(user),
    ...(user.id === undefined ? {} : { id: user.id }),
    fingerprint: fingerprint(user),
  };
}
