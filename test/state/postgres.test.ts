import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import type { Store } from "../../src/model/store.ts";
import { stateFailureOf } from "../../src/state/failure.ts";
import { openPostgresStore } from "../../src/state/postgres.ts";
import { entry, shown } from "../builders.ts";
import { storeContract } from "./contract.ts";
import { describePostgres } from "./postgres-tests.ts";
import { HOLDER, intent, OTHER, remember, started } from "./records.ts";

const TTL = 2_000;

describePostgres("with a real PostgreSQL", (server) => {
  storeContract("postgres", async () => {
    await server().query("DROP SCHEMA IF EXISTS meibo CASCADE");
    return async (tenant) => openPostgresStore({ address: server().address, tenant });
  });

  const opened = async (work: (...stores: readonly Store[]) => Promise<void>, count = 1): Promise<void> => {
    await server().query("DROP SCHEMA IF EXISTS meibo CASCADE");
    const open = () => openPostgresStore({ address: server().address, tenant: "aoba", ttl: TTL });
    const stores = await Promise.all(Array.from({ length: count }, open));
    try {
      await work(...stores);
    } finally {
      for (const store of stores) await store.close();
    }
  };
  const cut = (where: string) =>
    server().query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = 'meibo' AND ${where}`);
  const codeOf = async (work: Promise<unknown>) => work.then(() => undefined, stateFailureOf);

  describe("a store goes on", () => {
    test("when all of its connections were cut between two writes", () =>
      opened(async (store) => {
        await store?.lock(HOLDER);
        for (const chunk of ["c1", "c2", "c3"]) {
          await store?.append(intent("r1", chunk, "a@x.jp"), [shown()]);
          await cut("true");
          await remember(store, { put: [entry({ loginId: `${chunk}@x.jp` })], drop: [] });
          expect(await store?.checkLock()).toBe(true);
        }
        expect([(await store?.readJournal())?.length, (await store?.readLedger())?.entries.length]).toEqual([6, 3]);
      }));

    test(
      "when its connections are cut over and over while it writes, and writes nothing twice",
      { timeout: 120_000 },
      () =>
        opened(async (store) => {
          await store?.lock(HOLDER);
          let isDone = false;
          const cutting = (async () => {
            while (!isDone) {
              await cut("true");
              await sleep(300);
            }
          })();
          const chunks = Array.from({ length: 100 }, (_, n) => `c${n}`);
          const refused: string[] = [];
          for (const chunk of chunks) {
            // A connection that is cut twice within one write is told; then reading shows whether it was made.
            await store?.append(intent("r1", chunk, "a@x.jp")).catch(() => refused.push(chunk));
          }
          isDone = true;
          await cutting;
          const written = (await store?.readJournal("r1"))?.flatMap((record) =>
            "chunk" in record ? [record.chunk] : [],
          );
          expect(written).toEqual([...new Set(written)]);
          expect(chunks.filter((chunk) => !refused.includes(chunk) && !written?.includes(chunk))).toEqual([]);
          expect(refused.length).toBeLessThan(20);
        }),
    );

    test("when the server was started anew, and what was written is there", { timeout: 120_000 }, () =>
      opened(async (store) => {
        await store?.lock(HOLDER);
        await store?.append(started("r1"));
        await server().stop();
        const writing = store?.append(intent("r1", "c1", "a@x.jp"));
        await sleep(500);
        await server().start();
        await writing;
        expect(await store?.checkLock()).toBe(true);
        await remember(store, { put: [entry()], drop: [] });
        expect([(await store?.readJournal())?.length, (await store?.readLedger())?.entries.length]).toEqual([3, 1]);
      }),
    );
  });

  test("a store says that it cannot go on when the server stays away, and its lock is not confirmed", {
    timeout: 120_000,
  }, async () => {
    await server().query("DROP SCHEMA IF EXISTS meibo CASCADE");
    const store = await openPostgresStore({ address: server().address, tenant: "aoba", ttl: TTL, patience: 1_000 });
    await store.lock(HOLDER);
    await store.append(started("r1"));
    await server().stop();
    expect(await codeOf(store.append(intent("r1", "c1", "a@x.jp")))).toBe("state-unusable");
    const begin = performance.now();
    expect(await store.checkLock()).toBe(false);
    expect(performance.now() - begin).toBeLessThan(10_000);
    await server().start();
    expect(await store.readJournal()).toEqual([started("r1")]);
    await store.close();
  });

  describe("the lock", () => {
    test("goes to another at once when the holder's connection ends, and the holder writes nothing more", () =>
      opened(async (first, second) => {
        await first?.lock(HOLDER);
        await first?.append(started("r1"));
        await cut("query LIKE '%meibo.leases%'");
        expect(await second?.lock(OTHER)).toEqual({ held: true });
        expect(await codeOf(first?.append(intent("r1", "c1")) ?? Promise.resolve())).toBe("lock-lost");
        expect(await codeOf(remember(first, { put: [entry()], drop: [] }))).toBe("lock-lost");
        expect([await first?.checkLock(), await second?.checkLock()]).toEqual([false, true]);
        await second?.append(started("r2"));
        expect((await second?.readJournal())?.map(({ run }) => run)).toEqual(["r1", "r2"]);
        expect((await second?.readLedger())?.entries).toEqual([]);
      }, 2));

    test("is renewed by itself while a run waits longer than the lease", { timeout: 60_000 }, () =>
      opened(async (first, second) => {
        await first?.lock(HOLDER);
        await sleep(TTL * 2);
        expect(await second?.lock(OTHER)).toEqual({ held: false, by: HOLDER });
        expect(await first?.checkLock()).toBe(true);
      }, 2),
    );

    test("can be broken, and the holder, who lives, writes nothing more", () =>
      opened(async (first, second) => {
        await first?.lock(HOLDER);
        expect(await second?.breakLock(OTHER)).toBe(false);
        expect(await first?.checkLock()).toBe(true);
        expect(await second?.breakLock(HOLDER)).toBe(true);
        expect(await second?.holder()).toBeUndefined();
        expect(await codeOf(first?.append(started("r1")) ?? Promise.resolve())).toBe("lock-lost");
        expect(await first?.checkLock()).toBe(false);
        expect(await second?.lock(OTHER)).toEqual({ held: true });
        await second?.append(started("r2"));
      }, 2));

    test("of one tenant is not that of another", async () => {
      const open = (tenant: string) => openPostgresStore({ address: server().address, tenant });
      const [aoba, midori] = [await open("aoba"), await open("midori")];
      expect([await aoba.lock(HOLDER), await midori.lock(OTHER)]).toEqual([{ held: true }, { held: true }]);
      await aoba.close();
      await midori.close();
    });
  });

  test("a row that somebody changed is refused", () =>
    opened(async (store) => {
      await store?.append(started("r1"));
      await remember(store, { put: [entry(), entry({ loginId: "b@x.jp" })], drop: [] });
      await server().query("UPDATE meibo.journal SET record = replace(record, 'ann', 'bob')");
      await server().query("DELETE FROM meibo.ledger WHERE login_key = 'b@x.jp'");
      expect(await codeOf(store?.readJournal() ?? Promise.resolve())).toBe("state-damaged");
      expect(await codeOf(store?.readLedger() ?? Promise.resolve())).toBe("state-damaged");
    }));

  test("tables of a newer meibo are refused", async () => {
    await (await openPostgresStore({ address: server().address, tenant: "aoba" })).close();
    await server().query("UPDATE meibo.layout SET version = 99");
    const opening = openPostgresStore({ address: server().address, tenant: "aoba" });
    await expect(opening).rejects.toMatchObject({ code: "state-newer", message: /newer meibo.*99/ });
  });

  describe("an address that does not lead there is told without its password:", () => {
    const secret = "s3cr3t-Pa55";
    const cases: readonly (readonly [what: string, address: () => string, says: RegExp])[] = [
      ["a wrong password", () => server().with({ password: secret }), /user or the password is refused/],
      ["an unknown host", () => server().with({ password: secret, hostname: "no-such-host.invalid" }), /host/],
      ["nothing on the port", () => server().with({ password: secret, port: "1" }), /nothing answers/],
      ["no such database", () => server().with({ pathname: "/nowhere" }), /no such database/],
      ["no address at all", () => `mysql://u:${secret}@h/db`, /not postgres:/],
      ["a password that is not encoded", () => `postgres://u:12/${secret}@h/db`, /not postgres:/],
      ["a port that is none", () => `postgres://u:${secret}@h:port/db`, /not postgres:/],
    ];
    test.each(cases)("%s", async (_what, address, says) => {
      const error = await openPostgresStore({ address: address(), tenant: "aoba", patience: 1_000 }).then(
        () => undefined,
        (failure: unknown) => failure,
      );
      expect(stateFailureOf(error)).toBe("state-unusable");
      expect(String(error)).toMatch(says);
      const all = inspect(error, { depth: 20, showHidden: true });
      expect([all.includes(secret), all.includes(server().password)]).toEqual([false, false]);
    });
  });
});
