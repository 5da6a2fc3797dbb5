import type { Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import { minAdmins } from "./min-admins.ts";
import type { Policy } from "./policy.ts";
import { refusal } from "./refusal.ts";

/** A part of a plan may take admin from somebody whose successor is in the other part. Where the whole is refused, it says enough. */
export function selectedAdmins(part: Plan, whole: Plan, policy: Policy): readonly Problem[] {
  if (part === whole || minAdmins(part, policy).length === 0 || minAdmins(whole, policy).length > 0) return [];
  return [
    refusal("selection-needs-admin", { left: part.totals.admins.after, limit: policy.settings.guards.minAdmins }),
  ];
}
