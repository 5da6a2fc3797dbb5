import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JournalRecord } from "../../src/model/journal.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { entry, NOW } from "../builders.ts";

let folder = "";
let path = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meibo-state-"));
  path = join(folder, "state.db");
});
afterEach(() => rmSync(folder, { recursive: true }));

const started = (run: string): JournalRecord => ({
  type: "started",
  run,
  at: NOW,
  tenant: "aoba",
  planHash: "x",
  chunks: 1,
});
const holder = { run: "r1", holder: "ann@host", since: NOW };

describe("the ledger", () => {
  test("is empty before the first run", async () => {
    const store = openSqliteStore(path, "aoba");
    expect(await store.readLedger()).toEqual({ tenant: "aoba", entries: [] });
    await store.close();
  });

  test("is there again when the file is opened again", async () => {
    const store = openSqliteStore(path, "aoba");
    await store.writeLedger({ put: [entry()], drop: [], usersCounted: 3 });
    await store.close();
    const again = openSqliteStore(path, "aoba");
    expect(await again.readLedger()).toEqual({ tenant: "aoba", usersCounted: 3, entries: [entry()] });
    await again.close();
  });

  test("keeps one entry a Login ID, whatever its case, and forgets who is dropped", async () => {
    const store = openSqliteStore(path, "aoba");
    await store.writeLedger({ put: [entry({ loginId: "A@x.jp" }), entry({ loginId: "b@x.jp" })], drop: [] });
    await store.writeLedger({ put: [entry({ loginId: "a@x.jp" })], drop: [entry({ loginId: "B@x.jp" }).loginId] });
    expect((await store.readLedger()).entries.map(({ loginId }) => loginId)).toEqual(["a@x.jp"]);
    await store.close();
  });

  test("of one tenant is not that of another in the same file", async () => {
    const [aoba, midori] = [openSqliteStore(path, "aoba"), openSqliteStore(path, "midori")];
    await aoba.writeLedger({ put: [entry()], drop: [] });
    expect((await midori.readLedger()).entries).toEqual([]);
    await aoba.close();
    await midori.close();
  });
});

test("the journal gives back one run, or all, oldest first", async () => {
  const store = openSqliteStore(path, "aoba");
  for (const run of ["r1", "r2", "r1"]) await store.append(started(run));
  expect((await store.readJournal()).map(({ run }) => run)).toEqual(["r1", "r2", "r1"]);
  expect(await store.readJournal("r2")).toEqual([started("r2")]);
  await store.close();
});

test("the journal is read since an instant, oldest first", async () => {
  const store = openSqliteStore(path, "aoba");
  const at = (moment: string) => ({ ...started(moment), at: moment });
  const [before, then, after] = ["2026-11-30T23:59:59.999Z", NOW, "2026-12-01T00:00:00.001Z"].map(at);
  for (const record of [before, then, after]) if (record !== undefined) await store.append(record);
  expect(await store.readJournalSince(NOW)).toEqual([then, after]);
  await store.close();
});

describe("the lock", () => {
  test("has one holder, who is named to the other, until it is released", async () => {
    const [first, second] = [openSqliteStore(path, "aoba"), openSqliteStore(path, "aoba")];
    expect(await first.lock(holder)).toEqual({ held: true });
    expect(await second.lock({ ...holder, run: "r2" })).toEqual({ held: false, by: holder });
    await first.release();
    expect(await second.lock({ ...holder, run: "r2" })).toEqual({ held: true });
    await first.close();
    await second.close();
  });

  test("is free again when its holder was killed", async () => {
    const script = `import { openSqliteStore } from ${JSON.stringify(join(process.cwd(), "src/state/sqlite.ts"))};
      const store = openSqliteStore(${JSON.stringify(path)}, "aoba");
      await store.lock(${JSON.stringify(holder)});
      console.log("held");
      setInterval(() => store.checkLock(), 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    const store = openSqliteStore(path, "aoba");
    expect(await store.lock({ ...holder, run: "r2" })).toEqual({ held: false, by: holder });
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await store.lock({ ...holder, run: "r2" })).toEqual({ held: true });
    await store.close();
  });
});

test("a file of a newer layout is refused, and left as it is", () => {
  const db = new DatabaseSync(path);
  db.exec("PRAGMA user_version = 99");
  db.close();
  expect(() => openSqliteStore(path, "aoba")).toThrow(/newer meibo/);
});
