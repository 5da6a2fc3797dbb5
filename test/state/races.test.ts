import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { describePostgres } from "./postgres-tests.ts";
import { Contender, type Place, race } from "./races.ts";

const ROUNDS = 100;
const CONTENDERS = 8;
/** Milliseconds. */
const TTL = 2_000;
const LIMIT = 120_000;

const RIGHT = { rounds: ROUNDS, doubles: 0, nobody: 0, killed: ROUNDS / 10 };

describe("of eight processes that want the lock at once, a hundred times over", () => {
  test("one gets it in a file, and the next when that one is killed", { timeout: LIMIT }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "meibo-state-"));
    const found = await race({ store: "sqlite", path: join(folder, "state.db") }, CONTENDERS, ROUNDS);
    rmSync(folder, { recursive: true });
    expect(found).toMatchObject(RIGHT);
    expect(found.takeover).toBeLessThan(1_000);
  });
});

describePostgres("with a real PostgreSQL", (server) => {
  const place = (): Place => ({ store: "postgres", address: server().address, ttl: TTL });

  test("one of eight gets the lock, a hundred times over, and the next when that one is killed", {
    timeout: LIMIT,
  }, async () => {
    const found = await race(place(), CONTENDERS, ROUNDS);
    expect(found).toMatchObject(RIGHT);
    expect(found.takeover).toBeLessThan(TTL + 10_000);
  });

  test("a holder who was stopped beyond the lease and wakes up writes nothing more", { timeout: LIMIT }, async () => {
    const mark = join(mkdtempSync(join(tmpdir(), "meibo-race-")), "held");
    const [zombie, other] = [await Contender.start("z", place(), mark), await Contender.start("o", place(), mark)];
    try {
      expect(await zombie.tell({ type: "take", round: 1 })).toMatchObject({ type: "taken" });
      expect(await zombie.tell({ type: "write" })).toEqual({ type: "wrote" });
      zombie.signal("SIGSTOP");
      expect(await other.tell({ type: "take", round: 1 })).toEqual({ type: "refused", by: "z" });
      const begin = performance.now();
      while ((await other.tell({ type: "take", round: 1 })).type !== "taken");
      expect(performance.now() - begin).toBeLessThan(TTL + 10_000);
      zombie.signal("SIGCONT");
      for (const _ of [1, 2, 3])
        expect(await zombie.tell({ type: "write" })).toEqual({ type: "failed", reason: "lock-lost" });
      expect(await zombie.tell({ type: "check" })).toEqual({ type: "checked", held: false });
      expect(await other.tell({ type: "check" })).toEqual({ type: "checked", held: true });
      expect(await other.tell({ type: "write" })).toEqual({ type: "wrote" });
    } finally {
      await zombie.end("SIGKILL");
      await other.end("SIGKILL");
      rmSync(join(mark, ".."), { recursive: true });
    }
    const rows = await server().query("SELECT run, count(*)::int FROM meibo.journal GROUP BY run ORDER BY run");
    expect(rows).toEqual([
      { run: "o", count: 1 },
      { run: "z", count: 1 },
    ]);
  });
});
