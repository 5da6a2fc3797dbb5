import { performance } from "node:perf_hooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SUBSCRIPTIONS } from "../../../src/model/fields.ts";
import { PEOPLE } from "../../connectors/people.ts";
import { type Served, served } from "../../connectors/served.ts";
import { fileOf, jobEnded, person, submitFile, type UploadRow, type Way } from "./files.ts";

const ROUNDS = 250;

let tenant: Served;
let way: Way;
beforeAll(async () => {
  tenant = await served({ rejects: "row" });
  way = { url: tenant.service.url, token: tenant.tenant.makeToken("write", "an admin").text };
});
afterAll(async () => tenant.close());

/** Both at once; how many rows of each were accepted. */
async function both(
  file: "create" | "update",
  one: readonly UploadRow[],
  other: readonly UploadRow[],
): Promise<readonly number[]> {
  const jobs = await Promise.all([one, other].map(async (rows) => submitFile(way, file, fileOf(file, rows))));
  const ended = await Promise.all(jobs.map(async ({ json }) => jobEnded(way, json.id)));
  return ended.map(
    ({ json }) => json.result.rows.filter(({ result }: { readonly result: string }) => result === "accepted").length,
  );
}

const began = performance.now();

test(`of two imports that want one extension, one gets it, in each of ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const extension = String(3000 + round);
    const won = await both("update", [person("a@x.jp", { extension })], [person("b@x.jp", { extension })]);
    expect([round, won.toSorted()]).toEqual([round, [0, 1]]);
    const holders = tenant.tenant.users().filter(({ values }) => values.extension === extension);
    expect(holders).toHaveLength(1);
  }
});

test(`of two imports that want the last seat, one gets it, in each of ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const taken = tenant.tenant.users().length;
    tenant.tenant.setContract({ subscriptions: SUBSCRIPTIONS, seats: { total: taken + 1 } });
    const won = await both("create", [person(`one${round}@x.jp`)], [person(`other${round}@x.jp`)]);
    expect([round, won.toSorted()]).toEqual([round, [0, 1]]);
    expect(tenant.tenant.users()).toHaveLength(taken + 1);
  }
  expect(tenant.tenant.auditLog().filter(({ action }) => action === "create")).toHaveLength(ROUNDS);
  expect(PEOPLE.length + ROUNDS).toBe(tenant.tenant.users().length);
  expect(performance.now() - began).toBeLessThan(120_000);
});
