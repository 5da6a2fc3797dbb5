import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Connector, CreateRow, RowOutcome } from "../../src/model/connector.ts";
import { Secret } from "../../src/model/secret.ts";
import { asLoginId, type LoginId, type TenantUser } from "../../src/model/user.ts";
import { values } from "../builders.ts";

/** What every connector must be and do, whatever it speaks to; it is opened over a tenant with `PEOPLE` in it. */
export function connectorContract(name: string, open: () => Promise<Connector>): void {
  describe(`the connector ${name}`, () => {
    let connector: Connector;
    beforeEach(async () => {
      connector = await open();
    });
    afterEach(async () => connector.close());

    const one = async (loginId: string): Promise<TenantUser | undefined> =>
      (await connector.readThese([asLoginId(loginId)])).users[0];
    const types = (outcomes: readonly RowOutcome[]) => outcomes.map(({ type }) => type);
    /** Of the row itself, or by a number that means it. */
    const isRefused = (outcome: RowOutcome | undefined) => outcome?.type === "rejected" || outcome?.type === "blamed";
    const creating = (...ids: readonly string[]): readonly CreateRow[] =>
      ids.map((text) => ({
        loginId: asLoginId(text),
        values: values({ name: "新" }),
        password: new Secret("Tr7!mnbKxqWz"),
      }));
    const id = (text: string): LoginId => asLoginId(text);

    test("reads everybody, and says that it is everybody", async () => {
      const { users, complete } = await connector.readUsers();
      expect([users.map(({ loginId }) => loginId).sort(), complete]).toEqual([["a@x.jp", "b@x.jp", "c@x.jp"], true]);
    });

    test("reads single people whatever the case of the Login ID, and leaves out who does not exist", async () => {
      const { users } = await connector.readThese([id("A@X.jp"), id("nobody@x.jp")]);
      expect(users.map(({ loginId }) => loginId)).toEqual(["a@x.jp"]);
    });

    test("says what it can do as data", () => {
      expect([connector.can.batch.create, connector.can.batch.update].every((size) => size >= 1 && size <= 100)).toBe(
        true,
      );
    });

    test("creates people, who are then active", async () => {
      expect(types(await connector.write({ kind: "create", rows: creating("d@x.jp", "e@x.jp") }))).toEqual([
        "accepted",
        "accepted",
      ]);
      expect(await one("e@x.jp")).toMatchObject({ state: "active", values: { name: "新" } });
    });

    test("never creates somebody twice", async () => {
      await connector.write({ kind: "create", rows: creating("d@x.jp") });
      const again = await connector.write({ kind: "create", rows: creating("d@x.jp") });
      expect([again.map(isRefused), (await connector.readUsers()).users.length]).toEqual([[true], 4]);
    });

    test("updates whole rows, and again without harm", async () => {
      const before = await one("a@x.jp");
      const row = { loginId: id("a@x.jp"), values: { ...before?.values, name: "改名", admin: true }, extra: {} };
      for (let times = 0; times < 2; times += 1) {
        expect(types(await connector.write({ kind: "update", rows: [row] }))).toEqual(["accepted"]);
      }
      expect((await one("a@x.jp"))?.values).toEqual(row.values);
    });

    test("answers for each row, in the order of the rows", async () => {
      const rows = creating("d@x.jp", "a@x.jp", "e@x.jp");
      const outcomes = await connector.write({ kind: "create", rows });
      expect(outcomes).toHaveLength(3);
      expect(isRefused(outcomes[1])).toBe(true);
      const there = (await Promise.all(rows.map(({ loginId }) => one(loginId)))).map((user) => user !== undefined);
      expect(types(outcomes).map((type) => type === "accepted")).toEqual([there[0], false, there[2]]);
    });

    test("switches off and on, one by one", async () => {
      await connector.write({ kind: "deactivate", rows: [{ loginId: id("b@x.jp") }] });
      expect((await one("b@x.jp"))?.state).toBe("inactive");
      await connector.write({ kind: "activate", rows: [{ loginId: id("b@x.jp") }] });
      expect((await one("b@x.jp"))?.state).toBe("active");
    });

    test("deletes the person that is meant, and nobody who took over the Login ID", async () => {
      const before = await one("c@x.jp");
      await connector.write({
        kind: "delete",
        rows: [{ loginId: id("c@x.jp"), ...(before?.id === undefined ? {} : { id: before.id }) }],
      });
      expect(await one("c@x.jp")).toBeUndefined();
      if (!connector.can.deleteById || before?.id === undefined) return;
      await connector.write({ kind: "create", rows: creating("c@x.jp") });
      const outcome = await connector.write({ kind: "delete", rows: [{ loginId: id("c@x.jp"), id: before.id }] });
      expect([outcome.map(isRefused), (await one("c@x.jp"))?.loginId]).toEqual([[true], "c@x.jp"]);
    });

    test("refuses what the tenant refuses, with its cause", async () => {
      const before = await one("a@x.jp");
      const row = { loginId: id("a@x.jp"), values: { ...before?.values, extension: "2102" }, extra: {} };
      const [outcome] = await connector.write({ kind: "update", rows: [row] });
      expect(isRefused(outcome)).toBe(true);
      expect(outcome).toMatchObject({ cause: expect.stringMatching(/extension/i) });
      expect(await one("a@x.jp")).toEqual(before);
    });
  });
}
