import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { stateFailureOf } from "../../src/state/failure.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { repairSqlite } from "../../src/state/sqlite-repair.ts";
import { entry, NOW, shown } from "../builders.ts";
import { storeContract } from "./contract.ts";
import { HOLDER, intent, OTHER, remember, started } from "./records.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function freshPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "meibo-state-"));
  folders.push(folder);
  return join(folder, "state.db");
}

storeContract("sqlite", async () => {
  const path = freshPath();
  return async (tenant) => openSqliteStore(path, tenant);
});

async function failureOf(work: () => unknown): Promise<readonly [code: unknown, message: string]> {
  try {
    await work();
  } catch (error) {
    return [stateFailureOf(error), error instanceof Error ? error.message : ""];
  }
  return [undefined, ""];
}

/** People and a history, closed properly. */
async function written(path: string, people = 40): Promise<void> {
  const store = openSqliteStore(path, "aoba");
  const ids = Array.from({ length: people }, (_, number) => `user${number}@x.jp`);
  await remember(store, { put: ids.map((loginId) => entry({ loginId })), drop: [], usersCounted: people }, "r1");
  for (const id of ids) await store.append(intent("r1", id, id), [shown({ loginId: id })]);
  await store.close();
}

function edited(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

describe("a row that is not what was written", () => {
  const reads = {
    ledger: (path: string) => openSqliteStore(path, "aoba").readLedger(),
    journal: (path: string) => openSqliteStore(path, "aoba").readJournal(),
    "one run": (path: string) => openSqliteStore(path, "aoba").readJournal("r1"),
    images: (path: string) => openSqliteStore(path, "aoba").readImages("r1"),
  } as const;
  const cases: readonly (readonly [what: string, sql: string, read: keyof typeof reads, names: string])[] = [
    [
      "an entry with another text",
      "UPDATE ledger SET entry = replace(entry, 'user7@', 'user8@')",
      "ledger",
      "user7@x.jp",
    ],
    [
      "an entry under another name",
      "UPDATE ledger SET login_key = 'z@x.jp' WHERE login_key = 'user3@x.jp'",
      "ledger",
      "z@x.jp",
    ],
    [
      "an entry that is gone",
      "DELETE FROM ledger WHERE login_key = 'user3@x.jp'",
      "ledger",
      "40 entries were written, 39",
    ],
    ["an entry that came back", "INSERT INTO ledger SELECT tenant, 'q', entry, sum FROM ledger LIMIT 1", "ledger", "q"],
    ["a head with another count", "UPDATE tenants SET users_counted = 3", "ledger", "the head of tenant aoba"],
    ["a head that is gone", "DELETE FROM tenants", "ledger", "the head of tenant aoba"],
    [
      "a record with another text",
      "UPDATE journal SET record = replace(record, 'r1', 'r2') WHERE number = 9",
      "journal",
      "record 9",
    ],
    ["a record of another run", "UPDATE journal SET run = 'r2' WHERE number = 9", "one run", "record 9"],
    ["a record of another time", "UPDATE journal SET at = '2020' WHERE number = 9", "one run", "record 9"],
    ["a record that is gone", "DELETE FROM journal WHERE number = 9", "one run", "record 9"],
    ["a last record that is gone", "DELETE FROM journal WHERE number = 41", "journal", "41 records were written, 40"],
    ["records in another order", "UPDATE journal SET number = 99 - number", "journal", "record 1"],
    ["users with another text", "UPDATE journal SET images = lower(images)", "images", "record 2"],
  ];
  test.each(cases)("%s is refused", async (_what, sql, read, names) => {
    const path = freshPath();
    await written(path);
    edited(path, sql);
    const [code, message] = await failureOf(() => reads[read](path));
    expect(code).toBe("state-damaged");
    expect(message).toContain(path);
    expect(message).toContain(names);
  });
});

describe("a file that is not what it should be is refused and left as it is:", () => {
  const foreign = (path: string) => edited(path, "CREATE TABLE guests (name TEXT)");
  const cases: readonly (readonly [what: string, make: (path: string) => unknown, code: string, says: RegExp])[] = [
    ["no database", (path) => writeFileSync(path, "users:\n"), "state-damaged", /no state file of meibo/],
    ["another program's database", foreign, "state-damaged", /no state file of meibo/],
    [
      "another program's database with our number",
      (path) => edited(path, "CREATE TABLE guests (name TEXT); PRAGMA user_version = 1"),
      "state-damaged",
      /no state file of meibo/,
    ],
    ["a newer layout", (path) => edited(path, "PRAGMA user_version = 99"), "state-newer", /newer meibo.*99/],
    [
      "half a file",
      async (path) => {
        await written(path);
        writeFileSync(path, readFileSync(path).subarray(0, 20_000));
      },
      "state-damaged",
      /damaged/,
    ],
    [
      "a table more",
      async (path) => {
        await written(path);
        edited(path, "CREATE TABLE guests (name TEXT)");
      },
      "state-damaged",
      /list of tables/,
    ],
  ];
  test.each(cases)("%s", async (_what, make, code, says) => {
    const path = freshPath();
    await make(path);
    const before = readFileSync(path);
    const [found, message] = await failureOf(() => openSqliteStore(path, "aoba"));
    expect([found, message.startsWith(path)]).toEqual([code, true]);
    expect(message).toMatch(says);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test("an empty one is a new one", async () => {
    const path = freshPath();
    writeFileSync(path, "");
    const store = openSqliteStore(path, "aoba");
    expect((await store.readLedger()).entries).toEqual([]);
    await store.close();
  });
});

describe("where the machine says no, the file is named, and what to do:", () => {
  test("a folder", async () => {
    const path = freshPath();
    mkdirSync(path);
    const [code, message] = await failureOf(() => openSqliteStore(path, "aoba"));
    expect([code, message]).toEqual(["state-unusable", `${path}: this is a folder; state.path is to name a file`]);
  });

  test("a file where a folder should be", async () => {
    const path = freshPath();
    writeFileSync(path, "");
    const [code, message] = await failureOf(() => openSqliteStore(join(path, "state.db"), "aoba"));
    expect(code).toBe("state-unusable");
    expect(message).toContain("mend state.path");
  });

  test.skipIf(process.getuid?.() !== 0)("a folder that may not be written", async () => {
    const path = freshPath();
    const script = `const { openSqliteStore } = await import(${JSON.stringify(join(process.cwd(), "src/state/sqlite.ts"))});
      process.setuid(65534);
      try { openSqliteStore(${JSON.stringify(path)}, "aoba"); } catch (error) { console.log(error.code, error.message); }`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    expect(stdout).toContain(`state-unusable ${path}: `);
    expect(stdout).toContain("right");
  });

  test("a full disk, which leaves what was there before", async () => {
    const path = freshPath();
    await written(path);
    const script = `const { openSqliteStore } = await import(${JSON.stringify(join(process.cwd(), "src/state/sqlite.ts"))});
      const store = openSqliteStore(${JSON.stringify(path)}, "aoba");
      try { for (let n = 0; n < 1000; n += 1) await store.append({ type: "intent", run: "r9", at: "x", chunk: "c", kind: "create", users: ["a".repeat(90000)] }); }
      catch (error) { console.log(error.code, error.message); }
      console.log((await store.readJournal("r9")).length);`;
    const command = `ulimit -f 4000; trap '' XFSZ; exec "$0" --input-type=module --eval "$1"`;
    const { stdout } = await promisify(execFile)("bash", ["-c", command, process.execPath, script]);
    expect(stdout).toContain(`state-unusable ${path}: `);
    const store = openSqliteStore(path, "aoba");
    expect((await store.readJournal("r9")).length).toBe(Number(stdout.trim().split("\n").at(-1)));
    expect((await store.readLedger()).entries).toHaveLength(40);
    await store.close();
  });
});

describe("a file of layout 1", () => {
  const OLD = `
    PRAGMA user_version = 1;
    PRAGMA journal_mode = WAL;
    CREATE TABLE tenants (tenant TEXT PRIMARY KEY, users_counted INTEGER) STRICT;
    CREATE TABLE ledger (
      tenant TEXT NOT NULL, login_key TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (tenant, login_key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE journal (
      number INTEGER PRIMARY KEY, tenant TEXT NOT NULL, run TEXT NOT NULL, record TEXT NOT NULL
    ) STRICT;
    CREATE INDEX journal_run ON journal (tenant, run);
    CREATE TABLE holder (tenant TEXT PRIMARY KEY, run TEXT NOT NULL, holder TEXT NOT NULL, since TEXT NOT NULL) STRICT;
    INSERT INTO tenants VALUES ('aoba', 7);
    INSERT INTO holder VALUES ('aoba', 'r0', 'ann@desk', '2026-11-30T00:00:00.000Z');
  `;
  const OLD_STARTED = { type: "started", run: "r1", at: NOW, tenant: "aoba", planHash: "x", chunks: 1 };

  function made(path: string): void {
    const db = new DatabaseSync(path);
    db.exec(OLD);
    const put = db.prepare("INSERT INTO ledger VALUES (?, ?, ?)");
    for (const tenant of ["aoba", "midori"]) put.run(tenant, "hanako@aoba.example", JSON.stringify(entry()));
    const add = db.prepare("INSERT INTO journal (tenant, run, record) VALUES (?, ?, ?)");
    for (const [tenant, run] of [
      ["aoba", "r1"],
      ["midori", "r1"],
      ["aoba", "r2"],
    ] as const) {
      add.run(tenant, run, JSON.stringify({ ...OLD_STARTED, tenant, run }));
    }
    db.close();
  }

  test("is moved on with all that it says", async () => {
    const path = freshPath();
    made(path);
    const [aoba, midori] = [openSqliteStore(path, "aoba"), openSqliteStore(path, "midori")];
    expect(await aoba.readLedger()).toEqual({ tenant: "aoba", usersCounted: 7, entries: [entry()] });
    expect(await midori.readLedger()).toEqual({ tenant: "midori", entries: [entry()] });
    expect(await aoba.readJournal()).toEqual(["r1", "r2"].map((run) => ({ ...OLD_STARTED, run, by: "", allowed: [] })));
    expect(await midori.readJournal()).toHaveLength(1);
    expect(await aoba.holder()).toBeUndefined();
    await aoba.close();
    await midori.close();
  });

  test("that is damaged is refused as it is", async () => {
    const path = freshPath();
    made(path);
    edited(path, "UPDATE ledger SET entry = 'x'");
    const before = readFileSync(path);
    expect((await failureOf(() => openSqliteStore(path, "aoba")))[0]).toBe("state-damaged");
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  test("is left alone while a run of the older meibo is under way", async () => {
    const path = freshPath();
    made(path);
    const run = new DatabaseSync(`${path}.lock`);
    run.exec("BEGIN EXCLUSIVE");
    expect(await failureOf(() => openSqliteStore(path, "aoba"))).toEqual([
      "state-unusable",
      `${path}: a run of an older meibo is under way in it; try again when that has ended`,
    ]);
    run.close();
    await openSqliteStore(path, "aoba").close();
  });

  test.each(["made", "moved on"])("or a new one is %s once when eight processes open it at once", async (what) => {
    const path = freshPath();
    if (what === "moved on") made(path);
    const script = `const { openSqliteStore } = await import(${JSON.stringify(join(process.cwd(), "src/state/sqlite.ts"))});
      const store = openSqliteStore(${JSON.stringify(path)}, "aoba");
      await store.append({ type: "intent", run: "r3", at: "x", chunk: "c", kind: "create", users: [] });
      await store.close();`;
    const child = () => promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    await Promise.all(Array.from({ length: 8 }, child));
    const store = openSqliteStore(path, "aoba");
    expect(await store.readJournal("r3")).toHaveLength(8);
    await store.close();
  });
});

describe("repairing", () => {
  const INSTANT = "2026-12-01T00:12:44.000Z";
  const asideOf = (path: string) => `${path}.broken-2026-12-01T001244.000Z`;

  test("keeps the broken file aside, saves each row that is right, and counts what is lost", async () => {
    const path = freshPath();
    await written(path);
    edited(path, "UPDATE ledger SET entry = '{}' WHERE login_key = 'user3@x.jp'");
    edited(path, "UPDATE journal SET record = '{}' WHERE number IN (5, 6)");
    const before = readFileSync(path);
    expect(repairSqlite(path, INSTANT)).toEqual({
      broken: asideOf(path),
      saved: { entries: 39, records: 39 },
      lost: { entries: 1, records: 2 },
    });
    expect(readFileSync(asideOf(path)).equals(before)).toBe(true);
    const store = openSqliteStore(path, "aoba");
    expect(await store.readLedger()).toMatchObject({ usersCounted: 40 });
    expect([(await store.readLedger()).entries.length, (await store.readJournal()).length]).toEqual([39, 39]);
    expect(await store.readImages("r1")).toHaveLength(38);
    await store.append(started("r2"));
    await store.close();
  });

  test("saves what lies before and behind damaged pages", async () => {
    const path = freshPath();
    await written(path, 400);
    const bytes = readFileSync(path);
    const middle = Math.floor(bytes.length / 4096 / 2) * 4096;
    writeFileSync(path, bytes.fill(0xff, middle, middle + 4096));
    const { saved, lost } = repairSqlite(path, INSTANT);
    expect(saved.entries + saved.records).toBeGreaterThan(600);
    expect([saved.entries + (lost?.entries ?? 0), saved.records + (lost?.records ?? 0)]).toEqual([400, 401]);
    const store = openSqliteStore(path, "aoba");
    expect((await store.readJournal()).length).toBe(saved.records);
    expect((await store.readLedger()).entries.length).toBe(saved.entries);
    await store.close();
  });

  test("begins anew, with the file aside, where nothing can be read", async () => {
    const path = freshPath();
    writeFileSync(path, "no database at all");
    expect(repairSqlite(path, INSTANT)).toEqual({
      broken: asideOf(path),
      saved: { entries: 0, records: 0 },
      lost: undefined,
    });
    expect(readFileSync(asideOf(path), "utf8")).toBe("no database at all");
    expect(readdirSync(join(path, "..")).filter((name) => name.includes("copy"))).toEqual([]);
  });

  test("leaves all as it was when there is no room for a copy", async () => {
    const path = freshPath();
    await written(path);
    edited(path, "UPDATE journal SET record = '{}' WHERE number = 5");
    const before = readFileSync(path);
    const script = `const { repairSqlite } = await import(${JSON.stringify(join(process.cwd(), "src/state/sqlite-repair.ts"))});
      try { repairSqlite(${JSON.stringify(path)}, "${INSTANT}"); } catch (error) { console.log(error.code); }`;
    const command = `ulimit -f 20; trap '' XFSZ; exec "$0" --input-type=module --eval "$1"`;
    const { stdout } = await promisify(execFile)("bash", ["-c", command, process.execPath, script]);
    expect(stdout).toBe("state-unusable\n");
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(join(path, "..")).filter((name) => name.includes("broken"))).toEqual([]);
  });

  test("waits for nobody: while a run is under way it is refused", async () => {
    const path = freshPath();
    const store = openSqliteStore(path, "aoba");
    await store.lock(HOLDER);
    expect((await failureOf(() => repairSqlite(path, INSTANT)))[0]).toBe("state-unusable");
    expect(statSync(path).isFile()).toBe(true);
    await store.close();
  });
});

describe("the lock", () => {
  test("is not broken while its holder lives, whoever asks", async () => {
    const path = freshPath();
    const [first, second] = [openSqliteStore(path, "aoba"), openSqliteStore(path, "aoba")];
    await first.lock(HOLDER);
    expect([await first.breakLock(HOLDER), await second.breakLock(HOLDER)]).toEqual([false, false]);
    expect(await first.checkLock()).toBe(true);
    await first.close();
    await second.close();
  });

  test("of a file that somebody took away is lost", async () => {
    const path = freshPath();
    const [first, second] = [openSqliteStore(path, "aoba"), openSqliteStore(path, "aoba")];
    await first.lock(HOLDER);
    rmSync(`${path}.lock`);
    expect([await second.lock(OTHER), await first.checkLock(), await second.checkLock()]).toEqual([
      { held: true },
      false,
      true,
    ]);
    await first.close();
    await second.close();
  });

  test("has no holder although a row names one, when the holder was killed", async () => {
    const path = freshPath();
    await openSqliteStore(path, "aoba").close();
    edited(path, "INSERT INTO holder VALUES (1, 'r0', 'ann', 'desk', '2026')");
    const store = openSqliteStore(path, "aoba");
    expect(await store.holder()).toBeUndefined();
    expect(await store.breakLock(HOLDER)).toBe(true);
    await store.close();
  });
});
