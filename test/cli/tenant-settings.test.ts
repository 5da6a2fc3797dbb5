import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { TENANT_SETTINGS } from "../../src/tenant/setting-table.ts";
import { DEFAULT_TENANT_SETTINGS } from "../../src/tenant/settings.ts";
import { openTenant } from "../../src/tenant/tenant.ts";
import { folderWith, type Ran } from "./command.ts";

const MAIN = join(import.meta.dirname, "../../src/cli/main.ts");

/** The sources in a real process, for this command needs nothing that is built. */
function settings(folder: string, ...words: readonly string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, "tenant", "settings", ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { exit: status, stdout, stderr };
}

/** With an embedded tenant that nobody is in. */
function folder(): string {
  const made = folderWith({ "meibo.yaml": "version: 1\ntenant: main\n", ".meibo/.keep": "" });
  openTenant({ database: join(made, ".meibo/tenant.db"), now: () => "" }).close();
  return made;
}

function kept(made: string) {
  const tenant = openTenant({ database: join(made, ".meibo/tenant.db"), now: () => "" });
  try {
    return tenant.settings();
  } finally {
    tenant.close();
  }
}

describe("the settings of the embedded tenant", () => {
  test("are all shown, with what they take, and those that let things go wrong are marked", () => {
    const { exit, stdout } = settings(folder());
    const lines = stdout.trimEnd().split("\n");
    expect([exit, lines.map((line) => line.split(" ")[0])]).toEqual([0, TENANT_SETTINGS.map(({ name }) => name)]);
    expect(lines[0]).toMatch(/^rejects +file +file or row$/);
    expect(lines.filter((line) => line.includes("for tests")).map((line) => line.split(" ")[0])).toEqual(
      TENANT_SETTINGS.filter(({ isForTests }) => isForTests).map(({ name }) => name),
    );
  });

  test("are shown as JSON", () => {
    const { settings: shown } = JSON.parse(settings(folder(), "--json").stdout);
    expect(Object.keys(shown)).toEqual(TENANT_SETTINGS.map(({ name }) => name));
    expect(shown).toMatchObject({ rejects: "file", updatesById: false, "faults.seed": 1, extraColumns: [] });
  });

  test("are changed several at once, and set back", () => {
    const made = folder();
    const first = ["rejects=row", "visibleAfterMs=60000", "requestsPerSecond=5", "extraColumns=部署, Cost center"];
    const second = ["faults.seed=7", "faults.busy=0.5", "faults.slow=.5", "trimsCells=true"];
    const { exit, stdout } = settings(made, "--set", ...first, ...second);
    expect([exit, stdout]).toEqual([0, expect.stringContaining("rejects: file → row\n")]);
    expect(kept(made)).toEqual({
      ...DEFAULT_TENANT_SETTINGS,
      rejects: "row",
      visibleAfterMs: 60_000,
      requestsPerSecond: 5,
      extraColumns: ["部署", "Cost center"],
      trimsCells: true,
      faults: { seed: 7, delayMs: 0, chances: { busy: 0.5, slow: 0.5 } },
    });
    const back = TENANT_SETTINGS.map(({ name }) => `${name}=default`);
    expect(settings(made, "--set", ...back).exit).toBe(0);
    expect(kept(made)).toEqual(DEFAULT_TENANT_SETTINGS);
    expect(settings(made, "--set", "rejects=file").stdout).toBe("Nothing is different from before.\n");
  });

  const WRONG: readonly (readonly [written: string, says: string])[] = [
    ["reject=row", "did you mean rejects?"],
    ["fault.seed=1", "did you mean faults.seed?"],
    ["rejects=rows", "expected file or row, got rows"],
    ["rejects", "expected file or row, got nothing"],
    ["trimsCells=yes", "expected true or false, got yes"],
    ["trimsCells=constructor", "expected true or false"],
    ["firstExtension=99", "expected a whole number from 100 to 999999"],
    ["firstExtension=1000000", "expected a whole number from 100 to 999999"],
    ["visibleAfterMs=-1", "expected a whole number"],
    ["visibleAfterMs=1.5", "expected a whole number"],
    ["visibleAfterMs=", "expected a whole number"],
    ["faults.busy=1.1", "expected a share"],
    ["extraColumns=Login ID", "expected headers"],
    ["extraColumns=a,a", "expected headers"],
    ["extraColumns=a,,b", "expected headers"],
    ["__proto__=1", "unknown key __proto__"],
  ];

  test("are checked, and one that is wrong leaves all others as they are", () => {
    const made = folder();
    const { exit, stderr, stdout } = settings(made, "--set", "rejects=row", ...WRONG.map(([written]) => written));
    expect([exit, stdout]).toEqual([1, ""]);
    expect(WRONG.filter(([, says]) => !stderr.includes(says))).toEqual([]);
    expect(kept(made)).toEqual(DEFAULT_TENANT_SETTINGS);
  });

  test("are written once each, and faults come to at most one together", () => {
    const made = folder();
    for (const set of [
      ["rejects=row", "rejects=file"],
      ["faults.busy=0.6", "faults.slow=0.6"],
    ]) {
      const { exit, stderr } = settings(made, "--set", ...set);
      expect([exit, stderr]).toEqual([1, expect.stringMatching(/rejects: expected one value|at most 1 together/)]);
    }
    expect(kept(made)).toEqual(DEFAULT_TENANT_SETTINGS);
  });

  test("make no tenant where only somebody looks", () => {
    const made = folderWith({ "meibo.yaml": "version: 1\ntenant: main\n" });
    expect(settings(made)).toMatchObject({ exit: 1, stderr: expect.stringContaining("meibo tenant seed") });
    expect(existsSync(join(made, ".meibo"))).toBe(false);
  });

  test("all stand in the documents", () => {
    const text = readFileSync(join(import.meta.dirname, "../../docs/connectors.md"), "utf8");
    expect(TENANT_SETTINGS.filter(({ name }) => !text.includes(`| \`${name}\` |`))).toEqual([]);
  });
});
