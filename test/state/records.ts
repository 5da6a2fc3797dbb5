import type { JournalRecord, LockHolder } from "../../src/model/journal.ts";
import type { LedgerChange } from "../../src/model/ledger.ts";
import type { Store } from "../../src/model/store.ts";
import { asLoginId } from "../../src/model/user.ts";
import { NOW } from "../builders.ts";

export const HOLDER: LockHolder = { run: "r1", holder: "ann", host: "desk", since: NOW };
export const OTHER: LockHolder = { run: "r2", holder: "bob", host: "rack", since: NOW };

export function started(run: string, at = NOW): JournalRecord {
  return { type: "started", run, at, tenant: "aoba", planHash: "x", chunks: 1, by: "ann@desk", allowed: [] };
}

/** By way of a run, as everything gets into the ledger. */
export async function remember(store: Store | undefined, change: LedgerChange, run = "r0"): Promise<void> {
  await store?.append(started(run), [], change);
}

export function intent(run: string, chunk: string, ...users: readonly string[]): JournalRecord {
  return { type: "intent", run, at: NOW, chunk, kind: "update", users: users.map(asLoginId) };
}
