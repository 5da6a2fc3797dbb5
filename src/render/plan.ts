import type { Approval } from "../model/facts.ts";
import { codeOf, type FieldKey, isOn, PERMISSION_KEYS, type Value } from "../model/fields.ts";
import { compareText } from "../model/place.ts";
import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type CreateChange,
  countKinds,
  type FieldChange,
  type Note,
  type Plan,
  type UpdateChange,
} from "../model/plan.ts";
import { pad, widest } from "./columns.ts";
import { count } from "./count.ts";
import { commonLines, impactLines } from "./impacts.ts";
import { KINDS, PENDING_SYMBOL, SEVERITIES } from "./legend.ts";
import { type Line, styled } from "./line.ts";
import { seatLines } from "./seats.ts";
import { conditionLines } from "./selection.ts";
import { originText, reasonText } from "./words.ts";

/** The plan as a person reads it in a terminal. `timeZone` is for the moment the tenant was read. */
export function planLines(plan: Plan, timeZone: string): readonly Line[] {
  if (plan.changes.length === 0) return [...conditionLines(plan), ...quietLines(plan), ...noteLines(plan.notes)];
  return [
    ...conditionLines(plan),
    headLine(plan, timeZone),
    [],
    legendLine(),
    ...fileLines(plan),
    ...noteLines(plan.notes),
    ...commonLines(plan),
    ...limitedSeats(plan),
    [],
    stepsLine(plan),
    [],
    totalLine(plan),
  ];
}

function headLine({ tenant, totals, readAt }: Plan, timeZone: string): Line {
  const active = totals.active === undefined ? "" : `, ${totals.active} active`;
  const declared = `${count(totals.files, "file")}, ${count(totals.declared, "user")} declared`;
  return [
    `tenant ${tenant} · actual state ${momentText(readAt, timeZone)} (${count(totals.users, "user")}${active}) · ${declared}`,
  ];
}

function legendLine(): Line {
  const marks = [...CHANGE_KINDS.map((kind) => KINDS[kind]), SEVERITIES.critical, SEVERITIES.high];
  return [`  ${marks.map(({ symbol, word }) => `${symbol} ${word}`).join("   ")}`];
}

function quietLines({ totals, notes, firstRun, only, due }: Plan): readonly Line[] {
  if (only !== undefined || due === true) return [["No changes", " for those selected."]];
  const unmanaged = notes.filter(({ kind }) => kind === "unmanaged").length;
  const aside = unmanaged === 0 ? "" : `, ${unmanaged} unmanaged`;
  const first = firstRun
    ? [["This is the first run: meibo remembers nobody yet, so nobody can have been taken out."]]
    : [];
  return [["No changes. ", `MiiTel is as the files declare. (${count(totals.users, "user")}${aside})`], ...first];
}

/** Files in their order, people in theirs, and one person's changes together. */
function fileLines({ changes, impacts }: Plan): readonly Line[] {
  const files = Map.groupBy(changes, ({ place }) => place?.file);
  const sorted = [...files].sort(
    ([a], [b]) => Number(a === undefined) - Number(b === undefined) || compareText(a ?? "", b ?? ""),
  );
  return sorted.flatMap(([file, own]) => [
    [],
    [styled("bold", file ?? "taken out of the files")],
    ...peopleLines(own, impacts),
  ]);
}

function peopleLines(changes: readonly Change[], facts: Plan["impacts"]): readonly Line[] {
  const ids = widest(
    changes.map(({ loginId }) => loginId),
    44,
  );
  const names = widest(
    changes.map(({ name }) => name),
    60,
  );
  const sorted = [...changes].sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0));
  return sorted.flatMap((change) => [
    personLine(change, ids, names),
    ...detailLines(change),
    ...impactLines(change, facts),
  ]);
}

function personLine(change: Change, ids: number, names: number): Line {
  const { symbol, word, style } = KINDS[change.kind];
  const where = change.place?.row === undefined ? lineText(change.place?.line) : `row ${change.place.row}`;
  const hand = change.byHand === true ? "  by hand" : "";
  return [
    "  ",
    styled(style, symbol),
    ` ${pad(word, 11)} ${pad(change.loginId, ids)}  ${pad(change.name, names)}  ${where}${hand}`,
  ];
}

function lineText(line: number | undefined): string {
  return line === undefined ? "" : `line ${line}`;
}

function detailLines(change: Change): readonly Line[] {
  switch (change.kind) {
    case "create":
      return createLines(change);
    case "update":
      return updateLines(change);
    case "activate":
    case "deactivate":
      return [[`        ${reasonText(change)}`]];
    case "delete":
      return [[`        cannot be undone; ${approvalText(change.approval)}`]];
    case "release":
      return [["        stays as is in MiiTel; meibo forgets the user"]];
    case "manual":
      return [
        [`        change the Login ID from ${change.previousLoginId ?? change.loginId} on the Edit screen`],
        ...(change.afterwards.length === 0
          ? []
          : [["        then, in a plan of its own:"], ...fieldLines(change.afterwards)]),
      ];
    default:
      return change satisfies never;
  }
}

