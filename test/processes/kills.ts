import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { armor, Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import type { ApplyResult } from "../../src/apply/run.ts";
import type { JournalRecord } from "../../src/model/journal.ts";
import { sealedFileOf } from "../../src/model/sealed.ts";
import { type LoginKey, loginKey } from "../../src/model/user.ts";
import { sealedInForce } from "../../src/secrets/in-force.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { serve } from "../../src/tenant/service/serve.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { NOW } from "../builders.ts";
import { loud } from "../tenant/service/loud.ts";
import { type Company, companyOf, type Life, MOMENTS, type Moment, prepare, stateFile, tenantFile } from "./company.ts";
import { liveOnce } from "./live.ts";

export interface Kills {
  readonly kills: number;
  /** Kills that hit nothing, because the process had ended before. */
  readonly missed: number;
  /** Sentences about what went wrong, each with the kill. */
  readonly bad: readonly string[];
  readonly effects: number;
  /** Milliseconds of the run that finished the work. */
  readonly again: readonly number[];
}

interface Kill {
  readonly at: number;
  readonly moment: Moment;
}

/**
 * Real processes over real files: one is killed before, during or after an effect, one more run finishes the work, and
 * everything is as it should be. Every `stride`th effect is tried. Over the network the tenant lives on in this process.
 */
export async function killEverywhere(count: number, stride = 1, way: "file" | "network" = "file"): Promise<Kills> {
  const parent = mkdtempSync(join(tmpdir(), "meibo-kills-"));
  const company = companyOf(count);
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  try {
    const before = join(parent, "before");
    await prepare(before, company);
    const whole = join(parent, "whole");
    cpSync(before, whole, { recursive: true });
    const unharmed = await within(whole, way, (served) =>
      liveOnce({ folder: whole, count, run: "r1", recipient, ...served }),
    );
    if (unharmed === undefined) throw new Error("an apply that was not killed died");
    const bad = [...(await wrongIn(whole, company, identity, unharmed.result))].map((one) => `without a kill: ${one}`);
    const kills = killsOf(unharmed.effects, stride);
    const again: number[] = [];
    let missed = 0;
    for (const [number, { at, moment }] of kills.entries()) {
      const folder = join(parent, `kill-${number}`);
      cpSync(before, folder, { recursive: true });
      const dies = { at, moment, delay: (number % 7) * 0.2 };
      const lived = await within(folder, way, async (served) => {
        const killed = await liveOnce({ folder, count, run: "r1", recipient, dies, ...served });
        if (killed !== undefined) missed += 1;
        const began = performance.now();
        const finished = await liveOnce({ folder, count, run: "r2", recipient, ...served });
        again.push(performance.now() - began);
        return finished;
      });
      for (const wrong of await wrongIn(folder, company, identity, lived?.result))
        bad.push(`killed ${moment} effect ${at}: ${wrong}`);
      rmSync(folder, { recursive: true });
    }
    return { kills: kills.length, missed, bad, effects: unharmed.effects, again };
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

/** The tenant of the folder is served while `work` goes on, where it is reached over the network. */
async function within<T>(
  folder: string,
  way: "file" | "network",
  work: (served: Pick<Life, "served">) => Promise<T>,
): Promise<T> {
  if (way === "file") return await work({});
  const tenant = openTenant({ database: tenantFile(folder), now: () => NOW });
  const service = await serve(tenant, {
    host: "127.0.0.1",
    port: 0,
    names: [],
    now: () => performance.now(),
    tell: loud,
  });
  try {
    const { text } = tenant.makeToken("write", "meibo");
    return await work({ served: { url: service.url, token: text } });
  } finally {
    await service.close();
    tenant.close();
  }
}

function killsOf(effects: number, stride: number): readonly Kill[] {
  const steps = Array.from({ length: effects }, (_, index) => index + 1).filter((at) => (at - 1) % stride === 0);
  return steps.flatMap((at) => MOMENTS.map((moment) => ({ at, moment })));
}

/** What is not as it should be after the work was finished. */
export async function wrongIn(
  folder: string,
  company: Company,
  identity: string,
  result: ApplyResult | undefined,
): Promise<readonly string[]> {
  const tenant = openTenant({ database: tenantFile(folder), now: () => NOW });
  const store = openSqliteStore(stateFile(folder), "aoba");
  try {
    const records = await store.readJournal();
    const passwords = await passwordsIn(folder, records, identity);
    return [
      ...(result?.end === "done" ? [] : [`the last run ended with ${JSON.stringify(result).slice(0, 300)}`]),
      ...peopleWrong(company, tenant.users()),
      ...auditWrong(company, tenant.auditLog()),
      ...newcomers(company).flatMap(({ loginId }) => {
        const own = passwords.get(loginKey(loginId)) ?? [];
        // Signing in costs a whole key derivation, so every twentieth is tried.
        if (own.length !== 1) return [`${loginId} has ${own.length} sealed passwords in force`];
        if (Number(loginId.slice(1, 5)) % 20 !== 0) return [];
        return tenant.signsIn(loginId, own[0] ?? "") ? [] : [`${loginId} cannot sign in with what is sealed`];
      }),
      ...ledgerWrong(company, (await store.readLedger()).entries.length),
    ];
  } finally {
    tenant.close();
    await store.close();
  }
}

function newcomers({ people, declared }: Company): Company["declared"] {
  const before = new Set(people.map(({ loginId }) => loginId));
  return declared.filter(({ loginId }) => !before.has(loginId));
}

function peopleWrong(
  { declared }: Company,
  users: ReturnType<ReturnType<typeof openTenant>["users"]>,
): readonly string[] {
  const shown = new Map(users.map((one) => [loginKey(one.loginId), one]));
  const wanted = declared.filter(({ state }) => state !== "absent");
  const wrong = wanted.flatMap(({ loginId, values, state = "active" }) => {
    const one = shown.get(loginKey(loginId));
    if (one === undefined) return [`${loginId} is lost`];
    if (one.state !== state) return [`${loginId} is ${one.state}, not ${state}`];
    const actual: Readonly<Record<string, unknown>> = one.values;
    return Object.entries(values).some(([key, value]) => actual[key] !== value)
      ? [`${loginId} is not as declared`]
      : [];
  });
  return users.length === wanted.length ? wrong : [...wrong, `${users.length} users instead of ${wanted.length}`];
}

/** Nobody twice, nobody who was not meant. */
function auditWrong(company: Company, log: ReturnType<ReturnType<typeof openTenant>["auditLog"]>): readonly string[] {
  const of = (action: string) => log.filter((line) => line.action === action).map(({ loginId }) => loginId);
  const stated = (state: string) => company.declared.filter((one) => one.state === state).map(({ loginId }) => loginId);
  const created = of("create");
  const twice = created.length - new Set(created).size;
  const strangers = (action: string, meant: readonly string[]) =>
    of(action)
      .filter((loginId) => !meant.includes(loginId))
      .map((loginId) => `${loginId}: ${action} was not meant`);
  return [
    ...(twice === 0 ? [] : [`${twice} were created twice`]),
    ...strangers("delete", stated("absent")),
    ...strangers("deactivate", stated("inactive")),
    ...strangers("activate", stated("active")),
  ];
}

function ledgerWrong({ declared }: Company, entries: number): readonly string[] {
  const managed = declared.filter(({ state }) => state !== "absent").length;
  return entries === managed ? [] : [`the ledger has ${entries} entries instead of ${managed}`];
}

/** What is sealed in force, opened with the key. */
async function passwordsIn(
  folder: string,
  records: readonly JournalRecord[],
  identity: string,
): Promise<ReadonlyMap<LoginKey, readonly string[]>> {
  const found = new Map<LoginKey, string[]>();
  const opened = new Map<string, ReadonlyMap<string, string>>();
  for (const { loginId, sealed, standing } of sealedInForce(records)) {
    const file = sealedFileOf(sealed)?.file;
    if (file === undefined || standing !== "inForce") continue;
    const inside = opened.get(file) ?? (await openSealed(join(folder, file), identity));
    opened.set(file, inside);
    const password = inside.get(loginId);
    if (password !== undefined) found.set(loginKey(loginId), [...(found.get(loginKey(loginId)) ?? []), password]);
  }
  return found;
}

async function openSealed(path: string, identity: string): Promise<ReadonlyMap<string, string>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const plain = await decrypter.decrypt(armor.decode(readFileSync(path, "utf8")), "text");
  const [, ...rows] = plain.trimEnd().split(/\r?\n/);
  return new Map(rows.map((row) => [row.slice(0, row.indexOf(",")), row.slice(row.indexOf(",") + 1)] as const));
}
