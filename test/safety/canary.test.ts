import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { armor, Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { asLoginId } from "../../src/model/user.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { makePeople } from "../../src/tenant/people.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { NOW, shown } from "../builders.ts";
import { folderWith, MAIN, put, type Ran } from "../cli/command.ts";
import { companyFolder } from "../cli/company.ts";
import { intent } from "../state/records.ts";
import { type Canary, encodingsOf, hitsIn, type Place, placesIn } from "./canary.ts";

/** What no rule of passwords forbids, and nobody writes by chance. */
const PASSWORD = "kQ7!xZmRt9:Wc#bP";
const CANARY: Canary = { name: "a password", value: PASSWORD };

const ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!#%*.:?_";

/** The generator is handed these bytes in place of random ones, and makes the canary of them each time. */
const RECOGNISABLE = `
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
const random = crypto.randomBytes;
const bytes = Buffer.alloc(48);
for (const [at, character] of [...${JSON.stringify(PASSWORD)}].entries()) bytes[at] = ${JSON.stringify(ALPHABET)}.indexOf(character);
crypto.randomBytes = (size, ...rest) => (size === bytes.length ? Buffer.from(bytes) : random(size, ...rest));
syncBuiltinESMExports();
`;
const preload = join(folderWith({ "recognisable.mjs": RECOGNISABLE }), "recognisable.mjs");

const identity = await generateX25519Identity();
const recipient = await identityToRecipient(identity);

/** What an environment may hold; meibo never shows any of it. */
const TOKENS = {
  MEIBO_TOKEN: "tok-9fK2canaryQ8vLw3",
  MEIBO_PASSWORD: "cons0le-canaryPw77Kd",
  MEIBO_SLACK_WEBHOOK: "https://hooks.slack.example/services/canaryT0/B1/zYx9",
  GITHUB_TOKEN: "ghs_canary5Hn2Rm8Tq1",
  HTTPS_PROXY: "http://proxy:canaryPr0xyPw@127.0.0.1:9",
  MEIBO_COOKIE: "session=canaryC00kie4Jb6",
  AGE_IDENTITY: identity,
} as const satisfies Readonly<Record<string, string>>;

const SECRETS: readonly Canary[] = [CANARY, ...Object.entries(TOKENS).map(([name, value]) => ({ name, value }))];

function environment(): NodeJS.ProcessEnv {
  const { CI: _, FORCE_COLOR: __, ...inherited } = process.env;
  return { ...inherited, ...TOKENS, NODE_OPTIONS: `--import ${preload}` };
}

const APPLY = ["--log-format", "json", "apply", "--auto-approve"];

/** Three people who are to be created, with passwords that only one key opens. */
function sealingFolder(): string {
  const folder = companyFolder();
  const config = readFileSync(join(folder, "meibo.yaml"), "utf8");
  const sealed = `{ deliver: age, ageRecipients: [${recipient}] }`;
  put(folder, "meibo.yaml", config.replace("passwords: { deliver: none }", `passwords: ${sealed}`));
  return folder;
}

function run(folder: string, words: readonly string[] = APPLY, shell = 'exec "$@"'): Ran {
  const command = ["-c", shell, "meibo", process.execPath, MAIN, ...words];
  const { status, stdout, stderr } = spawnSync("bash", command, { cwd: folder, encoding: "utf8", env: environment() });
  return { exit: status, stdout, stderr };
}

function outputs(ran: Ran): readonly Place[] {
  return [
    { name: "stdout", bytes: Buffer.from(ran.stdout) },
    { name: "stderr", bytes: Buffer.from(ran.stderr) },
  ];
}

function sealedFiles(folder: string): readonly string[] {
  return globSync(".meibo/sealed/**/*.age", { cwd: folder });
}

/** Everything that is left behind, also inside the sealed files: their text is sealed, not only their meaning. */
function hits(folder: string, ran: Ran): readonly string[] {
  return hitsIn([...placesIn(folder), ...outputs(ran)], SECRETS);
}

async function opened(folder: string, file: string, key: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(key);
  return await decrypter.decrypt(armor.decode(readFileSync(join(folder, file), "utf8")), "text");
}

const TENANT = ".meibo/tenant.db";
const STATE = ".meibo/state.db";

function inTenant(folder: string, change: (tenant: ReturnType<typeof openTenant>) => void): void {
  const tenant = openTenant({ database: join(folder, TENANT), now: () => NOW });
  change(tenant);
  tenant.close();
}

/** Ann was there once, and this tenant never takes a deleted Login ID again. */
function refuseAnn(folder: string): void {
  inTenant(folder, (tenant) => {
    const { people } = makePeople(1, 1);
    const contract = tenant.contract();
    tenant.reset();
    tenant.seed(
      people.map((person) => ({ ...person, loginId: asLoginId("ann@aoba.example") })),
      contract,
    );
    tenant.delete({ loginId: "ann@aoba.example" }, "console");
    tenant.change({ reusesDeleted: false });
  });
}

interface Failure {
  readonly break: (folder: string) => void;
  readonly exit: number | null;
  /** Is anything sealed before it fails? */
  readonly seals: boolean;
  readonly shell?: string;
}

const FAILURES: Readonly<Record<string, Failure>> = {
  "the tenant cannot be read": { break: (folder) => put(folder, TENANT, "no database"), exit: 1, seals: false },
  "the state cannot be opened": {
    break: (folder) => {
      rmSync(join(folder, STATE), { force: true });
      mkdirSync(join(folder, STATE), { recursive: true });
    },
    exit: 1,
    seals: false,
  },
  "the state file is damaged": {
    break: (folder) => put(folder, STATE, Buffer.alloc(16_384, "damaged ")),
    exit: 1,
    seals: false,
  },
  "there is no place for sealed passwords": {
    break: (folder) => put(folder, ".meibo/sealed", ""),
    exit: 1,
    seals: false,
  },
  "the disk is full": { break: () => undefined, exit: 1, seals: false, shell: 'ulimit -f 4; exec "$@"' },
  "the files are broken": { break: (folder) => put(folder, "users/office.yaml", "users: [\n"), exit: 1, seals: false },
  "the tenant rejects somebody": { break: refuseAnn, exit: 4, seals: true },
};

describe("no secret shows outside a sealed file", { timeout: 120_000 }, () => {
  test("when all goes well, and the sealed file holds the passwords that open the tenant", async () => {
    const folder = sealingFolder();
    const ran = run(folder);
    expect([ran.exit, hits(folder, ran)]).toEqual([0, []]);
    const [file = "", ...more] = sealedFiles(folder);
    expect(more).toEqual([]);
    const text = await opened(folder, file, identity);
    expect(text.split("\r\n").slice(1, -1).sort()).toEqual(
      ["ann", "bob", "rina"].map((who) => `${who}@aoba.example,${PASSWORD}`),
    );
    await expect(opened(folder, file, await generateX25519Identity())).rejects.toThrow("no identity matched");
    inTenant(folder, (tenant) => expect(tenant.signsIn("ann@aoba.example", PASSWORD)).toBe(true));
  });

  test("in what other commands print afterwards", () => {
    const folder = sealingFolder();
    run(folder);
    put(folder, "users/office.yaml", readFileSync(join(folder, "users/office.yaml"), "utf8").replace("Bob", "Robert"));
    const commands = ["plan", "plan --out plan.json", "--json plan", "drift", "list --actual", "log", "--json log"];
    for (const line of [
      ...commands,
      "passwords list",
      "--json passwords list",
      "explain ann@aoba.example",
      "nonsense",
    ]) {
      const ran = run(folder, line.split(" "));
      expect([line, hits(folder, ran)]).toEqual([line, []]);
    }
  });

  test.for(Object.entries(FAILURES))("when %s", ([, failure]) => {
    const folder = sealingFolder();
    failure.break(folder);
    const ran = run(folder, APPLY, failure.shell);
    expect(hits(folder, ran)).toEqual([]);
    expect([ran.exit, sealedFiles(folder).length > 0]).toEqual([failure.exit, failure.seals]);
  });

  test.for([16, 32, 64, 96])("when a file may not grow beyond %i KiB", (limit) => {
    const folder = sealingFolder();
    expect(hits(folder, run(folder, APPLY, `ulimit -f ${limit}; exec "$@"`))).toEqual([]);
  });

  test("when somebody else holds the lock", async () => {
    const folder = sealingFolder();
    const store = openSqliteStore(join(folder, STATE), "aoba");
    const holder = { run: "other", holder: "bob", host: "here", since: NOW };
    expect(await store.lock(holder)).toEqual({ held: true });
    const ran = run(folder);
    await store.close();
    expect([ran.exit, hits(folder, ran)]).toEqual([6, []]);
  });

  test.for(["SIGKILL", "SIGINT"] as const)("when the run gets %s once the passwords are sealed", async (signal) => {
    for (const wait of [0, 20, 60]) {
      const folder = sealingFolder();
      const ran = await stoppedAfterSeal(folder, signal, wait);
      expect(hits(folder, ran)).toEqual([]);
      expect(sealedFiles(folder)).toHaveLength(1);
    }
  });
});

/** Milliseconds after a sealed file was seen. */
async function stoppedAfterSeal(folder: string, signal: NodeJS.Signals, wait: number): Promise<Ran> {
  const child = spawn(process.execPath, [MAIN, ...APPLY], { cwd: folder, env: environment() });
  const ended = ranOf(child);
  while (sealedFiles(folder).length === 0 && child.exitCode === null) await delay(2);
  await delay(wait);
  child.kill(signal);
  return await ended;
}

async function ranOf(child: ChildProcess): Promise<Ran> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (text) => {
    stdout += String(text);
  });
  child.stderr?.on("data", (text) => {
    stderr += String(text);
  });
  const exit = await new Promise<number | null>((done) => child.once("close", done));
  return { exit, stdout, stderr };
}

