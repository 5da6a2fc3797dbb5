import { type ChildProcess, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { ConsoleFile } from "../../../src/model/console.ts";
import { SUBSCRIPTIONS } from "../../../src/model/fields.ts";
import type { TenantUser } from "../../../src/model/user.ts";
import { type AuditEntry, openTenant } from "../../../src/tenant/tenant.ts";
import { NOW } from "../../builders.ts";
import { PEOPLE } from "../../connectors/people.ts";
import { fileOf, jobEnded, person, submitFile, type Way } from "./files.ts";

const KILLS = 50;

/** An import that was sent, and what was heard of it. */
interface Sent {
  readonly key: string;
  readonly file: ConsoleFile;
  readonly csv: string;
  heard?: string;
}

test(`a server that is killed ${KILLS} times has every import wholly or not at all, and says the same again`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "meibo-served-"));
  const database = join(folder, "tenant.db");
  try {
    const token = prepared(database);
    const sent: Sent[] = [];
    for (let round = 0; round < KILLS; round += 1) await live({ database, token, round, sent });
    expect(sent.filter(({ heard }) => heard === undefined).length).toBeGreaterThan(KILLS / 2);
    await settle(database, token, sent);
    expect(sent.length).toBeGreaterThan(KILLS);
    expect(sent.filter(({ heard }) => heard === undefined)).toEqual([]);
    agrees(database, sent);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 240_000);

/** Somebody to begin with, and a token for all lives of the server. */
function prepared(database: string): string {
  const tenant = openTenant({ database, now: () => NOW });
  tenant.change({ rejects: "row", jobTakesMs: 3 });
  tenant.seed(PEOPLE, { subscriptions: SUBSCRIPTIONS, seats: {} });
  const { text } = tenant.makeToken("write", "an admin");
  tenant.close();
  return text;
}

async function started(database: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "child.ts"), database], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(child.stdout, "data");
  return { child, url: String(line).trim() };
}

interface Life {
  readonly database: string;
  readonly token: string;
  readonly round: number;
  readonly sent: Sent[];
}

/** One life of the server, which ends at a random moment while two admins import. */
async function live({ database, token, round, sent }: Life): Promise<void> {
  const { child, url } = await started(database);
  const died = once(child, "exit");
  let alive = true;
  const admin = async (name: string) => {
    for (let number = 0; alive; number += 1) {
      const one = importOf(`${round}-${name}-${number}`, round);
      sent.push(one);
      await say({ url, token }, one).catch(() => {});
    }
  };
  const admins = ["one", "two"].map(admin);
  await sleep(randomInt(5, 150));
  child.kill("SIGKILL");
  await died;
  alive = false;
  await Promise.all(admins);
}

/** New people, some of whom are there already, or other names for those who are. */
function importOf(name: string, round: number): Sent {
  const file = randomInt(3) === 0 ? "update" : "create";
  const rows =
    file === "create"
      ? Array.from({ length: randomInt(1, 20) }, (_, row) => person(`${row}-${name}@x.jp`)).concat(
          person(`${round}@x.jp`),
        )
      : PEOPLE.map(({ loginId }, index) => person(loginId, { name, extension: String(2101 + index) }));
  return { key: `${name}-${file}`.padEnd(16, "."), file, csv: fileOf(file, rows) };
}

/** Whatever was answered once is what is answered now. */
async function say(way: Way, one: Sent): Promise<void> {
  const { status, text } = await submitFile(way, one.file, one.csv, one.key);
  expect([one.key, status, text]).toEqual([one.key, 202, one.heard ?? text]);
  one.heard = text;
}

/** A last life, in which everything is sent again and every job ends. */
async function settle(database: string, token: string, sent: readonly Sent[]): Promise<void> {
  const { child, url } = await started(database);
  try {
    for (const one of sent) await say({ url, token }, one);
    for (const { heard } of sent) {
      const { json } = await jobEnded({ url, token }, JSON.parse(heard ?? "").id);
      expect(json.result.rows).toHaveLength(json.rows);
    }
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
}

/** What the jobs say, what the audit log says, and who is there. */
function agrees(database: string, sent: readonly Sent[]): void {
  const tenant = openTenant({ database, now: () => NOW });
  try {
    const users = new Map<string, TenantUser>(tenant.users().map((user) => [user.loginId, user]));
    const log = tenant.auditLog();
    const made = log.filter(({ action }) => action === "create").map(({ loginId }) => loginId);
    expect(made.length + PEOPLE.length).toBe(users.size);
    expect(new Set(made).size).toBe(made.length);
    const jobs = sent.map(({ heard }) => tenant.job(JSON.parse(heard ?? "").id));
    expect(new Set(jobs.map((job) => job?.id)).size).toBe(sent.length);
    const created = jobs.flatMap((job) =>
      job?.file === "create" && job.result?.type === "done" ? job.result.rows : [],
    );
    const accepted = created.filter(({ result }) => result === "accepted").map(({ loginId }) => loginId);
    expect(accepted.toSorted()).toEqual(made.toSorted());
    expect(new Set(created.flatMap(({ cause }) => cause ?? []))).toEqual(new Set(["Login ID already in use"]));
    for (const [loginId, user] of users) expect(valuesIn(log, loginId, user)).toEqual(user.values);
  } finally {
    tenant.close();
  }
}

/** The values of somebody by the log alone, on top of what a seeded user began with. */
function valuesIn(log: readonly AuditEntry[], loginId: string, user: TenantUser): object {
  const seeded = PEOPLE.find((one) => one.loginId === loginId)?.values ?? {};
  const changes = log.filter((entry) => entry.loginId === loginId).flatMap((entry) => entry.changes);
  const said = changes.filter(({ what }) => what in user.values).map(({ what, to }) => [what, to] as const);
  return { ...seeded, ...Object.fromEntries(said) };
}
