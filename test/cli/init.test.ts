import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Command } from "commander";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Answers, domainsIn, OFFERED, USUAL } from "../../src/cli/init/answers.ts";
import { filesOf } from "../../src/cli/init/files.ts";
import { writeAll } from "../../src/cli/init/write.ts";
import { programOf } from "../../src/cli/options.ts";
import { visibilityOf } from "../../src/cli/visibility.ts";
import { loadSettings } from "../../src/load/settings.ts";
import { ENCODINGS } from "../../src/model/encoding.ts";
import { LOCALES, SUBSCRIPTIONS, TIME_ZONES } from "../../src/model/fields.ts";
import { HEADER_LANGUAGES, LANGUAGES } from "../../src/model/settings.ts";
import { HELP } from "../../src/render/words/en/help.ts";
import { wordsIn } from "../../src/render/words/words.ts";
import { makePeople } from "../../src/tenant/people.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { NOW } from "../builders.ts";
import { folderWith, MAIN, meibo, put } from "./command.ts";

const ANSWERS: fc.Arbitrary<Answers> = fc.record(
  {
    language: fc.constantFrom(...LANGUAGES),
    tenant: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/),
    connector: fc.constantFrom(...OFFERED),
    url: fc.constantFrom("https://meibo.aoba.example", "http://127.0.0.1:8787/a"),
    subscriptions: fc.subarray([...SUBSCRIPTIONS]),
    timeZone: fc.constantFrom(...TIME_ZONES),
    locale: fc.constantFrom(...LOCALES),
    loginIdDomains: fc.subarray(["aoba.example", "1.example", "no.true", "a-b.c-d.example"]),
    workflows: fc.boolean(),
    owners: fc.constantFrom("", "@aoba", "@aoba-denki/it-help", "it@aoba.example"),
    console: fc.record(
      { encoding: fc.constantFrom(...ENCODINGS), headerLanguage: fc.constantFrom(...HEADER_LANGUAGES) },
      { requiredKeys: ["encoding"] },
    ),
  },
  {
    requiredKeys: [
      ...(["tenant", "connector", "url", "subscriptions", "timeZone", "locale"] as const),
      ...(["loginIdDomains", "workflows", "owners"] as const),
    ],
  },
);

describe("whatever is answered", () => {
  test("the configuration is valid and says it", async () => {
    await fc.assert(
      fc.asyncProperty(ANSWERS, async (answers) => {
        const words = await wordsIn(answers.language ?? "en");
        const folder = folderWith(Object.fromEntries(filesOf(answers, "meibo.yaml", words)));
        const read = await loadSettings(folder);
        if (!read.ok) throw new Error(JSON.stringify(read.problems));
        const { tenant, timeZone, subscriptions, defaults, language, connector, allowed } = read.value;
        expect({ tenant, timeZone, subscriptions, language }).toEqual({
          tenant: answers.tenant,
          timeZone: answers.timeZone,
          subscriptions: answers.subscriptions,
          language: answers.language,
        });
        expect(defaults).toEqual({ locale: answers.locale, timeZone: answers.timeZone });
        expect(allowed.loginIdDomains ?? []).toEqual(answers.loginIdDomains);
        expect(connector.kind).toBe(answers.connector);
        expect(connector.http?.url).toBe(answers.connector === "http" ? answers.url : undefined);
        expect(connector.handoff?.encoding).toBe(answers.console?.encoding);
      }),
      { numRuns: 60 },
    );
  });

  test("workflows call commands and flags that exist, with actions pinned by commit", async () => {
    const words = await wordsIn("ja");
    const texts = OFFERED.flatMap((connector) =>
      filesOf({ ...USUAL, connector, url: "https://a.example" }, "a.yaml", words),
    )
      .filter(([file]) => file.startsWith(".github/workflows/"))
      .map(([, text]) => text);
    const steps = texts.flatMap((text) => Object.values(parse(text).jobs).flatMap((job) => (job as Job).steps));
    const commands = steps.flatMap(({ run = "" }) =>
      [...run.matchAll(/npx meibo (.*)/g)].map(([, words = ""]) => words),
    );
    expect(commands.length).toBeGreaterThan(2);
    expect(commands.flatMap(unknownIn)).toEqual([]);
    expect(unknownIn("validate --nothing")).toEqual(["--nothing"]);
    const used = steps.flatMap(({ uses }) => uses ?? []);
    expect(used.length).toBeGreaterThan(1);
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action))).toEqual([]);
    expect(texts.join()).not.toContain("pull_request_target");
  });

  test("the last lines of CODEOWNERS are those nobody may take over", async () => {
    const files = new Map(filesOf({ ...USUAL, owners: "@aoba/it" }, "meibo.yaml", await wordsIn("en")));
    const lines =
      files
        .get(".github/CODEOWNERS")
        ?.split("\n")
        .filter((line) => /^[*/]/.test(line)) ?? [];
    expect(lines.map((line) => line.split(/\s+/))).toEqual(
      ["*", "/roles/", "/approvals.yaml", "/meibo.yaml", "/.github/"].map((path) => [path, "@aoba/it"]),
    );
    expect([...new Map(filesOf(USUAL, "meibo.yaml", await wordsIn("en"))).keys()]).not.toContain(".github/CODEOWNERS");
  });

  test("the editor is shown a schema for every kind of file", async () => {
    const files = new Map(filesOf(USUAL, "meibo.yaml", await wordsIn("en")));
    const settings = JSON.parse(files.get(".vscode/settings.json") ?? "");
    for (const schema of Object.keys(settings["yaml.schemas"])) expect([...files.keys()]).toContain(schema.slice(2));
    expect(settings["yaml.schemas"]["./schemas/config.schema.json"]).toBe("meibo.yaml");
  });
});

