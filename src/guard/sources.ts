import { quote, say, type Told } from "../model/phrases.ts";
import { compareText } from "../model/place.ts";
import type { Change, FieldChange, StateChange, StateReason } from "../model/plan.ts";
import { speakerOf, valueText } from "./said-by.ts";

/**
 * Where most of the changes come from, and what explains most of them:
 * `; 38 of 41 come from users/jakarta/sales.csv; 38 of 41 by endDate 2026-11-28 (filled down?)`.
 */
export function mainSource(changes: readonly Change[]): Told {
  const [file] = largest(changes, fileOf);
  if (file === undefined) return quote("");
  const from = { count: file.members.length, total: changes.length, source: file.text };
  // Only updates change fields, and only those who are switched off have a reason: no guard counts both.
  return (
    fieldSource(changes, from) ?? reasonSource(changes, from) ?? say("; {count} of {total} come from {source}", from)
  );
}

/** What every one of these sentences begins with. */
interface From {
  readonly count: number;
  readonly total: number;
  readonly source: string;
}

function fileOf(change: Change): string {
  if (change.place !== undefined) return change.place.file;
  const file = "leftFile" in change ? change.leftFile : undefined;
  return file === undefined
    ? say("entries that were taken out")
    : say("entries that were taken out of {file}", { file });
}

/** The column that most updates change, and the value and whoever said it, where those explain more than half of them. */
function fieldSource(changes: readonly Change[], from: From): Told | undefined {
  const fields = changes.flatMap((change) => (change.kind === "update" ? change.fields : []));
  const [group] = largest(fields, ({ column, key }) => `column "${column}" [${key}]`);
  const [first] = group?.members ?? [];
  if (group === undefined || first === undefined) return undefined;
  const { column, key } = first;
  return columnSource(group.members, { ...from, some: group.members.length, all: changes.length, column, key });
}

interface FromColumn extends From {
  readonly some: number;
  readonly all: number;
  readonly column: string;
  readonly key: string;
}

function columnSource(fields: readonly FieldChange[], from: FromColumn): Told {
  const [value] = mostOf(fields, ({ to }) => valueText(to));
  if (value === undefined) {
    return say('; {count} of {total} come from {source}; {some} of {all} change column "{column}" [{key}]', from);
  }
  const [speaker] = mostOf(value.members, ({ origin }) => speakerOf(origin) ?? "");
  const told = { ...from, most: value.members.length, value: value.text, speaker: speaker?.text ?? "" };
  return told.speaker === ""
    ? say(
        '; {count} of {total} come from {source}; {some} of {all} change column "{column}" [{key}], {most} of them to {value}',
        told,
      )
    : say(
        '; {count} of {total} come from {source}; {some} of {all} change column "{column}" [{key}], {most} of them to {value}, said {speaker}',
        told,
      );
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
  drift: say("setting back what was changed in the console"),
} as const satisfies Record<StateReason, string | undefined>;

function reasonSource(changes: readonly Change[], from: From): Told | undefined {
  const told = changes.flatMap((change) => {
    const text = change.kind === "deactivate" ? reasonOf(change) : undefined;
    return text === undefined ? [] : [{ text, change }];
  });
  const [group] = largest(told, ({ text }) => text);
  if (group === undefined) return undefined;
  const because = { ...from, some: group.members.length, all: changes.length, reason: group.text };
  return group.members.filter(({ change }) => isDatedRow(change)).length >= MANY_ROWS
    ? say("; {count} of {total} come from {source}; {some} of {all} by {reason} (filled down?)", because)
    : say("; {count} of {total} come from {source}; {some} of {all} by {reason}", because);
}

function reasonOf({ reason, day }: StateChange): string | undefined {
  const words = REASONS[reason];
  if (words === undefined || day === undefined) return words;
  return reason === "drift" ? say("setting back what was changed in the console {day}", { day }) : `${words} ${day}`;
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
