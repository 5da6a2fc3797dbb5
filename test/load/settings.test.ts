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
