import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SUBSCRIPTIONS } from "../../../src/model/fields.ts";
import { type Service, serve } from "../../../src/tenant/service/serve.ts";
import { openTenant, type Tenant } from "../../../src/tenant/tenant.ts";
import { NOW } from "../../builders.ts";
import { PEOPLE } from "../../connectors/people.ts";
import { ask } from "./checked.ts";
import { fileOf, person } from "./files.ts";

let folder: string;
let tenant: Tenant;
let service: Service;
let other: DatabaseSync;
let told: unknown[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "meibo-failing-"));
  const database = join(folder, "tenant.db");
  tenant = openTenant({ database, now: () => NOW });
  tenant.seed(PEOPLE, { subscriptions: SUBSCRIPTIONS, seats: {} });
  other = new DatabaseSync(database);
  told = [];
});
afterEach(async () => {
  await service.close();
  other.close();
  if (tenantIsOpen()) tenant.close();
  rmSync(folder, { recursive: true });
});

const start = async () => {
  service = await serve(tenant, {
    host: "127.0.0.1",
    port: 0,
    names: [],
    now: () => performance.now(),
    tell: (error) => told.push(error),
  });
};

function tenantIsOpen(): boolean {
  try {
    tenant.settings();
    return true;
  } catch {
    return false;
  }
}

test("a job whose step fails is told of, and carried out when it can be", async () => {
  const csv = Buffer.from(fileOf("create", [person("d@x.jp")]));
  const submission = tenant.submit("create", csv, { encoding: "utf-8", actor: "an admin" });
  other.exec("BEGIN IMMEDIATE");
  await start();
  await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThan(0);
  other.exec("ROLLBACK");
  const job = () => (submission.ok ? tenant.job(submission.job.id)?.status : undefined);
  await expect.poll(job, { timeout: 10_000 }).toBe("done");
  expect(tenant.users()).toHaveLength(PEOPLE.length + 1);
  expect(told.map((error) => Object(error).errcode & 0xff)).toEqual(told.map(() => 5));
});

test("a tenant that another process writes to says so after a second, and is read meanwhile", async () => {
  await start();
  const { text } = tenant.makeToken("write", "an admin");
  const headers = { authorization: `Bearer ${text}` };
  const [id = ""] = tenant.users().map((user) => user.id ?? "");
  const deactivated = () =>
    ask(`${service.url}/v1/users/${id}/deactivate`, {
      method: "POST",
      headers: { ...headers, "idempotency-key": randomUUID() },
    });
  other.exec("BEGIN IMMEDIATE");
  const began = performance.now();
  const refused = await deactivated();
  expect(performance.now() - began).toBeLessThan(3_000);
  expect([refused.status, refused.json.code, refused.headers.get("retry-after")]).toEqual([503, "busy", "1"]);
  expect((await ask(`${service.url}/v1/users/${id}`, { headers })).json.state).toBe("active");
  other.exec("ROLLBACK");
  expect((await deactivated()).status).toBe(204);
  expect(told).toHaveLength(1);
});

test("what goes wrong in an operation or on a page is told, and answered with nothing of it", async () => {
  await start();
  // After the first look for jobs.
  await sleep(50);
  tenant.close();
  const answer = await ask(`${service.url}/v1/contract`, { headers: { authorization: "Bearer x" } });
  expect([answer.status, answer.json]).toEqual([
    500,
    { type: "about:blank", title: "Something went wrong in the tenant", status: 500, code: "internal" },
  ]);
  const page = await fetch(`${service.url}/signin`);
  expect([page.status, (await page.text()).includes("database")]).toEqual([500, false]);
  expect(told).toEqual([expect.any(Error), expect.any(Error)]);
});
