import { VALUE_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import type { Change, FieldChange, Plan, PlannedEntry, Situation, StateReason } from "../model/plan.ts";
import { isError, type Result, sortProblems } from "../model/problem.ts";
import { type LoginKey, loginKey, type Values } from "../model/user.ts";
import { judgeExtensions } from "./collisions.ts";
import { hashOf } from "./hash.ts";
import { judgeImpacts } from "./impacts.ts";
import { lookUps } from "./known.ts";
import { needOf } from "./needs.ts";
import { orderChanges } from "./order.ts";
import { countSeats } from "./seats.ts";
import { totalsOf } from "./totals.ts";

/** Which changes of a plan are meant; everybody else stays as they are. */
export interface Selection {
  readonly people: (key: LoginKey) => boolean;
  /** How the people were named; the plan says so. */
  readonly only?: readonly string[];
  /** Nothing but what the calendar caused. */
  readonly due?: true;
  /** The file of the saved plan that it comes from. */
  readonly saved?: string;
}

export function isSelected({ people, due }: Selection, change: Change): boolean {
  return people(loginKey(change.loginId)) && (due !== true || isDue(change));
}

const CALENDAR: ReadonlySet<StateReason> = new Set(["started", "leave", "leaveEnded", "ended"]);

/** Did a day that came cause it? A create with a start date has waited for that day. */
function isDue(change: Change): boolean {
  if (change.kind === "create") return change.starts !== undefined;
  return "reason" in change && CALENDAR.has(change.reason);
}

/** The part of a plan that is selected, as if it were all; a problem where it cannot do without somebody outside of it. */
export function selectPeople<P extends Plan>(plan: P, selection: Selection, situation: Situation): Result<P> {
  const known = lookUps(situation);
  const selected = plan.changes.filter((change) => isSelected(selection, change)).map(unordered);
  const { changes: kept, impacts } = judgeImpacts(selected, known);
  const seats = countSeats(known, kept);
  const { changes, steps, problems } = orderChanges(known, kept, seats);
  // What is wrong with the whole is said by the whole.
  const wrong = plan.problems.some(isError) ? [] : [...judgeExtensions(known, kept), ...problems].filter(isError);
  if (wrong.length > 0) {
    const left = plan.changes.filter((change) => !isSelected(selection, change));
    return {
      ok: false,
      problems: sortProblems(wrong.map((found) => needOf(found, { kept, left, saved: selection.saved }, known))),
    };
  }
  const part = {
    ...plan,
    ...conditionsOf(selection),
    changes,
    impacts,
    steps,
    seats,
    ...restOf(plan, selection, kept),
  };
  const totals = totalsOf(known, changes);
  return { ok: true, value: { ...part, totals, hash: hashOf(part) }, problems: [] };
}

/** Whether a delete must go first is asked anew: it may have been for somebody who is not selected. */
function unordered(change: Change): Change {
  if (change.kind !== "delete") return change;
  const { first: _, ...rest } = change;
  return rest;
}

function restOf(plan: Plan, selection: Selection, kept: readonly Change[]) {
  const isMeant = meaning(selection, kept);
  const left = plan.changes.filter((change) => !isSelected(selection, change));
  return {
    notes: plan.notes.filter(({ loginId }) => isMeant(loginId)),
    remember: rememberedOf(
      plan.remember.filter(({ loginId }) => isMeant(loginId)),
      left,
    ),
    forget: plan.forget.filter(isMeant),
    problems: plan.problems.filter(({ args }) => args["loginId"] === undefined || isMeant(String(args["loginId"]))),
  };
}

function conditionsOf({ only, due }: Selection): Pick<Plan, "only" | "due"> {
  return { ...(only === undefined ? {} : { only }), ...(due === undefined ? {} : { due }) };
}

/** Without a change only a name can mean somebody, not the calendar. */
function meaning({ people, due }: Selection, changes: readonly Change[]): (loginId: string) => boolean {
  if (due !== true) return (loginId) => people(loginKey(loginId));
  const changing = new Set(changes.map(({ loginId }) => loginKey(loginId)));
  return (loginId) => changing.has(loginKey(loginId));
}

/** What is left out of a person's changes stays as last applied, so that the next plan finds the same reason for it. */
function rememberedOf(entries: readonly PlannedEntry[], left: readonly Change[]): readonly PlannedEntry[] {
  const updates = left.filter((change) => change.kind === "update");
  const fieldsOf = new Map(updates.map(({ loginId, fields }) => [loginKey(loginId), fields]));
  return entries.map((entry) => {
    const fields = fieldsOf.get(loginKey(entry.loginId));
    return fields === undefined ? entry : { ...entry, values: lastApplied(entry.values, fields) };
  });
}

function lastApplied(planned: Values, fields: readonly FieldChange[]): Values {
  const changed = new Map(fields.map(({ key, last }) => [key, last]));
  const values: Partial<Record<ValueKey, Value>> = {};
  for (const key of VALUE_KEYS) {
    const value = changed.has(key) ? changed.get(key) : planned[key];
    if (value !== undefined) values[key] = value;
  }
  return values;
}
