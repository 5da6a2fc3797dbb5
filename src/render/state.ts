import type { LockHolder } from "../model/journal.ts";
import type { RunStory } from "../model/runs.ts";
import type { StoreKind } from "../model/settings.ts";
import { type Line, styled } from "./line.ts";
import { phraseText } from "./phrase.ts";
import { tableRows } from "./table.ts";
import type { Words } from "./words/words.ts";

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

export function stateLines(view: StateView, timeZone: string, words: Words): readonly Line[] {
  const { kind, place, tenant, managed, removed, inactive, usersCounted, holder } = view;
  const { state, comma } = words;
  const rows = tableRows(
    [
      [state.keptIn, `${kind}${comma}${phraseText(place, words)}`],
      [state.ledger, state.entries(managed, removed, inactive)],
      [state.tenant, usersCounted === undefined ? state.notCounted : state.counted(usersCounted)],
      [state.journal, journalText(view, timeZone, words)],
      [state.lock, holder === undefined ? state.free : state.heldBy(holderText(holder, timeZone, words))],
    ],
    12,
  );
  return [[styled("bold", state.title(tenant))], ...rows.map((row): Line => [`  ${row}`])];
}

function journalText({ runs, last }: StateView, timeZone: string, { state, moment }: Words): string {
  if (last === undefined) return state.noRuns;
  return state.runs(runs, last.run, last.by, moment(last.at, timeZone));
}

/** Who, where, in which run, since when. */
export function holderText({ holder, host, run, since }: LockHolder, timeZone: string, words: Words): string {
  if (run === "") return phraseText(holder, words);
  return words.state.holder(holder, host, run, words.moment(since, timeZone));
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

export function repairLines({ broken, saved, lost }: RepairView, { state }: Words): readonly Line[] {
  return [
    [state.broken(broken)],
    [state.saved(state.parts(saved.entries, saved.records))],
    [lost === undefined ? state.lostUnknown : state.lost(state.parts(lost.entries, lost.records))],
    ...(lost?.entries === 0 ? [] : [[state.strangers]]),
  ];
}
