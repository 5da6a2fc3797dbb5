import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";
import { trueTypeOf } from "./font.ts";

const { resolve } = createRequire(import.meta.url);

/**
 * A real Chromium with nothing to install by hand: its package unpacks it, and a package of fonts lets it write
 * Japanese. It has no sandbox of its own, for tests may run as root; it visits nothing but servers of the tests.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  const fonts = addFont("@fontsource/noto-sans-jp/files/noto-sans-jp-japanese-400-normal.woff");
  const env = { ...process.env, FONTCONFIG_FILE: fonts };
  return await playwright.launch({ executablePath, args: ARGUMENTS, headless: true, env });
}

/** None of those of the package, which would also let pages reach what a browser keeps from them. */
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];

/** Beside those of the machine; gives back the list of fonts to use. */
function addFont(file: string): string {
  const folder = mkdtempSync(join(tmpdir(), "meibo-fonts-"));
  mkdirSync(join(folder, "fonts"));
  writeFileSync(join(folder, "fonts", "japanese.ttf"), trueTypeOf(readFileSync(resolve(file))));
  const list = join(folder, "fonts.conf");
  writeFileSync(
    list,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
      <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
      <dir>${join(tmpdir(), "fonts")}</dir><dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "cache")}</cachedir>
    </fontconfig>`,
  );
  return list;
}
