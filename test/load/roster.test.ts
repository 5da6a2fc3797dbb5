import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Loaded, loadRoster } from "../../src/load/roster.ts";
import { consoleColumns, headerOf } from "../../src/model/console.ts";
import { PERMISSION_KEYS, SUBSCRIPTIONS } from "../../src/model/fields.ts";
import type { Problem } from "../../src/model/problem.ts";
import { type DeclaredUser, originOf } from "../../src/model/roster.ts";
import { CONFIG, folder, type Put, users } from "./folder.ts";

const ALL = `${CONFIG}subscriptions: [${SUBSCRIPTIONS.join(", ")}]\n`;
const HANAKO = "loginId: hanako.sato@aoba-denki.example\nname: 佐藤 花子";

async function load(files: Readonly<Record<string, Put>>): Promise<Loaded> {
  const loaded = await loadRoster(folder({ "meibo.yaml": ALL, ...files }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, undefined, 2));
  return loaded.value;
}

async function loadOne(files: Readonly<Record<string, Put>>): Promise<DeclaredUser> {
  const [user, ...others] = (await load(files)).roster.users;
  if (user === undefined || others.length > 0) throw new Error(`${others.length} others`);
  return user;
}

async function problemsOf(files: Readonly<Record<string, Put>>): Promise<readonly Problem[]> {
  return (await loadRoster(folder(files))).problems;
}

describe("the company of the examples", () => {
  const root = join(import.meta.dirname, "../fixtures/load/valid");

  test("is read whole, in the order of its files", async () => {
    const loaded = await loadRoster(root);
    expect(loaded.ok && loaded.value.roster.users.map(({ loginId }) => loginId.split("@")[0])).toEqual(
      "siti.nuraini budi.santoso rina.wulandari dewi.lestari takumi.ono nanami.abe rei.yamada hanako.sato ichiro.takahashi mai.kobayashi yui.kato ken.mori jun.hayashi sakura.ito".split(
        " ",
      ),
    );
    expect(loaded.ok && loaded.value.roster.files).toEqual([
      "users/jakarta/sales.csv",
      "users/nagoya.console.csv",
      "users/osaka/rei.yamada.yaml",
      "users/tokyo-sales.yaml",
      "users/whole.yaml",
    ]);
  });

  test("has its states, days, leaves, departments and pools", async () => {
    const loaded = await loadRoster(root);
    const byName = new Map(
      loaded.ok ? loaded.value.roster.users.map((user) => [user.loginId.split("@")[0], user]) : [],
    );
    expect(byName.get("ken.mori")).toMatchObject({
      state: "absent",
      endDate: "2026-06-30",
      extensionPool: "tokyo-sales",
    });
    expect(byName.get("rei.yamada")).toMatchObject({
      department: "osaka",
      leave: { from: "2026-11-10", until: "2027-04-30", reason: "childcare" },
    });
    expect(byName.get("yui.kato")?.previousLoginIds).toEqual(["yui.nakamura@aoba-denki.example"]);
    expect(byName.get("rina.wulandari")).toMatchObject({ startDate: "2026-12-01", employeeId: "20044" });
    expect(byName.get("takumi.ono")?.values.admin).toBe(false);
    expect(byName.get("takumi.ono")?.values["recPod.enabled"]).toBeUndefined();
  });

  test("has its approvals and facts", async () => {
    const loaded = await loadRoster(root);
    expect(loaded.ok && loaded.value.approvals).toMatchObject([
      {
        expires: "2026-12-31",
        acknowledges: ["DEL-A07", "DEL-A09"],
        overrideWaiting: false,
        deleteFirst: false,
        place: { line: 3 },
      },
    ]);
    expect(loaded.ok && loaded.value.facts).toMatchObject({
      ssoEnabled: true,
      meetingHosts: { complete: false, entries: { length: 2 } },
      integrations: { complete: true, entries: [{ services: ["zoom"] }] },
      groups: { entries: [{ name: "東京営業", number: "4001" }] },
    });
  });
});

