import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { JournalRecord } from "../../src/model/journal.ts";
import type { Ledger } from "../../src/model/ledger.ts";
import { asLoginId, type TenantUser } from "../../src/model/user.ts";
import { stateFailureOf } from "../../src/state/failure.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { entry, NOW, shown } from "../builders.ts";
import { intent, started } from "./records.ts";

/** What became of the damaged copies of a state file. */
export interface Damage {
  readonly cases: number;
  /** Refused with a failure that says so. */
  readonly refused: number;
  /** Read as it was written: the damage lies where nothing is kept. */
  readonly whole: number;
  /** Read as it was after an earlier write, as after a crash: what followed is gone as a whole. */
  readonly earlier: number;
  /** Something else was read, or something else was thrown. Each with the damage, to be tried again. */
  readonly wrong: readonly string[];
  readonly milliseconds: number;
}

interface Seen {
  readonly ledger: Ledger;
  readonly journal: readonly JournalRecord[];
  readonly images: readonly TenantUser[];
}

/** Files of a store, by what follows the path. */
type Files = Readonly<Record<string, Buffer>>;

interface Copy {
  readonly what: string;
  readonly files: Files;
}

/**
 * Damages a state file in so many ways: cut, and one bit turned, at positions evenly over the file and over the log
 * beside it that a killed run leaves.
 */
export async function damageStore(cases: number): Promise<Damage> {
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "meibo-damage-"));
  const path = join(folder, "state.db");
  try {
    const { states, closed, killed } = await written(path);
    const begin = performance.now();
    const found = { refused: 0, whole: 0, earlier: 0 };
    const wrong: string[] = [];
    for (const { what, files } of copies(cases, { closed, killed })) {
      const verdict = await verdictOn(path, files, states);
      if (verdict === "refused" || verdict === "whole" || verdict === "earlier") found[verdict] += 1;
      else wrong.push(`${what}: ${verdict}`);
    }
    return { cases, ...found, wrong, milliseconds: Math.round(performance.now() - begin) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The files as a closed store leaves them, and as a killed run does; and what was to be read after each write. */
async function written(path: string) {
  const first = openSqliteStore(path, "aoba");
  const states = [await read(path)];
  await writeChunks(path, 3, states);
  await first.close();
  const closed = filesOf(path);
  const second = openSqliteStore(path, "aoba");
  await writeChunks(path, 3, states);
  const killed = filesOf(path);
  await second.close();
  return { states, closed, killed };
}

/** As an apply writes: what it is about to do, what came of it, and who is remembered. */
async function writeChunks(path: string, chunks: number, states: Seen[]): Promise<void> {
  const store = openSqliteStore(path, "aoba");
  const run = `r${states.length}`;
  await store.append(started(run));
  states.push(await read(path));
  for (let chunk = 1; chunk <= chunks; chunk += 1) {
    const users = Array.from({ length: 8 }, (_, n) => `u${chunk}-${n}@x.jp`);
    await store.append(
      intent(run, `c${chunk}`, ...users),
      users.map((loginId) => shown({ loginId })),
    );
    states.push(await read(path));
    const rows = users.map((id, n) => ({ loginId: asLoginId(id), result: "done", row: n + 1, chunk: "c" }) as const);
    const put = users.map((loginId) => entry({ loginId, roles: [run] }));
    await store.append(
      { type: "outcome", run, at: NOW, chunk: `c${chunk}`, kind: "update", rows, milliseconds: 1 },
      [],
      { put, drop: [], usersCounted: states.length },
    );
    states.push(await read(path));
  }
  await store.close();
}

async function read(path: string): Promise<Seen> {
  const store = openSqliteStore(path, "aoba");
  try {
    const journal = await store.readJournal();
    const runs = new Set(journal.map(({ run }) => run));
    const images = await Promise.all([...runs].map(async (run) => store.readImages(run)));
    return { ledger: await store.readLedger(), journal, images: images.flat() };
  } finally {
    await store.close();
  }
}

const PARTS = ["", "-wal"] as const;

function filesOf(path: string): Files {
  return Object.fromEntries(
    PARTS.filter((part) => existsSync(path + part)).map((part) => [part, readFileSync(path + part)]),
  );
}

/** A quarter of the cases each: the closed file cut and turned, the killed run's log and file. */
function* copies(
  cases: number,
  { closed, killed }: { readonly closed: Files; readonly killed: Files },
): Iterable<Copy> {
  const kinds = [
    (at: number) => cut(closed, "", at),
    (at: number) => turned(closed, "", at),
    (at: number) => cut(killed, "-wal", at),
    (at: number) => turned(killed, at < 0.7 ? "-wal" : "", at),
  ];
  for (let number = 0; number < cases; number += 1) {
    const kind = kinds[number % kinds.length];
    if (kind !== undefined) yield kind((number + 0.5) / cases);
  }
}

/** Not to nothing: an empty file is a new one. */
function cut(files: Files, part: string, at: number): Copy {
  const whole = files[part] ?? Buffer.alloc(0);
  const length = Math.max(1, Math.floor(whole.length * at));
  return { what: `state.db${part} cut to ${length} bytes`, files: { ...files, [part]: whole.subarray(0, length) } };
}

function turned(files: Files, part: string, at: number): Copy {
  const bytes = Buffer.from(files[part] ?? Buffer.alloc(0));
  const bit = Math.floor(bytes.length * 8 * at);
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return { what: `bit ${bit} of state.db${part} (of ${bytes.length * 8}) turned`, files: { ...files, [part]: bytes } };
}

async function verdictOn(path: string, files: Files, states: readonly Seen[]): Promise<string> {
  for (const part of ["", "-wal", "-shm", "-journal"]) rmSync(path + part, { force: true });
  for (const [part, bytes] of Object.entries(files)) writeFileSync(path + part, bytes);
  try {
    return match(await read(path), "-wal" in files ? states : states.slice(0, (states.length + 1) / 2));
  } catch (error) {
    if (stateFailureOf(error) !== undefined) return "refused";
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function match(seen: Seen, states: readonly Seen[]): string {
  const index = states.findLastIndex((state) => isDeepStrictEqual(state, seen));
  if (index === states.length - 1) return "whole";
  return index === -1 ? "read what was never written" : "earlier";
}
