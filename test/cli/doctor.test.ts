import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateIdentity, identityToRecipient } from "age-encryption";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../../src/cli/context.ts";
import { type Check, openSite } from "../../src/cli/doctor/check.ts";
import { CHECKS } from "../../src/cli/doctor/checks.ts";
import { clockFinding } from "../../src/cli/doctor/connector.ts";
import { nodeFinding } from "../../src/cli/doctor/node.ts";
import { ownersOf } from "../../src/cli/doctor/owners.ts";
import { lookAt } from "../../src/cli/doctor.ts";
import { openScreen } from "../../src/cli/screen.ts";
import { readSettings } from "../../src/load/settings.ts";
import { consoleColumns, headerOf } from "../../src/model/console.ts";
import { writeCsv } from "../../src/model/csv.ts";
import type { Subscription } from "../../src/model/fields.ts";
import type { Standing } from "../../src/model/finding.ts";
import { LANGUAGES } from "../../src/model/settings.ts";
import { wordsIn } from "../../src/render/words/words.ts";
import { openSqliteStore } from "../../src/state/sqlite.ts";
import { type Served, served } from "../connectors/served.ts";
import { folderWith, meibo, put } from "./command.ts";
import { appliedFolder } from "./company.ts";

const words = await wordsIn("en");
const tried = new Map<string, Set<Standing>>();

/** What a check says of a folder. */
async function look(folder: string, name: string, environment: Readonly<Record<string, string>> = {}) {
  const check = CHECKS.find((each) => each.name === name);
  if (check === undefined) throw new Error(`there is no check ${name}`);
  const site = siteOf(folder, environment);
  const found = await lookAt(check, site);
  await site.close();
  for (const { standing } of found) tried.set(name, (tried.get(name) ?? new Set()).add(standing));
  return found;
}

function siteOf(root: string, environment: Readonly<Record<string, string>> = {}) {
  const now = () => new Date().toISOString();
  const flags = { config: "meibo.yaml", color: "never", logFormat: "text", input: false } as const;
  const screen = openScreen({ words, colour: "never", quiet: true, json: false, log: "text", now });
  const context: Context = { root, configFile: "meibo.yaml", cwd: root, flags, screen, words, now, ask: undefined };
  return openSite(context, environment, readSettings(root, "meibo.yaml"));
}

async function standings(folder: string, name: string, environment: Readonly<Record<string, string>> = {}) {
  return (await look(folder, name, environment)).map(({ standing }) => standing);
}

/** Everything a check says of a folder, in one text. */
async function said(folder: string, name: string, environment: Readonly<Record<string, string>> = {}) {
  return JSON.stringify(await look(folder, name, environment));
}

let applied = "";
beforeAll(() => {
  applied = appliedFolder();
});

/** A company that is as it should be. */
function company(more: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = folderWith();
  cpSync(applied, folder, { recursive: true });
  for (const [file, text] of Object.entries(more)) put(folder, file, text);
  return folder;
}

function configured(change: (text: string) => string): string {
  const folder = company();
  const before = readFileSync(join(folder, "meibo.yaml"), "utf8");
  const after = change(before);
  if (after === before) throw new Error("nothing to change in meibo.yaml");
  put(folder, "meibo.yaml", after);
  return folder;
}

describe("Node", () => {
  test.each([
    ["22.19.0", ">=24", "error"],
    ["24.0.0", ">=24", "ok"],
    ["24.9.0", ">=24.10", "error"],
    ["24.10.1", ">=24.10", "ok"],
    ["100.0.0", ">=24", "ok"],
  ])("%s beside %s: %s", (version, wanted, standing) => {
    expect(nodeFinding(version, wanted).standing).toBe(standing);
  });

  test("this one will do", async () => {
    const { engines } = JSON.parse(readFileSync("package.json", "utf8"));
    const [found] = await look(company(), "node-version");
    expect(found).toEqual({
      theme: "node",
      check: "node-version",
      ...nodeFinding(process.versions.node, engines.node),
    });
    expect(found?.standing).toBe("ok");
  });
});