describe("layers", () => {
  const roles = `roles:
  base:
    permissions:
      meetings: { downloadFiles: hostOnly, createExternalLink: hostOnly }
  agent:
    extends: [base]
    permissions:
      phone: true
      meetings: { createExternalLink: none }
`;
  const file = `defaults:
  locale: en
  role: agent
${users(`${HANAKO}\npermissions:\n  meetings:\n    downloadFiles: all`)}`;
  const files = {
    "meibo.yaml": `${ALL}defaults:\n  locale: ja\n  timeZone: Asia/Tokyo\n`,
    "roles/r.yaml": roles,
    "users/u.yaml": file,
  };

  test("lie on top of each other: baseline, meibo.yaml, roles, file, user", async () => {
    const { values } = await loadOne(files);
    expect(values).toMatchObject({
      admin: false,
      "meetings.editAccessPermission": "none",
      timeZone: "Asia/Tokyo",
      "phone.enabled": true,
      "meetings.createExternalLink": "none",
      locale: "en",
      "meetings.downloadFiles": "all",
    });
  });

  test("say where each value comes from", async () => {
    const user = await loadOne(files);
    expect(originOf(user, "admin")).toEqual({ layer: "baseline" });
    expect(originOf(user, "timeZone")).toEqual({ layer: "default", place: { file: "meibo.yaml", line: 6 } });
    expect(originOf(user, "phone.enabled")).toEqual({
      layer: "role",
      role: "agent",
      place: { file: "roles/r.yaml", line: 8 },
    });
    expect(originOf(user, "meetings.createExternalLink")?.place?.line).toBe(9);
    expect(originOf(user, "locale")).toMatchObject({ layer: "file", place: { file: "users/u.yaml", line: 2 } });
    expect(originOf(user, "meetings.downloadFiles")).toEqual({
      layer: "user",
      place: { file: "users/u.yaml", line: 9 },
    });
    expect(originOf(user, "extension")).toBeUndefined();
  });

  test("are shared by the users of a file", async () => {
    const two = `defaults: { locale: en }\n${users("{ loginId: a@x.example, name: A }", "{ loginId: b@x.example, name: B }")}`;
    const [a, b] = (await load({ "users/u.yaml": two })).roster.users;
    expect(a && originOf(a, "locale")).toBe(b && originOf(b, "locale"));
  });

  test("a user's own role replaces the file's", async () => {
    const { roles: names } = await loadOne({
      ...files,
      "users/u.yaml": `defaults: { roles: [agent, base] }\n${users(`${HANAKO}\nrole: base`)}`,
    });
    expect(names).toEqual(["base"]);
  });

  test("a role inherits from left to right, then says its own", async () => {
    const { roles: loaded } = await load({
      "roles/r.yaml": `roles:
  low: { permissions: { meetings: { downloadFiles: none, createExternalLink: none, editAccessPermission: none } } }
  mid: { permissions: { meetings: { downloadFiles: hostOnly, createExternalLink: hostOnly } } }
  top: { extends: [low, mid], permissions: { meetings: { downloadFiles: all } } }
`,
      "users/u.yaml": "users: []\n",
    });
    expect(loaded.map(({ name }) => name)).toEqual(["low", "mid", "top"]);
    expect(loaded.find(({ name }) => name === "top")?.values).toEqual({
      "meetings.downloadFiles": "all",
      "meetings.createExternalLink": "hostOnly",
      "meetings.editAccessPermission": "none",
    });
  });
});

