import type { JournalRecord } from "../model/journal.ts";
import type { Store } from "../model/store.ts";

export type Started = Extract<JournalRecord, { readonly type: "started" }>;

/** How the last run was begun, if it did not do everything; a run that ended well leaves nothing to go on with. */
export async function interruptedRun(store: Store): Promise<Started | undefined> {
  const records = await store.readJournal();
  const started = records.findLast((record) => record.type === "started");
  const ended = records.findLast((record) => record.type === "ended" && record.run === started?.run);
  return ended?.type === "ended" && ended.end === "done" ? undefined : started;
}