describe("the configuration", () => {
  test("is valid, or says what is wrong with its place", async () => {
    expect(await standings(company(), "config")).toEqual(["ok"]);
    const [found] = await look(
      configured((text) => `${text}tenent: aoba\n`),
      "config",
    );
    expect([found?.standing, found?.problems?.[0]?.code, found?.problems?.[0]?.place?.file]).toEqual([
      "error",
      "MB1002",
      "meibo.yaml",
    ]);
    expect((await look(folderWith(), "config"))[0]?.problems?.[0]?.name).toBe("no-config");
  });

  test("names a language that meibo speaks", async () => {
    expect(await standings(company(), "language", { MEIBO_LANG: "ja_JP.UTF-8" })).toEqual(["ok"]);
    expect(await standings(company(), "language")).toEqual(["ok"]);
    expect(await said(company(), "language", { MEIBO_LANG: "fr" })).toContain("set it to one of en, ja, id");
    const [found] = await look(
      configured((text) => `${text}language: fr\n`),
      "config",
    );
    expect(found?.standing).toBe("error");
  });

  test("with errors, or none, keeps checks from going astray", async () => {
    const broken = configured((text) => `${text}tenent: aoba\n`);
    const names = ["roster", "encodings", "templates", "readable", "writable", "private", "state", "lock"];
    for (const name of [...names, "state-lasts", "token", "tenant", "clock", "subscriptions", "seats"]) {
      expect([name, await standings(broken, name)]).toEqual([name, ["skipped"]]);
      expect([name, await standings(folderWith(), name)]).toEqual([name, ["skipped"]]);
    }
  });
});

const PERSON = (name: string) => `loginId,name\nnew@aoba.example,${name}\n`;
const sjis = (text: string) => iconv.encode(text, "cp932");
const declare = (encoding: string) => (text: string) => `${text}sources: { encoding: { ${encoding} } }\n`;

describe("the files of the roster", () => {
  test("are valid, have warnings, or have errors", async () => {
    expect(await standings(company(), "roster")).toEqual(["ok"]);
    expect(await standings(company({ "users/more.csv": PERSON("Ann ") }), "roster")).toEqual(["warning"]);
    expect(await standings(company({ "users/more.yaml": "users: [{ loginId: x }]\n" }), "roster")).toEqual(["error"]);
  });

  test("have encodings that are certain", async () => {
    expect(await standings(company(), "encodings")).toEqual(["ok"]);
    const declared = configured(declare("users/more.csv: shift_jis"));
    put(declared, "users/more.csv", sjis(PERSON("佐藤")));
    expect(await standings(declared, "encodings")).toEqual(["ok"]);
  });

  test.each([
    ["Shift_JIS that nobody declares", sjis(PERSON("佐藤")), "", "warning", '\\"users/more.csv\\": shift_jis'],
    ["UTF-8 that is declared as Shift_JIS", PERSON("佐藤"), "users/more.csv: shift_jis", "error", "declare utf-8"],
    ["Shift_JIS that is declared as UTF-8", sjis(PERSON("佐藤")), "users/more.csv: utf-8", "error", "MB3103"],
    ["a mark that is declared and not there", PERSON("佐藤"), "users/more.csv: utf-8-bom", "warning", "declare utf-8"],
    [
      "two encodings in one file",
      Buffer.concat([Buffer.from(PERSON("佐藤花子")), sjis("b@aoba.example,鈴木\n")]),
      "",
      "error",
      "MB3103",
    ],
    ["a declaration of no file", PERSON("佐藤"), "users/gone.csv: shift_jis", "warning", "users/gone.csv"],
  ])("%s", async (_, bytes, line, standing, telling) => {
    const folder = line === "" ? company() : configured(declare(line));
    put(folder, "users/more.csv", bytes);
    expect(await standings(folder, "encodings")).toEqual([standing]);
    expect(await said(folder, "encodings")).toContain(telling);
  });

  test("in YAML are UTF-8", async () => {
    const folder = company({ "users/more.yaml": sjis("users: [{ loginId: a@aoba.example, name: 佐藤 }]\n") });
    expect(await standings(folder, "encodings")).toEqual(["error"]);
  });

  test("have nothing to look at where there is none", async () => {
    const folder = folderWith({ "meibo.yaml": "version: 1\ntenant: aoba\n" });
    expect(await standings(folder, "encodings")).toEqual(["skipped"]);
  });

  const template = (held: readonly Subscription[], more: readonly string[] = []) => {
    const columns = consoleColumns("update", new Set(held)).map((column) => headerOf(column, "ja"));
    return writeCsv([[...columns, ...more]]);
  };

  test.each([
    ["the columns of the contract", template(["meetings"]), ["ok"], ""],
    ["columns of a product more", template(["meetings", "salesforce"]), ["error"], "salesforce"],
    ["no columns of a product", template([]), ["warning"], "meetings"],
    ["columns nobody knows", template(["meetings"], ["Shoe size"]), ["warning"], "Shoe size"],
    ["no text at all", "", ["skipped"], "header"],
  ])("of the console have %s", async (_, text, expected, telling) => {
    const folder = company({ "users/all.console.csv": text });
    expect(await standings(folder, "templates")).toEqual(expected);
    expect(await said(folder, "templates")).toContain(telling);
  });

  test("are the same in every encoding where they are ASCII", async () => {
    const folder = configured(declare("users/more.csv: shift_jis"));
    put(folder, "users/more.csv", PERSON("Ann"));
    expect(await standings(folder, "encodings")).toEqual(["ok"]);
  });

  test("need not be the console's", async () => {
    expect(await standings(company(), "templates")).toEqual(["skipped"]);
  });
});