function approvalText(approval: Approval | undefined): string {
  if (approval === undefined) return "not approved";
  const { approvedBy, expires, place, overrideWaiting } = approval;
  const waiting = overrideWaiting ? "; the waiting period is overridden" : "";
  const at = place.line === undefined ? place.file : `${place.file}:${place.line}`;
  return `approved by ${approvedBy} until ${expires} (${at})${waiting}`;
}

function createLines({ values, roles, state }: CreateChange): readonly Line[] {
  const on = PERMISSION_KEYS.filter((key) => isOn(values[key])).map((key) => onText(key, values[key]));
  const rows: readonly (readonly [string, string])[] = [
    ["role", roles.length === 0 ? "none" : roles.join(", ")],
    ["locale", codedText("locale", values.locale)],
    ["timeZone", codedText("timeZone", values.timeZone)],
    ["extension", values.extension === undefined ? "assigned by MiiTel" : `${values.extension}, set after the create`],
    ["switched on", on.length === 0 ? "nothing" : on.join(", ")],
    ...(state === "inactive" ? [["state", "inactive, right after the create"] as const] : []),
  ];
  return rows.map(([key, text]) => [`        ${pad(key, 13)} ${text}`]);
}

function onText(key: string, value: Value | undefined): string {
  return value === true ? key.replace(/\.enabled$/, "") : `${key} ${String(value)}`;
}

function codedText(key: FieldKey, value: Value | undefined): string {
  return value === undefined ? "" : `${String(value)} (${codeOf(key, value)})`;
}

function updateLines({ fields, unchanged }: UpdateChange): readonly Line[] {
  const hidden: readonly Line[] =
    unchanged === 0 ? [] : [[styled("dim", `        # ${count(unchanged, "unchanged field")} hidden`)]];
  return [...fieldLines(fields), ...hidden];
}

function fieldLines(fields: readonly FieldChange[]): readonly Line[] {
  const keys = widest(
    fields.map(({ key }) => key),
    40,
  );
  const before = widest(
    fields.map(({ from }) => valueText(from)),
    30,
  );
  return fields.map((field) => fieldLine(field, keys, before));
}

function fieldLine(field: FieldChange, keys: number, before: number): Line {
  return [
    `        ${pad(field.key, keys)}  ${pad(valueText(field.from), before)} → ${valueText(field.to)}${originText(field)}`,
  ];
}

/** As people say it: yes and no; a value that is not known is a question mark. */
export function valueText(value: Value | undefined): string {
  if (value === undefined) return "?";
  if (typeof value === "string") return value;
  return value ? "yes" : "no";
}

function noteLines(notes: readonly Note[]): readonly Line[] {
  const of = (kind: Note["kind"]) => notes.filter((note) => note.kind === kind);
  const dated = notes.flatMap((note): readonly Line[] => {
    if (note.kind === "pending")
      return [[`  ${PENDING_SYMBOL} from ${note.from}: create ${note.loginId}  ${note.name}`]];
    if (note.kind === "deleteLater")
      return [
        [`  ${PENDING_SYMBOL} from ${note.from ?? "?"}: delete ${note.loginId}  ${note.name} (with an approval)`],
      ];
    if (note.kind === "suggestDelete")
      return [
        [`  ${PENDING_SYMBOL} left ${note.endDate}: ${note.loginId}  ${note.name} could go for good (state: absent)`],
      ];
    return [];
  });
  const adopted = of("adopt").length;
  const unmanaged = of("unmanaged").length;
  return [
    ...(dated.length === 0 ? [] : [[], ["Later"], ...dated]),
    ...(adopted === 0 ? [] : [[], [`Already as declared; an apply remembers them: ${count(adopted, "user")}`]]),
    ...(unmanaged === 0 ? [] : [[], [`Unmanaged users left alone: ${unmanaged}  (meibo list --unmanaged)`]]),
  ];
}

/** Of what the contract limits. */
function limitedSeats({ seats }: Plan): readonly Line[] {
  const lines = seatLines(seats.filter(({ limit }) => limit !== undefined));
  return lines.length === 0 ? [] : [[], ...lines];
}

function stepsLine({ steps }: Plan): Line {
  const parts = steps.map(({ number, kind, chunks }) => {
    const people = chunks.reduce((sum, { users }) => sum + users.length, 0);
    const rows = kind === "create" || kind === "update" ? ` in ${count(chunks.length, "chunk")}` : "";
    return kind === "wait" ? `${number} wait` : `${number} ${kind} ${people}${rows}`;
  });
  return parts.length === 0 ? ["Steps  none"] : [`Steps  ${parts.join("  ")}`];
}

function totalLine({ changes }: Plan): Line {
  const hands = changes.filter(({ byHand }) => byHand === true).length;
  const byHand = hands === 0 ? "" : ` By hand, because the connector cannot: ${hands}.`;
  return [`Plan: ${kindCounts(countKinds(changes), (kind) => KINDS[kind].todo)}.${byHand}`];
}

/** `2 to create, 1 to delete`, only what there is. */
export function kindCounts(
  counts: Readonly<Partial<Record<ChangeKind, number>>>,
  word: (kind: ChangeKind) => string,
): string {
  const parts = CHANGE_KINDS.filter((kind) => (counts[kind] ?? 0) > 0).map((kind) => `${counts[kind]} ${word(kind)}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}

/** `2026-12-01 09:12 GMT+9` */
export function momentText(at: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  });
  return format.format(new Date(at)).replace(",", "");
}
