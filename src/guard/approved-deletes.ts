import { say, type Told } from "../model/phrases.ts";
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
  const lack = lackIn(change, policy);
  return lack === undefined ? [] : [refusal("delete-not-approved", { loginId, ...lack }, { place })];
}

interface Lack {
  readonly reason: Told;
  readonly hint: Told;
}

function lackIn({ loginId, approval, acknowledge }: DeleteChange, { settings, today }: Policy): Lack | undefined {
  if (approval === undefined) return noEntry(loginId, settings.sources.approvals, acknowledge);
  const { expires, acknowledges } = approval;
  const place = placeText(approval.place);
  const codes = acknowledge.filter((code) => !acknowledges.includes(code)).join(", ");
  if (expires < today) return expired(expires, codes, place);
  if (codes === "") return undefined;
  return {
    reason: say("the entry does not acknowledge {codes}", { codes }),
    hint: say("add {codes} to acknowledges in {place}", { codes, place }),
  };
}

function noEntry(loginId: string, file: string, acknowledge: readonly string[]): Lack {
  const codes = acknowledge.join(", ");
  return {
    reason: say("there is no entry for this user"),
    hint:
      codes === ""
        ? say("add an entry for {loginId} to {file}", { loginId, file })
        : say("add an entry for {loginId} to {file} that acknowledges {codes}", { loginId, file, codes }),
  };
}

/** `codes` are those that it does not acknowledge either. */
function expired(expires: string, codes: string, place: string): Lack {
  if (codes === "") {
    return {
      reason: say("the entry expired on {expires}", { expires }),
      hint: say("renew expires in {place}", { place }),
    };
  }
  const both = { codes, place, there: place };
  return {
    reason: say("the entry expired on {expires}, and the entry does not acknowledge {codes}", { expires, codes }),
    hint: say("renew expires in {place}, and add {codes} to acknowledges in {there}", both),
  };
}
