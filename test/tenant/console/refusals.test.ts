import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Service, serve } from "../../../src/tenant/service/serve.ts";
import { loud } from "../service/loud.ts";
import { type OpenConsole, openConsole } from "./open-console.ts";
import { ask, Visitor } from "./visitor.ts";

const START = Date.parse("2026-11-23T00:00:00.000Z");
const MINUTE = 60_000;

let served: OpenConsole;
let clock = START;

beforeAll(async () => {
  served = await openConsole({}, () => new Date(clock).toISOString());
});
afterAll(async () => served.close());
beforeEach(() => {
  clock += 24 * 60 * MINUTE;
});

async function signedIn(): Promise<Visitor> {
  const visitor = new Visitor(served.url);
  expect((await visitor.signIn(served.admin, served.password)).status).toBe(303);
  return visitor;
}

const someone = () => served.tenant.users().find(({ values }) => values.admin !== true)?.id ?? "";
const state = () => JSON.stringify([served.tenant.users(), served.tenant.auditLog(), served.tenant.jobs(99)]);

describe("what the console refuses changes nothing", () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const deleting = () => `/admin/users/${someone()}/delete`;
  const owner = () => ({ loginId: served.tenant.byId(someone())?.loginId ?? "" });

  const REFUSALS: readonly (readonly [string, number, (visitor: Visitor) => Promise<{ readonly status: number }>])[] = [
    [
      "no session",
      303,
      () => ask(served.url + deleting(), { method: "POST", headers: { ...form, origin: served.url } }),
    ],
    [
      "a session that never was",
      303,
      (v) => v.post(deleting(), owner(), { ...v.formHeaders(), cookie: `meibo-session=${"A".repeat(43)}` }),
    ],
    ["no CSRF token", 403, (v) => v.post(deleting(), { ...owner(), csrf: "" })],
    ["another's CSRF token", 403, (v) => v.post(deleting(), { ...owner(), csrf: "0".repeat(64) })],
    ["a CSRF token that is cut", 403, (v) => v.post(deleting(), { ...owner(), csrf: v.csrf.slice(0, -1) })],
    [
      "the CSRF token of the sign-in page",
      403,
      async (v) => {
        const other = new Visitor(served.url);
        await other.get("/signin");
        return await v.post(deleting(), { ...owner(), csrf: other.csrf });
      },
    ],
    [
      "a foreign origin",
      403,
      (v) =>
        v.post(deleting(), owner(), {
          ...v.formHeaders(),
          origin: "https://evil.example",
          "sec-fetch-site": "cross-site",
        }),
    ],
    [
      "a foreign origin that claims to be a sibling",
      403,
      (v) =>
        v.post(deleting(), owner(), {
          ...v.formHeaders(),
          origin: "https://evil.example",
          "sec-fetch-site": "same-site",
        }),
    ],
    [
      "an opaque origin",
      403,
      (v) => v.post(deleting(), owner(), { ...v.formHeaders(), origin: "null", "sec-fetch-site": "cross-site" }),
    ],
    [
      "neither origin nor site",
      403,
      (v) => v.post(deleting(), owner(), { cookie: v.cookie, "content-type": "application/x-www-form-urlencoded" }),
    ],
    [
      "JSON in place of a form",
      415,
      (v) => v.post(deleting(), owner(), { ...v.formHeaders(), "content-type": "application/json" }),
    ],
    [
      "plain text in place of a form",
      415,
      (v) => v.post(deleting(), owner(), { ...v.formHeaders(), "content-type": "text/plain" }),
    ],
    ["no content type", 415, (v) => v.post(deleting(), owner(), withoutType(v.formHeaders()))],
    [
      "a broken multipart body",
      400,
      (v) => v.post(deleting(), owner(), { ...v.formHeaders(), "content-type": "multipart/form-data; boundary=x" }),
    ],
    ["an id that leads elsewhere", 404, (v) => v.post("/admin/users/..%2f..%2fetc%2fpasswd/delete", owner())],
    ["an id of nobody", 404, (v) => v.post("/admin/users/nobody/delete", owner())],
    ["an import of nobody", 404, (v) => v.get("/admin/imports/nothing")],
    ["a page that is not there", 404, (v) => v.get("/admin/settings")],
    ["another method", 404, async (v) => ask(served.url + deleting(), { method: "DELETE", headers: v.formHeaders() })],
    ["the Login ID of somebody else", 422, (v) => v.post(deleting(), { loginId: "somebody.else@aoba-denki.example" })],
    ["a form that lacks everything", 422, (v) => v.post("/admin/users/new", {})],
    ["a body beyond 1 MB", 413, (v) => v.post("/admin/users/new", { name: "x".repeat(1_100_000) })],
    [
      "a body beyond 1 MB whose length is not said",
      413,
      (v) =>
        ask(`${served.url}/admin/users/new`, {
          method: "POST",
          headers: { ...v.formHeaders(), "transfer-encoding": "chunked" },
          body: `csrf=${v.csrf}&name=${"x".repeat(1_100_000)}`,
        }),
    ],
    ["a file of 101 rows", 422, (v) => v.upload("/admin/users/new/upload", "a.csv", fileOf(101))],
    ["an empty file", 422, (v) => v.upload("/admin/users/new/upload", "a.csv", "")],
    ["a file of another kind", 422, (v) => v.upload("/admin/users/update/upload", "a.csv", fileOf(1))],
    [
      "a file in no encoding that is known",
      422,
      (v) => v.upload("/admin/users/new/upload", "a.csv", Buffer.from([0x81, 0xff, 0xff])),
    ],
    ["a confirmation of no file", 422, (v) => v.post("/admin/users/new/import", { draft: "none" })],
  ];

  test.each(REFUSALS)("%s", async (_, status, refuse) => {
    const visitor = await signedIn();
    const before = state();
    const answer = await refuse(visitor);
    expect([answer.status, state() === before]).toEqual([status, true]);
  });

  test("somebody else's file, and a file twice", async () => {
    const [ann, bob] = [await signedIn(), await signedIn()];
    const page = await ann.upload("/admin/users/new/upload", "a.csv", fileOf(1));
    const draft = /name="draft" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
    expect(page.status).toBe(200);
    expect((await bob.post("/admin/users/update/import", { draft })).status).toBe(422);
    expect((await ann.post("/admin/users/new/import", { draft })).status).toBe(303);
    expect((await ann.post("/admin/users/new/import", { draft })).status).toBe(422);
  });
});

