import type { Change, ChangeKind, UpdateChange } from "../model/plan.ts";
import {
  type LoginId,
  type LoginKey,
  loginKey,
  type TenantState,
  type TenantUser,
  type Values,
} from "../model/user.ts";
import type { Known } from "./known.ts";

/** What seats and admins are counted by; a state that nobody knows counts as active. */
export type Standing = Pick<TenantUser, "state" | "values">;

/** Somebody whom the plan changes. */
export interface Person {
  readonly key: LoginKey;
  readonly loginId: LoginId;
  readonly own: readonly Change[];
  /** Absent for new users. */
  readonly before: Standing | undefined;
  /** Absent for users who are deleted. */
  readonly after: Standing | undefined;
}

/** Everybody whom these changes are about, once, in their order. */
export function peopleOf(known: Known, changes: readonly Change[]): readonly Person[] {
  const people = new Map<LoginKey, Person>();
  for (const change of changes) {
    const { loginId } = change;
    const key = loginKey(loginId);
    const actual = known.actual.get(key);
    const { own, before, after } = people.get(key) ?? { own: [], before: actual, after: actual };
    people.set(key, { key, loginId, own: [...own, change], before, after: afterChange(after, change) });
  }
  return [...people.values()];
}

export function isActive(standing: Standing): boolean {
  return standing.state !== "inactive";
}

export function isActiveAdmin(standing: Standing | undefined): boolean {
  return standing?.values.admin === true && isActive(standing);
}

function afterChange(standing: Standing | undefined, change: Change): Standing | undefined {
  if (change.kind === "create") return { state: change.state, values: change.values };
  // Whom a person must rename first has no standing under the new Login ID.
  if (change.kind === "delete" || standing === undefined) return undefined;
  if (change.kind === "update") return { ...standing, values: { ...standing.values, ...valuesOf(change) } };
  const state = STATE_AFTER[change.kind];
  return state === undefined ? standing : { ...standing, state };
}

const STATE_AFTER = {
  activate: "active",
  deactivate: "inactive",
  release: undefined,
  manual: undefined,
} as const satisfies Record<Exclude<ChangeKind, "create" | "update" | "delete">, TenantState | undefined>;

function valuesOf({ fields }: UpdateChange): Values {
  return Object.fromEntries(fields.map(({ key, to }) => [key, to]));
}