test("schemas are those of this meibo, missing, or of another one", async () => {
  const folder = folderWith();
  meibo(folder, ["init", "--yes"]);
  expect(await standings(folder, "schemas")).toEqual(["ok"]);
  put(folder, "schemas/users.schema.json", "{}");
  rmSync(join(folder, "schemas/facts.schema.json"));
  const found = await look(folder, "schemas");
  expect(found.map(({ standing }) => standing)).toEqual(["warning", "warning"]);
  expect(found.map((each) => each.found.split(": ")[1])).toEqual([
    "schemas/facts.schema.json",
    "schemas/users.schema.json",
  ]);
  rmSync(join(folder, "schemas/users.schema.json"));
  meibo(folder, ["init", "--yes"]);
  expect(await standings(folder, "schemas")).toEqual(["ok"]);
});

describe("rights on this machine", () => {
  test("let every file be read", async () => {
    expect(await standings(company(), "readable")).toEqual(["ok"]);
    const folder = company();
    symlinkSync("nowhere.yaml", join(folder, "users/gone.yaml"));
    const [found] = await look(folder, "readable");
    expect([found?.standing, found?.problems?.map(({ place }) => place?.file)]).toEqual(["error", ["users/gone.yaml"]]);
  });

  test("let meibo keep its files", async () => {
    expect(await standings(company(), "writable")).toEqual(["ok"]);
    const folder = company();
    rmSync(join(folder, ".meibo"), { recursive: true });
    expect(await standings(folder, "writable")).toEqual(["ok"]);
    put(folder, ".meibo", "a file");
    expect(await standings(folder, "writable")).toEqual(["error"]);
  });

  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)("refuse a folder that is closed", async () => {
    const folder = company();
    chmodSync(join(folder, ".meibo"), 0o500);
    expect(await standings(folder, "writable")).toEqual(["error"]);
    chmodSync(join(folder, ".meibo"), 0o700);
  });

  test.skipIf(process.platform === "win32")("keep others out of what names people", async () => {
    const folder = company();
    chmodSync(join(folder, ".meibo"), 0o755);
    expect(await said(folder, "private")).toContain("chmod 700 .meibo");
    chmodSync(join(folder, ".meibo"), 0o700);
    expect(await standings(folder, "private")).toEqual(["ok"]);
    rmSync(join(folder, ".meibo"), { recursive: true });
    expect(await standings(folder, "private")).toEqual(["skipped"]);
  });
});

