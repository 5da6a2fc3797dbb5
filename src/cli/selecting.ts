import { nearest, suggestion } from "../load/suggest.ts";
import { say, type Told } from "../model/phrases.ts";
import type { Plan, Situation } from "../model/plan.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { partsOf } from "../model/selection.ts";
import type { Selection } from "../plan/select.ts";
import type { Planned } from "./planning.ts";

export interface SelectFlags {
  readonly only?: readonly string[];
  readonly due?: boolean;
}

/** The part of a plan that is meant, and how it was told from the rest; without a selection it is everything. */
export interface Chosen {
  readonly part: Plan;
  readonly selection: Selection | undefined;
}

/** The part of a plan that `--only` and `--due` choose. */
export async function choose({ made, situation }: Planned, flags: SelectFlags): Promise<Result<Chosen>> {
  const selection = await selectionOf(flags, made, situation.roster.users);
  if (!selection.ok) return selection;
  const part = await partOf(made, selection.value, situation);
  return part.ok ? { ...part, value: { part: part.value, selection: selection.value } } : part;
}

async function selectionOf(
  { only, due }: SelectFlags,
  plan: Plan,
  users: readonly DeclaredUser[],
): Promise<Result<Selection | undefined>> {
  const calendar = due === true ? { due } : {};
  if (only === undefined) {
    return { ok: true, value: due === true ? { people: () => true, ...calendar } : undefined, problems: [] };
  }
  const { namedPeople } = await import("../plan/only.ts");
  const patterns = [...new Set(only)].sort();
  const { people, unmatched } = namedPeople(patterns, plan, users);
  if (unmatched.length > 0) {
    return { ok: false, problems: unmatched.map((pattern) => nobody(pattern, plan, users)) };
  }
  return { ok: true, value: { people: (key) => people.has(key), only: patterns, ...calendar }, problems: [] };
}

/** The flags as they were written, for a sentence; empty without any. */
export function flagsText({ only = [], due }: SelectFlags): string {
  return [...only.map((pattern) => `--only ${pattern}`), ...(due === true ? ["--due"] : [])].join(" ");
}

function nobody(pattern: string, plan: Plan, users: readonly DeclaredUser[]): Problem {
  const { kind, rest } = partsOf(pattern);
  const people = [...users, ...plan.changes];
  const words = {
    role: () => suggestion(rest, [...new Set(people.flatMap(({ roles }) => roles))].sort(), "roles"),
    department: () => suggestion(rest, departmentsOf(users), "departments"),
    loginId: () =>
      nearestPerson(
        rest,
        people.map(({ loginId }) => loginId),
      ),
  };
  return problem("only-nobody", { pattern, hint: words[kind]() });
}

function departmentsOf(users: readonly DeclaredUser[]): readonly string[] {
  return [...new Set(users.flatMap(({ department }) => department ?? []))].sort();
}

function nearestPerson(loginId: string, known: readonly string[]): Told {
  const near = nearest(loginId, known);
  return near === undefined
    ? say("write a Login ID of the files, with * for any characters, or role:NAME, or department:NAME")
    : say("did you mean {words}?", { words: near });
}

/** The part of a plan that is selected, which is as approved as the whole. */
export async function partOf<P extends Plan>(
  plan: P,
  selection: Selection | undefined,
  situation: Situation,
): Promise<Result<P>> {
  if (selection === undefined) return { ok: true, value: plan, problems: [] };
  const { selectPeople } = await import("../plan/select.ts");
  return selectPeople(plan, selection, situation);
}

/** The same part once more, of the plan that guards approved whole. */
export async function samePart<P extends Plan>(
  plan: P,
  selection: Selection | undefined,
  situation: Situation,
): Promise<P> {
  const part = await partOf(plan, selection, situation);
  if (!part.ok) throw new Error("a part of a plan could be taken before, and cannot be taken any more");
  return part.value;
}
