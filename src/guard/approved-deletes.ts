import type { DeleteChange, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Policy } from "./policy.ts";
import { refusal } from "./refusal.ts";

/** A delete needs an approval that still holds and acknowledges what is lost for good. */
export function approvedDeletes({ changes }: Plan, policy: Policy): readonly Problem[] {
  return changes.filter((change) => change.kind === "delete").flatMap((change) => judge(change, policy));
}

function judge(change: DeleteChange, { settings, today }: Policy): readonly Problem[] {
  const { loginId, place } = change;
  if (settings.guards.deletes === "forbidden") return [refusal("deletes-forbidden", { loginId }, { place })];
  const reason = lacking(change, today);
  if (reason === undefined) return [];
  const codes = change.acknowledge.join(", ");
  return [refusal("delete-not-approved", { loginId, reason, file: settings.sources.approvals, codes }, { place })];
}

function lacking({ approval, acknowledge }: DeleteChange, today: string): string | undefined {
  if (approval === undefined) return "there is no entry for this user";
  if (approval.expires < today) return `the entry expired on ${approval.expires}`;
  const open = acknowledge.filter((code) => !approval.acknowledges.includes(code));
  return open.length === 0 ? undefined : `the entry does not acknowledge ${open.join(", ")}`;
}