interface Job {
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

/** The first word that is no command, or flags that the command does not have. */
function unknownIn(line: string): readonly string[] {
  const words = line.split(" ").filter((word) => !/^["$]/.test(word));
  const program: Command = programOf(HELP, () => {});
  const at = words.findIndex((word, index) => !word.startsWith("-") && words[index - 1] !== "--config");
  const command = program.commands.find((each) => each.name() === words[at]);
  if (command === undefined) return [words[at] ?? ""];
  const known = [...program.options, ...command.options].map(({ long }) => long);
  return words.filter((word) => word.startsWith("-") && !known.includes(word));
}

describe("meibo init --yes", () => {
  test("writes a folder that can be used, in which nothing is left to say to git", () => {
    const folder = folderWith();
    const { exit, stdout, stderr } = meibo(folder, ["init", "--yes", "--tenant", "aoba", "--codeowners", "@aoba/it"]);
    expect([exit, stderr]).toEqual([0, ""]);
    const wrote = stdout.split("\n").filter((line) => line.startsWith("wrote "));
    expect(wrote.map((line) => existsSync(join(folder, line.slice(6))))).toEqual(wrote.map(() => true));
    expect(wrote).toHaveLength(11);
    for (const words of ["tenant seed --users 5", "import --from-connector", "validate", "plan"])
      expect([words, meibo(folder, words.split(" ")).exit]).toEqual([words, 0]);
  });

  test("keeps what is there, byte for byte", () => {
    const mine = { "meibo.yaml": "version: 1\ntenant: mine\n", ".vscode/settings.json": "{}", ".gitignore": "dist\n" };
    const folder = folderWith(mine);
    const { stdout, stderr } = meibo(folder, ["init", "--yes"]);
    for (const [file, text] of Object.entries(mine)) {
      expect(stdout).toContain(`kept ${file}\n`);
      expect(readFileSync(join(folder, file), "utf8")).toBe(text);
    }
    expect(stderr).toContain("MB4014");
  });

  test.each([
    ["--tenant", "Aoba Denki", "small letters"],
    ["--codeowners", "it-help", "@aoba-denki/it-help"],
  ])("%s %s is refused, and nothing is written", (flag, value, said) => {
    const folder = folderWith();
    const { exit, stderr } = meibo(folder, ["init", "--yes", flag, value]);
    expect([exit, stderr.includes(said), readdirSync(folder)]).toEqual([1, true, []]);
  });

  test.each([[], ["--no-input"], ["--json"]])("where nobody can be asked, says what to do (%s)", (...flags) => {
    const folder = folderWith();
    const { exit, stdout, stderr } = meibo(folder, [...flags, "init"]);
    expect([exit, readdirSync(folder)]).toEqual([1, []]);
    expect(`${stdout}${stderr}`).toContain("meibo init --yes");
  });

  test("takes from a first download what the download shows, and imports nobody", async () => {
    const held = ["meetings", "meetingsBot", "recPod"] as const;
    const { people } = makePeople(40, 3);
    const tenant = openTenant({ database: ":memory:", now: () => NOW });
    tenant.seed(people, { subscriptions: held, seats: {} });
    const bytes = tenant.template("update", { encoding: "shift_jis", language: "ja" });
    tenant.close();
    const folder = folderWith({ "users.csv": bytes });
    const { exit, stdout, stderr } = meibo(folder, ["init", "--yes", "--from", "users.csv"]);
    expect([exit, existsSync(join(folder, "users"))]).toEqual([0, false]);
    expect(stdout).toContain("next: meibo import users.csv, then meibo plan");
    expect(stderr).toContain("read 40 users (shift_jis, header ja");
    const read = await loadSettings(folder);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    expect(read.value.subscriptions).toEqual(held);
    expect(read.value.connector.handoff).toMatchObject({ encoding: "shift_jis", headerLanguage: "ja" });
    expect(read.value.allowed.loginIdDomains).toEqual(["aoba-denki.example"]);
    expect(read.value.defaults).toEqual({ locale: "ja", timeZone: "Asia/Tokyo" });
    expect(meibo(folder, ["import", "users.csv"]).exit).toBe(0);
    expect(meibo(folder, ["validate"]).exit).toBe(0);
  });

  test("the majority of the download decides, whatever most companies do", async () => {
    const header = "Login ID,User name,Locale,Time zone,Incoming Webhook Enable\n";
    const rows = ["a@One.example,A,1,6,0", "b@two.example,B,1,6,0", "c@two.example,C,0,0,0"];
    const folder = folderWith({ "users.csv": `${header}${rows.join("\n")}\n` });
    expect(meibo(folder, ["init", "--yes", "--from", "users.csv"]).exit).toBe(0);
    const read = await loadSettings(folder);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { defaults, timeZone, subscriptions, allowed } = read.value;
    expect({ ...defaults, timeZone, subscriptions, ...allowed }).toEqual({
      locale: "en",
      timeZone: "Asia/Jakarta",
      subscriptions: ["incomingWebhook"],
      loginIdDomains: ["two.example", "one.example"],
    });
  });

  test.each(["nothing.csv", "broken.csv"])("a download that cannot be read stops it: %s", (file) => {
    const folder = folderWith({ "broken.csv": "Shoe size\n42\n" });
    const { exit, stderr } = meibo(folder, ["init", "--yes", "--from", file]);
    expect([exit, /MB\d{4}/.test(stderr), readdirSync(folder)]).toEqual([1, true, ["broken.csv"]]);
  });

  test("a domain is read however it was typed", () => {
    expect(domainsIn(" @Aoba.example、b.example,  b.example ")).toEqual(["aoba.example", "b.example"]);
  });
});

describe("all files or none", () => {
  test("what was written before a failure is taken back, with its folders; what was there stays", async () => {
    const folder = folderWith({ "deep/mine.txt": "mine", blocked: "a file where a folder is to be" });
    const files = ["a.yaml", "deep/b.yaml", "new/er/c.yaml", "blocked/d.yaml"].map((file) => [file, "x"] as const);
    const written = await writeAll(folder, files);
    expect(written).toMatchObject({
      ok: false,
      problem: { name: "init-not-written", args: { file: "blocked/d.yaml" } },
    });
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(["blocked", "deep", "deep/mine.txt"]);
    expect(await writeAll(folder, files.slice(0, 3))).toMatchObject({
      ok: true,
      wrote: ["a.yaml", "deep/b.yaml", "new/er/c.yaml"],
    });
    expect(statSync(join(folder, ".meibo")).mode & 0o077).toBe(0);
  });

  test("whichever call to the disk fails, and nothing is told to be there that is not", () => {
    const preload = join(import.meta.dirname, "..", "processes", "failing.cjs");
    const whole = folderWith();
    meibo(whole, ["init", "--yes"]);
    const all = readdirSync(whole, { recursive: true }).sort();
    let failures = 0;
    for (let at = 1; ; at += 1) {
      const folder = folderWith();
      const { status, output } = spawnSync(process.execPath, ["--require", preload, MAIN, "init", "--yes"], {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, MEIBO_FAIL_AT: String(at), MEIBO_FAIL_IN: folder },
        stdio: ["ignore", "pipe", "pipe", "pipe"],
      });
      if (String(output[3] ?? "").trim() === "") break;
      failures += 1;
      const left = readdirSync(folder, { recursive: true }).sort();
      expect([at, output[3], left]).toEqual([at, output[3], status === 0 || left.length > 0 ? all : []]);
    }
    expect(failures).toBeGreaterThan(10);
  });

  test("the command says so", () => {
    const folder = folderWith({ ".github": "no folder" });
    const { exit, stderr } = meibo(folder, ["init", "--yes"]);
    expect([exit, stderr.includes("MB4011"), stderr.includes("taken back")]).toEqual([1, true, true]);
    expect(readdirSync(folder)).toEqual([".github"]);
  });
});

describe("who may read the repository", () => {
  test.each([
    [{ repository: { visibility: "public" } }, "public"],
    [{ repository: { visibility: "internal" } }, "private"],
    [{ repository: {} }, undefined],
  ])("a run on GitHub says it: %j", async (event, visibility) => {
    const folder = folderWith({ "event.json": JSON.stringify(event) });
    const run = { GITHUB_EVENT_PATH: join(folder, "event.json"), GITHUB_WORKSPACE: folder };
    expect(await visibilityOf(join(folder, "tenants"), run)).toBe(visibility);
    expect(await visibilityOf(folderWith(), run)).toBe(undefined);
  });

  test("nobody knows without gh, and then the sentence stands alone", () => {
    const { stdout } = meibo(folderWith(), ["init", "--yes"]);
    expect(stdout).toContain("keep the repository private");
  });

  test.skipIf(process.platform === "win32")("gh says it, and a public one is warned of", () => {
    const folder = folderWith();
    const git = (...words: readonly string[]) => spawnSync("git", words, { cwd: folder });
    git("init", "-q");
    const bin = folderWith();
    writeFileSync(join(bin, "gh"), `#!/bin/sh\necho '{"visibility":"PUBLIC"}'\n`);
    chmodSync(join(bin, "gh"), 0o755);
    const path = { PATH: `${bin}${delimiter}${process.env["PATH"]}` };
    expect(meibo(folder, ["init", "--yes"], path).stderr).toBe("");
    git("remote", "add", "origin", "https://github.com/aoba-denki/miitel-users.git");
    const { stderr, stdout } = meibo(folder, ["init", "--yes"], path);
    expect(stderr).toContain("warning MB4014");
    expect(stdout).not.toContain("keep the repository private");
  });
});

test("a package.json that names meibo needs no hint", () => {
  const folder = folderWith();
  put(folder, "package.json", '{ "devDependencies": { "meibo": "0.1.0" } }');
  expect(meibo(folder, ["init", "--yes"]).stdout).not.toContain("npm install");
  expect(meibo(folderWith(), ["init", "--yes"]).stdout).toContain("npm install --save-dev meibo");
});

test("a folder below the top of a repository is told where GitHub looks", () => {
  const top = folderWith({ "aoba/notes.txt": "" });
  spawnSync("git", ["init", "-q"], { cwd: top });
  const below = join(top, "aoba");
  expect(meibo(below, ["init", "--yes"]).stdout).toContain("move .github/ to the top of the repository");
  expect(meibo(top, ["init", "--yes"]).stdout).not.toContain("move .github/");
});
