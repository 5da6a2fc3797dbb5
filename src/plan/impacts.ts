import type { CataloguedFact, Impact, ImpactFact } from "../model/impact.ts";
import { IMPACT_FACTS } from "../model/impact-facts.ts";
import { compareText } from "../model/place.ts";
import type { Change, ChangeKind } from "../model/plan.ts";
import type { BareChange, Known } from "./known.ts";
import { type Circumstances, circumstancesOf, judge, type Verdict } from "./truth.ts";

export interface Judged {
  readonly changes: readonly Change[];
  /** The facts that the changes name. */
  readonly impacts: Readonly<Record<string, ImpactFact>>;
}

/** What each change costs the person concerned, and what it spares them. */
export function judgeImpacts(changes: readonly BareChange[], known: Known): Judged {
  const circumstances = circumstancesOf(known, changes);
  const shared = new Map<string, Found>();
  const judged = changes.map((change): Change => {
    const { impacts, acknowledge } = findImpacts(change, circumstances, shared);
    return change.kind === "delete" ? { ...change, impacts, acknowledge } : { ...change, impacts };
  });
  return { changes: judged, impacts: named([...shared.values()].flatMap(({ impacts }) => impacts)) };
}

interface Found {
  readonly impacts: readonly Impact[];
  /** What an approval of a delete must have read. */
  readonly acknowledge: readonly string[];
}

/** The facts that concern a kind of change. A new user gets at once what an update could have given later. */
const FACTS: Readonly<Record<ChangeKind, readonly CataloguedFact[]>> = {
  create: factsOf(({ id, action }) => action === "create" || id === "UPD-A01" || id === "UPD-A05"),
  update: factsOf(({ action }) => action === "update"),
  activate: factsOf(({ action }) => action === "activate"),
  deactivate: factsOf(({ action }) => action === "deactivate"),
  delete: factsOf(({ action }) => action === "delete"),
  release: [],
  manual: factsOf(({ when }) => when.kind === "renamed"),
};

function factsOf(concerns: (fact: CataloguedFact) => boolean): readonly CataloguedFact[] {
  return IMPACT_FACTS.filter(concerns);
}

interface Candidate {
  readonly fact: CataloguedFact;
  readonly verdict: Verdict;
}

/** Most people of a plan are hit alike, so they have one array in common. */
function findImpacts(change: BareChange, circumstances: Circumstances, shared: Map<string, Found>): Found {
  const candidates = FACTS[change.kind].map((fact) => ({ fact, verdict: judge(fact.when, change, circumstances) }));
  const key = change.kind + candidates.map(keyOf).join("");
  const found = shared.get(key) ?? gather(candidates);
  shared.set(key, found);
  return found;
}

function keyOf({ verdict: { truth, about } }: Candidate): string {
  return about === undefined ? ` ${truth}` : ` ${truth} ${JSON.stringify(about)}`;
}

function gather(candidates: readonly Candidate[]): Found {
  return {
    impacts: candidates.flatMap(({ fact: { id }, verdict: { truth, about } }) =>
      truth === "false" ? [] : [{ id, truth, ...(about === undefined ? {} : { about }) }],
    ),
    acknowledge: candidates.filter(needsReading).map(({ fact }) => fact.id),
  };
}

/** What nobody knows is shown, but nobody can be asked to have read it as a fact. */
function needsReading({ fact: { severity }, verdict: { truth } }: Candidate): boolean {
  return severity === "critical" && (truth === "true" || truth === "likely");
}

const PLAIN_FACTS: ReadonlyMap<string, ImpactFact> = new Map(
  IMPACT_FACTS.map(({ id, action: _action, when: _when, ...fact }) => [id, fact]),
);

function named(impacts: readonly Impact[]): Readonly<Record<string, ImpactFact>> {
  const ids = new Set(impacts.map(({ id }) => id));
  const facts = [...PLAIN_FACTS].filter(([id]) => ids.has(id));
  return Object.fromEntries(facts.sort(([a], [b]) => compareText(a, b)));
}