test("the page of a file that was refused as a whole has the bad rows, and no column without anything in it", async () => {
  const visitor = await signedIn();
  const file = fileOf(2).replace("n0@x.example", "fresh@x.example").replace("n1@x.example", served.admin);
  const page = await visitor.upload("/admin/users/new/upload", "a.csv", file);
  const draft = /name="draft" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
  const { headers } = await visitor.post("/admin/users/new/import", { draft });
  const { text } = await visitor.get(`${headers["location"]}?lang=en`);
  expect(text).toContain("Nothing of this file was changed.");
  const cells = [...text.matchAll(/<t[hd] (?:scope="row" )?data-label="[^"]*"[^>]*>([^<]*)</g)].map(([, cell]) => cell);
  expect(cells).toEqual(expect.arrayContaining(["2", "Login ID already in use"]));
  expect(cells).not.toContain("");
  expect(text.match(/scope="col"/g)).toHaveLength(cells.length);
});

function withoutType({ "content-type": _, ...rest }: Record<string, string>): Record<string, string> {
  return rest;
}

function fileOf(rows: number): string {
  const [header = ""] = Buffer.from(served.tenant.template("create", { encoding: "utf-8", rows: 1 }))
    .toString()
    .split("\r\n");
  const cells = header.split(",").map((name) => name.replaceAll('"', ""));
  const row = (index: number) =>
    cells.map(
      (name) => ({ "Login ID": `n${index}@x.example`, "User name": "N", Password: "Sakura-2026!x" })[name] ?? "0",
    );
  return [header, ...Array.from({ length: rows }, (_, index) => row(index).join(","))].join("\r\n");
}

describe("an address that is none", () => {
  const STRANGE = [
    "//x//evil.example/login",
    "//evil.example",
    "//",
    "///",
    "//[",
    "//[::1",
    "/%",
    "/%ff?%ff=%",
    "/?a&a=1#x",
  ];

  test.each(STRANGE)("%s has a page, whose links stay here", async (path) => {
    for (const visitor of [new Visitor(served.url), await signedIn()]) {
      const { status, text } = await visitor.get(path);
      const links = [...text.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, link]) => link ?? "");
      expect([status < 500, links.filter((link) => !/^([?#]|\/(?!\/))/.test(link))]).toEqual([true, []]);
      if (status !== 303) expect(links.length).toBeGreaterThan(2);
    }
  });

  test("the other language is the same page, with everything that was asked for", async () => {
    const visitor = await signedIn();
    const { text } = await visitor.get("/admin/users?q=a%26b&state=inactive&lang=en");
    expect(text).toContain('href="?q=a%26b&amp;state=inactive&amp;lang=ja"');
  });
});

describe("a session", () => {
  const isIn = async (visitor: Visitor) => (await visitor.get("/admin/users")).status === 200;

  test("goes on while it is used, for twelve hours, and ends after half an hour of nothing", async () => {
    const visitor = await signedIn();
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      clock += 25 * MINUTE;
      expect(await isIn(visitor)).toBe(true);
    }
    clock += 25 * MINUTE;
    expect(await isIn(visitor)).toBe(false);
    const idle = await signedIn();
    clock += 31 * MINUTE;
    expect(await isIn(idle)).toBe(false);
  });

  test("that has expired sends nothing on", async () => {
    const visitor = await signedIn();
    clock += 61 * MINUTE;
    const before = state();
    const answer = await visitor.post(`/admin/users/${someone()}/deactivate`, {});
    expect([answer.status, answer.headers["location"], state() === before]).toEqual([303, "/signin", true]);
  });

  test("ends with signing out, a new password, and with the right to administer", async () => {
    const [one, two, three] = [await signedIn(), await signedIn(), await signedIn()];
    await one.post("/signout", {});
    expect([await isIn(one), await isIn(two)]).toEqual([false, true]);
    const other = served.tenant
      .users()
      .find(({ loginId, values }) => values.admin === true && loginId !== served.admin);
    const password = served.tenant.newPassword(other?.loginId ?? "") ?? "";
    const visitor = new Visitor(served.url);
    await visitor.signIn(other?.loginId ?? "", password);
    expect(await isIn(visitor)).toBe(true);
    served.tenant.deactivate({ loginId: other?.loginId ?? "" }, "test");
    expect(await isIn(visitor)).toBe(false);
    served.tenant.activate({ loginId: other?.loginId ?? "" }, "test");
    expect(await isIn(three)).toBe(true);
  });

  test("has cookies that no script reads and no other site sends", async () => {
    const visitor = new Visitor(served.url);
    const answer = await visitor.signIn(served.admin, served.password);
    const [line = ""] = [answer.headers["set-cookie"] ?? []].flat().filter((each) => each.startsWith("meibo-session"));
    expect([line.includes("HttpOnly"), line.includes("SameSite=Strict")]).toEqual([true, true]);
  });
});

describe("signing in", () => {
  const attempt = async (loginId: string, password: string) => {
    const visitor = new Visitor(served.url);
    return (await visitor.signIn(loginId, password)).status;
  };

  test("is for active admins alone, and does not tell who there is", async () => {
    const plain = served.tenant.users().find(({ values }) => values.admin !== true)?.loginId ?? "";
    const password = served.tenant.newPassword(plain) ?? "";
    const pages = await Promise.all(
      [plain, "nobody@aoba-denki.example"].map(async (loginId) => {
        const visitor = new Visitor(served.url);
        const { status, text } = await visitor.signIn(loginId, password);
        return [status, text.replaceAll(loginId, "").replaceAll(/value="[^"]*"/g, "")];
      }),
    );
    expect(pages[0]).toEqual(pages[1]);
    expect(pages[0]?.[0]).toBe(403);
  });

  test("is locked after five failures in a row, for a quarter of an hour, whether the user exists or not", async () => {
    for (const loginId of [served.admin, "nobody@aoba-denki.example"]) {
      for (let failure = 1; failure <= 5; failure += 1) expect(await attempt(loginId, "wrong")).toBe(403);
      expect(await attempt(loginId.toUpperCase(), served.password)).toBe(429);
    }
    clock += 14 * MINUTE;
    expect(await attempt(served.admin, served.password)).toBe(429);
    clock += 2 * MINUTE;
    expect(await attempt(served.admin, served.password)).toBe(303);
  });

  test("of too many at one moment is put off in words of its own", async () => {
    const attempts = await Promise.all(
      Array.from({ length: 24 }, async (__, index) => {
        const visitor = new Visitor(served.url);
        return await visitor.signIn(`crowd${index}@aoba-denki.example`, "wrong");
      }),
    );
    const late = attempts.filter(({ status }) => status !== 403);
    expect(late.length).toBeGreaterThan(0);
    for (const { status, text } of late) {
      expect(status).toBe(503);
      expect(text).toContain("Too many people are signing in at this moment.");
      expect(text).not.toContain("Too many failures");
    }
    const visitor = new Visitor(served.url);
    expect((await visitor.signIn(served.admin, served.password)).status).toBe(303);
  });

  test("forgets failures that lie behind a success", async () => {
    for (let failure = 1; failure <= 4; failure += 1) await attempt(served.admin, "wrong");
    expect(await attempt(served.admin, served.password)).toBe(303);
    for (let failure = 1; failure <= 4; failure += 1) await attempt(served.admin, "wrong");
    expect(await attempt(served.admin, served.password)).toBe(303);
  });

  test("keeps a temporary password from then on as one that stays", async () => {
    const loginId = "temporary@aoba-denki.example";
    const [header = ""] = Buffer.from(served.tenant.template("create", { encoding: "utf-8", rows: 1 }))
      .toString()
      .split("\r\n");
    const cells = header.split(",").map((name) => name.replaceAll('"', ""));
    const known: Readonly<Record<string, string>> = {
      "Login ID": loginId,
      "User name": "T",
      Password: "Sakura-2026!x",
      "Administrative privileges": "1",
    };
    const file = [header, cells.map((name) => known[name] ?? "0").join(",")].join("\r\n");
    const done = served.tenant.importCsv("create", Buffer.from(file), { encoding: "utf-8", actor: "test" });
    expect(done.type).toBe("done");
    expect([await attempt(loginId, "Sakura-2026!x"), await attempt(loginId, "Sakura-2026!x")]).toEqual([303, 303]);
    expect(served.tenant.signsIn(loginId, "Sakura-2026!x")).toBe(true);
  });
});

test("every page has a policy without script, and is kept by nobody", async () => {
  const visitor = await signedIn();
  for (const path of ["/signin", "/", "/admin/users", "/admin/users/new", "/admin/audit", "/nowhere"]) {
    const { headers, text } = await visitor.get(path);
    const policy = String(headers["content-security-policy"]);
    expect([policy.includes("default-src 'none'"), policy.includes("script-src"), policy.includes("unsafe")]).toEqual([
      true,
      false,
      false,
    ]);
    expect([text.includes("<script"), / on[a-z]+=/.test(text), / style=/.test(text)]).toEqual([false, false, false]);
    expect([headers["cache-control"], headers["x-frame-options"]]).toEqual(["no-store", "DENY"]);
  }
});

test("what people write stands on a page as text", async () => {
  const visitor = await signedIn();
  const evil = `<img src=x onerror=alert(1)>"'&`;
  const { text } = await visitor.get(`/admin/users?q=${encodeURIComponent(evil)}`);
  expect([text.includes(evil), text.includes("&lt;img")]).toEqual([false, true]);
});

describe("over TLS or behind a proxy", () => {
  let service: Service;
  beforeAll(async () => {
    const now = () => performance.now();
    service = await serve(served.tenant, {
      host: "127.0.0.1",
      port: 0,
      names: ["t.example"],
      behindProxy: true,
      now,
      tell: loud,
    });
  });
  afterAll(async () => service.close());

  test("cookies are for TLS alone", async () => {
    const { headers } = await ask(`${service.url}/signin`);
    const [line = ""] = [headers["set-cookie"] ?? []].flat();
    expect([line.startsWith("__Host-meibo-form="), line.includes("Secure")]).toEqual([true, true]);
    expect(headers["strict-transport-security"]).toBeDefined();
  });

  test.each([
    ["the origin that the browser sees", "https://t.example", "t.example", 303],
    ["it in other letters and with its port", "https://t.example", "T.example:443", 303],
    ["an origin without TLS", "http://t.example", "t.example", 403],
    ["another origin", "https://evil.example", "t.example", 403],
    ["no origin that can be named", "null", "t.example", 403],
  ])("a browser that says nothing of its site signs in from %s, or not", async (_, origin, host, status) => {
    const visitor = new Visitor(service.url);
    await visitor.get("/signin");
    const fields = { loginId: served.admin, password: served.password };
    const headers = { cookie: visitor.cookie, host, origin, "content-type": "application/x-www-form-urlencoded" };
    expect((await visitor.post("/signin", fields, headers)).status).toBe(status);
  });
});