describe("the five styles say the same", () => {
  const permissions = `permissions:
  phone: true
  callCenter: { enabled: true, admin: true }
  meetings: { enabled: true, downloadFiles: hostOnly }`;
  const said = `${HANAKO}\nextension: "2101"\nlocale: ja\ntimeZone: Asia/Tokyo`;
  const update = consoleColumns("update", new Set(SUBSCRIPTIONS));
  const files: Readonly<Record<string, Readonly<Record<string, Put>>>> = {
    "one user a file": { "users/a.yaml": `user:\n  ${`${said}\n${permissions}`.replaceAll("\n", "\n  ")}\n` },
    "many users a file": { "users/a.yaml": users(`${said}\n${permissions}`) },
    "a role": {
      "roles/r.yaml": `roles:\n  agent:\n    ${permissions.replaceAll("\n", "\n    ")}\n`,
      "users/a.yaml": `defaults:\n  role: agent\n  locale: ja\n  timeZone: Asia/Tokyo\n${users(`${HANAKO}\nextension: 2101`)}`,
    },
    "extended CSV in words": {
      "users/a.csv":
        "ログイン ID [loginId];User name;内線番号;locale;timeZone;MiiTel Phone Enable;callCenter;callCenter.admin;meetings;meetings.downloadFiles\r\nhanako.sato@aoba-denki.example;佐藤 花子;2101;日本語;(GMT+9:00) Tokyo;はい;ya;○;有効;ホストのみ\r\n",
    },
    "the console's file": {
      "users/a.console.csv": `${update.map((column) => headerOf(column, "ja")).join("\t")}\nhanako.sato@aoba-denki.example\t佐藤 花子\t2101\t0\t0\t0\t0\t0\t0\t0\t1\t0\t1\t1\t0\t1\t0\t2\t2\t1\t0\t0\t0\t0\n`,
    },
  };

  test.for(Object.keys(files))("%s", async (style) => {
    const plain = await loadOne(files["many users a file"] ?? {});
    const { loginId, values, previousLoginIds } = await loadOne(files[style] ?? {});
    expect({ loginId, values, previousLoginIds }).toEqual({
      loginId: plain.loginId,
      values: plain.values,
      previousLoginIds: plain.previousLoginIds,
    });
  });

  test("only a CSV place has a row", async () => {
    const yaml = await loadOne(files["many users a file"] ?? {});
    const csv = await loadOne(files["extended CSV in words"] ?? {});
    expect([yaml.place, csv.place]).toEqual([
      { file: "users/a.yaml", line: 2 },
      { file: "users/a.csv", line: 2, row: 1 },
    ]);
  });

  test("an empty cell of the console's file says nothing, and a column that is not there neither", async () => {
    const { values } = await loadOne({
      "users/a.console.csv":
        "Login ID,User name,Locale,MiiTel Phone Enable\nhanako.sato@aoba-denki.example,佐藤 花子,,1\n",
    });
    expect(values).toEqual({ name: "佐藤 花子", "phone.enabled": true });
  });
});

