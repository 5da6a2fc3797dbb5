/**
 * Pictures of what people look at, in every language: the report by day, by night, on a phone and on paper, and plans in
 * terminals of 80 and 160 columns. They are written to `test/output/shots/`, to be looked at. `--docs` writes those that
 * the pages about reading a plan show.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { LANGUAGES } from "../src/model/settings.ts";
import { planLines } from "../src/render/plan.ts";
import { reportPage } from "../src/render/report.ts";
import { type Words, wordsIn } from "../src/render/words/words.ts";
import { writeLines } from "../src/render/write.ts";
import { openBrowser } from "../test/browser/chromium.ts";
import { everyKind } from "../test/render/plans.ts";
import { partlyFailed } from "../test/render/runs.ts";

const PICTURES = join(import.meta.dirname, "..", "docs", "pictures");
const OUT = join(import.meta.dirname, "..", "test", "output", "shots");
const { resolve } = createRequire(import.meta.url);
/** The character 髙 stands in a part of the font of its own; machines of readers have all of them. */
const FONTS = [
  ["japanese-400-normal.woff", "U+0-9AD8, U+9ADA-FFFF"],
  ["66-400-normal.woff2", "U+9AD9"],
]
  .map(([file, range]) =>
    fontFace([`@fontsource/noto-sans-jp/files/noto-sans-jp-${file}`, range ?? "", "Noto Sans JP"]),
  )
  .join("\n");
/** Of terminals: a wide character takes exactly two cells. The arrow is half as wide there as elsewhere. */
const CELLS = ["latin", "japanese"]
  .map((part) =>
    fontFace([
      `@fontsource/biz-udgothic/files/biz-udgothic-${part}-400-normal.woff2`,
      part === "latin" ? "U+0-FF, U+2000-206F, U+2191-2193" : "U+3000-FFEF",
      "Cells",
    ]),
  )
  .join("\n");
/** Pixels; a browser draws no much higher picture. */
const MOST_HEIGHT = 7_000;
const TIME_ZONE = "Asia/Tokyo";
mkdirSync(OUT, { recursive: true });

const browser = await openBrowser();
try {
  for (const language of LANGUAGES) {
    const words = await wordsIn(language);
    if (process.argv.includes("--docs")) await guide(browser, words);
    else {
      await reports(browser, words);
      for (const columns of [80, 160]) await terminal(browser, words, columns);
    }
    console.log(`${language}: done`);
  }
} finally {
  await browser.close();
}

function fontFace([file = "", range = "", family = ""]: readonly string[]): string {
  const data = readFileSync(resolve(file)).toString("base64");
  return `@font-face { font-family: "${family}"; unicode-range: ${range}; src: url("data:font/${file.split(".").at(-1)};base64,${data}"); }`;
}

async function reports(own: Browser, words: Words): Promise<void> {
  const plan = await everyKind();
  const wishes = { words, timeZone: TIME_ZONE, version: "0.1.0" };
  const planned = [...reportPage(plan, wishes)].join("");
  const ran = [...reportPage(plan, { ...wishes, run: partlyFailed(plan) })].join("");
  writeFileSync(join(OUT, `report-${words.locale}.html`), planned);
  await picture(own, planned, `report-${words.locale}-light`, { width: 1200, dark: false });
  await picture(own, planned, `report-${words.locale}-dark`, { width: 1200, dark: true });
  await picture(own, planned, `report-${words.locale}-phone`, { width: 390, dark: false });
  await picture(own, ran, `run-${words.locale}-light`, { width: 1200, dark: false });
  const page = await own.newPage({ bypassCSP: true });
  await page.setContent(planned);
  await page.addStyleTag({ content: FONTS });
  await page.pdf({ path: join(OUT, `report-${words.locale}.pdf`), format: "A4" });
  // The same as a picture, for those who cannot look into a PDF.
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 794, height: MOST_HEIGHT });
  await page.screenshot({ path: join(OUT, `report-${words.locale}-print.png`) });
  await page.close();
}

/** How a report begins: what is to be noticed, and the first changes. */
async function guide(own: Browser, words: Words): Promise<void> {
  const text = [...reportPage(await everyKind(), { words, timeZone: TIME_ZONE, version: "0.1.0" })].join("");
  const page = await own.newPage({ viewport: { width: 900, height: 1_200 }, bypassCSP: true });
  await page.setContent(text);
  await page.addStyleTag({ content: FONTS });
  await page.screenshot({ path: join(PICTURES, `plan-${words.locale}.png`) });
  await page.close();
}

interface Look {
  readonly width: number;
  readonly dark: boolean;
}

async function picture(own: Browser, text: string, name: string, { width, dark }: Look): Promise<void> {
  const page = await own.newPage({
    viewport: { width, height: 900 },
    colorScheme: dark ? "dark" : "light",
    bypassCSP: true,
  });
  await page.setContent(text);
  await page.addStyleTag({ content: FONTS });
  // What is not in sight is not drawn, so all of it has to be.
  const height = await page.evaluate<number>("document.documentElement.scrollHeight");
  await page.setViewportSize({ width, height: Math.min(height, MOST_HEIGHT) });
  await page.screenshot({ path: join(OUT, `${name}.png`) });
  await page.close();
}

/** A real terminal, as wide as wished and as high as it needs to be. */
async function terminal(own: Browser, words: Words, columns: number): Promise<void> {
  const lines = planLines(await everyKind(), { words, timeZone: TIME_ZONE });
  const text = writeLines(lines, true, columns);
  const rows = text.split("\n").length;
  const page = await own.newPage({ viewport: { width: columns * 10, height: 600 } });
  await page.setContent("<body style='margin:0;background:#000'><div id=t></div></body>");
  await page.addStyleTag({ content: FONTS + CELLS });
  await page.evaluate("document.fonts.load('14px Cells', '髙a').then(() => document.fonts.ready)");
  await page.addStyleTag({ content: readFileSync(resolve("@xterm/xterm/css/xterm.css"), "utf8") });
  await page.addScriptTag({ content: readFileSync(resolve("@xterm/xterm"), "utf8") });
  await page.evaluate(
    `const t = new Terminal({ cols: ${columns}, rows: ${rows}, fontSize: 14, fontFamily: "Cells, monospace, Noto Sans JP", convertEol: true, scrollback: 0 });
     t.open(document.getElementById("t"));
     new Promise((done) => t.write(${JSON.stringify(text)}, done));`,
  );
  await page.waitForTimeout(300);
  await page.locator("#t").screenshot({ path: join(OUT, `terminal-${words.locale}-${columns}.png`) });
  await page.close();
}