describe("what meibo remembers", () => {
  test("is whole, is damaged, or is not there yet", async () => {
    const folder = company();
    expect(await said(folder, "state")).toContain("ledger: 3");
    expect(await standings(folder, "state")).toEqual(["ok"]);
    writeFileSync(join(folder, ".meibo/state.db"), "no database");
    const [found] = await look(folder, "state");
    expect([found?.standing, found?.problems?.[0]?.name]).toEqual(["error", "state-damaged"]);
    for (const end of ["", "-wal", "-shm"]) rmSync(join(folder, `.meibo/state.db${end}`), { force: true });
    expect(await standings(folder, "state")).toEqual(["skipped"]);
    expect(
      await standings(
        configured((text) => `${text}state: { kind: git }\n`),
        "state",
      ),
    ).toEqual(["error"]);
  });

  test("may be locked by a run, which is named", async () => {
    const folder = company();
    expect(await standings(folder, "lock")).toEqual(["ok"]);
    const store = openSqliteStore(join(folder, ".meibo/state.db"), "aoba");
    await store.lock({ run: "r1", holder: "hanako", host: "desk", since: "2026-12-01T00:00:00.000Z" });
    const [found] = await look(folder, "lock");
    await store.close();
    expect([found?.standing, found?.found]).toEqual(["warning", expect.stringContaining("hanako on desk, run r1")]);
  });

  test("is gone with the runner that it was kept on", async () => {
    expect(await standings(company(), "state-lasts")).toEqual(["ok"]);
    expect(await standings(company(), "state-lasts", { RUNNER_ENVIRONMENT: "github-hosted" })).toEqual(["warning"]);
    const elsewhere = configured((text) => `${text}state: { kind: postgres, urlEnv: DATABASE }\n`);
    expect(await standings(elsewhere, "state-lasts", { RUNNER_ENVIRONMENT: "github-hosted" })).toEqual(["ok"]);
  });
});

const overHttp = (url: string) => (text: string) =>
  text.replace(/connector: .*/, `connector: { kind: http, http: { url: "${url}", tokenEnv: DOCTOR_TOKEN } }`);

describe("the tenant", () => {
  let service: Served;
  let token = "";
  beforeAll(async () => {
    service = await served();
    token = service.tenant.makeToken("read", "doctor").text;
  });
  afterAll(async () => await service.close());

  test("over the network is read, and has a clock", async () => {
    const folder = configured(overHttp(service.service.url));
    process.env["DOCTOR_TOKEN"] = token;
    try {
      expect(await standings(folder, "tenant")).toEqual(["ok"]);
      expect(await standings(folder, "clock")).toEqual(["ok"]);
      expect(await said(folder, "clock")).toContain("agree");
      process.env["DOCTOR_TOKEN"] = "wrong";
      const refused = await look(folder, "tenant");
      expect([refused[0]?.standing, refused[0]?.problems?.[0]?.name]).toEqual(["error", "tenant-unreadable"]);
      expect(await standings(folder, "clock")).toEqual(["skipped"]);
    } finally {
      delete process.env["DOCTOR_TOKEN"];
    }
  });

  test("in a file is read, or is not there", async () => {
    expect(await said(company(), "tenant")).toContain("users: 3");
    expect(await standings(company(), "clock")).toEqual(["skipped"]);
    const folder = company();
    rmSync(join(folder, ".meibo/tenant.db"));
    expect(await standings(folder, "tenant")).toEqual(["error"]);
    for (const name of ["clock", "subscriptions", "seats"]) expect(await standings(folder, name)).toEqual(["skipped"]);
    const unknown = configured((text) => text.replace(/connector: .*/, "connector: { kind: handoff }"));
    expect((await look(unknown, "tenant"))[0]?.problems?.[0]?.name).toBe("connector-missing");
  });

  test("takes a token, which is never shown", async () => {
    expect(await standings(company(), "token")).toEqual(["skipped"]);
    const folder = configured(overHttp("http://127.0.0.1:9"));
    expect(await standings(folder, "token")).toEqual(["error"]);
    expect(await standings(folder, "token", { DOCTOR_TOKEN: "t0ken-canary" })).toEqual(["ok"]);
    expect(await standings(folder, "token", { DOCTOR_TOKEN: "t0ken-canary\n" })).toEqual(["error"]);
    const { stdout, stderr } = meibo(folder, ["doctor"], { DOCTOR_TOKEN: "t0ken-canary" });
    expect(stdout).toContain("DOCTOR_TOKEN");
    expect(`${stdout}${stderr}`).not.toContain("canary");
  });

  test.each([
    [0, "ok"],
    [59_000, "ok"],
    [-61_000, "ok"],
    [62_000, "warning"],
    [-63_000, "warning"],
  ])("has a clock that is %i ms ahead: %s", (ahead, standing) => {
    const now = Date.parse("2026-12-01T00:00:00Z");
    expect(clockFinding(now + ahead, now - 100, now).standing).toBe(standing);
  });

  test("has the contract that the configuration names", async () => {
    expect(await standings(company(), "subscriptions")).toEqual(["ok"]);
    const other = configured((text) => text.replace("[meetings]", "[salesforce]"));
    const found = await look(other, "subscriptions");
    expect(found.map(({ standing, found }) => [standing, found.split(": ")[1]])).toEqual([
      ["error", "salesforce"],
      ["warning", "meetings"],
    ]);
    expect(await standings(company(), "seats")).toEqual(["ok"]);
    const seats = await look(
      configured((text) => text.replace("total: 6", "total: 7")),
      "seats",
    );
    expect(seats.map(({ standing, mend }) => [standing, mend])).toEqual([
      ["warning", "set seats.total to 6, or take it out: the tenant tells it"],
    ]);
  });
});

