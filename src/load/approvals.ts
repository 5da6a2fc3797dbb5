import type { Approval } from "../model/facts.ts";
import { IMPACT_FACTS } from "../model/impact-facts.ts";
import { type Problem, problem } from "../model/problem.ts";
import { asLoginId, loginKey } from "../model/user.ts";
import { checkDay } from "./checks/days.ts";
import { formOf } from "./checks/login-id.ts";
import type { ApprovalContent, ApprovalsContent } from "./contents.ts";
import { type Document, placeIn } from "./document.ts";
import { suggestion } from "./suggest.ts";

/** Approved deletes; each person once, so that nobody reads the one that does not count. */
export function readApprovals(document: Document<ApprovalsContent>): {
  readonly approvals: readonly Approval[];
  readonly problems: readonly Problem[];
} {
  const { deletes } = document.value;
  const approvals = deletes.map((content) => makeApproval(document, content));
  const problems = deletes.flatMap((content) => [
    ...formOf(content.loginId, () => placeIn(document, content, "loginId")),
    ...checkDay(content.expires, () => placeIn(document, content, "expires")),
    ...unknownImpacts(document, content),
  ]);
  return { approvals, problems: [...problems, ...approvedTwice(approvals)] };
}

function makeApproval(document: Document<ApprovalsContent>, content: ApprovalContent): Approval {
  const { approvedBy, reason, expires, acknowledges = [], overrideWaiting = false, deleteFirst = false } = content;
  const whom = { loginId: asLoginId(content.loginId), place: placeIn(document, content, "loginId") };
  return { ...whom, approvedBy, reason, expires, acknowledges, overrideWaiting, deleteFirst };
}

const OF_DELETES = IMPACT_FACTS.filter(({ action }) => action === "delete").map(({ id }) => id);

/** An id that means nothing acknowledges nothing, and is told before the delete is refused for it. */
function unknownImpacts(document: Document<ApprovalsContent>, content: ApprovalContent): readonly Problem[] {
  return (content.acknowledges ?? []).flatMap((code, index) => {
    if (OF_DELETES.includes(code)) return [];
    const place = placeIn(document, content, "acknowledges", String(index));
    return [problem("impact-unknown", { code, suggestion: suggestion(code, OF_DELETES, "impacts") }, { place })];
  });
}

function approvedTwice(approvals: readonly Approval[]): readonly Problem[] {
  const firsts = new Map<string, Approval>();
  return approvals.flatMap(({ loginId, place }, index) => {
    const first = firsts.get(loginKey(loginId));
    const approval = approvals[index];
    if (first === undefined && approval !== undefined) firsts.set(loginKey(loginId), approval);
    if (first === undefined) return [];
    const at = `${first.place.file}:${first.place.line ?? 1}`;
    return [problem("approval-twice", { loginId, first: at }, { place, related: [first.place] })];
  });
}
