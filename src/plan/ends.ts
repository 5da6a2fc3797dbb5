import type { LedgerEntry } from "../model/ledger.ts";
import { comparePlaces } from "../model/place.ts";
import type { LostEnd, PlannedEntry } from "../model/plan.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { loginKey } from "../model/user.ts";
import type { Decided, Decision, Known } from "./known.ts";

/** Files whose last person, as last applied, is in no file any more, with that person: what a file that was cut looks like. */
export function lostEnds({ situation, declared, former }: Known): ReadonlyMap<string, LostEnd> {
  const lost = [...endsOf(situation.ledger.entries)].filter(([, { loginId }]) => {
    const key = loginKey(loginId);
    return !declared.has(key) && !former.has(key);
  });
  return new Map(lost.map(([file, { loginId }]) => [file, { file, last: loginId }]));
}

/** Makes the ledger remember who stands last in each file; nobody else's entry changes for that. */
export function rememberEnds(decided: readonly Decided[], known: Known): readonly Decision[] {
  const before = endsOf(known.situation.ledger.entries);
  const marked = new Map<number, PlannedEntry>();
  for (const [file, { index, entry }] of lastEntries(decided, known)) {
    const end = before.get(file);
    const isEnd = end !== undefined && loginKey(end.loginId) === loginKey(entry.loginId);
    if (isEnd && entry.endsFile === end.endsFile) continue;
    marked.set(index, { ...entry, file, endsFile: (end?.endsFile ?? 0) + 1 });
  }
  return decided.map(({ decision }, index) => {
    const entry = marked.get(index);
    return entry === undefined ? decision : { ...decision, remember: [entry] };
  });
}

type Marked = LedgerEntry & { readonly file: string; readonly endsFile: number };

/** Numbers only grow: who is no longer last keeps a smaller one, and a write that fails leaves the one before in force. */
function endsOf(entries: readonly LedgerEntry[]): ReadonlyMap<string, Marked> {
  const ends = new Map<string, Marked>();
  for (const entry of entries) {
    if (isMarked(entry) && entry.endsFile > (ends.get(entry.file)?.endsFile ?? 0)) ends.set(entry.file, entry);
  }
  return ends;
}

function isMarked(entry: LedgerEntry): entry is Marked {
  return entry.file !== undefined && entry.endsFile !== undefined && entry.removed !== true;
}

interface Last {
  readonly index: number;
  readonly user: DeclaredUser;
  readonly entry: PlannedEntry;
}

/** Of each file, the last person who is in the ledger, or will be. */
function lastEntries(decided: readonly Decided[], known: Known): ReadonlyMap<string, Last> {
  const lasts = new Map<string, Last>();
  for (const [index, { user, decision }] of decided.entries()) {
    const last = lasts.get(user.place.file);
    if (last !== undefined && comparePlaces(user.place, last.user.place) < 0) continue;
    const entry = entryAfter(user, decision, known);
    if (entry !== undefined) lasts.set(user.place.file, { index, user, entry });
  }
  return lasts;
}

function entryAfter(user: DeclaredUser, decision: Decision, known: Known): PlannedEntry | undefined {
  const [planned] = decision.remember;
  if (planned !== undefined) return planned;
  const forgotten = new Set(decision.forget.map(loginKey));
  const keys = [user.loginId, ...user.previousLoginIds].map(loginKey).filter((key) => !forgotten.has(key));
  const entry = keys.map((key) => known.remembered.get(key)).find((found) => found !== undefined);
  if (entry === undefined || entry.removed === true) return undefined;
  const { commit: _, ...kept } = entry;
  return kept;
}
