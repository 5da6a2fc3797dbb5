import { WRITE_KINDS, type WriteKind } from "./connector.ts";
import type { JournalRecord, LockHolder, RowReport, RunEnd, RunId } from "./journal.ts";
import type { Instant } from "./ledger.ts";
import { type LoginId, type LoginKey, loginKey } from "./user.ts";

/** A chunk as the journal tells of it, over all times it was sent. */
export interface ChunkStory {
  readonly chunk: string;
  readonly kind: WriteKind;
  /** When it was first announced. */
  readonly at: Instant;
  /** The sealed record whose passwords it sent, if it creates. */
  readonly sealed?: string;
  /** The last word on each user; none yet where the run ended, or still runs, before it knew. */
  readonly rows: readonly RowStory[];
  /** Of all times it was sent; absent where no answer was noted. */
  readonly milliseconds?: number;
  readonly settledBy?: RunId;
}

export interface RowStory extends Pick<RowReport, "loginId" | "cause"> {
  readonly row: number;
  readonly result: RowReport["result"] | "open";
}

/** One run, as the journal tells of it. */
export interface RunStory {
  readonly run: RunId;
  readonly at: Instant;
  readonly by: string;
  readonly tenant: string;
  readonly planHash: string;
  readonly commit?: string;
  readonly only?: readonly string[];
  readonly due?: true;
  readonly allowed: readonly string[];
  /** Whom its plan let go of. */
  readonly released?: readonly LoginId[];
  /** `running` holds the lock at this moment; `unfinished` died, or cannot say. */
  readonly end: RunEnd | "running" | "unfinished";
  readonly done: Readonly<Record<WriteKind, number>>;
  readonly failed: number;
  /** Unknown of a run that did not end. */
  readonly notDone?: number;
  readonly requests?: number;
  readonly retries?: number;
  readonly milliseconds?: number;
  readonly chunks: readonly ChunkStory[];
}

/** Every run that began, oldest first. `holder` is who has the lock now. */
export function runsOf(records: readonly JournalRecord[], holder?: LockHolder): readonly RunStory[] {
  const byRun = Map.groupBy(records, ({ run }) => run);
  return [...byRun.values()].flatMap((own) => storyOf(own, holder));
}

type Of<T extends JournalRecord["type"]> = Extract<JournalRecord, { readonly type: T }>;

function storyOf(records: readonly JournalRecord[], holder: LockHolder | undefined): readonly RunStory[] {
  const started = records.find((record) => record.type === "started");
  if (started === undefined) return [];
  const ended = records.findLast((record) => record.type === "ended");
  const { type: _, chunks: __, ...begun } = started;
  const chunks = chunksOf(records);
  const open = holder?.run === started.run ? "running" : "unfinished";
  return [{ ...begun, end: ended?.end ?? open, ...countsOf(ended, chunks), chunks }];
}

function countsOf(ended: Of<"ended"> | undefined, chunks: readonly ChunkStory[]) {
  if (ended === undefined) return countedIn(chunks);
  const { done, failed, notDone, requests, retries, milliseconds } = ended.summary;
  return { done, failed: failed.length, notDone, requests, retries, milliseconds };
}

const FAILED: ReadonlySet<RowStory["result"]> = new Set<RowStory["result"]>([
  "rejected",
  "held",
  "moved",
  "unknown",
  "undone",
]);

/** As the engine counts: what completes a new user belongs to the create. */
function countedIn(chunks: readonly ChunkStory[]) {
  const people = (kind: WriteKind) =>
    new Set(chunks.filter((chunk) => chunk.kind === kind).flatMap((chunk) => keysOf(chunk, (row) => row === "done")));
  const created = people("create");
  const done = Object.fromEntries(
    WRITE_KINDS.map((kind) => [kind, kind === "create" ? created.size : people(kind).difference(created).size]),
  );
  const failed = new Set(chunks.flatMap((chunk) => keysOf(chunk, (row) => FAILED.has(row))));
  return { done: { ...NOTHING_DONE, ...done }, failed: failed.size };
}

