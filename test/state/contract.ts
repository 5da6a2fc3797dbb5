import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JournalRecord } from "../../src/model/journal.ts";
import type { Store } from "../../src/model/store.ts";
import { asLoginId } from "../../src/model/user.ts";
import { entry, NOW, shown } from "../builders.ts";
import { HOLDER, intent, OTHER, remember, started } from "./records.ts";

/** Names as people and machines have them, and as nobody should. */
const HOSTILE = [
  "o'brien@x.jp",
  'a"; DROP TABLE ledger; --@x.jp',
  "👩‍👩‍👧‍👦@x.jp",
  "a\\b%_$1{}@x.jp",
  "line\nbreak\ttab@x.jp",
  "\u202e\u200b@x.jp",
  "__proto__",
  `${"長".repeat(20_000)}@x.jp`,
];

/**
 * What every store must be and do, wherever it keeps things. Before each test `place` makes a place that nothing was
 * written to; a store opened there once more sees what the first wrote.
 */
export function storeContract(name: string, place: () => Promise<(tenant: string) => Promise<Store>>): void {
  describe(`the store ${name}`, () => {
    let openAt: (tenant: string) => Promise<Store>;
    let opened: Store[];
    beforeEach(async () => {
      openAt = await place();
      opened = [];
    });
    afterEach(async () => {
      for (const store of opened) await store.close();
    });

    const open = async (tenant = "aoba"): Promise<Store> => {
      const store = await openAt(tenant);
      opened.push(store);
      return store;
    };
    const again = async (store: Store, tenant = "aoba"): Promise<Store> => {
      await store.close();
      opened = opened.filter((other) => other !== store);
      return open(tenant);
    };
    const names = async (store: Store) => (await store.readLedger()).entries.map(({ loginId }) => loginId);
    const runs = (records: readonly JournalRecord[]) => records.map(({ run }) => run);

    describe("keeps a ledger that", () => {
      test("is empty before the first run", async () => {
        expect(await (await open()).readLedger()).toEqual({ tenant: "aoba", entries: [] });
      });

      test("is there again when the store is opened again", async () => {
        const store = await open();
        await remember(store, { put: [entry()], drop: [], usersCounted: 3 });
        expect(await (await again(store)).readLedger()).toEqual({
          tenant: "aoba",
          usersCounted: 3,
          entries: [entry()],
        });
      });

      test("remembers how many users were counted until they are counted again", async () => {
        const store = await open();
        await remember(store, { put: [], drop: [], usersCounted: 3 });
        await remember(store, { put: [entry()], drop: [] });
        expect((await store.readLedger()).usersCounted).toBe(3);
        await remember(store, { put: [], drop: [], usersCounted: 0 });
        expect((await store.readLedger()).usersCounted).toBe(0);
      });

      test("keeps one entry a Login ID, whatever its case, and forgets who is dropped", async () => {
        const store = await open();
        await remember(store, { put: [entry({ loginId: "A@x.jp" }), entry({ loginId: "b@x.jp" })], drop: [] });
        await remember(store, { put: [entry({ loginId: "a@x.jp" })], drop: [asLoginId("B@x.jp")] });
        expect(await names(store)).toEqual(["a@x.jp"]);
      });

      test("keeps who is dropped and put in one change, and of two entries of one person the later", async () => {
        const store = await open();
        await remember(store, { put: [entry({ loginId: "a@x.jp" })], drop: [] });
        const put = [entry({ loginId: "A@x.jp", roles: ["first"] }), entry({ loginId: "A@X.jp", roles: ["later"] })];
        await remember(store, { put, drop: [asLoginId("a@x.jp")] });
        expect((await store.readLedger()).entries).toEqual([put[1]]);
      });

      test("does not mind who is dropped and was never there", async () => {
        const store = await open();
        await remember(store, { put: [], drop: [asLoginId("nobody@x.jp")] });
        expect(await names(await again(store))).toEqual([]);
      });

      test("holds ten thousand people", async () => {
        const store = await open();
        const put = Array.from({ length: 10_000 }, (_, number) => entry({ loginId: `u${number}@x.jp` }));
        await remember(store, { put, drop: [], usersCounted: put.length });
        const read = await (await again(store)).readLedger();
        expect([read.entries.length, new Set(read.entries.map(({ loginId }) => loginId)).size]).toEqual([
          10_000, 10_000,
        ]);
      });

      test("is written with the record that says why, or neither is", async () => {
        const store = await open();
        await remember(store, { put: [entry({ loginId: "a@x.jp" })], drop: [] }, "r1");
        const unwritable = { ...entry({ loginId: "c@x.jp" }), toJSON: () => broken() };
        const both = store.append(started("r2"), [], { put: [unwritable], drop: [asLoginId("a@x.jp")] });
        await expect(both).rejects.toThrow("broken");
        const unsaid = store.append(Object.assign(started("r2"), { toJSON: () => broken() }), [], {
          put: [entry({ loginId: "b@x.jp" })],
          drop: [],
        });
        await expect(unsaid).rejects.toThrow("broken");
        const read = await again(store);
        expect([await read.readJournal(), await names(read)]).toEqual([[started("r1")], ["a@x.jp"]]);
      });

      test("is written as a whole or not at all", async () => {
        const store = await open();
        await remember(store, { put: [entry({ loginId: "a@x.jp" })], drop: [], usersCounted: 1 });
        const unwritable = { ...entry({ loginId: "c@x.jp" }), toJSON: () => broken() };
        const put = [entry({ loginId: "b@x.jp" }), unwritable];
        await expect(remember(store, { put, drop: [asLoginId("a@x.jp")], usersCounted: 9 })).rejects.toThrow("broken");
        expect(await store.readLedger()).toMatchObject({ usersCounted: 1, entries: [{ loginId: "a@x.jp" }] });
      });
    });

    describe("keeps a journal that", () => {
      test("gives back one run, or all, oldest first", async () => {
        const store = await open();
        for (const run of ["r1", "r2", "r1"]) await store.append(started(run));
        const read = await again(store);
        expect(runs(await read.readJournal())).toEqual(["r1", "r2", "r1"]);
        expect(await read.readJournal("r2")).toEqual([started("r2")]);
        expect(await read.readJournal("r3")).toEqual([]);
      });

      test("is read since an instant, oldest first, also where a clock went back", async () => {
        const store = await open();
        const moments = ["2026-11-30T23:59:59.999Z", "2026-12-01T00:00:00.001Z", "2026-11-29T00:00:00.000Z", NOW];
        for (const at of moments) await store.append(started(at, at));
        expect(runs(await store.readJournalSince(NOW))).toEqual([moments[1], NOW]);
      });

      test("keeps the users of a run as they were before its first change of each", async () => {
        const store = await open();
        const [first, later] = [shown({ loginId: "a@x.jp" }), shown({ loginId: "A@x.jp", state: "inactive" })];
        const other = shown({ loginId: "b@x.jp", extra: { 備考: "x" } });
        await store.append(intent("r1", "c1", "a@x.jp"), [first]);
        await store.append(intent("r1", "c2", "a@x.jp", "b@x.jp"), [later, other]);
        await store.append(intent("r2", "c1", "a@x.jp"), [later]);
        await store.append(intent("r3", "c1", "a@x.jp"));
        const read = await again(store);
        expect(await read.readImages("r1")).toEqual([first, other]);
        expect(await read.readImages("r2")).toEqual([later]);
        expect(await read.readImages("r3")).toEqual([]);
      });

      test("has neither the record nor the users when one of them cannot be written", async () => {
        const store = await open();
        const unwritable = { ...shown(), toJSON: () => broken() };
        await expect(store.append(intent("r1", "c1", "a@x.jp"), [unwritable])).rejects.toThrow("broken");
        expect([await store.readJournal(), await store.readImages("r1")]).toEqual([[], []]);
      });

      test("takes what two stores write in turns, and what one writes all at once", async () => {
        const [one, two] = [await open(), await open()];
        for (const run of ["r1", "r2"]) {
          await one.append(started(run));
          await two.append(started(run));
        }
        await Promise.all([1, 2, 3, 4].map(async () => one.append(started("r3"))));
        expect(runs(await two.readJournal())).toEqual(["r1", "r1", "r2", "r2", "r3", "r3", "r3", "r3"]);
      });
    });

    test("keeps hostile names as they are, in the ledger, in the journal and in images", async () => {
      const store = await open();
      const put = HOSTILE.map((loginId) => entry({ loginId, values: { name: `${loginId}\u0000` } }));
      const before = HOSTILE.map((loginId) => shown({ loginId, extra: { [loginId]: loginId } }));
      await remember(store, { put, drop: [] });
      await store.append(intent("r'1 \"👍", "c1", ...HOSTILE), before);
      const read = await again(store);
      const byName = (a: string, b: string) => (a < b ? -1 : 1);
      expect([...(await names(read))].sort(byName)).toEqual([...HOSTILE].sort(byName));
      expect(await read.readJournal("r'1 \"👍")).toEqual([intent("r'1 \"👍", "c1", ...HOSTILE)]);
      expect(await read.readImages("r'1 \"👍")).toEqual(before);
    });

    test("keeps two tenants apart", async () => {
      const [aoba, midori] = [await open("aoba"), await open("midori's")];
      await remember(aoba, { put: [entry()], drop: [], usersCounted: 1 });
      await aoba.append(intent("r1", "c1", "a@x.jp"), [shown()]);
      expect(await midori.readLedger()).toEqual({ tenant: "midori's", entries: [] });
      expect([await midori.readJournal(), await midori.readImages("r1")]).toEqual([[], []]);
      await midori.append(started("r1"));
      await remember(midori, { put: [], drop: [entry().loginId] });
      expect([(await aoba.readJournal()).length, (await aoba.readLedger()).entries.length]).toEqual([2, 1]);
    });

    describe("has a lock that", () => {
      test("has one holder, who is named to the other, until it is released", async () => {
        const [first, second] = [await open(), await open()];
        expect([await first.holder(), await first.checkLock()]).toEqual([undefined, false]);
        expect(await first.lock(HOLDER)).toEqual({ held: true });
        expect(await second.lock(OTHER)).toEqual({ held: false, by: HOLDER });
        expect([await first.holder(), await second.holder()]).toEqual([HOLDER, HOLDER]);
        expect([await first.checkLock(), await second.checkLock()]).toEqual([true, false]);
        await first.release();
        expect([await first.holder(), await first.checkLock()]).toEqual([undefined, false]);
        expect(await second.lock(OTHER)).toEqual({ held: true });
      });

      test("may be taken again by who has it, and after it was released", async () => {
        const store = await open();
        for (const _ of [1, 2]) expect(await store.lock(HOLDER)).toEqual({ held: true });
        for (const _ of [1, 2]) await store.release();
        expect(await store.lock(HOLDER)).toEqual({ held: true });
        expect(await store.checkLock()).toBe(true);
      });

      test("is free when its holder was closed", async () => {
        const [first, second] = [await open(), await open()];
        await first.lock(HOLDER);
        await again(first);
        expect(await second.lock(OTHER)).toEqual({ held: true });
      });

      test("lets who has it write, and shows nothing of itself in what is kept", async () => {
        const store = await open();
        await store.lock(HOLDER);
        await remember(store, { put: [entry()], drop: [] }, "r1");
        await store.release();
        expect([await store.readJournal(), await names(store)]).toEqual([[started("r1")], [entry().loginId]]);
      });

      test("is broken without harm when nobody has it", async () => {
        const store = await open();
        expect(await store.breakLock(OTHER)).toBe(true);
        expect(await store.lock(HOLDER)).toEqual({ held: true });
      });

      test("goes to one of many who want it at one moment", async () => {
        const stores = await Promise.all(Array.from({ length: 8 }, async () => open()));
        const taken = await Promise.all(stores.map(async (store, n) => store.lock({ ...HOLDER, run: `r${n}` })));
        expect(taken.filter(({ held }) => held)).toHaveLength(1);
      });
    });
  });
}

function broken(): never {
  throw new Error("broken");
}
