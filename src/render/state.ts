import type { LockHolder } from "../model/journal.ts";
import type { RunStory } from "../model/runs.ts";
import type { StoreKind } from "../model/settings.ts";
import { count } from "./count.ts";
import { type Line, styled } from "./line.ts";
import { momentText } from "./plan.ts";
import { tableRows } from "./table.ts";

/** What meibo remembers of a tenant, in numbers. */
export interface StateView {
  readonly kind: StoreKind;
  /** A path, a ref, or the variable that holds an address. */
  readonly place: string;
  readonly tenant: string;
  /** Ledger entries of people in the files. */
  readonly managed: number;
  /** Of people whose entry left the files. */
  readonly removed: number;
  /** Of both, those whom meibo switched off. */
  readonly inactive: number;
  readonly usersCounted?: number;
  readonly runs: number;
  readonly last?: Pick<RunStory, "run" | "at" | "by" | "end">;
  readonly holder?: LockHolder;
}

export function stateLines(view: StateView, timeZone: string): readonly Line[] {
  const { kind, place, tenant, managed, removed, inactive, usersCounted, holder } = view;
  const rows = tableRows(
    [
      ["kept in", `${kind}, ${place}`],
      [
        "ledger",
        `${count(managed, "user")} managed, ${removed} removed from the files, switched off by meibo ${inactive}`,
      ],
      ["tenant", usersCounted === undefined ? "not counted yet" : `${count(usersCounted, "user")} at the last count`],
      ["journal", journalText(view, timeZone)],
      ["lock", holder === undefined ? "free" : `held by ${holderText(holder, timeZone)}`],
    ],
    12,
  );
  return [[styled("bold", `what meibo remembers of ${tenant}`)], ...rows.map((row): Line => [`  ${row}`])];
}

function journalText({ runs, last }: StateView, timeZone: string): string {
  if (last === undefined) return "no runs yet";
  return `${count(runs, "run")}, the last ${last.run} by ${last.by}, ${momentText(last.at, timeZone)} (meibo log)`;
}

/** Who, where, in which run, since when. */
export function holderText({ holder, host, run, since }: LockHolder, timeZone: string): string {
  if (run === "") return holder;
  return `${holder} on ${host}, run ${run}, since ${momentText(since, timeZone)}`;
}

export interface RepairView {
  /** Where the damaged file is now. */
  readonly broken: string;
  readonly saved: Counts;
  /** Undefined where nothing tells any more how many there were. */
  readonly lost: Counts | undefined;
}

interface Counts {
  readonly entries: number;
  readonly records: number;
}

export function repairLines({ broken, saved, lost }: RepairView): readonly Line[] {
  return [
    [`The damaged file is now ${broken}.`],
    [`Saved: ${countsText(saved)}.`],
    [lost === undefined ? "Nothing tells how much was lost." : `Lost: ${countsText(lost)}.`],
    ...(lost?.entries === 0
      ? []
      : [["People whom the ledger lost are strangers to meibo now: look at meibo plan before you apply."]]),
  ];
}

function countsText({ entries, records }: Counts): string {
  return `${entries} of the ledger, ${records} of the journal`;
}