const NOTHING_DONE: Readonly<Record<WriteKind, number>> = {
  create: 0,
  update: 0,
  activate: 0,
  deactivate: 0,
  delete: 0,
};

function keysOf({ rows }: ChunkStory, wanted: (result: RowStory["result"]) => boolean): readonly LoginKey[] {
  return rows.filter(({ result }) => wanted(result)).map(({ loginId }) => loginKey(loginId));
}

function chunksOf(records: readonly JournalRecord[]): readonly ChunkStory[] {
  const told = records.filter((record) => record.type === "intent" || record.type === "outcome");
  return [...Map.groupBy(told, ({ chunk }) => chunk).values()].map(chunkStory);
}

function chunkStory(records: readonly (Of<"intent"> | Of<"outcome">)[]): ChunkStory {
  const [first] = records;
  if (first === undefined) throw new Error("a chunk without a record");
  const intents = records.filter((record) => record.type === "intent");
  const outcomes = records.filter((record) => record.type === "outcome");
  const sealed = intents.findLast((intent) => intent.sealed !== undefined)?.sealed;
  const settledBy = outcomes.findLast((outcome) => outcome.settledBy !== undefined)?.settledBy;
  const milliseconds = outcomes.reduce((sum, outcome) => sum + outcome.milliseconds, 0);
  return {
    chunk: first.chunk,
    kind: first.kind,
    at: first.at,
    ...(sealed === undefined ? {} : { sealed }),
    rows: rowsOf(intents, outcomes),
    ...(outcomes.length === 0 ? {} : { milliseconds }),
    ...(settledBy === undefined ? {} : { settledBy }),
  };
}

/** A user has one row in a chunk, however often the chunk was sent. */
function rowsOf(intents: readonly Of<"intent">[], outcomes: readonly Of<"outcome">[]): readonly RowStory[] {
  const rows = new Map<LoginKey, RowStory>();
  for (const { users, rows: numbers } of intents) {
    for (const [index, loginId] of users.entries()) {
      const row = numbers?.[index] ?? index + 1;
      if (!rows.has(loginKey(loginId))) rows.set(loginKey(loginId), { loginId, row, result: "open" });
    }
  }
  for (const { rows: told } of outcomes) {
    for (const { loginId, row, result, cause } of told) {
      rows.set(loginKey(loginId), { loginId, row, result, ...(cause === undefined ? {} : { cause }) });
    }
  }
  return [...rows.values()].sort((a, b) => a.row - b.row);
}

/** What a run did to one person, or tried. */
export interface Deed extends Pick<RunStory, "run" | "by"> {
  readonly at: Instant;
  readonly chunk: string;
  readonly kind: WriteKind;
  readonly result: RowStory["result"];
  readonly cause?: string;
  readonly settledBy?: RunId;
}

/** Oldest first. */
export function deedsOf(runs: readonly RunStory[], loginId: LoginId): readonly Deed[] {
  const key = loginKey(loginId);
  return runs.flatMap(({ run, by, chunks }) =>
    chunks.flatMap(({ chunk, kind, at, rows, settledBy }) =>
      rows
        .filter((row) => loginKey(row.loginId) === key)
        .map(({ result, cause }): Deed => {
          const more = { ...(cause === undefined ? {} : { cause }), ...(settledBy === undefined ? {} : { settledBy }) };
          return { run, by, at, chunk, kind, result, ...more };
        }),
    ),
  );
}

/** Runs whose id begins so; the whole id names one run alone, even where another begins with it. */
export function runsNamed(runs: readonly RunStory[], prefix: string): readonly RunStory[] {
  const whole = runs.filter(({ run }) => run === prefix);
  return whole.length > 0 ? whole : runs.filter(({ run }) => prefix !== "" && run.startsWith(prefix));
}
