import type { Impact } from "../../src/model/impact.ts";
import type { ChangeKind, Plan } from "../../src/model/plan.ts";
import { asLoginId, type Values } from "../../src/model/user.ts";
import { judgeImpacts } from "../../src/plan/impacts.ts";
import { type BareChange, lookUps } from "../../src/plan/known.ts";
import { approval, entry, planOf, shown, situation, user } from "../builders.ts";

/** Plans that do one thing to one person, by what the person has and what is known of them. */

export type Parts = NonNullable<Parameters<typeof planOf>[0]>;
export type Scene = () => readonly Impact[];

export const HANAKO = asLoginId("hanako@aoba.example");
/** Folded, it is the same person. */
export const SHOUTED = asLoginId("HANAKO@Aoba.example");
export const SOMEBODY = asLoginId("somebody@aoba.example");

/** The impacts of the only change of that kind. */
export function impactsOf(kind: ChangeKind, plan: Plan): readonly Impact[] {
  const own = plan.changes.filter((change) => change.kind === kind);
  if (own.length !== 1) throw new Error(`expected one ${kind}, got ${plan.changes.map((change) => change.kind)}`);
  return own.flatMap(({ impacts }) => impacts);
}

export function deletePlan(own: Values = {}, parts: Parts = {}): Plan {
  return planOf({
    declared: [user({ state: "absent" })],
    actual: [shown({ state: "inactive", values: own })],
    remembered: [entry({ state: "inactive", inactiveSince: "2026-06-01T00:00:00.000Z" })],
    approvals: [approval()],
    ...parts,
  });
}

export const deleted =
  (own: Values = {}, parts: Parts = {}): Scene =>
  () =>
    impactsOf("delete", deletePlan(own, parts));

export const deactivated =
  (own: Values = {}, parts: Parts = {}): Scene =>
  () =>
    impactsOf(
      "deactivate",
      planOf({
        declared: [user({ state: "inactive", values: own })],
        actual: [shown({ values: own })],
        remembered: [entry()],
        ...parts,
      }),
    );

export const activated =
  (_own: Values = {}, parts: Parts = {}): Scene =>
  () =>
    impactsOf(
      "activate",
      planOf({ declared: [user({ state: "active" })], actual: [shown({ state: "inactive" })], ...parts }),
    );

export const created =
  (own: Values = {}, parts: Parts = {}): Scene =>
  () =>
    impactsOf("create", planOf({ declared: [user({ values: own })], ...parts }));

export const updated =
  (from: Values, to: Values): Scene =>
  () =>
    impactsOf("update", planOf({ declared: [user({ values: to })], actual: [shown({ values: from })] }));

/** A change that no plan of files makes. */
export const judged =
  (change: BareChange, parts: Parts = {}): Scene =>
  () =>
    judgeImpacts([change], lookUps(situation(parts))).changes.flatMap(({ impacts }) => impacts);
