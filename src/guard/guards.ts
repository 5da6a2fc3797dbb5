import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { approvedDeletes } from "./approved-deletes.ts";
import { emptyRoster } from "./empty-roster.ts";
import { emptyTenant } from "./empty-tenant.ts";
import { lostEnds } from "./lost-ends.ts";
import { maxAdminChanges } from "./max-admin-changes.ts";
import { maxCreates } from "./max-creates.ts";
import { maxDeactivations } from "./max-deactivations.ts";
import { maxDeletes } from "./max-deletes.ts";
import { maxUpdates } from "./max-updates.ts";
import { minAdmins } from "./min-admins.ts";
import type { Policy } from "./policy.ts";
import { protectedUsers } from "./protected-users.ts";
import { shrunkenTenant } from "./shrunken-tenant.ts";
import { unmanagedUsers } from "./unmanaged-users.ts";

/** Pure. All guards speak; none hides another. */
export type Guard = (plan: Plan, policy: Policy) => readonly Problem[];

export const GUARDS: readonly Guard[] = [
  emptyRoster,
  emptyTenant,
  shrunkenTenant,
  lostEnds,
  protectedUsers,
  minAdmins,
  approvedDeletes,
  maxDeletes,
  maxDeactivations,
  maxUpdates,
  maxCreates,
  maxAdminChanges,
  unmanagedUsers,
];
