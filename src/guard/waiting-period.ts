import type { DeleteChange, Plan } from "../model/plan.ts";
import type { Problem } from "../model/problem.ts";
import type { Settings } from "../model/settings.ts";
import type { Policy } from "./policy.ts";
import { refusal } from "./refusal.ts";

/** Nobody is deleted before they were switched off for some time; an approval may say that they need not wait. */
export function waitingPeriod({ changes }: Plan, policy: Policy): readonly Problem[] {
  const { settings, today } = policy;
  const days = settings.guards.deleteAfterInactiveDays;
  const deletes = changes.filter((change) => change.kind === "delete");
  return deletes.flatMap((change) => {
    const { loginId, place } = change;
    const from = deletableFrom(change, settings, today);
    return from > today ? [refusal("waiting-period", { loginId, days, from }, { place })] : [];
  });
}

/** Whoever was switched off at a time that meibo does not know counts as switched off today. */
function deletableFrom({ inactiveSince, approval }: DeleteChange, settings: Settings, today: string): string {
  if (approval?.overrideWaiting === true) return today;
  const since = inactiveSince === undefined ? today : dayIn(settings.timeZone, inactiveSince);
  const date = new Date(`${since}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + settings.guards.deleteAfterInactiveDays);
  return date.toISOString().slice(0, 10);
}

function dayIn(timeZone: string, at: string): string {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return format.format(new Date(at));
}
