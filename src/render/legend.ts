import type { ChangeKind } from "../model/plan.ts";
import type { Style } from "./line.ts";

/** The one table of symbols and words; every view and every reading guide is made from it. */
export const KINDS: Readonly<
  Record<ChangeKind, { readonly symbol: string; readonly word: string; readonly style: Style; readonly done: string }>
> = {
  create: { symbol: "+", word: "create", style: "green", done: "created" },
  update: { symbol: "~", word: "update", style: "yellow", done: "updated" },
  activate: { symbol: ">", word: "activate", style: "cyan", done: "activated" },
  deactivate: { symbol: "<", word: "deactivate", style: "red", done: "deactivated" },
  delete: { symbol: "-", word: "delete", style: "red", done: "deleted" },
  release: { symbol: "o", word: "release", style: "blue", done: "released" },
  manual: { symbol: "m", word: "by hand", style: "blue", done: "done by hand" },
};

export const PENDING_SYMBOL = "=";