describe("the search itself", () => {
  test("knows the raw value and at least twelve encodings, all of them different from the others where they can be", () => {
    const names = encodingsOf(PASSWORD).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(13);
  });

  test.for(encodingsOf(PASSWORD))("finds $name", ({ name, pattern }) => {
    const bytes = Buffer.concat([Buffer.from("before "), pattern, Buffer.from(" behind")]);
    expect(hitsIn([{ name: "x", bytes }], [CANARY])).toContain(`x: a password, ${name}`);
  });

  test.for([0, 1, 2])("finds it in base64 behind %i other characters", (before) => {
    const text = Buffer.from(`${"-".repeat(before)}${PASSWORD}-and more`).toString("base64");
    expect(hitsIn([{ name: "x", bytes: Buffer.from(text) }], [CANARY]).length).toBeGreaterThan(0);
  });

  test("finds it with colours between its characters", () => {
    const text = [...PASSWORD].map((character) => `\u001b[31m${character}\u001b[0m`).join("");
    expect(hitsIn([{ name: "x", bytes: Buffer.from(text) }], [CANARY])).toEqual(["x: a password, split by ANSI"]);
  });

  test("finds it in the page of a database and in the name of a file", () => {
    const folder = folderWith({ [`a/${PASSWORD.slice(0, 8)}.txt`]: "", "b.db": `\0\0${PASSWORD}\0` });
    expect(hitsIn(placesIn(folder), [CANARY]).map((hit) => hit.split(":")[0])).toContain("b.db");
    expect(hitsIn(placesIn(folder), [CANARY]).join()).toContain("the name a/");
  });

  test("finds it in the users that a state file keeps", async () => {
    const folder = folderWith({});
    const store = openSqliteStore(join(folder, "state.db"), "aoba");
    await store.append(intent("r1", "c1", "a@x.jp"), [shown({ values: { name: PASSWORD } })]);
    await store.close();
    expect(hitsIn(placesIn(folder), [CANARY])).toContain("state.db, unpacked: a password, raw");
  });

  test("finds nothing where nothing is, and there was something to search", () => {
    const folder = sealingFolder();
    expect(placesIn(folder).length).toBeGreaterThan(8);
    expect(existsSync(join(folder, TENANT))).toBe(true);
    expect(hitsIn(placesIn(folder), SECRETS)).toEqual([]);
  });
});
