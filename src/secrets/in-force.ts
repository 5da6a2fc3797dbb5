import type { JournalRecord, RowReport, RunId } from "../model/journal.ts";
import type { Instant } from "../model/ledger.ts";
import { type LoginId, type LoginKey, loginKey } from "../model/user.ts";

export const STANDINGS = ["inForce", "maybe"] as const;
/** `maybe`: a create was sent and nobody knows what became of it, so the password is this one or none, or another's. */
export type Standing = (typeof STANDINGS)[number];

/** A sealed record that holds the first password of a user, or may hold it. */
export interface SealedFor {
  readonly loginId: LoginId;
  /** As the journal names it. */
  readonly sealed: string;
  readonly standing: Standing;
  readonly run: RunId;
  /** When it was first about to be sent. */
  readonly at: Instant;
}

/**
 * What became of a create: announced only; sent without an answer; accepted by the tenant; unanswered, and the user was
 * there later; not there when a later run looked; refused, and the user was there; refused or never sent.
 */
type Fate = "announced" | "open" | "accepted" | "seen" | "gone" | "found" | "refused";

interface Candidate extends Omit<SealedFor, "standing"> {
  readonly fate: Fate;
}

/** Oldest first. */
type History = readonly Candidate[];

/**
 * Which sealed record holds the first password of each user whom meibo created, by what the journal says, oldest record
 * first: the one whose create the tenant accepted, or after which the user was there. Where answers were lost, all that
 * may hold it are named, newest first. Users who were deleted since are left out.
 */
export function sealedInForce(records: readonly JournalRecord[]): readonly SealedFor[] {
  const users = new Map<LoginKey, History>();
  for (const record of records) follow(users, record);
  return [...users.values()].flatMap(standingOf);
}

function follow(users: Map<LoginKey, History>, record: JournalRecord): void {
  if (record.type === "intent" && record.kind === "create" && record.sealed !== undefined) {
    const { sealed, run, at } = record;
    for (const loginId of record.users) {
      const candidate = { loginId, sealed, run, at, fate: "announced" } as const;
      users.set(loginKey(loginId), announced(users.get(loginKey(loginId)) ?? [], candidate));
    }
  }
  if (record.type !== "outcome") return;
  for (const row of record.rows) {
    const history = users.get(loginKey(row.loginId));
    if (history === undefined) continue;
    if (record.kind === "create") users.set(loginKey(row.loginId), judged(history, record, row));
    if (record.kind === "delete" && row.result === "done") users.delete(loginKey(row.loginId));
  }
}

/** A record that is sent once more is still the same one, with the same password. */
function announced(history: History, candidate: Candidate): History {
  const same = (one: Candidate) => one.run === candidate.run && one.sealed === candidate.sealed;
  const before = history.find(same);
  if (before !== undefined && before.fate !== "refused") return history;
  return [...history.filter((one) => !same(one)), candidate];
}

type Outcome = Extract<JournalRecord, { readonly type: "outcome" }>;

function judged(history: History, { run, settledBy }: Outcome, row: RowReport): History {
  const own = history.findLast((candidate) => candidate.run === run);
  if (own === undefined) return history;
  const fate = settledBy === undefined ? fateAfter(own.fate, row) : settledFate(own.fate, row);
  return history.map((candidate) => (candidate === own ? { ...own, fate } : candidate));
}

function settledFate(before: Fate, { result }: RowReport): Fate {
  if (before === "refused" || before === "found") return afterRefusal(result);
  if (result === "undone") return "gone";
  return result === "done" && before !== "accepted" ? "seen" : before;
}

/** A user who is there although the create was refused may be there by that create, if it went out twice. */
function afterRefusal(result: RowReport["result"]): Fate {
  return result === "done" || result === "moved" ? "found" : "refused";
}

/** What was unanswered once stays so whatever is refused later: the refusal may be because of it. */
function fateAfter(before: Fate, { result, said }: RowReport): Fate {
  if (said === "accepted" || before === "accepted") return "accepted";
  const unanswered = before === "open" || before === "seen";
  switch (said) {
    case "unknown":
      return result === "done" ? "seen" : "open";
    case "rejected":
    case "blamed":
    case "held":
      if (!unanswered) return afterRefusal(result);
      return result === "done" ? "seen" : "open";
    case undefined:
      if (before === "refused") return afterRefusal(result);
      return unanswered ? unsentFate(before, result) : UNSENT[result];
    default:
      return said satisfies never;
  }
}

/** Of a row that was not sent this time, or was only looked for. */
const UNSENT = {
  done: "seen",
  pending: "open",
  unknown: "open",
  rejected: "refused",
  held: "refused",
  moved: "refused",
  undone: "refused",
} as const satisfies Record<RowReport["result"], Fate>;

/** `rejected`: listed, with other values than were sent; somebody is there. */
function unsentFate(before: Fate, result: RowReport["result"]): Fate {
  return result === "done" || result === "rejected" ? "seen" : before;
}

function standingOf(history: History): readonly SealedFor[] {
  const named = possible([...history].reverse());
  const [only, ...others] = named;
  const isSure = others.length === 0 && (only?.fate === "accepted" || only?.fate === "seen");
  return named.map(({ fate: _, ...candidate }) => ({ ...candidate, standing: isSure ? "inForce" : "maybe" }));
}

/**
 * Newest first. Nothing counts from before one that the tenant accepted; what was not there in its time counts only where
 * something later was refused. One whose answer was lost ends nothing: who was seen afterwards may have been there before.
 */
function possible(newestFirst: readonly Candidate[]): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const candidate of newestFirst) {
    const { fate } = candidate;
    const wasRefused = found.some((one) => one.fate === "found");
    if (OPEN.has(fate) || (fate === "gone" && wasRefused)) found.push(candidate);
    if (fate !== "accepted") continue;
    return [...found, candidate];
  }
  return found;
}

const OPEN: ReadonlySet<Fate> = new Set<Fate>(["announced", "open", "seen", "found"]);
