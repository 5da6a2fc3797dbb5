import type { Change, Totals } from "../model/plan.ts";
import { loginKey, type TenantUser } from "../model/user.ts";
import type { Known } from "./known.ts";

/** What guards and views count with. */
export function totalsOf(known: Known, changes: readonly Change[]): Totals {
  const { snapshot, roster, ledger, recent } = known.situation;
  const states = snapshot.users.every(({ state }) => state !== undefined);
  const now = snapshot.users.filter(isActiveAdmin).length;
  const people = [...Map.groupBy(changes, ({ loginId }) => loginKey(loginId))];
  const step = people.reduce((sum, [key, own]) => sum + adminStep(own, known.actual.get(key)), 0);
  return {
    users: snapshot.users.length,
    ...(states ? { active: snapshot.users.filter(({ state }) => state === "active").length } : {}),
    admins: { now, after: now + step },
    declared: roster.users.length,
    files: roster.files.length,
    managed: ledger.entries.filter(({ removed }) => removed !== true).length,
    ...(ledger.usersCounted === undefined ? {} : { counted: ledger.usersCounted }),
    recent,
  };
}

function isActiveAdmin({ state, values }: TenantUser): boolean {
  return values.admin === true && state !== "inactive";
}

/** By how many one person's changes raise or lower the number of active admins. */
function adminStep(own: readonly Change[], actual: TenantUser | undefined): number {
  const before = actual !== undefined && isActiveAdmin(actual);
  return Number(isAdminAfter(actual, own)) - Number(before);
}

function isAdminAfter(actual: TenantUser | undefined, own: readonly Change[]): boolean {
  let admin = actual?.values.admin === true;
  let active = actual?.state !== "inactive";
  for (const change of own) {
    if (change.kind === "create") {
      admin = change.values.admin === true;
      active = change.state === "active";
    }
    if (change.kind === "update") admin = adminIn(change.fields) ?? admin;
    if (change.kind === "activate") active = true;
    if (change.kind === "deactivate" || change.kind === "delete") active = false;
  }
  return admin && active;
}

function adminIn(fields: readonly { readonly key: string; readonly to: unknown }[]): boolean | undefined {
  const field = fields.find(({ key }) => key === "admin");
  return field === undefined ? undefined : field.to === true;
}
