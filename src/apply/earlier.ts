import type { WriteKind } from "../model/connector.ts";
import type { JournalRecord, RowReport, RowResult } from "../model/journal.ts";
import { say } from "../model/phrases.ts";
import { type LoginId, type LoginKey, loginKey, type TenantUser } from "../model/user.ts";
import { type Asking, ask } from "./ask.ts";
import { type Seen, seenOf } from "./rows.ts";
import { type ApplySettings, now, record, STOPPED, type Stop } from "./run.ts";

/** A chunk of an earlier run of which the journal does not say what became of everybody. */
export interface OpenChunk {
  readonly run: string;
  readonly chunk: string;
  readonly kind: WriteKind;
  /** Accepted and not listed yet; the others were sent, and no answer came. */
  readonly pending: boolean;
  readonly rows: readonly OpenRow[];
}

interface OpenRow {
  readonly loginId: LoginId;
  readonly row: number;
  /** It was open already when it was announced the last time, so not sending it then closes nothing. */
  readonly again?: true;
}

/** In the order of the journal. */
export function openChunks(records: readonly JournalRecord[]): readonly OpenChunk[] {
  const open = new Map<string, OpenChunk>();
  for (const record of records) {
    if (record.type !== "intent" && record.type !== "outcome") continue;
    const key = `${record.run} ${record.chunk}`;
    const left = record.type === "intent" ? announced(record, open.get(key)) : stillOpen(record, open.get(key));
    if (left === undefined) open.delete(key);
    else open.set(key, left);
  }
  return [...open.values()];
}

type Intent = Extract<JournalRecord, { readonly type: "intent" }>;
type Outcome = Extract<JournalRecord, { readonly type: "outcome" }>;

function announced({ run, chunk, kind, users, rows: numbers }: Intent, before: OpenChunk | undefined): OpenChunk {
  const wasOpen = new Set(before?.rows.map(({ loginId }) => loginKey(loginId)));
  const rows = users.map((loginId, index): OpenRow => {
    const row = { loginId, row: numbers?.[index] ?? index + 1 };
    return wasOpen.has(loginKey(loginId)) ? { ...row, again: true } : row;
  });
  const known = new Set(users.map(loginKey));
  const others = before?.rows.filter(({ loginId }) => !known.has(loginKey(loginId))) ?? [];
  return { run, chunk, kind, pending: false, rows: [...rows, ...others] };
}

const OPEN: ReadonlySet<RowResult> = new Set<RowResult>(["unknown", "pending"]);

/** A create that was refused is looked for once more, without being sent: it may have come twice. */
function isOpen(kind: WriteKind, { result, said }: RowReport): boolean {
  return OPEN.has(result) || (kind === "create" && said !== undefined && result !== "done");
}

/** Rows of which this outcome says nothing, or nothing final. */
function stillOpen(outcome: Outcome, before: OpenChunk | undefined): OpenChunk | undefined {
  const { run, chunk, kind, rows, settledBy } = outcome;
  const told = new Map(rows.map((row) => [loginKey(row.loginId), row]));
  const untold = before?.rows.filter(({ loginId }) => !told.has(loginKey(loginId))) ?? [];
  const again = new Set(before?.rows.flatMap((row) => (row.again === true ? [loginKey(row.loginId)] : [])));
  const isUnsent = ({ result, loginId }: RowReport) =>
    settledBy === undefined && result === "undone" && again.has(loginKey(loginId));
  const doubtful = rows
    .filter((row) => isOpen(kind, row) || isUnsent(row))
    .map(({ loginId, row }) => ({ loginId, row }));
  const left = [...untold, ...doubtful];
  if (left.length === 0) return undefined;
  const pending = untold.length === 0 && rows.every(({ result }) => result === "done" || result === "pending");
  return { run, chunk, kind, pending, rows: left };
}

/**
 * Waits until what earlier runs sent has had its time, reads what became of it, and says so in the journal. Afterwards a
 * plan can be made from what the tenant shows.
 */
export function* settleEarlier(settings: ApplySettings): Asking<Stop | undefined> {
  const history = yield* ask({ type: "history" });
  if (history.records === undefined) {
    return { end: "stateFailed", reason: say("the journal could not be read: {reason}", { reason: history.reason }) };
  }
  const open = openChunks(history.records);
  if (open.length === 0) return undefined;
  const users = open.flatMap(({ rows }) => rows.map(({ loginId }) => loginId));
  const { seen, stop: ended } = yield* waitForThem(open, users, settings);
  if (seen === undefined) return ended;
  for (const chunk of open) {
    const stop = yield* recordSettled(chunk, seen, settings.run);
    if (stop !== undefined) return stop;
  }
  return undefined;
}

/** Until everybody who was accepted is listed, and everything without an answer has had its time. */
function* waitForThem(
  open: readonly OpenChunk[],
  users: readonly LoginId[],
  { settle, waitForCreate, pollEvery }: ApplySettings,
): Asking<{ readonly seen?: Seen; readonly stop?: Stop }> {
  const creates = open.filter(({ kind, pending }) => kind === "create" && pending);
  // Clocks of machines differ and are set, so how long ago it was sent shortens nothing.
  const longest = open.length > creates.length ? settle : 0;
  const listing = creates.length > 0 ? Math.max(longest, waitForCreate) : longest;
  for (let waited = 0; ; waited += pollEvery) {
    const { snapshot } = yield* ask({ type: "read", users });
    if (snapshot === undefined && waited >= listing)
      return { stop: { end: "unreadable", reason: say("the tenant could not be read") } };
    const seen = seenOf(snapshot?.users ?? []);
    const areListed = creates.every(({ rows }) => rows.every(({ loginId }) => seen.has(loginKey(loginId))));
    const hadTime = waited >= longest;
    if (snapshot !== undefined && hadTime && (areListed || waited >= listing)) return { seen };
    const { stopped } = yield* ask({ type: "wait", milliseconds: pollEvery });
    if (stopped) return { stop: STOPPED };
  }
}

function* recordSettled(open: OpenChunk, seen: Seen, settledBy: string): Asking<Stop | undefined> {
  const at = yield* now();
  const { run, chunk, kind } = open;
  const rows = open.rows.map(
    ({ loginId, row }): RowReport => ({ loginId, row, chunk, ...found(kind, loginKey(loginId), seen) }),
  );
  return yield* record({ type: "outcome", run, chunk, kind, rows, at, milliseconds: 0, settledBy });
}

/** What can be told without knowing what an update wanted; the next plan compares that. */
const IS_DONE = {
  create: (user) => user !== undefined,
  update: undefined,
  activate: (user) => user?.state === "active",
  deactivate: (user) => user?.state === "inactive",
  delete: (user) => user === undefined,
} as const satisfies Record<WriteKind, ((user: TenantUser | undefined) => boolean) | undefined>;

function found(kind: WriteKind, key: LoginKey, seen: Seen): Pick<RowReport, "result" | "cause"> {
  const isDone = IS_DONE[kind];
  if (isDone === undefined) {
    return { result: "held", cause: say("sent without an answer; the next plan finds what is missing") };
  }
  if (isDone(seen.get(key))) return { result: "done" };
  return { result: "undone", cause: say("not there when a later run looked") };
}
