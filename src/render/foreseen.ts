import type { Coming } from "../model/coming.ts";
import type { Change, Plan } from "../model/plan.ts";
import { type Line, styled } from "./line.ts";
import { changeLines, kindCounts, type PlanWishes } from "./plan.ts";
import { seatLines } from "./seats.ts";
import { upcomingLines } from "./upcoming.ts";

/** What the files lead to for a few people. */
export interface Foreseen {
  readonly plan: Plan;
  /** Of the next apply. */
  readonly changes: readonly Change[];
  /** Day by day, with the change of that day's plan where the tenant of today shows it. */
  readonly coming: readonly { readonly one: Coming; readonly plan: Plan; readonly changes: readonly Change[] }[];
}

/** What the next apply does, then the calendar. */
export function* foreseenLines(foreseen: Foreseen, whole: boolean, wishes: PlanWishes): Generator<Line> {
  const { plan, changes, coming } = foreseen;
  const { words } = wishes;
  const { edit } = words;
  if (changes.length === 0) yield [edit.quiet];
  else {
    yield [styled("bold", edit.nextApply)];
    if (whole) yield* changeLines(changes, plan, wishes);
    else yield [`  ${kindCounts(countsOf(changes), words, "todo")}`];
  }
  yield* seatLines(moving(plan, changes), words);
  const { now, after } = plan.totals.admins;
  if (now !== after) yield [edit.admins(after)];
  for (const { one, plan: then, changes: own } of coming) {
    if (own.length === 0) yield* upcomingLines([one], 0, words);
    else {
      yield [styled("bold", one.day)];
      yield* changeLines(own, then, wishes);
      yield* seatLines(moving(then, own), words);
    }
  }
}

function countsOf(changes: readonly Change[]): Readonly<Partial<Record<Change["kind"], number>>> {
  return Object.fromEntries([...Map.groupBy(changes, ({ kind }) => kind)].map(([kind, own]) => [kind, own.length]));
}

/** Kinds of seats that these changes take or give back, in the count of the whole plan. */
function moving({ seats }: Plan, changes: readonly Change[]): Plan["seats"] {
  return changes.length === 0 ? [] : seats.filter(({ now, after, limit }) => limit !== undefined && now !== after);
}
