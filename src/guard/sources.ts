import { compareText } from "../model/place.ts";
import type { Change, FieldChange, StateChange, StateReason } from "../model/plan.ts";
import { saidBy, valueText } from "./said-by.ts";

/**
 * Where most of the changes come from, and what explains most of them:
 * `; 38 of 41 come from users/jakarta/sales.csv; 38 of 41 by endDate 2026-11-28 (filled down?)`.
 */
export function mainSource(changes: readonly Change[]): string {
  return [...mainFile(changes), ...mainField(changes), ...mainReason(changes)].map((part) => `; ${part}`).join("");
}

function mainFile(changes: readonly Change[]): readonly string[] {
  return largest(changes, fileOf).map(
    ({ text, members }) => `${members.length} of ${changes.length} come from ${text}`,
  );
}

function fileOf(change: Change): string {
  if (change.place !== undefined) return change.place.file;
  const left = "leftFile" in change ? change.leftFile : undefined;
  return left === undefined ? "entries that were taken out" : `entries that were taken out of ${left}`;
}

/** The column that most updates change, and the value and whoever said it, where those explain more than half of them. */
function mainField(changes: readonly Change[]): readonly string[] {
  const fields = changes.flatMap((change) => (change.kind === "update" ? change.fields : []));
  return largest(fields, ({ column, key }) => `column "${column}" [${key}]`).map(({ text, members }) => {
    const values = mostOf(members, ({ to }) => valueText(to)).map(valuePart);
    return `${members.length} of ${changes.length} change ${text}${values.join("")}`;
  });
}

function valuePart({ text, members }: Group<FieldChange>): string {
  const speakers = mostOf(members, ({ origin }) => saidBy(origin)).map((speaker) => speaker.text);
  return `, ${members.length} of them to ${text}${speakers.join("")}`;
}

/** What people wrote, or did, so that somebody is switched off; an entry that was taken out is told by its file. */
const REASONS = {
  declared: "state: inactive",
  removed: undefined,
  returned: undefined,
  started: "startDate",
  leave: "leave.from",
  leaveEnded: "leave.until",
  ended: "endDate",
  absent: "state: absent",
  drift: "setting back what was changed in the console",
} as const satisfies Record<StateReason, string | undefined>;

function mainReason(changes: readonly Change[]): readonly string[] {
  const told = changes.flatMap((change) => {
    const text = change.kind === "deactivate" ? reasonOf(change) : undefined;
    return text === undefined ? [] : [{ text, change }];
  });
  return largest(told, ({ text }) => text).map(({ text, members }) => {
    const down = members.filter(({ change }) => isDatedRow(change)).length >= MANY_ROWS ? " (filled down?)" : "";
    return `${members.length} of ${changes.length} by ${text}${down}`;
  });
}

function reasonOf({ reason, day }: StateChange): string | undefined {
  const words = REASONS[reason];
  return words === undefined || day === undefined ? words : `${words} ${day}`;
}

/** So many rows of a spreadsheet with one day look like a cell that was dragged down. */
const MANY_ROWS = 3;

function isDatedRow(change: Change): boolean {
  return "day" in change && change.day !== undefined && change.place?.row !== undefined;
}

interface Group<T> {
  readonly text: string;
  readonly members: readonly T[];
}

/** The largest group of those that share a text; none when there is nobody. */
function largest<T>(all: readonly T[], textOf: (one: T) => string): readonly Group<T>[] {
  const groups = [...Map.groupBy(all, textOf)].map(([text, members]) => ({ text, members }));
  return groups.sort((a, b) => b.members.length - a.members.length || compareText(a.text, b.text)).slice(0, 1);
}

/** The largest group, if it is more than half of all. */
function mostOf<T>(all: readonly T[], textOf: (one: T) => string): readonly Group<T>[] {
  return largest(all, textOf).filter(({ members }) => members.length * 2 > all.length);
}
