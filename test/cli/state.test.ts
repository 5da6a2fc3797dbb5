import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, describe, expect, test } from "vitest";
import { folderWith, meibo, put } from "./command.ts";
import { appliedFolder, companyFolder } from "./company.ts";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Another process that holds the lock, as a run does. */
async function heldBy(folder: string): Promise<ChildProcess> {
  const store = join(import.meta.dirname, "..", "..", "src", "state", "sqlite.ts");
  const code = `
    const { openSqliteStore } = await import(${JSON.stringify(store)});
    const store = openSqliteStore(${JSON.stringify(join(folder, ".meibo", "state.db"))}, "aoba");
    await store.lock({ run: "2026-11-01T0900-aaaa0001", holder: "ann", host: "mac-12", since: "2026-11-01T00:00:00.000Z" });
    process.stdout.write("held");
    setInterval(() => store.checkLock(), 1000);
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

describe("meibo state show", () => {
  test("tells what is remembered, where, and that nobody holds the lock", () => {
    const { exit, stdout } = meibo(appliedFolder(), ["state", "show"]);
    expect([exit, stdout.replaceAll(/run, the last .*/g, "run, …").split("\n")]).toEqual([
      0,
      [
        "what meibo remembers of aoba",
        "  kept in  sqlite, .meibo/state.db",
        "  ledger   3 users managed, 0 removed from the files, switched off by meibo 0",
        "  tenant   3 users at the last count",
        "  journal  1 run, …",
        "  lock     free",
        "",
      ],
    ]);
  });

  test("names whoever holds the lock", async () => {
    const folder = companyFolder();
    await heldBy(folder);
    const { holder } = JSON.parse(meibo(folder, ["state", "show", "--json"]).stdout);
    expect(holder).toEqual({
      run: "2026-11-01T0900-aaaa0001",
      holder: "ann",
      host: "mac-12",
      since: "2026-11-01T00:00:00.000Z",
    });
  });

  test("never shows an address of a database", () => {
    const folder = companyFolder();
    const config = readFileSync(join(folder, "meibo.yaml"), "utf8");
    put(folder, "meibo.yaml", `${config}state: { kind: postgres, urlEnv: STATE_URL }\n`);
    const { stdout, stderr } = meibo(folder, ["state", "show"], { STATE_URL: "postgres://ann:s3cr3t@127.0.0.1:1/x" });
    expect(`${stdout}${stderr}`).not.toContain("s3cr3t");
  });
});

describe("meibo state unlock", () => {
  test("has nothing to do when nobody holds the lock", () => {
    const { exit, stdout } = meibo(companyFolder(), ["state", "unlock"]);
    expect([exit, stdout]).toEqual([0, "nobody holds the lock\n"]);
  });

  test("asks before it takes a lock, and without an answer takes none", async () => {
    const folder = companyFolder();
    await heldBy(folder);
    const { exit, stderr } = meibo(folder, ["state", "unlock"]);
    expect([exit, stderr.includes("ann on mac-12, run 2026-11-01T0900-aaaa0001"), stderr.includes("MB4009")]).toEqual([
      1,
      true,
      true,
    ]);
  });

  test("cannot take it from a process that lives, and needs not when that was killed", async () => {
    const folder = companyFolder();
    const child = await heldBy(folder);
    const { exit, stderr } = meibo(folder, ["state", "unlock", "--yes"]);
    expect([exit, stderr.includes("MB4033"), stderr.includes("end its process on mac-12")]).toEqual([6, true, true]);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(meibo(folder, ["state", "unlock", "--yes"])).toMatchObject({ exit: 0, stdout: "nobody holds the lock\n" });
  });
});

describe("meibo state export", () => {
  test("gives ledger and journal on stdout, or in a file that it may replace later", () => {
    const folder = appliedFolder();
    const copy = JSON.parse(meibo(folder, ["state", "export"]).stdout);
    expect([copy.format, copy.tenant, copy.ledger.entries.length, copy.journal[0].type]).toEqual([
      "meibo-state-1",
      "aoba",
      3,
      "started",
    ]);
    for (const _ of ["first", "again"]) expect(meibo(folder, ["state", "export", "copy.json"]).exit).toBe(0);
    const { exportedAt: _, ...there } = JSON.parse(readFileSync(join(folder, "copy.json"), "utf8"));
    const { exportedAt: __, ...printed } = copy;
    expect(there).toEqual(printed);
    expect(readdirSync(folder).filter((name) => name.includes(".tmp"))).toEqual([]);
  });

  test.each(['{ "format": "other" }', "not JSON at all", ""])("never replaces a file that holds %s", (text) => {
    const folder = companyFolder();
    put(folder, "notes.json", text);
    const { exit, stderr } = meibo(folder, ["state", "export", "notes.json"]);
    expect([exit, stderr.includes("MB4035"), readFileSync(join(folder, "notes.json"), "utf8")]).toEqual([
      1,
      true,
      text,
    ]);
  });
});

describe("a damaged state file", () => {
  function damagedFolder(): string {
    const folder = appliedFolder();
    const db = new DatabaseSync(join(folder, ".meibo", "state.db"));
    const damaged = db.prepare(
      "UPDATE journal SET record = replace(record, 'rina', 'tina') WHERE record LIKE '%rina%'",
    );
    expect(damaged.run().changes).toBeGreaterThan(0);
    db.close();
    return folder;
  }

  test.each(["plan", "log", "state show", "state export", "undo 2026"])(
    "makes meibo %s name the way to mend it",
    (line) => {
      const { exit, stderr } = meibo(damagedFolder(), line.split(" "));
      expect([exit, stderr.includes("MB4030"), stderr.includes("meibo state repair --yes")]).toEqual([1, true, true]);
    },
  );

  test("is repaired when somebody says so: put aside, and what is whole saved", () => {
    const folder = damagedFolder();
    expect(meibo(folder, ["state", "repair"])).toMatchObject({ exit: 1 });
    const { exit, stdout } = meibo(folder, ["state", "repair", "--yes", "--json"]);
    const { broken, saved } = JSON.parse(stdout);
    expect([exit, existsSync(join(folder, broken)), saved.entries + saved.records > 0]).toEqual([0, true, true]);
    expect(meibo(folder, ["plan"]).exit).toBe(0);
  });

  test("is not repaired while a run is under way", async () => {
    const folder = appliedFolder();
    await heldBy(folder);
    const { exit, stderr } = meibo(folder, ["state", "repair", "--yes"]);
    expect([exit, stderr.includes("a run is under way")]).toEqual([1, true]);
  });

  test("has to be there, and to be meibo's own", () => {
    const folder = folderWith({ "meibo.yaml": readFileSync(join(companyFolder(), "meibo.yaml")) });
    expect(meibo(folder, ["state", "repair", "--yes"]).stderr).toContain("MB4034");
  });
});
