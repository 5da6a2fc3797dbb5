import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCsv } from "../../../src/model/csv.ts";
import { browserTests } from "../../browser/browser-tests.ts";
import { openBrowser } from "../../browser/chromium.ts";
import { LABELS, type Labels } from "./labels.ts";
import { type OpenConsole, openConsole } from "./open-console.ts";

const OUTPUT = join(import.meta.dirname, "../../output/console");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const JOINER = "aya.mori@aoba-denki.example";

browserTests("a tour of the console in a real browser", () => {
  let browser: Browser;
  let served: OpenConsole;

  beforeAll(async () => {
    rmSync(OUTPUT, { recursive: true, force: true });
    mkdirSync(OUTPUT, { recursive: true });
    browser = await openBrowser();
  });
  afterAll(async () => browser?.close());

  describe.each(["en", "ja"] as const)("in %s", (language) => {
    const labels: Labels = LABELS[language];
    let context: BrowserContext;
    let page: Page;
    let pictures = 0;

    beforeAll(async () => {
      served = await openConsole({ rejects: "row", jobTakesMs: 1200 });
      context = await browser.newContext({ locale: language, viewport: { width: 1280, height: 860 } });
      page = await context.newPage();
      page.setDefaultTimeout(10_000);
    });
    afterAll(async () => {
      await context?.close();
      await served.close();
    });

    /** A picture to look at, and what axe says of the page. */
    async function look(name: string): Promise<void> {
      pictures += 1;
      const file = `${language}-${String(pictures).padStart(2, "0")}-${name}.png`;
      await page.screenshot({ path: join(OUTPUT, file) });
      expect(await seriousIn(page), name).toEqual([]);
    }

    /** Until the next page is there. */
    async function follow(target: Locator): Promise<void> {
      await Promise.all([page.waitForEvent("framenavigated"), target.click()]);
      await page.waitForLoadState();
    }

    const link = (name: string) => page.getByRole("link", { name, exact: true });
    const button = (name: string) => page.getByRole("button", { name, exact: true });
    const box = (name: string) => page.getByLabel(name, { exact: true });
    const find = async (text: string) => {
      await page.goto(`${served.url}/admin/users`);
      await page.getByRole("searchbox").fill(text);
      await Promise.all([page.waitForURL(/[?]q=/), button(labels.show).click()]);
    };
    const choose = async (loginId: string, action: string) => {
      await find(loginId);
      await page.getByText("⋮").first().click();
      await follow(link(action));
    };
    const userOf = (loginId: string) => served.tenant.these([loginId])[0];

    test("signing in, with a mistake first", async () => {
      await page.goto(`${served.url}/signin?lang=${language}`);
      expect(await page.title()).toContain(labels.signIn);
      await box(labels.loginId).fill(served.admin);
      await box(labels.password).fill("wrong");
      await follow(button(labels.signIn));
      await page.getByRole("alert").waitFor();
      await look("sign-in-failed");
      await box(labels.password).fill(served.password);
      await follow(button(labels.signIn));
      await look("analytics");
      await follow(link(labels.openAdmin));
      await page.getByRole("heading", { name: labels.userList, level: 1 }).waitFor();
      await look("user-list");
    });

    test("User List: searching and filtering", async () => {
      await find("daiki.morita");
      expect(await page.locator("tbody tr").count()).toBe(1);
      await page.goto(`${served.url}/admin/users?state=inactive&product=phone`);
      const rows = await page.locator("tbody tr").count();
      const expected = served.tenant
        .users()
        .filter(({ state, values }) => state === "inactive" && values["phone.enabled"] === true);
      expect(rows).toBe(expected.length);
      await look("filtered");
    });

    test("Add new user: one", async () => {
      await page.goto(`${served.url}/admin/users`);
      await follow(link(labels.addNewUser));
      await box(labels.loginId).fill(JOINER);
      await box(labels.userName).fill("森 彩");
      await box(labels.temporaryPassword).fill("Sakura-2026!x");
      await box(labels.phone).check();
      await look("add-one");
      await follow(button(labels.save));
      await page.getByRole("status").waitFor();
      expect(userOf(JOINER)?.values).toMatchObject({ name: "森 彩", "phone.enabled": true });
    });

    test("Add multiple users: template, file, confirmation, progress, and rows that fail", async () => {
      await page.goto(`${served.url}/admin/users`);
      await follow(link(labels.addNewUser));
      await follow(link(labels.addMultiple));
      await page.getByLabel(labels.encoding).selectOption("shift_jis");
      await page.getByLabel(labels.numberOfRows).fill("3");
      await look("add-many");
      const template = await download(page, () => button(labels.createDownload).click());
      const [header = [], ...rows] = cellsOf(template, "shift_jis");
      expect([rows.length, header.includes(labels.loginId)]).toEqual([3, true]);
      const people = [
        ["one.new@aoba-denki.example", "新人 一"],
        [JOINER, "二度目"],
        ["two.new@aoba-denki.example", "新人 二"],
      ];
      const filled = rows.map((cells, index) => filledRow(header, cells, people[index] ?? [], language));
      await page.getByLabel(labels.selectFile).setInputFiles({
        name: "joiners.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(csvOf([header, ...filled])),
      });
      await follow(button(labels.upload));
      await look("confirm-new");
      await button(labels.addMultiple).click();
      await page.getByRole("progressbar").waitFor();
      await look("import-running");
      await page.getByText(labels.rejectedRows).waitFor();
      await look("import-done");
      expect(await page.getByText(labels.loginIdInUse).count()).toBe(1);
      expect([userOf("one.new@aoba-denki.example"), userOf("two.new@aoba-denki.example")]).not.toContain(undefined);
    });

    test("Update multiple users: the same words twice, then template and file", async () => {
      await page.goto(`${served.url}/admin/users`);
      await button(labels.updateMultiple).click();
      await follow(link(labels.updateMultiple));
      await look("update-many");
      await page.getByLabel(labels.encoding).selectOption("utf-8-bom");
      const template = await download(page, () => button(labels.download).click());
      const [header = [], ...rows] = cellsOf(template, "utf-8-bom");
      const own = rows.find((cells) => cells.includes(JOINER)) ?? [];
      const renamed = own.map((cell, index) => (header[index] === labels.userName ? "森 彩香" : cell));
      await page.getByLabel(labels.selectFile).setInputFiles({
        name: "changes.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(csvOf([header, renamed])),
      });
      await follow(button(labels.upload));
      await follow(button(labels.updateMultiple));
      await page.getByText(labels.done, { exact: true }).waitFor();
      await look("import-updated");
      expect(userOf(JOINER)?.values.name).toBe("森 彩香");
    });

    test("a file that is refused as a whole, as tenants do unless told otherwise, and the list of imports", async () => {
      served.tenant.change({ rejects: undefined });
      await page.goto(`${served.url}/admin/users/new/multiple`);
      const template = await download(page, () => button(labels.createDownload).click());
      const [header = [], ...rows] = cellsOf(template, "utf-8");
      const people = [
        ["three.new@aoba-denki.example", "新人 三"],
        [JOINER, "二度目"],
      ];
      const filled = people.map((person, index) => filledRow(header, rows[index] ?? [], person, language));
      await page.getByLabel(labels.selectFile).setInputFiles({
        name: "joiners.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(csvOf([header, ...filled])),
      });
      await follow(button(labels.upload));
      await button(labels.addMultiple).click();
      await page.getByText(labels.rejectedRows).waitFor();
      await look("import-refused");
      expect(await page.locator("tbody tr").count()).toBe(1);
      expect(await page.locator("tbody tr").innerText()).toContain(labels.loginIdInUse);
      expect(userOf("three.new@aoba-denki.example")).toBeUndefined();
      await follow(link(labels.imports));
      await look("imports");
      expect(await page.locator("tbody tr").count()).toBe(3);
      served.tenant.change({ rejects: "row" });
    });

    test("⋮, Edit, with the user ID and another Login ID", async () => {
      await choose(JOINER, labels.edit);
      await page.getByText(labels.showId).click();
      expect(await page.locator(".uuid code").innerText()).toBe(userOf(JOINER)?.id);
      await look("edit");
      await box(labels.loginId).fill("aya.hayashi@aoba-denki.example");
      await box(labels.extension).fill("7001");
      await follow(button(labels.save));
      await page.getByRole("status").waitFor();
      expect([userOf(JOINER), userOf("aya.hayashi@aoba-denki.example")?.values.extension]).toEqual([undefined, "7001"]);
    });

    test("an edit that is refused keeps what was filled in, and says why", async () => {
      await choose("aya.hayashi", labels.edit);
      await box(labels.extension).fill("12");
      await follow(button(labels.save));
      await page.getByRole("alert").waitFor();
      expect(await box(labels.extension).inputValue()).toBe("12");
      await look("edit-refused");
    });

    test("⋮, Deactivate, Save; and ⋮, Activate, Save", async () => {
      await choose("aya.hayashi", labels.deactivate);
      expect(await page.getByLabel(labels.activateUser).isChecked()).toBe(false);
      await look("deactivate");
      await follow(button(labels.save));
      await page.getByRole("status").waitFor();
      expect(userOf("aya.hayashi@aoba-denki.example")?.state).toBe("inactive");
      await choose("aya.hayashi", labels.activate);
      expect(await page.getByLabel(labels.activateUser).isChecked()).toBe(true);
      await look("activate");
      await follow(button(labels.save));
      await page.getByRole("status").waitFor();
      expect(userOf("aya.hayashi@aoba-denki.example")?.state).toBe("active");
    });

    test("⋮, Edit, and the box Activate user: off, and on again", async () => {
      await choose("aya.hayashi", labels.edit);
      await page.getByLabel(labels.activateUser).uncheck();
      await follow(button(labels.save));
      await page.getByRole("status").waitFor();
      expect(userOf("aya.hayashi@aoba-denki.example")?.state).toBe("inactive");
      await choose("aya.hayashi", labels.edit);
      expect(await page.getByLabel(labels.activateUser).isChecked()).toBe(false);
      await look("edit-inactive");
      await page.getByLabel(labels.activateUser).check();
      await follow(button(labels.save));
      await page.getByRole("status").waitFor();
      expect(userOf("aya.hayashi@aoba-denki.example")?.state).toBe("active");
    });

    test("⋮, Delete, with what it costs, by keyboard alone", async () => {
      await find("aya.hayashi");
      await page.locator("button.dots").focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await look("menu");
      await page.keyboard.press("Enter");
      await page.getByText(labels.irreversible).first().waitFor();
      await look("delete");
      await button(labels.delete).focus();
      await page.keyboard.press("Enter");
      await page.getByText(labels.deleted).waitFor();
      expect(userOf("aya.hayashi@aoba-denki.example")).toBeUndefined();
    });

    test("CSV download", async () => {
      await page.goto(`${served.url}/admin/users`);
      await follow(link(labels.csvDownload));
      await look("csv-download");
      const list = await download(page, () => button(labels.download).click());
      expect(cellsOf(list, "utf-8").length).toBe(served.tenant.users().length + 1);
    });

    test("Security, Audit log, with the details of an entry", async () => {
      await follow(link(labels.auditLog));
      await page.locator("summary").first().click();
      await look("audit-log");
      expect(await page.locator("tbody tr").first().innerText()).toContain(labels.userDeleted);
      expect(await page.locator("tbody tr").first().innerText()).toContain(served.admin);
    });

    test("on a phone", async () => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${served.url}/admin/users`);
      await look("phone-user-list");
      expect(await fits(page)).toBe(true);
      await page.getByText("⋮").first().click();
      await look("phone-menu");
      await page.keyboard.press("Escape");
      await choose("daiki.morita", labels.edit);
      await look("phone-edit");
      expect(await fits(page)).toBe(true);
      await page.goto(`${served.url}/admin/audit`);
      await look("phone-audit-log");
      await page.setViewportSize({ width: 1280, height: 860 });
    });

    test("in the dark", async () => {
      await page.emulateMedia({ colorScheme: "dark" });
      await page.goto(`${served.url}/admin/users`);
      await look("dark-user-list");
      await choose("daiki.morita", labels.delete);
      await look("dark-delete");
      await page.goto(`${served.url}/admin/users/new/multiple`);
      await look("dark-add-many");
      await page.emulateMedia({ colorScheme: "light" });
    });

    test("a page that is not there, and signing out", async () => {
      await page.goto(`${served.url}/admin/users/nobody/edit`);
      await look("not-found");
      await follow(button(labels.signOut));
      await page.goto(`${served.url}/admin/users`);
      expect(new URL(page.url()).pathname).toBe("/signin");
    });
  });
});

/** Nothing of the page is wider than the window. */
async function fits(page: Page): Promise<boolean> {
  return await page.evaluate<boolean>("document.documentElement.scrollWidth <= innerWidth");
}

/** Rules of axe that are broken badly, with the places. */
async function seriousIn(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: { run(): Promise<Found> } }).axe.run();
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);

    interface Found {
      readonly violations: readonly {
        readonly id: string;
        readonly impact: string;
        readonly nodes: readonly { readonly html: string }[];
      }[];
    }
  });
}

async function download(page: Page, click: () => Promise<void>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), click()]);
  return readFileSync(await file.path());
}

function cellsOf(bytes: Buffer, encoding: "utf-8" | "utf-8-bom" | "shift_jis"): string[][] {
  const text = new TextDecoder(encoding === "shift_jis" ? "shift_jis" : "utf-8").decode(bytes);
  const table = readCsv(text, ",");
  if (!table.ok) throw new Error(table.fault.reason);
  return table.records.map(({ cells }) => [...cells]);
}

/** Everything off, in Japanese and in Tokyo, and the password as the template brought it. */
function filledRow(
  header: readonly string[],
  cells: readonly string[],
  [loginId = "", name = ""]: readonly string[],
  language: "en" | "ja",
): readonly string[] {
  const labels: Labels = LABELS[language];
  return header.map((column, index) => {
    if (column === labels.loginId) return loginId;
    if (column === labels.userName) return name;
    return cells[index] || "0";
  });
}

function csvOf(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n");
}
