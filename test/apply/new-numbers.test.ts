import { expect, test } from "vitest";
import { overTenant } from "../../src/connectors/local/connector.ts";
import type { ApprovedPlan } from "../../src/model/plan.ts";
import type { DeclaredUser } from "../../src/model/roster.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { NOW, planOf, user } from "../builders.ts";
import { carryOut, worldOf } from "./carry-out.ts";

/** New users in an empty tenant, which gives them 6001, 6002 and so on in the order of their Login IDs. */
async function join(declared: readonly DeclaredUser[], spare: readonly string[], firstExtension = 6001) {
  const tenant = openTenant({ database: ":memory:", now: () => NOW });
  tenant.change({ firstExtension });
  const store = openSqliteStore(":memory:", "aoba");
  const plan = planOf({ declared, settings: { extensionPools: { spare } } }) as ApprovedPlan;
  const connector = overTenant(tenant, () => NOW);
  const settings = { maxFailedRows: 9, stopOnFirstFailedChunk: false };
  const { result, told } = await carryOut(plan, worldOf({ connector, store }), settings);
  const numbers = Object.fromEntries(
    tenant.users().map(({ loginId, values }) => [loginId.slice(0, loginId.indexOf("@")), values.extension]),
  );
  const { entries } = await store.readLedger();
  await connector.close();
  await store.close();
  return { result, numbers, told, entries };
}

const joiner = (name: string, extension?: string, more: Partial<DeclaredUser> = {}) =>
  user({ ...more, loginId: `${name}@x.jp`, values: extension === undefined ? {} : { extension } });

const chunks = ({ told }: Awaited<ReturnType<typeof join>>) =>
  told.flatMap((event) => (event.type === "sent" && event.kind === "update" ? [`${event.chunk} ${event.users}`] : []));
const failures = ({ result }: Awaited<ReturnType<typeof join>>) =>
  "summary" in result ? (result.summary?.failed ?? []).map(({ loginId, cause }) => `${loginId}: ${cause}`) : [];

test("a new user gets a number after the new user who was given it has another", async () => {
  const joined = await join([joiner("a", "6002"), joiner("b", "6003"), joiner("c", "7000")], []);
  expect([joined.result.end, joined.numbers]).toEqual(["done", { a: "6002", b: "6003", c: "7000" }]);
  expect(chunks(joined)).toEqual(["3-update-001 1", "3-update-002 1", "3-update-003 1"]);
});

test("new users who were given each other's numbers change them through a spare number", async () => {
  const joined = await join([joiner("a", "6002"), joiner("b", "6001")], ["9990"]);
  expect([joined.result.end, joined.numbers]).toEqual(["done", { a: "6002", b: "6001" }]);
  expect(joined.result).toMatchObject({ summary: { done: { create: 2, update: 0 } } });
});

test("a new user whose file says no number gives it to one whose file does, and gets a spare number", async () => {
  const joined = await join([joiner("a", "6002"), joiner("b"), joiner("c")], ["9990-9991"]);
  expect([joined.result.end, joined.numbers]).toEqual(["done", { a: "6002", b: "9990", c: "6003" }]);
});

test("a spare number that the tenant gave somebody is none any more", async () => {
  const joined = await join([joiner("a", "9991"), joiner("b"), joiner("c")], ["9990-9995"], 9990);
  expect([joined.result.end, joined.numbers]).toEqual(["done", { a: "9991", b: "9993", c: "9992" }]);
});

test("without a spare number the row is refused and told, and the others go on", async () => {
  const joined = await join([joiner("a", "6002"), joiner("b"), joiner("c", "7000")], []);
  expect([joined.result.end, failures(joined)]).toEqual(["partly", ["a@x.jp: extension already in use"]]);
  expect(joined.numbers).toEqual({ a: "6001", b: "6002", c: "7000" });
});

test("where nobody holds a number that another wants, everything goes as planned", async () => {
  const joined = await join([joiner("a", "6001"), joiner("b", "7000"), joiner("c")], ["9990"]);
  expect([joined.numbers, chunks(joined)]).toEqual([{ a: "6001", b: "7000", c: "6003" }, ["3-update-001 2"]]);
});

test("somebody who stepped aside is remembered once all that was planned for them is done", async () => {
  const joined = await join([joiner("a", "6002"), joiner("b", undefined, { state: "inactive" })], ["9990"]);
  expect([joined.result.end, joined.entries.map(({ loginId, state }) => [loginId, state])]).toEqual([
    "done",
    [
      ["a@x.jp", undefined],
      ["b@x.jp", "inactive"],
    ],
  ]);
});
