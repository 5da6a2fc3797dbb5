import type { Approval } from "../model/facts.ts";
import { codeOf, type FieldKey, isOn, PERMISSION_KEYS, type Value } from "../model/fields.ts";
import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type CreateChange,
  type FieldChange,
  type Plan,
  type UpdateChange,
} from "../model/plan.ts";
import { loginKey } from "../model/user.ts";
import { pad, widest, widthOf } from "./columns.ts";
import { commonLines, type ImpactDetail, impactLines } from "./impacts.ts";
import { KINDS, PENDING_SYMBOL, SEVERITIES } from "./legend.ts";
import { type Line, styled } from "./line.ts";
import { seatLines } from "./seats.ts";
import { conditionLines } from "./selection.ts";
import { type FileView, type LaterNote, type PlanView, valuesInOrder, viewOf } from "./view.ts";
import { asIs, originText, reasonText, type Shown, valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

export interface PlanWishes {
  readonly words: Words;
  /** For the moment the tenant was read. */
  readonly timeZone: string;
  readonly impacts?: ImpactDetail;
  /** Also the fields that stay as they are. */
  readonly unchanged?: boolean;
}

/** From so many changes on, the files are told in a table first. */
const MANY = 50;

/** The plan as a person reads it in a terminal. */
export function* planLines(plan: Plan, wishes: PlanWishes): Generator<Line> {
  const { words } = wishes;
  const view = viewOf(plan);
  yield* conditionLines(plan, words);
  if (plan.changes.length === 0) {
    yield* quietLines(view, words);
    yield* noteLines(view, words);
    return;
  }
  yield headLine(plan, wishes);
  yield [];
  yield legendLine(words);
  if (plan.changes.length >= MANY) yield* overviewLines(view.files, words);
  for (const file of view.files) yield* fileLines(file, plan, wishes);
  yield* noteLines(view, words);
  yield* commonLines(view.common, words);
  if (view.seats.length > 0) yield [];
  yield* seatLines(view.seats, words);
  yield [];
  yield stepsLine(view, words);
  yield [];
  yield totalLine(view, words);
}

function headLine({ tenant, totals, readAt }: Plan, { words, timeZone }: PlanWishes): Line {
  const all = words.plan.all(totals.users, totals.active);
  const declared = words.plan.declared(totals.files, totals.declared);
  return [words.plan.head(tenant, words.moment(readAt, timeZone), all, declared)];
}

function legendLine({ kinds, severities }: Words): Line {
  const marks = [
    ...CHANGE_KINDS.map((kind) => `${KINDS[kind].symbol} ${kinds[kind].word}`),
    ...(["critical", "high"] as const).map((severity) => `${SEVERITIES[severity].symbol} ${severities[severity]}`),
  ];
  return [`  ${marks.join("   ")}`];
}

function* quietLines(
  { plan: { totals, firstRun, only, due }, unmanaged }: PlanView,
  { plan, space }: Words,
): Generator<Line> {
  if (only !== undefined || due === true) {
    yield [plan.forSelected];
    return;
  }
  yield [`${plan.noChanges}${space}${plan.asDeclared(totals.users, unmanaged)}`];
  if (firstRun) yield [plan.firstRun];
}

/** How much of what is in which file, so that a long plan can be read from its first lines. */
function* overviewLines(files: readonly FileView[], words: Words): Generator<Line> {
  const names = widest(
    files.map(({ file }) => file ?? words.plan.takenOut),
    60,
  );
  const counts = CHANGE_KINDS.filter((kind) => files.some((file) => file.counts[kind] > 0));
  const widths = counts.map((kind) => Math.max(...files.map((file) => cellOf(kind, file).length)));
  yield [];
  for (const file of files) {
    const cells = counts.map((kind, index) =>
      styled(KINDS[kind].style, `  ${cellOf(kind, file).padStart(widths[index] ?? 0)}`),
    );
    yield ["  ", pad(file.file ?? words.plan.takenOut, names), ...cells];
  }
}

function cellOf(kind: ChangeKind, { counts }: FileView): string {
  return counts[kind] === 0 ? "" : `${KINDS[kind].symbol}${counts[kind]}`;
}

function* fileLines({ file, changes }: FileView, plan: Plan, wishes: PlanWishes): Generator<Line> {
  yield [];
  yield [styled("bold", file ?? wishes.words.plan.takenOut)];
  yield* changeLines(changes, plan, wishes);
}

/** People one by one, with what changes for them and what that costs. */
export function* changeLines(changes: readonly Change[], plan: Plan, wishes: PlanWishes): Generator<Line> {
  const { words } = wishes;
  const ids = widest(
    changes.map(({ loginId }) => loginId),
    44,
  );
  const names = widest(
    changes.map(({ name }) => name),
    60,
  );
  for (const change of changes) {
    yield personLine(change, ids, names, words);
    yield* detailLines(change, plan, wishes);
    yield* impactLines(change, plan.impacts, words, wishes.impacts);
  }
}

/** As wide as the widest word, and no less than it was in English. */
function kindWidth({ kinds }: Words): number {
  return 1 + Math.max(10, ...CHANGE_KINDS.map((kind) => widthOf(kinds[kind].word)));
}

function personLine(change: Change, ids: number, names: number, words: Words): Line {
  const { symbol, style } = KINDS[change.kind];
  const { place } = change;
  const line = place?.line === undefined ? "" : words.line(place.line);
  const where = place?.row === undefined ? line : words.row(place.row);
  const hand = change.byHand === true ? `  ${words.plan.byHand}` : "";
  const word = pad(words.kinds[change.kind].word, kindWidth(words));
  return [
    "  ",
    styled(style, symbol),
    ` ${word} ${pad(change.loginId, ids)}  ${pad(change.name, names)}  ${where}${hand}`,
  ];
}

function* detailLines(change: Change, plan: Plan, { words, unchanged }: PlanWishes): Generator<Line> {
  switch (change.kind) {
    case "create":
      yield* createLines(change, words);
      break;
    case "update":
      yield* fieldLines(change.fields, words);
      yield* unchangedLines(change, plan, words, unchanged === true);
      break;
    case "activate":
    case "deactivate":
      yield [`        ${reasonText(change, words)}`];
      break;
    case "delete":
      yield [`        ${words.plan.cannotBeUndone(approvalText(change.approval, words))}`];
      break;
    case "release":
      yield [`        ${words.plan.released}`];
      break;
    case "manual":
      yield [`        ${words.plan.changeLoginId(change.previousLoginId ?? change.loginId)}`];
      if (change.afterwards.length > 0) yield [`        ${words.plan.afterwards}`];
      yield* fieldLines(change.afterwards, words);
      break;
    default:
      change satisfies never;
  }
}

export function approvalText(approval: Approval | undefined, { plan }: Words, shown: Shown = asIs): string {
  if (approval === undefined) return plan.notApproved;
  const { approvedBy, expires, place, overrideWaiting } = approval;
  const at = place.line === undefined ? place.file : `${place.file}:${place.line}`;
  return plan.approved(shown(approvedBy), shown(expires), shown(at), overrideWaiting);
}

function* createLines(change: CreateChange, words: Words): Generator<Line> {
  const facts = createFacts(change, words);
  const width = Math.max(
    13,
    widest(
      facts.map(([word]) => word),
      30,
    ),
  );
  for (const [word, text] of facts) yield [`        ${pad(word, width)} ${text}`];
}

/** What a new user gets, each with its name. */
export function createFacts(
  { values, roles, state }: CreateChange,
  words: Words,
): readonly (readonly [word: string, text: string])[] {
  const { plan } = words;
  const on = PERMISSION_KEYS.filter((key) => isOn(values[key])).map((key) => onText(key, values[key]));
  return [
    [plan.role, roles.length === 0 ? words.none : roles.join(words.comma)],
    ["locale", codedText("locale", values.locale)],
    ["timeZone", codedText("timeZone", values.timeZone)],
    [plan.extension, typeof values.extension === "string" ? plan.setAfter(values.extension) : plan.assigned],
    [plan.switchedOn, on.length === 0 ? words.nothing : on.join(words.comma)],
    ...(state === "inactive" ? [[plan.state, plan.inactive] as const] : []),
  ];
}

function onText(key: string, value: Value | undefined): string {
  return value === true ? key.replace(/\.enabled$/, "") : `${key} ${String(value)}`;
}

function codedText(key: FieldKey, value: Value | undefined): string {
  return value === undefined ? "" : `${String(value)} (${codeOf(key, value)})`;
}

function* unchangedLines(change: UpdateChange, plan: Plan, words: Words, shown: boolean): Generator<Line> {
  const stay = shown ? stayingFields(change, plan) : [];
  const keys = widest(
    stay.map(([key]) => key),
    40,
  );
  for (const [key, value] of stay) yield [styled("dim", `        ${pad(key, keys)}  ${valueText(value, words)}`)];
  const hidden = change.unchanged - stay.length;
  if (hidden > 0) yield [styled("dim", `        # ${words.plan.unchanged(hidden)}`)];
}

/** What is managed and stays as it is, as far as the plan says it. */
function stayingFields({ loginId, fields }: UpdateChange, { remember }: Plan): readonly (readonly [string, Value])[] {
  const key = loginKey(loginId);
  const values = remember.find((entry) => loginKey(entry.loginId) === key)?.values ?? {};
  const changed = new Set<string>(fields.map((field) => field.key));
  return valuesInOrder(values).filter(([name]) => !changed.has(name));
}

function* fieldLines(fields: readonly FieldChange[], words: Words): Generator<Line> {
  const keys = widest(
    fields.map(({ key }) => key),
    40,
  );
  const before = widest(
    fields.map(({ from }) => valueText(from, words)),
    30,
  );
  for (const field of fields) {
    const from = pad(valueText(field.from, words), before);
    const origin = originText(field, words);
    const aside = origin === "" ? "" : `  ${origin}`;
    yield [`        ${pad(field.key, keys)}  ${from} → ${valueText(field.to, words)}${aside}`];
  }
}

function* noteLines({ later, adopted, unmanaged }: PlanView, { plan }: Words): Generator<Line> {
  if (later.length > 0) {
    yield [];
    yield [plan.later];
  }
  for (const note of later) yield [`  ${PENDING_SYMBOL} ${laterText(note, plan)}`];
  if (adopted > 0) {
    yield [];
    yield [plan.adopted(adopted)];
  }
  if (unmanaged > 0) {
    yield [];
    yield [plan.unmanaged(unmanaged)];
  }
}

export function laterText(note: LaterNote, plan: Words["plan"]): string {
  const who = `${note.loginId}  ${note.name}`;
  switch (note.kind) {
    case "pending":
      return plan.createFrom(note.from, who);
    case "deleteLater":
      return plan.deleteFrom(note.from ?? "?", who);
    case "suggestDelete":
      return plan.couldGo(note.endDate, who);
    default:
      return note satisfies never;
  }
}

function stepsLine({ steps }: PlanView, words: Words): Line {
  const parts = steps.map(({ number, kind, people, chunks }) => {
    const inChunks = kind === "create" || kind === "update" ? words.inChunks(chunks) : "";
    return kind === "wait"
      ? `${number} ${words.steps.wait}`
      : `${number} ${words.steps[kind]} ${words.number(people)}${inChunks}`;
  });
  return [`${words.plan.steps}  ${parts.length === 0 ? words.plan.noSteps : parts.join("  ")}`];
}

function totalLine({ counts, byHand }: PlanView, words: Words): Line {
  const kinds = kindCounts(counts, words, "todo");
  return [words.plan.total(kinds), byHand === 0 ? "" : words.plan.handed(byHand)];
}

/** `2 to create, 1 to delete`, only what there is. */
export function kindCounts(
  counts: Readonly<Partial<Record<ChangeKind, number>>>,
  words: Words,
  form: "todo" | "done",
): string {
  const parts = CHANGE_KINDS.filter((kind) => (counts[kind] ?? 0) > 0).map((kind) =>
    words.counted(counts[kind] ?? 0, words.kinds[kind][form]),
  );
  return parts.length === 0 ? words.nothing : parts.join(words.comma);
}