test("recipients of passwords are whole keys; a secret that stands in their place is not repeated", async () => {
  const secret = await generateIdentity();
  const recipient = await identityToRecipient(secret);
  const sealedFor = (keys: readonly string[]) =>
    configured((text) => text.replace("deliver: none", `deliver: age, ageRecipients: ${JSON.stringify(keys)}`));
  expect(await standings(company(), "recipients")).toEqual(["skipped"]);
  expect(await standings(sealedFor([recipient]), "recipients")).toEqual(["ok"]);
  expect(await standings(sealedFor([]), "recipients")).toEqual(["error"]);
  const wrong = sealedFor([recipient, `${recipient.slice(0, -1)}x`, secret]);
  expect(await standings(wrong, "recipients")).toEqual(["error", "error"]);
  const { exit, stdout } = meibo(wrong, ["doctor"]);
  expect([exit, stdout.includes("key number 3"), stdout.includes(secret)]).toEqual([1, true, false]);
  expect(await standings(folderWith(), "recipients")).toEqual(["skipped"]);
});

describe("git", () => {
  const git = (folder: string, ...line: readonly string[]) => {
    const { status, stderr } = spawnSync("git", line, { cwd: folder, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${line.join(" ")}: ${stderr}`);
  };
  const repository = (more: Readonly<Record<string, string>> = {}) => {
    const folder = company(more);
    git(folder, "init", "-q");
    return folder;
  };

  test("has the folder in a repository, or nothing to look at", async () => {
    expect(await standings(repository(), "repository")).toEqual(["ok"]);
    const folder = company();
    expect(await standings(folder, "repository")).toEqual(["warning"]);
    for (const name of ["ignored", "tracked", "owners", "visibility", "workflows"])
      expect(await standings(folder, name)).toEqual(["skipped"]);
  });

  test("leaves out what meibo remembers", async () => {
    expect(await standings(repository({ ".gitignore": ".meibo/\n" }), "ignored")).toEqual(["ok"]);
    expect(await standings(repository({ ".gitignore": "dist\n" }), "ignored")).toEqual(["error"]);
    const folder = repository({ ".gitignore": ".meibo/\n" });
    expect(await standings(folder, "tracked")).toEqual(["ok"]);
    git(folder, "add", "-f", ".meibo/state.db");
    expect(await said(folder, "tracked")).toContain(".meibo/state.db");
    expect(await standings(folder, "tracked")).toEqual(["error"]);
    expect(await standings(folder, "ignored")).toEqual(["ok"]);
  });

  test("has owners for approvals and for the configuration, from the top of the repository", async () => {
    expect(await standings(repository(), "owners")).toEqual(["warning"]);
    expect(await standings(repository({ ".github/CODEOWNERS": "* @aoba/it\n" }), "owners")).toEqual(["ok"]);
    const half = repository({ "docs/CODEOWNERS": "* @aoba/it\n/meibo.yaml\n" });
    expect(await said(half, "owners")).toContain("CODEOWNERS names nobody for meibo.yaml");
    const below = folderWith({ CODEOWNERS: "/approvals.yaml @aoba/it\n/meibo.yaml @aoba/it\n" });
    git(below, "init", "-q");
    cpSync(applied, join(below, "tenants/aoba"), { recursive: true });
    expect(await said(join(below, "tenants/aoba"), "owners")).toContain("approvals.yaml, meibo.yaml");
    put(below, "CODEOWNERS", "/tenants/ @aoba/it\n");
    expect(await standings(join(below, "tenants/aoba"), "owners")).toEqual(["ok"]);
  });

  test("is not public", async () => {
    const folder = repository();
    const event = (visibility: string) => {
      put(folder, "event.json", JSON.stringify({ repository: { visibility } }));
      return { GITHUB_EVENT_PATH: join(folder, "event.json"), GITHUB_WORKSPACE: folder };
    };
    expect(await standings(folder, "visibility", event("private"))).toEqual(["ok"]);
    expect(await standings(folder, "visibility", event("public"))).toEqual(["error"]);
    expect(await standings(folder, "visibility")).toEqual(["skipped"]);
  });

  const PACKAGE = { "package.json": '{ "devDependencies": { "meibo": "0.1.0" } }', "package-lock.json": "{}" };
  const workflow = (text: string) => ({ ...PACKAGE, ".github/workflows/meibo-plan.yml": text });

  test("has workflows that can do their work and no more", async () => {
    expect(await standings(repository(), "workflows")).toEqual(["skipped"]);
    const made = repository(PACKAGE);
    meibo(made, ["init", "--yes"]);
    expect(await standings(made, "workflows")).toEqual(["ok"]);
    rmSync(join(made, "package-lock.json"));
    expect(await said(made, "workflows")).toContain("npm install --save-dev meibo");
    const open = repository(workflow("on: pull_request_target # permissions:\n"));
    expect(await standings(open, "workflows")).toEqual(["warning", "error"]);
    const commented = repository(workflow("# pull_request_target is not used\npermissions: {}\non: pull_request\n"));
    expect(await standings(commented, "workflows")).toEqual(["ok"]);
  });

  test("has workflows where GitHub looks for them", async () => {
    const top = folderWith();
    git(top, "init", "-q");
    const folder = join(top, "aoba");
    mkdirSync(folder);
    meibo(folder, ["init", "--yes"]);
    expect(await said(folder, "workflows")).toContain("GitHub does not look for workflows in a folder");
  });
});

test.each([
  ["* @a", "meibo.yaml", ["@a"]],
  ["* @a\n*.yaml @b @c", "meibo.yaml", ["@b", "@c"]],
  ["meibo.yaml @a", "tenants/aoba/meibo.yaml", ["@a"]],
  ["/meibo.yaml @a", "tenants/aoba/meibo.yaml", []],
  ["/tenants/*/meibo.yaml @a", "tenants/aoba/meibo.yaml", ["@a"]],
  ["tenants/ @a", "tenants/aoba/meibo.yaml", ["@a"]],
  ["/tenants @a", "tenants/aoba/meibo.yaml", ["@a"]],
  ["/tenants/* @a", "tenants/aoba/meibo.yaml", []],
  ["meibo.yaml/ @a", "meibo.yaml", []],
  ["* @a\n# meibo.yaml @b\nmeibo.yaml # nobody", "meibo.yaml", []],
  ["", "meibo.yaml", []],
])("CODEOWNERS %j says for %s %j", (text, path, owners) => {
  expect(ownersOf(text, path)).toEqual(owners);
});

describe("the editor", () => {
  const settings = (text: string) => look(company({ ".vscode/settings.json": text }), "editor");
  const made = () => {
    const folder = folderWith();
    meibo(folder, ["init", "--yes"]);
    return readFileSync(join(folder, ".vscode/settings.json"), "utf8");
  };

  test("is told the schemas, in JSON with comments too", async () => {
    expect((await settings(made())).map(({ standing }) => standing)).toEqual(["ok"]);
    const commented = made()
      .replace("{", '{ // "ours"\n"a": "http://x", /* , */')
      .replace(/\n\}\s*$/, ",\n}");
    expect((await settings(commented)).map(({ standing }) => standing)).toEqual(["ok"]);
  });

  test.each([
    ["{", "error", "no JSON"],
    ["{}", "warning", "schemas/users.schema.json"],
  ])("is not told them by %s", async (text, standing, telling) => {
    const found = await settings(text);
    expect([found.map((each) => each.standing), JSON.stringify(found).includes(telling)]).toEqual([[standing], true]);
  });

  test("does not save YAML in another encoding", async () => {
    const found = await settings(made().replace("{", '{ "files.encoding": "shiftjis",'));
    expect(found.map((each) => [each.standing, each.found.includes("shiftjis")])).toEqual([["warning", true]]);
  });

  test("may have no settings at all", async () => {
    expect(await standings(company(), "editor")).toEqual(["warning"]);
  });
});

describe("the doctor", () => {
  test("goes on after a check that fails, and tells it", async () => {
    const check: Check = {
      theme: "git",
      name: "broken",
      look: () => {
        throw new Error("EIO: i/o error");
      },
    };
    expect(await lookAt(check, siteOf(company()))).toEqual([
      expect.objectContaining({
        theme: "git",
        check: "broken",
        standing: "error",
        found: "this could not be looked at: EIO: i/o error",
      }),
    ]);
  });

  test("ends with 1 when there is an error, and only then", () => {
    const folder = company();
    expect(meibo(folder, ["doctor"]).exit).toBe(0);
    rmSync(join(folder, ".meibo/tenant.db"));
    const { exit, stdout } = meibo(folder, ["doctor", "--json"]);
    const { checks, counts } = JSON.parse(stdout);
    expect([exit, counts.error]).toEqual([1, 1]);
    expect(new Set(checks.map(({ check }: { check: string }) => check))).toEqual(
      new Set(CHECKS.map(({ name }) => name)),
    );
    const tenant = checks.find(({ check }: { check: string }) => check === "tenant");
    expect(tenant.problems[0]).toMatchObject({ code: "MB4005", message: expect.stringContaining("tenant") });
  });

  test("of a folder without anything says what to do first", () => {
    const { exit, stdout } = meibo(folderWith(), ["doctor"]);
    expect([
      exit,
      stdout.includes("run meibo init"),
      stdout.match(/the configuration cannot be read/g)?.length,
    ]).toEqual([1, true, 5]);
  });

  test.each(LANGUAGES.filter((language) => language !== "en"))(
    "says nothing in English to those who read %s",
    (language) => {
      const folder = company({
        "users/more.csv": sjis(PERSON("佐藤")),
        "users/all.console.csv": "Login ID,User name\n",
      });
      const english = meibo(folder, ["doctor", "--lang", "en"]).stdout.split("\n");
      const other = meibo(folder, ["doctor", "--lang", language]).stdout.split("\n");
      expect(other).toHaveLength(english.length);
      const same = other.filter((line) => line.trim() !== "" && english.includes(line));
      expect(same.filter((line) => !["Node", "Git", "Tenant", "Editor"].includes(line))).toEqual([]);
    },
  );

  test("has checks with names of their own, each seen both well and otherwise", () => {
    expect(new Set(CHECKS.map(({ name }) => name)).size).toBe(CHECKS.length);
    const fair = CHECKS.filter(({ name }) => {
      const seen = tried.get(name) ?? new Set();
      return seen.has("ok") && (seen.has("warning") || seen.has("error"));
    });
    const others = CHECKS.filter((check) => !fair.includes(check)).map(({ name }) => name);
    // Their other half is tried without a machine: an old Node, a clock that is wrong.
    expect(others).toEqual(["node-version", "clock"]);
  });
});
