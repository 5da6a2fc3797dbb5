import { VALUE_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import type { Impact, ImpactFact, ImpactSeverity } from "../model/impact.ts";
import { IMPACT_FACTS } from "../model/impact-facts.ts";
import { compareText } from "../model/place.ts";
import {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  countKinds,
  type Note,
  type Plan,
  type SeatCount,
  type StepKind,
  type StepReason,
} from "../model/plan.ts";
import { loginKey, type Values } from "../model/user.ts";

/** A plan in the order and the numbers in which every view shows it; the words are the views' own. */
export interface PlanView {
  readonly plan: Plan;
  readonly counts: Counts;
  /** Changes that the connector leaves to people. */
  readonly byHand: number;
  readonly files: readonly FileView[];
  readonly common: readonly CommonView[];
  readonly seats: readonly SeatCount[];
  readonly steps: readonly StepView[];
  /** What comes later, by itself or if somebody wants it. */
  readonly later: readonly LaterNote[];
  readonly adopted: number;
  readonly unmanaged: number;
}

export type Counts = Readonly<Record<ChangeKind, number>>;

/** Changes of one file in the order of its lines, each person's together. */
export interface FileView {
  /** Absent for people whose entry was taken out. */
  readonly file?: string;
  readonly counts: Counts;
  readonly changes: readonly Change[];
}

/** What holds for everybody whom a kind of change concerns, so that it is told once. */
export interface CommonView {
  readonly kind: ChangeKind;
  readonly impacts: readonly KnownImpact[];
}

export interface StepView {
  readonly number: number;
  readonly kind: StepKind;
  readonly why: StepReason;
  readonly people: number;
  readonly chunks: number;
}

export type LaterNote = Extract<Note, { readonly kind: "pending" | "deleteLater" | "suggestDelete" }>;

/** A fact together with how far it holds for somebody. */
export type KnownImpact = Impact & { readonly fact: ImpactFact };

export function viewOf(plan: Plan): PlanView {
  const { changes, notes, steps, seats } = plan;
  const countNotes = (wanted: Note["kind"]) => notes.filter(({ kind }) => kind === wanted).length;
  return {
    plan,
    counts: countKinds(changes),
    byHand: changes.filter(({ byHand }) => byHand === true).length,
    files: filesOf(changes),
    common: commonOf(plan),
    seats: seats.filter(({ limit }) => limit !== undefined),
    steps: steps.map(({ number, kind, why, chunks }) => ({
      number,
      kind,
      why,
      people: chunks.reduce((sum, { users }) => sum + users.length, 0),
      chunks: chunks.length,
    })),
    later: notes.filter(isLater),
    adopted: countNotes("adopt"),
    unmanaged: countNotes("unmanaged"),
  };
}

function isLater(note: Note): note is LaterNote {
  return note.kind === "pending" || note.kind === "deleteLater" || note.kind === "suggestDelete";
}

/** By name; people of no file come last. */
function filesOf(changes: readonly Change[]): readonly FileView[] {
  const files = Map.groupBy(changes, ({ place }) => place?.file);
  return [...files]
    .toSorted(([a], [b]) => Number(a === undefined) - Number(b === undefined) || compareText(a ?? "", b ?? ""))
    .map(([file, own]) => ({
      ...(file === undefined ? {} : { file }),
      counts: countKinds(own),
      changes: inOrder(own),
    }));
}

/** By line; who has no line goes by Login ID. Two changes of a person stay together and in their order. */
function inOrder(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted(
    (a, b) =>
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.loginId === b.loginId ? 0 : compareText(loginKey(a.loginId), loginKey(b.loginId))),
  );
}

/** Equal for everybody whom a kind of change concerns: signing in and seats. */
const COMMON: ReadonlySet<string> = new Set(
  IMPACT_FACTS.filter(
    ({ area, when }) =>
      /^(.*\.)?signIn$|^seats$/.test(area) && (when.kind === "always" || when.kind === "singleSignOn"),
  ).map(({ id }) => id),
);

function commonOf({ changes, impacts }: Plan): readonly CommonView[] {
  return CHANGE_KINDS.flatMap((kind) => {
    const first = changes.find((change) => change.kind === kind);
    const common = known(first?.impacts ?? [], impacts).filter(({ id }) => COMMON.has(id));
    return common.length === 0 ? [] : [{ kind, impacts: common }];
  });
}

function known(impacts: readonly Impact[], facts: Plan["impacts"]): readonly KnownImpact[] {
  return impacts.flatMap((impact) => {
    const fact = facts[impact.id];
    return fact === undefined ? [] : [{ ...impact, fact }];
  });
}

/** What a change costs one person. */
export interface Cost {
  /** Critical and high ones, the worst first. */
  readonly grave: readonly KnownImpact[];
  /** The other ones that take something away. */
  readonly affected: readonly KnownImpact[];
  /** What stays. */
  readonly kept: readonly KnownImpact[];
}

/** What holds for everybody alike is left out: a view says it once. */
export function costOf({ impacts }: Change, facts: Plan["impacts"]): Cost {
  const own = known(impacts, facts).filter(({ id }) => !COMMON.has(id));
  const affected = own.filter(({ fact }) => fact.polarity === "affected");
  const grave = GRAVE.flatMap((severity) => affected.filter(({ fact }) => fact.severity === severity));
  return {
    grave,
    affected: affected.filter(({ fact }) => !GRAVE.includes(fact.severity)),
    kept: own.filter(({ fact }) => fact.polarity === "kept"),
  };
}

const GRAVE: readonly ImpactSeverity[] = ["critical", "high"];

/** What is said of somebody, in the order of the fields, whatever order it was kept in. */
export function valuesInOrder(values: Values): readonly (readonly [ValueKey, Value])[] {
  return VALUE_KEYS.flatMap((key) => {
    const value = values[key];
    return value === undefined ? [] : [[key, value] as const];
  });
}
