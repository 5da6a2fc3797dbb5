import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { makePeople } from "../../src/tenant/people.ts";
import { DEFAULT_TENANT_SETTINGS } from "../../src/tenant/settings.ts";
import { openTenant, type Tenant } from "../../src/tenant/tenant.ts";
import {
  ACTOR,
  causesOf,
  changedRow,
  create,
  fileOf,
  loginOf,
  newRow,
  PASSWORD,
  person,
  START,
  THREE,
  update,
  world,
} from "./build.ts";

const DAY = 86_400_000;

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe("a tenant in a file", () => {
  it("is the same after it was closed and opened", () => {
    const database = newFile();
    const { tenant } = world({ database, people: THREE, settings: { rejects: "row", extraColumns: ["Extra"] } });
    create(tenant, newRow("dai"));
    tenant.deactivate({ loginId: loginOf("ann") }, ACTOR);
    const before = picture(tenant);
    tenant.close();
    const again = openTenant({ database, now: () => START });
    expect(picture(again)).toEqual(before);
    expect(again.signsIn(loginOf("dai"), PASSWORD)).toBe(true);
    again.close();
  });

  it("never holds a password in clear", () => {
    const database = newFile();
    const { tenant } = world({ database });
    create(tenant, newRow("dai"));
    const held = readdirSync(join(database, "..")).map((name) => readFileSync(join(database, "..", name), "latin1"));
    tenant.close();
    held.push(readFileSync(database, "latin1"));
    expect(held.join("")).toContain("dai@aoba-denki.example");
    expect(held.join("")).not.toContain(PASSWORD);
  });

  it("of a newer version is refused", () => {
    const database = newFile();
    change(database, "PRAGMA user_version = 99");
    expect(() => openTenant({ database, now: () => START })).toThrow(expect.objectContaining({ code: "newer-tenant" }));
  });

  it("that is a database of something else is refused and left alone", () => {
    const database = newFile();
    change(database, "CREATE TABLE recipe (name TEXT)");
    expect(() => openTenant({ database, now: () => START })).toThrow(expect.objectContaining({ code: "no-tenant" }));
    change(database, "INSERT INTO recipe VALUES ('curry')");
  });

  it("can be open twice, and both see the same", () => {
    const database = newFile();
    const first = world({ database, people: THREE }).tenant;
    const second = openTenant({ database, now: () => START });
    create(first, newRow("dai"));
    second.change({ rejects: "row" });
    expect(causesOf(update(second, changedRow(second, "dai", { extension: "2101" })))).toHaveLength(1);
    expect(causesOf(create(first, newRow("dai"), newRow("eri")))).toEqual(["1: Login ID already in use"]);
    expect(picture(second)).toEqual(picture(first));
    first.close();
    second.close();
  });

  it("takes uploads from two processes at once and loses none", async () => {
    const database = newFile();
    const { tenant } = world({ database, people: THREE });
    const bytes = (who: string, each: number) =>
      Buffer.from(
        fileOf(
          tenant,
          "create",
          Array.from({ length: 20 }, (_, row) => newRow(`${who}.${each}.${row}`)),
        ),
      );
    const uploads = (who: string) => Array.from({ length: 10 }, (_, each) => bytes(who, each).toString("base64"));
    const codes = await Promise.all(["one", "two"].map((who) => uploadInProcess(database, uploads(who))));
    expect(codes).toEqual([0, 0]);
    const users = tenant.users();
    expect(users).toHaveLength(3 + 400);
    expect(new Set(users.map(({ values }) => values.extension)).size).toBe(403);
    expect(tenant.auditLog()).toHaveLength(400);
    tenant.close();
    expect(change(database, "PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });
});

describe("a tenant of an earlier version", () => {
  it("is brought up to date, and is the same", () => {
    const database = newFile();
    const { tenant } = world({ database, people: THREE });
    const before = picture(tenant);
    tenant.close();
    for (const name of ["answer_at", "job_ended", "failure_at"]) change(database, `DROP INDEX ${name}`);
    change(database, "PRAGMA user_version = 3");
    const again = openTenant({ database, now: () => START });
    expect(picture(again)).toEqual(before);
    again.close();
    expect(change(database, "PRAGMA user_version")).toEqual([{ user_version: 4 }]);
    const plans = ["answer WHERE at < 'x'", "job WHERE ended < 'x'", "failure WHERE at < 1"].map((rows) =>
      JSON.stringify(change(database, `EXPLAIN QUERY PLAN DELETE FROM ${rows}`)),
    );
    expect(plans).toEqual(plans.map(() => expect.stringContaining("USING INDEX")));
  });
});

describe("what was", () => {
  const bytes = (tenant: Tenant, name: string) => fileOf(tenant, "create", [newRow(name)]);
  const handIn = (tenant: Tenant, name: string) =>
    tenant.submit("create", bytes(tenant, name), { encoding: "utf-8", actor: ACTOR });

  it("a job is forgotten 90 days after its end, with the next one that comes", () => {
    const { tenant, pass } = world();
    handIn(tenant, "dai");
    while (tenant.advance().type === "moved");
    pass(90 * DAY);
    handIn(tenant, "eri");
    expect(tenant.jobs(10)).toHaveLength(2);
    pass(1);
    handIn(tenant, "fay");
    expect(tenant.jobs(10).map(({ status }) => status)).toEqual(["queued", "queued"]);
  });
});

describe("looking for somebody", () => {
  const people = [
    person("ann", { values: { name: "Ångström" } }),
    person("bob", { values: { name: "ﾔﾏﾀﾞ Éric", extension: "2102" } }),
    person("cho", { values: { name: "Ｃｈｏ", extension: "2103" } }),
  ];
  it.each([
    ["ångs", ["ann"]],
    ["ÅNGSTRÖM", ["ann"]],
    ["Ångström".normalize("NFD"), ["ann"]],
    ["ヤマダ", ["bob"]],
    ["éRIC", ["bob"]],
    ["cho", ["cho"]],
    ["ＡＮＮ@", ["ann"]],
    ["２１０３", ["cho"]],
    ["yamada", []],
  ])("%s finds %j", (text, names) => {
    const { tenant } = world({ people });
    const { users, total } = tenant.found({ text, products: 0, sort: "loginId" }, 10, 0);
    expect([users.map(({ loginId }) => loginId), total]).toEqual([names.map(loginOf), names.length]);
  });

  it("in the audit log folds in the same way", () => {
    const { tenant } = world({ people });
    tenant.deactivate({ loginId: loginOf("ann") }, ACTOR);
    expect(tenant.auditBefore(99, "ＡＮＮ@", undefined, 10)).toHaveLength(1);
  });
});

describe("settings and contract", () => {
  it("start safe, and with nothing subscribed", () => {
    const tenant = openTenant({ database: ":memory:", now: () => START });
    expect(tenant.settings()).toEqual(DEFAULT_TENANT_SETTINGS);
    expect(tenant.contract()).toEqual({ subscriptions: [], seats: {} });
  });

  it("change one by one, and go back to the default when unset", () => {
    const { tenant } = world();
    tenant.change({ rejects: "row" });
    tenant.change({ firstExtension: 7001 });
    expect(tenant.settings()).toEqual({ ...DEFAULT_TENANT_SETTINGS, rejects: "row", firstExtension: 7001 });
    tenant.change({ rejects: undefined });
    expect(tenant.settings()).toEqual({ ...DEFAULT_TENANT_SETTINGS, firstExtension: 7001 });
  });
});

describe("reading", () => {
  it("lists everybody by folded Login ID", () => {
    const { tenant } = world();
    create(tenant, newRow("Cho"), newRow("ann"), newRow("Bob"));
    expect(tenant.users().map(({ loginId }) => loginId)).toEqual(["ann", "Bob", "Cho"].map(loginOf));
  });

  it("answers for these in the order asked, each once, without those who do not exist", () => {
    const { tenant } = world({ people: THREE });
    const asked = [loginOf("cho"), loginOf("nobody"), loginOf("ANN"), loginOf("ann")];
    expect(tenant.these(asked).map(({ loginId }) => loginId)).toEqual([loginOf("cho"), loginOf("ann")]);
  });

  it("lists 100,000 users, and any 100 of them, in seconds", () => {
    const { people, contract } = makePeople(100_000, 1);
    const tenant = openTenant({ database: ":memory:", now: () => START });
    tenant.seed(people, contract);
    const all = timed(() => tenant.users());
    expect(all.value).toHaveLength(100_000);
    expect(all.seconds).toBeLessThan(5);
    const some = people.slice(50_000, 50_100).map(({ loginId }) => loginId);
    const these = timed(() => tenant.these(some));
    expect(these.value).toHaveLength(100);
    expect(these.seconds).toBeLessThan(0.5);
    const imported = timed(() => update(tenant, changedRow(tenant, some[0] ?? "", { name: "別人" })));
    expect(causesOf(imported.value)).toEqual([]);
    expect(imported.seconds).toBeLessThan(1);
    tenant.close();
  });
});

describe("seeding and resetting", () => {
  it("twice with the same people gives the same tenant, but for the ids", () => {
    const { people, contract } = makePeople(138, 1);
    const [first, second] = [world({ people, contract }), world({ people, contract })].map(({ tenant }) =>
      tenant.users().map(({ id: _id, ...user }) => user),
    );
    expect(first).toEqual(second);
    expect(first).toHaveLength(138);
  });

  it("switches off what nothing is said of", () => {
    const { tenant } = world({ people: [{ ...person("ann"), values: { name: "佐藤 花子", extension: "2101" } }] });
    expect(tenant.users()[0]?.values).toMatchObject({ "phone.enabled": false, "meetings.downloadFiles": "none" });
  });

  it("fills an empty tenant only", () => {
    expect(() => world({ people: THREE }).tenant.seed(THREE, { subscriptions: [], seats: {} })).toThrow("empty");
  });

  it("all or nothing", () => {
    const { tenant } = world();
    expect(() => tenant.seed([...THREE, ...THREE], { subscriptions: [], seats: {} })).toThrow();
    expect(tenant.users()).toEqual([]);
  });

  it("emptied, a tenant has its settings and nobody, and can be filled again", () => {
    const { tenant } = world({ people: THREE, settings: { rejects: "row", reusesDeleted: false } });
    tenant.delete({ loginId: loginOf("ann") }, ACTOR);
    tenant.reset();
    expect(picture(tenant)).toMatchObject({ users: [], log: [], contract: { subscriptions: [], seats: {} } });
    expect(tenant.settings().rejects).toBe("row");
    tenant.seed(THREE, { subscriptions: [], seats: {} });
    expect(causesOf(create(tenant, newRow("dai")))).toEqual([]);
  });
});

function picture(tenant: ReturnType<typeof openTenant>) {
  return {
    users: tenant.users(),
    log: tenant.auditLog(),
    settings: tenant.settings(),
    contract: tenant.contract(),
  };
}

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "meibo-tenant-"));
  folders.push(folder);
  return join(folder, "tenant.db");
}

function change(database: string, sql: string): readonly unknown[] {
  const db = new DatabaseSync(database);
  const rows = db
    .prepare(sql)
    .all()
    .map((row) => ({ ...row }));
  db.close();
  return rows;
}

function timed<T>(work: () => T): { readonly value: T; readonly seconds: number } {
  const start = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - start) / 1000 };
}

const UPLOADER = `
  import { readFileSync } from "node:fs";
  const { openTenant } = await import(process.argv[1]);
  const tenant = openTenant({ database: process.argv[2], now: () => new Date().toISOString() });
  for (const bytes of JSON.parse(readFileSync(0, "utf8"))) {
    const result = tenant.importCsv("create", Buffer.from(bytes, "base64"), { encoding: "utf-8", actor: "uploader" });
    if (result.type !== "done") throw new Error(result.message);
  }
  tenant.close();
`;

async function uploadInProcess(database: string, uploads: readonly string[]): Promise<unknown> {
  const module = fileURLToPath(new URL("../../src/tenant/tenant.ts", import.meta.url));
  const child = spawn(process.execPath, ["--input-type=module", "--eval", UPLOADER, module, database], {
    stdio: ["pipe", "inherit", "inherit"],
  });
  child.stdin.end(JSON.stringify(uploads));
  const [code] = await once(child, "exit");
  return code;
}
