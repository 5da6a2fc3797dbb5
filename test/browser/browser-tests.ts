import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, test } from "vitest";

/** Tests in a real browser, or one skipped line that says how to get it; `MEIBO_REQUIRE=browser` lets them fail. */
export function browserTests(name: string, tests: () => void): void {
  const isWanted = (process.env["MEIBO_REQUIRE"] ?? "").split(",").includes("browser");
  if (isWanted || isThere()) describe(name, tests);
  else test.skip(`${name}: the Chromium of @sparticuz/chromium is for Linux on x64`, () => {});
}

function isThere(): boolean {
  if (process.platform !== "linux" || process.arch !== "x64") return false;
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  return existsSync(join(entry, "../../../bin/chromium.br"));
}
