import { randomUUID } from "node:crypto";
import { request as rawRequest } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ConsoleFile } from "../../../src/model/console.ts";
import { SUBSCRIPTIONS } from "../../../src/model/fields.ts";
import { PEOPLE } from "../../connectors/people.ts";
import { type Served, served } from "../../connectors/served.ts";
import { ask, OPERATION_IDS, type Said } from "./checked.ts";
import { fileOf, jobEnded, person } from "./files.ts";

let tenant: Served;
let api: string;
let write: string;
let read: string;

beforeAll(async () => {
  tenant = await served();
  api = `${tenant.service.url}/v1`;
  write = tenant.tenant.makeToken("write", "an admin").text;
  read = tenant.tenant.makeToken("read", "a reader").text;
});
afterAll(async () => tenant.close());

/** The same people again, and tokens that still hold. */
beforeEach(() => {
  tenant.tenant.reset();
  tenant.tenant.seed(PEOPLE, { subscriptions: SUBSCRIPTIONS, seats: {} });
});

interface Sending {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

async function send(path: string, { method = "GET", token = write, headers = {}, body }: Sending = {}): Promise<Said> {
  const key: Record<string, string> = method === "GET" ? {} : { "idempotency-key": randomUUID() };
  return await ask(`${api}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...key, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

async function submit(file: ConsoleFile, csv: string, headers: Readonly<Record<string, string>> = {}): Promise<Said> {
  return await send(`/imports?file=${file}&encoding=utf-8`, {
    method: "POST",
    body: csv,
    headers: { "content-type": "text/csv", ...headers },
  });
}

const ended = async (job: Said): Promise<Said> => jobEnded({ url: tenant.service.url, token: write }, job.json.id);

const idOf = (loginId: string): string => tenant.tenant.these([loginId])[0]?.id ?? "";

test("every operation answers as its document says", async () => {
  const tried: Record<string, number> = {};
  const note = (id: string, { status }: Said) => {
    tried[id] = status;
  };
  note("listUsers", await send("/users?limit=2&state=active"));
  note(
    "lookUpUsers",
    await send("/users/lookup", {
      method: "POST",
      body: JSON.stringify({ loginIds: ["A@x.jp", "q"] }),
      headers: { "content-type": "application/json" },
    }),
  );
  note("getUser", await send(`/users/${idOf("a@x.jp")}`));
  note("getContract", await send("/contract"));
  note("getTemplate", await send("/templates/create?rows=3&language=ja&encoding=shift_jis"));
  note("getUserList", await send("/user-list?encoding=utf-8-bom"));
  const job = await submit("create", fileOf("create", [person("d@x.jp")]));
  note("submitImport", job);
  note("getImport", await ended(job));
  note("deactivateUser", await send(`/users/${idOf("b@x.jp")}/deactivate`, { method: "POST" }));
  note("activateUser", await send(`/users/${idOf("b@x.jp")}/activate`, { method: "POST" }));
  note("deleteUser", await send(`/users/${idOf("c@x.jp")}?loginId=c%40x.jp`, { method: "DELETE" }));
  note("listExtensions", await send("/extensions"));
  note("listAudit", await send("/audit?limit=2"));
  expect(Object.keys(tried).sort()).toEqual(OPERATION_IDS.toSorted());
  expect(new Set(Object.values(tried))).toEqual(new Set([200, 202, 204]));
});

describe("reading", () => {
  test("pages hold everybody once, whatever their size", async () => {
    for (const limit of [1, 2, 3, 4]) {
      const found: string[] = [];
      for (let path = `/users?limit=${limit}`; ; ) {
        const { json } = await send(path);
        expect(json.total).toBe(3);
        for (const { loginId } of json.users) found.push(loginId);
        if (json.next === undefined) break;
        path = `/users?limit=${limit}&cursor=${json.next}`;
      }
      expect(found).toEqual(["a@x.jp", "b@x.jp", "c@x.jp"]);
    }
  });

  test("what did not change is not sent again", async () => {
    for (const path of ["/users", `/users/${idOf("a@x.jp")}`]) {
      const etag = (await send(path)).headers.get("etag") ?? "";
      expect((await send(path, { headers: { "if-none-match": etag } })).status).toBe(304);
      tenant.tenant.deactivate({ loginId: "a@x.jp" }, "x");
      expect((await send(path, { headers: { "if-none-match": etag } })).status).toBe(200);
      tenant.tenant.activate({ loginId: "a@x.jp" }, "x");
    }
  });

  test("a tag in a list, a weak one or any will do, and only its own", async () => {
    const etag = (await send("/users")).headers.get("etag") ?? "";
    const said = async (header: string) => (await send("/users", { headers: { "if-none-match": header } })).status;
    expect(await Promise.all([`"x", ${etag}`, `W/${etag}`, "*", '"x"'].map(said))).toEqual([304, 304, 304, 200]);
  });

  test("a user is changed under any tag or one of several, and not under a weak one", async () => {
    const path = `/users/${idOf("a@x.jp")}`;
    const etag = (await send(path)).headers.get("etag") ?? "";
    const acted = async (action: string, header: string) =>
      (await send(`${path}/${action}`, { method: "POST", headers: { "if-match": header } })).status;
    expect(await acted("deactivate", `W/${etag}`)).toBe(412);
    expect(await acted("deactivate", `"x", ${etag}`)).toBe(204);
    expect(await acted("activate", "*")).toBe(204);
  });

  test("a key is nothing to a request that reads", async () => {
    const headers = { "idempotency-key": "0123456789abcdef" };
    expect((await send("/users", { headers })).json.total).toBe(3);
    tenant.tenant.delete({ loginId: "a@x.jp" }, "x");
    expect((await send("/users", { headers })).json.total).toBe(2);
  });

  test("extensions are those that reads show, lowest first", async () => {
    tenant.tenant.change({ visibleAfterMs: 60_000 });
    try {
      const users = tenant.tenant
        .users()
        .map(({ id, loginId, values }) => ({ extension: values.extension, id, loginId }));
      const [first] = users;
      await ended(await submit("update", fileOf("update", [person(first?.loginId ?? "", { extension: "99999" })])));
      await ended(await submit("create", fileOf("create", [person("d@x.jp")])));
      const sorted = users.toSorted((a, b) => Number(a.extension) - Number(b.extension));
      expect((await send("/extensions")).json.extensions).toEqual(sorted);
    } finally {
      tenant.tenant.change({ visibleAfterMs: 0 });
    }
    tenant.tenant.reset();
    tenant.tenant.seed(PEOPLE, { subscriptions: SUBSCRIPTIONS, seats: {} });
    expect((await send("/extensions")).json.extensions).toHaveLength(3);
  });

  test("a change between two pages shows in their revision", async () => {
    const first = await send("/users?limit=1");
    tenant.tenant.deactivate({ loginId: "c@x.jp" }, "x");
    const second = await send(`/users?limit=1&cursor=${first.json.next}`);
    expect(second.json.revision).not.toBe(first.json.revision);
  });

  test("the audit log tells who did it, and goes on where a page ended", async () => {
    for (const name of ["b@x.jp", "c@x.jp"]) await send(`/users/${idOf(name)}/deactivate`, { method: "POST" });
    const first = await send("/audit?limit=1");
    const second = await send(`/audit?limit=1&cursor=${first.json.next}`);
    const lines = [...first.json.entries, ...second.json.entries].map(({ actor, action, loginId }) => [
      actor,
      action,
      loginId,
    ]);
    expect(lines).toEqual([
      ["an admin", "deactivate", "b@x.jp"],
      ["an admin", "deactivate", "c@x.jp"],
    ]);
  });
});

describe("a key", () => {
  test("makes one effect and one answer of two requests", async () => {
    const headers = { "idempotency-key": "0123456789abcdef" };
    const csv = fileOf("create", [person("d@x.jp")]);
    const [one, two] = [await submit("create", csv, headers), await submit("create", csv, headers)];
    expect([one.status, two.text]).toEqual([202, one.text]);
    await ended(one);
    expect(tenant.tenant.auditLog()).toHaveLength(1);
    const path = `/users/${idOf("d@x.jp")}`;
    const deleting = { method: "DELETE", headers: { "idempotency-key": "fedcba9876543210" } };
    expect([(await send(path, deleting)).status, (await send(path, deleting)).status]).toEqual([204, 204]);
    expect((await send(path, { method: "DELETE" })).status).toBe(404);
  });

  test("makes one of two requests that come at once", async () => {
    const headers = { "idempotency-key": "0123456789abcdef" };
    const csv = fileOf("create", [person("d@x.jp")]);
    const answers = await Promise.all([1, 2, 3, 4].map(() => submit("create", csv, headers)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });

  test("a refusal is said again in the same words, although it would not be one any more", async () => {
    const headers = { "idempotency-key": "0123456789abcdef" };
    const path = `/users/${idOf("a@x.jp")}/deactivate`;
    const unlike = { method: "POST", headers: { ...headers, "if-match": '"old"' } };
    const first = await send(path, unlike);
    expect([first.status, (await send(path, unlike)).text]).toEqual([412, first.text]);
  });
});

describe("what is refused, with nothing changed:", () => {
  const csv = () => fileOf("create", [person("d@x.jp")]);
  const post = (body: string, headers: Readonly<Record<string, string>>): Sending => ({
    method: "POST",
    body,
    headers,
  });
  const text = { "content-type": "text/csv" };
  const json = { "content-type": "application/json" };
  const create = "/imports?file=create&encoding=utf-8";
  const rows: readonly (readonly [
    what: string,
    path: () => string,
    sending: () => Sending,
    status: number,
    code: string,
  ])[] = [
    ["no token", () => "/users", () => ({ headers: { authorization: "" } }), 401, "unauthorized"],
    ["a wrong token", () => "/users", () => ({ token: `${read}x` }), 401, "unauthorized"],
    [
      "a token of another scheme",
      () => "/users",
      () => ({ headers: { authorization: `Basic ${read}` } }),
      401,
      "unauthorized",
    ],
    [
      "a token in the address",
      () => `/users?token=${read}`,
      () => ({ headers: { authorization: "" } }),
      401,
      "unauthorized",
    ],
    ["a token that was revoked", () => "/users", () => ({ token: revoked() }), 401, "unauthorized"],
    ["a read token that imports", () => create, () => ({ token: read, ...post(csv(), text) }), 403, "forbidden"],
    [
      "a read token that deletes",
      () => `/users/${idOf("a@x.jp")}`,
      () => ({ token: read, method: "DELETE" }),
      403,
      "forbidden",
    ],
    [
      "a read token that deactivates",
      () => `/users/${idOf("a@x.jp")}/deactivate`,
      () => ({ token: read, method: "POST" }),
      403,
      "forbidden",
    ],
    [
      "a read token that activates",
      () => `/users/${idOf("a@x.jp")}/activate`,
      () => ({ token: read, method: "POST" }),
      403,
      "forbidden",
    ],
    ["a path that is not there", () => "/people", () => ({}), 404, "not-found"],
    ["a user who is not there", () => `/users/${randomUUID()}`, () => ({}), 404, "not-found"],
    [
      "deleting somebody who is not there",
      () => `/users/${randomUUID()}`,
      () => ({ method: "DELETE" }),
      404,
      "not-found",
    ],
    ["an import that is not there", () => `/imports/${randomUUID()}`, () => ({}), 404, "not-found"],
    ["a way out of the folder", () => "/users/..%2F..%2Fcontract", () => ({}), 400, "invalid-request"],
    ["a way out of the folder, twice written", () => "/users/%252e%252e", () => ({}), 400, "invalid-request"],
    ["an id with SQL in it", () => "/users/'%20OR%201=1--", () => ({}), 400, "invalid-request"],
    ["an id with a zero byte", () => "/users/a%00b", () => ({}), 400, "invalid-request"],
    ["an id in capitals", () => `/users/${idOf("a@x.jp").toUpperCase()}`, () => ({}), 400, "invalid-request"],
    ["a template of another name", () => "/templates/delete", () => ({}), 400, "invalid-request"],
    ["another method", () => "/users", () => ({ method: "PUT" }), 405, "method-not-allowed"],
    [
      "another method on a user",
      () => `/users/${idOf("a@x.jp")}`,
      () => ({ method: "PATCH" }),
      405,
      "method-not-allowed",
    ],
    ["a query that is not known", () => "/users?order=name", () => ({}), 400, "invalid-request"],
    ["a query that is given twice", () => "/users?limit=1&limit=2", () => ({}), 400, "invalid-request"],
    ["a page too long", () => "/users?limit=1001", () => ({}), 400, "invalid-request"],
    ["a page of nobody", () => "/users?limit=0", () => ({}), 400, "invalid-request"],
    ["a limit that is no number", () => "/users?limit=ten", () => ({}), 400, "invalid-request"],
    ["a state that there is not", () => "/users?state=gone", () => ({}), 400, "invalid-request"],
    ["a cursor that is none", () => "/users?cursor=%3Cscript%3E", () => ({}), 400, "invalid-request"],
    ["a cursor of another list", () => "/audit?cursor=YUB4Lmpw", () => ({}), 400, "invalid-request"],
    ["a template with 101 rows", () => "/templates/create?rows=101", () => ({}), 400, "invalid-request"],
    ["an encoding that there is not", () => "/user-list?encoding=utf-16", () => ({}), 400, "invalid-request"],
    [
      "a write without a key",
      () => `/users/${idOf("a@x.jp")}/deactivate`,
      () => ({ method: "POST", headers: { "idempotency-key": "" } }),
      400,
      "invalid-request",
    ],
    [
      "a key that is too short",
      () => `/users/${idOf("a@x.jp")}/deactivate`,
      () => ({ method: "POST", headers: { "idempotency-key": "1" } }),
      400,
      "invalid-request",
    ],
    [
      "a body where none is wanted",
      () => `/users/${idOf("a@x.jp")}/deactivate`,
      () => post("{}", json),
      400,
      "invalid-request",
    ],
    ["an import without its kind", () => "/imports?encoding=utf-8", () => post(csv(), text), 400, "invalid-request"],
    [
      "an import of another kind",
      () => "/imports?file=delete&encoding=utf-8",
      () => post(csv(), text),
      400,
      "invalid-request",
    ],
    ["an import in JSON", () => create, () => post("{}", json), 415, "unsupported-type"],
    [
      "an import as a form",
      () => create,
      () => post(csv(), { "content-type": "multipart/form-data; boundary=x" }),
      415,
      "unsupported-type",
    ],
    [
      "a look-up as text",
      () => "/users/lookup",
      () => post("{}", { "content-type": "text/plain" }),
      415,
      "unsupported-type",
    ],
    ["a look-up that is no JSON", () => "/users/lookup", () => post("{", json), 400, "invalid-request"],
    ["a look-up of nobody", () => "/users/lookup", () => post('{"loginIds":[]}', json), 400, "invalid-request"],
    [
      "a look-up of 1,001",
      () => "/users/lookup",
      () => post(JSON.stringify({ loginIds: Array.from({ length: 1001 }, () => "a") }), json),
      400,
      "invalid-request",
    ],
    [
      "a look-up with more in it",
      () => "/users/lookup",
      () => post('{"loginIds":["a"],"admin":true}', json),
      400,
      "invalid-request",
    ],
    ["101 rows", () => create, () => post(fileOf("create", many(101)), text), 422, "file-refused"],
    ["a file of a header alone", () => create, () => post(fileOf("create", []), text), 422, "file-refused"],
    ["a file without a header", () => create, () => post("a,b\n1,2\n", text), 422, "file-refused"],
    [
      "a file in another encoding",
      () => "/imports?file=create&encoding=shift_jis",
      () => post("\u{1f600}", text),
      422,
      "file-refused",
    ],
    ["a body of over a mebibyte", () => create, () => post("x".repeat(1024 * 1024 + 1), text), 413, "too-large"],
    [
      "an id that is somebody else's",
      () => `/users/${idOf("a@x.jp")}?loginId=b%40x.jp`,
      () => ({ method: "DELETE" }),
      409,
      "refused",
    ],
    [
      "a user who changed meanwhile",
      () => `/users/${idOf("a@x.jp")}`,
      () => ({ method: "DELETE", headers: { "if-match": '"1"' } }),
      412,
      "changed-meanwhile",
    ],
  ];
  const many = (count: number) => Array.from({ length: count }, (_, number) => person(`n${number}@x.jp`));
  const revoked = () => {
    const { token, text: gone } = tenant.tenant.makeToken("write", "gone");
    tenant.tenant.dropToken(token.id);
    return gone;
  };

  test.for(rows)("%s", async ([, path, sending, status, code]) => {
    const before = [tenant.tenant.users(), tenant.tenant.auditLog()];
    const said = await send(path(), sending());
    expect([said.status, said.json.code]).toEqual([status, code]);
    expect([tenant.tenant.users(), tenant.tenant.auditLog()]).toEqual(before);
  });

  test("a key that came with another request", async () => {
    const headers = { "idempotency-key": "0123456789abcdef" };
    await send(`/users/${idOf("a@x.jp")}/deactivate`, { method: "POST", headers });
    for (const [path, method, token] of [
      [`/users/${idOf("b@x.jp")}/deactivate`, "POST", write],
      [`/users/${idOf("a@x.jp")}/activate`, "POST", write],
      [`/users/${idOf("a@x.jp")}`, "DELETE", write],
      [`/users/${idOf("a@x.jp")}/deactivate`, "POST", tenant.tenant.makeToken("write", "another").text],
    ] as const) {
      expect((await send(path, { method, headers, token })).json.code).toBe("key-used-otherwise");
    }
    expect(tenant.tenant.auditLog()).toHaveLength(1);
  });

  test.for(["tenant.example", "127.0.0.1.tenant.example", "localhost.", "[::2]", "", "0.0.0.0"])(
    "a page that gives itself the name %j",
    async (host) => {
      expect(await statusWith({ host, authorization: `Bearer ${read}` })).toBe(400);
    },
  );

  test("a body that goes on and on without a length", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
    });
    const answer = fetch(`${api}${create}`, {
      method: "POST",
      headers: { authorization: `Bearer ${write}`, "idempotency-key": randomUUID(), ...text },
      body,
      duplex: "half",
    } as RequestInit);
    await expect(answer.then(({ status }) => status)).resolves.toBe(413);
  });

  test("more requests than are allowed, until enough time has passed", async () => {
    tenant.tenant.change({ requestsPerSecond: 2 });
    try {
      const answers = await Promise.all([1, 2, 3, 4].map(async () => send("/contract")));
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(0);
      expect(refused.map(({ headers }) => Number(headers.get("retry-after"))).every((seconds) => seconds >= 1)).toBe(
        true,
      );
      await new Promise((done) => setTimeout(done, 1_100));
      expect((await send("/contract")).status).toBe(200);
    } finally {
      tenant.tenant.change({ requestsPerSecond: 0 });
    }
  });
});

/** `fetch` does not let a page choose its host. */
async function statusWith(headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return await new Promise((done, failed) => {
    const sent = rawRequest(`${api}/contract`, { headers, setHost: false }, (answer) => {
      answer.resume();
      answer.on("end", () => done(answer.statusCode));
    });
    sent.on("error", failed);
    sent.end();
  });
}

test("answers carry what keeps a browser from doing more with them", async () => {
  const { headers } = await send("/contract");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("referrer-policy")).toBe("same-origin");
  expect(headers.get("x-frame-options")).toBe("DENY");
});

test("a job waits, runs and ends as the settings say, and its effects come with its end", async () => {
  tenant.tenant.change({ jobTakesMs: 1 });
  try {
    const job = await submit("create", fileOf("create", [person("d@x.jp")]));
    expect(job.json.status).toBe("queued");
    // The clock of this tenant stands still, so the job never ends.
    await expect.poll(async () => (await send(`/imports/${job.json.id}`)).json.status).toBe("running");
    const running = await send(`/imports/${job.json.id}`);
    expect([running.headers.get("retry-after"), tenant.tenant.users().length]).toEqual(["1", 3]);
  } finally {
    tenant.tenant.change({ jobTakesMs: 0 });
  }
});

test("a bad row is refused as the console does it", async () => {
  const said = await ended(await submit("create", fileOf("create", [person("d@x.jp"), person("a@x.jp")])));
  expect(said.json).toMatchObject({
    status: "rejected",
    result: { type: "rejected", rows: [{ row: 2, loginId: "a@x.jp", cause: "Login ID already in use" }] },
  });
  tenant.tenant.change({ rejects: "row" });
  try {
    const partly = await ended(await submit("create", fileOf("create", [person("d@x.jp"), person("a@x.jp")])));
    expect(partly.json.result.rows.map(({ result }: { readonly result: string }) => result)).toEqual([
      "accepted",
      "rejected",
    ]);
  } finally {
    tenant.tenant.change({ rejects: "file" });
  }
});
