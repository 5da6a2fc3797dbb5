import type { JournalRecord } from "./journal.ts";
import type { Instant } from "./ledger.ts";
import type { RecentCounts } from "./plan.ts";
import { loginKey } from "./user.ts";

const DAY = 24 * 60 * 60 * 1000;

/** The first instant of a window of so many days that ends now. */
export function windowStart(now: Instant, days: number): Instant {
  return new Date(Date.parse(now) - days * DAY).toISOString();
}

/**
 * To how many users each kind was done since an instant, each once a run. What else a run does to somebody it creates
 * belongs to the create.
 */
export function recentCounts(records: readonly JournalRecord[], since: Instant): RecentCounts {
  const done = records.flatMap((record) => doneIn(record, since));
  const created = peopleOf(done, "create");
  const count = (kind: keyof RecentCounts) => peopleOf(done, kind).difference(created).size;
  return { create: created.size, update: count("update"), deactivate: count("deactivate"), delete: count("delete") };
}

interface Done {
  readonly kind: string;
  /** A person in a run. */
  readonly person: string;
}

function doneIn(record: JournalRecord, since: Instant): readonly Done[] {
  if (record.type !== "outcome" || record.at < since) return [];
  const { run, kind, rows } = record;
  return rows
    .filter(({ result }) => result === "done")
    .map(({ loginId }) => ({ kind, person: `${run} ${loginKey(loginId)}` }));
}

function peopleOf(done: readonly Done[], kind: string): Set<string> {
  return new Set(done.filter((one) => one.kind === kind).map(({ person }) => person));
}
