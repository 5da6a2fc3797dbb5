import type { ImpactFact } from "../model/impact.ts";
import type { Change } from "../model/plan.ts";
import type { BareChange, Known } from "./known.ts";

export interface Judged {
  readonly changes: readonly Change[];
  /** The facts that the changes name. */
  readonly impacts: Readonly<Record<string, ImpactFact>>;
}

/** What each change costs the person concerned, and what it spares them. */
export function judgeImpacts(changes: readonly BareChange[], _known: Known): Judged {
  return {
    changes: changes.map((change) =>
      change.kind === "delete" ? { ...change, impacts: [], acknowledge: ["DEL-A09"] } : { ...change, impacts: [] },
    ),
    impacts: {},
  };
}
