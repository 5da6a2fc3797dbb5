import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { approvedDeletes } from "./approved-deletes.ts";
import { emptyRoster } from "./empty-roster.ts";
import { emptyTenant } from "./empty-tenant.ts";
import { filePolicies } from "./file-policies.ts";
import { lostEnds } from "./lost-ends.ts";
import { maxAdminChanges } from "./max-admin-changes.ts";
import { maxCreates } from "./max-creates.ts";
import { maxDeactivations } from "./max-deactivations.ts";
import { maxDeletes } from "./max-deletes.ts";
import { maxOverrides } from "./max-overrides.ts";
import { maxUpdates } from "./max-updates.ts";
import { minAdmins } from "./min-admins.ts";
import { ownAccount } from "./own-account.ts";
import type { Policy, RosterPolicy } from "./policy.ts";
import { protectedUsers } from "./protected-users.ts";
import { renameQuestions } from "./rename-questions.ts";
import { requiredRoles } from "./required-roles.ts";
import { shrunkenTenant } from "./shrunken-tenant.ts";
import { unmanagedUsers } from "./unmanaged-users.ts";
import { waitingPeriod } from "./waiting-period.ts";

/** Pure. All guards speak; none hides another. */
export type Guard = (plan: Plan, policy: Policy) => readonly Problem[];
/** Needs no plan, so it is heard without a tenant too. */
export type RosterGuard = (policy: RosterPolicy) => readonly Problem[];

export const ROSTER_GUARDS: readonly RosterGuard[] = [filePolicies, requiredRoles, maxOverrides];

export const GUARDS: readonly Guard[] = [
  emptyRoster,
  emptyTenant,
  shrunkenTenant,
  lostEnds,
  protectedUsers,
  ownAccount,
  minAdmins,
  approvedDeletes,
  waitingPeriod,
  maxDeletes,
  maxDeactivations,
  maxUpdates,
  maxCreates,
  maxAdminChanges,
  unmanagedUsers,
  renameQuestions,
  ...ROSTER_GUARDS.map(
    (guard): Guard =>
      (_, policy) =>
        guard(policy),
  ),
];
