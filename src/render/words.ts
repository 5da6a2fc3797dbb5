import type { FieldChange, StateChange, StateReason } from "../model/plan.ts";
import { placeText } from "./problem.ts";

const REASONS: Readonly<Record<StateReason, string>> = {
  declared: "declared in the files",
  removed: "the entry was taken out of the files",
  returned: "in the files again",
  started: "start date {day}",
  leave: "on leave from {day}",
  leaveEnded: "leave ended {day}",
  ended: "last day {day}",
  absent: "state: absent; deactivated now, deleted later",
  drift: "changed in MiiTel, set back",
};

/** Why a person is switched on or off. */
export function reasonText({ reason, day }: Pick<StateChange, "reason" | "day">): string {
  return REASONS[reason].replace("{day}", day ?? "");
}

/** Who said the new value when it was not the person's own entry, and what was applied before if the console changed it. */
export function originText({ cause, last, origin }: FieldChange): string {
  const drift = driftText(cause, last);
  if (origin === undefined || origin.layer === "user" || origin.layer === "baseline") return drift;
  const who = origin.role === undefined ? origin.layer : `role ${origin.role}`;
  return `  (${who}${origin.place === undefined ? "" : `, ${placeText(origin.place)}`})${drift}`;
}

function driftText(cause: FieldChange["cause"], last: FieldChange["last"]): string {
  const before = typeof last === "boolean" ? (last ? "yes" : "no") : last;
  if (cause === "drift") return "  changed in MiiTel, set back";
  return cause === "conflict" ? `  changed in MiiTel too (it was ${before}); the files win` : "";
}
