import type { ImpactSeverity } from "../model/impact.ts";
import type { ChangeKind } from "../model/plan.ts";
import type { Style } from "./line.ts";

interface Mark {
  readonly symbol: string;
  readonly style: Style;
}

/** The one table of symbols; their words stand in the catalogue of each language. Every view is made from it. */
export const KINDS: Readonly<Record<ChangeKind, Mark>> = {
  create: { symbol: "+", style: "green" },
  update: { symbol: "~", style: "yellow" },
  activate: { symbol: ">", style: "cyan" },
  deactivate: { symbol: "<", style: "red" },
  delete: { symbol: "-", style: "red" },
  release: { symbol: "o", style: "blue" },
  manual: { symbol: "m", style: "blue" },
};

export const PENDING_SYMBOL = "=";

/** How grave an impact is. Whatever has no symbol is counted, not told; `info` is what a user keeps. */
export const SEVERITIES: Readonly<Record<ImpactSeverity, Mark>> = {
  critical: { symbol: "!!", style: "red" },
  high: { symbol: "!", style: "yellow" },
  medium: { symbol: "", style: "plain" },
  low: { symbol: "", style: "plain" },
  info: { symbol: "i", style: "dim" },
};
