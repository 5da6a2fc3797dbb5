import { expect, test } from "vitest";
import { loadSettings } from "../../src/load/settings.ts";
import { DEFAULT_SETTINGS } from "../../src/model/settings.ts";
import { CONFIG, folder } from "./folder.ts";

async function settings(text: string) {
  const loaded = await loadSettings(folder({ "meibo.yaml": text }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.value;
}

test("two lines are enough, and every default is filled in", async () => {
  expect(await settings(CONFIG)).toEqual({ ...DEFAULT_SETTINGS, tenant: "aoba" });
});

test("what is written goes over the defaults, one key at a time", async () => {
  const { guards, sources, apply } = await settings(
    `${CONFIG}guards: { maxDeletes: 7 }\nsources: { users: [people.csv], encoding: { "*.csv": shift_jis } }\napply: { settle: 30s, waitForCreate: 2h }\n`,
  );
  expect(guards).toEqual({ ...DEFAULT_SETTINGS.guards, maxDeletes: 7 });
  expect(sources).toEqual({ ...DEFAULT_SETTINGS.sources, users: ["people.csv"], encoding: [["*.csv", "shift_jis"]] });
  expect(apply).toEqual({ ...DEFAULT_SETTINGS.apply, settle: 30_000, waitForCreate: 7_200_000 });
});

test("null is not checked", async () => {
  const { seats, lifecycle } = await settings(
    `${CONFIG}seats: { total: 150, phone: null }\nlifecycle: { deleteAfterDays: null }\n`,
  );
  expect(seats).toEqual({ total: 150, countInactive: true, warnWithin: 3 });
  expect(lifecycle).toEqual({ createDaysBefore: 0 });
});

test("each connector has the variables that people expect", async () => {
  const { connector } = await settings(
    `${CONFIG}connector: { kind: http, http: { url: "http://127.0.0.1:8787" }, browser: { url: "https://account.miitel.jp/v1/signin" } }\n`,
  );
  expect(connector).toMatchObject({
    http: { tokenEnv: "MEIBO_TOKEN" },
    browser: { userEnv: "MEIBO_USER", passwordEnv: "MEIBO_PASSWORD", language: "auto" },
  });
  expect((await settings(`${CONFIG}connector: { kind: handoff }\n`)).connector.handoff).toEqual({
    encoding: "utf-8",
    headerLanguage: "auto",
    actual: ".meibo/actual",
  });
});

test("each tenant has a ref of its own", async () => {
  expect((await settings(`${CONFIG}state: { kind: git }\n`)).state.ref).toBe("refs/meibo/aoba");
});

test("another file may be named", async () => {
  const loaded = await loadSettings(
    folder({ "config/osaka.yaml": "version: 1\ntenant: osaka\n" }),
    "config/osaka.yaml",
  );
  expect(loaded).toMatchObject({ ok: true, value: { tenant: "osaka" } });
});

const PROXIES: readonly (readonly [proxy: string, code: string])[] = [
  ["http://ann:hunter2@proxy.example:3128", "MB1005"],
  ["https://hunter2@proxy.example", "MB1005"],
  ["socks5://ann:hunter2@proxy.example", "MB1005"],
  ["http://ann:hunter2@proxy.example:99999", "MB1005"],
  ["ann:hunter2@proxy.example:3128", "MB1005"],
  ["http://ann:hunter2%40proxy.example:3128", "MB1005"],
  ["http://proxy.example:3128/path", "MB1008"],
  ["http://proxy.example:3128?x=1", "MB1008"],
  ["http://proxy.example:3128#x", "MB1008"],
  ["socks5://proxy.example", "MB1008"],
  ["proxy.example:3128", "MB1008"],
  ["", "MB1008"],
];

test.for(PROXIES)("%j is no address of a proxy: %s", async ([proxy, code]) => {
  const http = `{ url: "https://tenant.example", proxy: "${proxy}" }`;
  const loaded = await loadSettings(folder({ "meibo.yaml": `${CONFIG}connector: { kind: http, http: ${http} }\n` }));
  expect(loaded.problems.map((found) => found.code)).toEqual([code]);
  expect(JSON.stringify(loaded.problems)).not.toContain("hunter2");
});

test("a proxy is named by its scheme, host and port", async () => {
  for (const proxy of ["http://proxy.example:3128", "https://proxy.example", "http://10.0.0.1:8080/"]) {
    const text = `${CONFIG}connector: { kind: http, http: { url: "https://tenant.example", proxy: "${proxy}" } }\n`;
    expect((await settings(text)).connector.http?.proxy).toBe(proxy);
  }
});

test.for([
  "ftp://ann:hunter2@tenant.example",
  "http://ann:hunter2@tenant.example",
  "https://ann:hunter2@tenant.example:99999",
  "https://ann:hunter2%40tenant.example",
  "ann:hunter2@tenant.example",
])("what may be a password in %s is not repeated", async (url) => {
  for (const section of ["http", "browser"]) {
    const text = `${CONFIG}connector: { kind: ${section}, ${section}: { url: "${url}" } }\n`;
    const loaded = await loadSettings(folder({ "meibo.yaml": text }));
    expect(loaded.problems.map((found) => found.code)).toEqual(["MB1005"]);
    expect(JSON.stringify(loaded.problems)).not.toContain("hunter2");
  }
});
