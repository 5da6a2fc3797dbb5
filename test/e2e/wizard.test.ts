import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { loadSettings } from "../../src/load/settings.ts";
import { wordsIn } from "../../src/render/words/words.ts";
import { folderWith, meibo } from "../cli/command.ts";
import { KEYS, onTerminal, type Terminal, terminalTests } from "./terminal.ts";

const HERE = { LC_ALL: "en_US.UTF-8", LANG: "en_US.UTF-8", TZ: "Asia/Tokyo", MEIBO_LANG: "" };

const open: Terminal[] = [];
afterEach(() => {
  for (const terminal of open.splice(0)) terminal.kill();
});

function wizard(folder: string, ...flags: readonly string[]): Terminal {
  const terminal = onTerminal(folder, ["init", ...flags], HERE);
  open.push(terminal);
  return terminal;
}

/** The way through with the connector `http`, so that no question is left out: what is shown, and what is typed then. */
const WAY = [
  ["language", KEYS.enter],
  ["tenant", `\u0015aoba${KEYS.enter}`],
  ["connector", KEYS.down + KEYS.enter],
  ["url", `https://meibo.aoba.example${KEYS.enter}`],
  ["subscriptions", KEYS.space + KEYS.enter],
  ["timeZone", KEYS.enter],
  ["domains", `aoba-denki.example, aoba.example${KEYS.enter}`],
  ["workflows", KEYS.enter],
  ["owners", `@aoba-denki/it-help${KEYS.enter}`],
] as const;

/** Answers the first questions and leaves the one after them open on the screen. */
async function answer(terminal: Terminal, count: number): Promise<void> {
  const { questions } = (await wordsIn("en")).init;
  for (const [name, keys] of WAY.slice(0, count)) {
    await terminal.shows(questions[name]);
    terminal.type(keys);
  }
  const next = WAY[count];
  if (next !== undefined) await terminal.shows(questions[next[0]]);
}

terminalTests("the wizard on a terminal", () => {
  test("asks everything, then writes what was answered", async () => {
    const folder = folderWith();
    const terminal = wizard(folder);
    await answer(terminal, WAY.length);
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain("wrote .github/CODEOWNERS");
    const read = await loadSettings(folder);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const { tenant, language, connector, subscriptions, timeZone, allowed } = read.value;
    expect({ tenant, language, timeZone, subscriptions, ...allowed }).toEqual({
      tenant: "aoba",
      language: "en",
      timeZone: "Asia/Tokyo",
      // The first one was chosen already, and the space took it away.
      subscriptions: ["callCenter", "meetings", "salesforce"],
      loginIdDomains: ["aoba-denki.example", "aoba.example"],
    });
    expect(connector).toMatchObject({
      kind: "http",
      http: { url: "https://meibo.aoba.example", tokenEnv: "MEIBO_TOKEN" },
    });
    expect(readFileSync(join(folder, ".github/CODEOWNERS"), "utf8")).toContain("@aoba-denki/it-help");
    expect(readFileSync(join(folder, ".github/workflows/meibo-plan.yml"), "utf8")).toContain("meibo plan --base");
  });

  test("goes on in the language of the first answer, to the last line", async () => {
    const folder = folderWith();
    const terminal = wizard(folder);
    const { init, note } = await wordsIn("ja");
    await terminal.shows("Language of what meibo says");
    terminal.type(KEYS.down + KEYS.enter);
    for (const name of [
      "tenant",
      "connector",
      "subscriptions",
      "timeZone",
      "domains",
      "workflows",
      "owners",
    ] as const) {
      await terminal.shows(init.questions[name]);
      terminal.type(KEYS.enter);
    }
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).toContain(note.wrote("meibo.yaml"));
    expect(readFileSync(join(folder, "meibo.yaml"), "utf8")).toContain("language: ja");
    expect(meibo(folder, ["tenant", "seed", "--users", "3"]).exit).toBe(0);
  });

  test.each(WAY.map(([name], index) => ({ name, index })))(
    "Ctrl-C at the question of the $name leaves nothing behind",
    async ({ index }) => {
      const folder = folderWith();
      const terminal = wizard(folder);
      await answer(terminal, index);
      terminal.type(KEYS.ctrlC);
      expect([await terminal.ended, readdirSync(folder)]).toEqual([130, []]);
      expect(terminal.screen()).toContain("Stopped. Nothing was written.");
    },
  );

  test("SIGTERM from elsewhere ends it in the same way", async () => {
    const folder = folderWith();
    const terminal = wizard(folder);
    await answer(terminal, 2);
    terminal.signal("SIGTERM");
    expect([await terminal.ended, readdirSync(folder)]).toEqual([130, []]);
    expect(terminal.screen()).toContain("Stopped. Nothing was written.");
  });

  test("Ctrl-D ends it in the same way", async () => {
    const folder = folderWith();
    const terminal = wizard(folder);
    await answer(terminal, 1);
    terminal.type(KEYS.ctrlD);
    expect([await terminal.ended, readdirSync(folder)]).toEqual([130, []]);
  });

  test("a wrong answer is told, and can be mended", async () => {
    const folder = folderWith();
    const terminal = wizard(folder, "--lang", "en");
    const { wrong, questions } = (await wordsIn("en")).init;
    await terminal.shows(questions.tenant);
    terminal.type(`\u0015Aoba Denki${KEYS.enter}`);
    await terminal.shows(wrong.tenant);
    terminal.type(`\u0015aoba${KEYS.enter}`);
    await terminal.shows(questions.connector);
    terminal.type(KEYS.down + KEYS.enter);
    await terminal.shows(questions.url);
    terminal.type(`http://meibo.aoba.example${KEYS.enter}`);
    await terminal.shows("would send the token unencrypted");
    terminal.type(KEYS.ctrlC);
    expect([await terminal.ended, readdirSync(folder)]).toEqual([130, []]);
  });

  test("flags answer their questions, and a download proposes the rest", async () => {
    const csv = "Login ID,User name,Locale,Time zone,Incoming Webhook Enable\na@two.example,A,1,6,0\n";
    const folder = folderWith({ "users.csv": csv });
    const terminal = wizard(
      folder,
      "--lang",
      "en",
      "--tenant",
      "two",
      "--codeowners",
      "@two/it",
      "--from",
      "users.csv",
    );
    const { questions } = (await wordsIn("en")).init;
    for (const name of ["connector", "subscriptions", "timeZone", "domains", "workflows"] as const) {
      await terminal.shows(questions[name]);
      terminal.type(KEYS.enter);
    }
    expect(await terminal.ended).toBe(0);
    expect(terminal.screen()).not.toContain(questions.tenant);
    const text = readFileSync(join(folder, "meibo.yaml"), "utf8");
    for (const line of [
      'tenant: "two"',
      "subscriptions: [incomingWebhook]",
      "  timeZone: Asia/Jakarta",
      "  locale: en",
    ])
      expect(text).toContain(`${line}\n`);
    expect(text).toContain("loginIdDomains: [two.example]");
    expect(existsSync(join(folder, ".github/CODEOWNERS"))).toBe(true);
  });

  test("somebody who has a configuration is told before the first question that it stays", async () => {
    const folder = folderWith({ "meibo.yaml": "version: 1\ntenant: mine\n" });
    const terminal = wizard(folder, "--lang", "en");
    await terminal.shows("meibo.yaml is here already and is kept");
    terminal.type(KEYS.ctrlC);
    expect([await terminal.ended, readdirSync(folder)]).toEqual([130, ["meibo.yaml"]]);
  });
});
