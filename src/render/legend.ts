import type { ImpactSeverity } from "../model/impact.ts";
import type { ChangeKind } from "../model/plan.ts";
import type { Style } from "./line.ts";

/** The one table of symbols and words; every view and every reading guide is made from it. */
export const KINDS: Readonly<
  Record<
    ChangeKind,
    {
      readonly symbol: string;
      readonly word: string;
      readonly style: Style;
      readonly done: string;
      readonly todo: string;
    }
  >
> = {
  create: { symbol: "+", word: "create", style: "green", done: "created", todo: "to create" },
  update: { symbol: "~", word: "update", style: "yellow", done: "updated", todo: "to update" },
  activate: { symbol: ">", word: "activate", style: "cyan", done: "activated", todo: "to activate" },
  deactivate: { symbol: "<", word: "deactivate", style: "red", done: "deactivated", todo: "to deactivate" },
  delete: { symbol: "-", word: "delete", style: "red", done: "deleted", todo: "to delete" },
  release: { symbol: "o", word: "release", style: "blue", done: "released", todo: "to release" },
  manual: { symbol: "m", word: "by hand", style: "blue", done: "done by hand", todo: "left to do by hand" },
};

export const PENDING_SYMBOL = "=";

/** How grave an impact is. Whatever has no symbol is counted, not told; `info` is what a user keeps. */
export const SEVERITIES: Readonly<
  Record<ImpactSeverity, { readonly symbol: string; readonly word: string; readonly style: Style }>
> = {
  critical: { symbol: "!!", word: "critical", style: "red" },
  high: { symbol: "!", word: "high", style: "yellow" },
  medium: { symbol: "", word: "medium", style: "plain" },
  low: { symbol: "", word: "low", style: "plain" },
  info: { symbol: "i", word: "kept", style: "dim" },
};
