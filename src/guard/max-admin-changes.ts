import { someOf } from "../model/names.ts";
import type { Change, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Policy } from "./policy.ts";
import { refusal } from "./refusal.ts";
import { mainSource } from "./sources.ts";

/** Grants and takings of admin together: whoever has it can do everything. */
export function maxAdminChanges({ changes }: Plan, { settings }: Policy): readonly Problem[] {
  const limit = settings.guards.maxAdminChanges;
  const found = changes.filter(changesAdmin);
  if (found.length <= limit) return [];
  const source = mainSource(found);
  return [refusal("too-many-admin-changes", { count: found.length, limit, who: someOf(found), source })];
}

function changesAdmin(change: Change): boolean {
  if (change.kind === "create") return change.values.admin === true;
  return change.kind === "update" && change.fields.some(({ key }) => key === "admin");
}