test("which file somebody stands in, and in which order, changes nothing", async () => {
  const people = Array.from(
    { length: 12 },
    (_, n) => `{ loginId: u${n}@x.example, name: U${n}, extension: "${2100 + n}" }`,
  );
  const spread = fc.array(fc.tuple(fc.constantFrom("a", "b/c", "z"), fc.nat()), { minLength: 12, maxLength: 12 });
  const summary = ({ users: all }: Loaded["roster"]) =>
    all.map(({ loginId, values }) => JSON.stringify([loginId, values])).sort();
  const expected = summary((await load({ "users/all.yaml": users(...people) })).roster);
  await fc.assert(
    fc.asyncProperty(spread, async (places) => {
      const entries = people.map((person, n) => ({ person, file: places[n]?.[0] ?? "a", order: places[n]?.[1] ?? 0 }));
      const sorted = entries.toSorted((x, y) => x.order - y.order);
      const byFile = Object.entries(Object.groupBy(sorted, ({ file }) => file));
      const files = byFile.map(([file, some = []]) => [
        `users/${file}.yaml`,
        users(...some.map(({ person }) => person)),
      ]);
      expect(summary((await load(Object.fromEntries(files))).roster)).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

describe("what blocks everything", () => {
  const A = users("{ loginId: a@x.example, name: A }");

  test("one file with a mistake, and nobody is loaded", async () => {
    const loaded = await loadRoster(folder({ "users/a.yaml": A, "users/b.yaml": "users: [" }));
    expect(loaded).toMatchObject({ ok: false, problems: [{ name: "yaml-syntax", place: { file: "users/b.yaml" } }] });
  });

  test("a file that cannot be read is not a file that is not there", async () => {
    const loaded = await loadRoster(folder({ "users/a.yaml": A, "users/b.yaml": { link: "gone.yaml" } }));
    expect(loaded).toMatchObject({ ok: false, problems: [{ name: "file-missing", place: { file: "users/b.yaml" } }] });
  });

  test("a link out of the repository is not followed", async () => {
    const loaded = await loadRoster(folder({ "users/a.yaml": A, "users/b.yaml": { link: "/etc/hostname" } }));
    expect(loaded).toMatchObject({ ok: false, problems: [{ name: "file-outside" }] });
  });

  test("warnings do not block, and stay beside the roster", async () => {
    const loaded = await loadRoster(folder({ "users/a.yaml": users("{ loginId: A@x.example, name: A }") }));
    expect(loaded).toMatchObject({ ok: true, problems: [{ name: "login-id-upper", severity: "warning" }] });
  });

  test("all mistakes of all files come back at once", async () => {
    const names = (
      await problemsOf({
        "meibo.yaml": `${CONFIG}guards: { maxDelete: 1 }\n`,
        "roles/r.yaml": "roles: { a: { extends: [b] } }\n",
        "users/a.yaml": users("{ loginId: a, name: A }"),
        "users/b.csv": "loginId,name,extension\nb@x.example,,1\n",
        "approvals.yaml": "deletes: x\n",
      })
    ).map(({ name }) => name);
    expect(names).toEqual([
      "wrong-shape",
      "unknown-key",
      "role-unknown",
      "login-id-format",
      "name-empty",
      "extension-format",
    ]);
  });
});

describe("a problem shows where it is", () => {
  test("columns and lengths count characters, not UTF-16 units", async () => {
    const [found] = await problemsOf({
      "users/a.yaml": 'users: [{ loginId: a@x.example, name: "𠮷野 家", extension: "𠮷1" }]\n',
    });
    expect(found).toMatchObject({ name: "extension-format", place: { line: 1, column: 59, length: 2 } });
  });

  test("with the line before and the line itself, cut to 200 units", async () => {
    const note = "x".repeat(300);
    const [found] = await problemsOf({
      "users/a.yaml": users(`loginId: a@x.example\nname: A\nnote: ${note}\nextension: "1"`),
    });
    expect(found?.excerpt).toEqual([
      { line: 4, text: `    note: ${"x".repeat(190)}` },
      { line: 5, text: '    extension: "1"' },
    ]);
  });

  test("but not if a password stands in that file", async () => {
    const found = await problemsOf({
      "users/a.yaml": users("loginId: a@x.example\nname: A\npassword: XdCxbG6XxctN\nextension: 1"),
    });
    expect(found.map(({ name }) => name)).toEqual(["password-in-file", "extension-format"]);
    expect(found.every(({ excerpt }) => excerpt === undefined)).toBe(true);
  });

  test("a mistake in a role is told once, at the role, with one of its people", async () => {
    const found = await problemsOf({
      "roles/r.yaml": "roles:\n  mobile:\n    permissions: { phoneMobile: true }\n",
      "meibo.yaml": ALL,
      "users/a.yaml": users(
        "{ loginId: a@x.example, name: A, role: mobile }",
        "{ loginId: b@x.example, name: B, role: mobile }",
      ),
    });
    expect(found).toMatchObject([
      {
        name: "phone-mobile-needs-phone",
        place: { file: "roles/r.yaml", line: 3 },
        related: [{ file: "users/a.yaml", line: 2 }],
      },
    ]);
  });
});

test("every permission has a place in the baseline", async () => {
  const user = await loadOne({ "users/a.yaml": users(HANAKO) });
  expect(PERMISSION_KEYS.filter((key) => user.values[key] === undefined)).toEqual([]);
});
