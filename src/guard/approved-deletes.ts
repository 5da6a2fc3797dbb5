import type { DeleteChange, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Policy } from "./policy.ts";
import { refusal } from "./refusal.ts";
import { placeText } from "./said-by.ts";

/** A delete needs an approval that still holds and acknowledges what is lost for good. */
export function approvedDeletes({ changes }: Plan, policy: Policy): readonly Problem[] {
  return changes.filter((change) => change.kind === "delete").flatMap((change) => judge(change, policy));
}

function judge(change: DeleteChange, policy: Policy): readonly Problem[] {
  const { loginId, place } = change;
  if (policy.settings.guards.deletes === "forbidden") return [refusal("deletes-forbidden", { loginId }, { place })];
  const lacks = lacking(change, policy);
  if (lacks.length === 0) return [];
  const reason = lacks.map((lack) => lack.reason).join(", and ");
  const hint = lacks.map((lack) => lack.hint).join(", and ");
  return [refusal("delete-not-approved", { loginId, reason, hint }, { place })];
}

interface Lack {
  readonly reason: string;
  readonly hint: string;
}

function lacking({ loginId, approval, acknowledge }: DeleteChange, { settings, today }: Policy): readonly Lack[] {
  if (approval === undefined) {
    const saying = acknowledge.length === 0 ? "" : ` that acknowledges ${acknowledge.join(", ")}`;
    const hint = `add an entry for ${loginId} to ${settings.sources.approvals}${saying}`;
    return [{ reason: "there is no entry for this user", hint }];
  }
  const { expires, place } = approval;
  const at = placeText(place);
  const open = acknowledge.filter((code) => !approval.acknowledges.includes(code)).join(", ");
  const expired = { reason: `the entry expired on ${expires}`, hint: `renew expires in ${at}` };
  const unread = { reason: `the entry does not acknowledge ${open}`, hint: `add ${open} to acknowledges in ${at}` };
  return [...(expires < today ? [expired] : []), ...(open === "" ? [] : [unread])];
}
