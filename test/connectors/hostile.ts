import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { gzipSync } from "node:zlib";
import { MOST_BYTES } from "../../src/connectors/http/client.ts";
import { openHttp } from "../../src/connectors/http/connector.ts";
import type { Connector } from "../../src/model/connector.ts";
import { Secret } from "../../src/model/secret.ts";
import { asLoginId } from "../../src/model/user.ts";
import { NOW, values } from "../builders.ts";

/** What a server does with a connection on which a request has arrived. */
type Behaviour = (socket: Socket) => void;

const ID = "00000000-0000-4000-8000-000000000001";
const USER = { id: ID, loginId: "a@x.jp", state: "active", values: { name: "A" }, extra: {} };
const CONTRACT = { subscriptions: [], seats: {}, files: { rowNumbers: "data", extraColumns: [], late: false } };
const TOKEN = "mbo_w_canary";
const JOB = { id: ID, file: "create", status: "running", rows: 1, submitted: NOW };

/** A whole answer as it should be; what is in it is another matter. */
function said(status: number, body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Behaviour {
  const bytes = Buffer.from(body);
  const all = { "content-type": "application/json", "content-length": String(bytes.length), ...headers };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return (socket) => socket.write(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} X\r\n${head.join("")}\r\n`), bytes]));
}

const json = (body: unknown, status = 200): Behaviour => said(status, JSON.stringify(body));
const raw =
  (text: string): Behaviour =>
  (socket) =>
    socket.write(text);
const then =
  (text: string): Behaviour =>
  (socket) =>
    socket.end(text);

/** On and on, until the other side has had enough. */
const forever =
  (first: string, piece: string, pause: number): Behaviour =>
  (socket) => {
    socket.write(first);
    const timer = setInterval(() => socket.writable && socket.write(piece), pause);
    socket.on("close", () => clearInterval(timer));
  };

const OK = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const problem = (status: number, more: object = {}) => ({
  type: "about:blank",
  title: "t",
  status,
  code: "internal",
  ...more,
});

/** One page after another, each with a new cursor. */
function pages(page: (number: number) => object): Behaviour {
  let number = 0;
  return (socket) => {
    number += 1;
    json({ ...page(number), revision: "1", next: `c${number}` })(socket);
  };
}

const someone = (number: number) => ({ ...USER, loginId: `a${number}@x.jp` });

/** Slow, lying and broken servers, by what they do. */
export const BEHAVIOURS: Readonly<Record<string, Behaviour>> = {
  "closes at once": (socket) => socket.end(),
  "resets the connection": (socket) => socket.resetAndDestroy(),
  "never answers": () => {},
  "says half a status line": raw("HTTP/1.1 2"),
  "never ends its headers": raw(`${OK}x: y\r\n`),
  "sends headers on and on": forever(OK, "x: y\r\n", 10),
  "sends a header of a mebibyte": raw(`${OK}x: ${"y".repeat(2 ** 20)}\r\n\r\n`),
  "says 100 on and on": forever("", "HTTP/1.1 100 Continue\r\n\r\n", 10),
  "speaks no HTTP": then("hello\r\n"),
  "speaks TLS": raw("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"),
  "closes in mid-body": then(`${OK}content-length: 100\r\n\r\n{"users":[`),
  "stops in mid-body": raw(`${OK}content-length: 100\r\n\r\n{"users":[`),
  "sends one byte now and then": forever(`${OK}content-length: 100000\r\n\r\n`, " ", 100),
  "says more than its length": raw(`${OK}content-length: 2\r\n\r\n{}{"users":[]}`),
  "has two lengths": raw(`${OK}content-length: 2\r\ncontent-length: 3\r\n\r\n{} `),
  "has a length and chunks": raw(`${OK}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`),
  "sends chunks of rubbish": raw(`${OK}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
  "never ends its chunks": forever(`${OK}transfer-encoding: chunked\r\n\r\n`, "1\r\n \r\n", 20),
  "sends a body without end": forever(
    `${OK}transfer-encoding: chunked\r\n\r\n`,
    `40000\r\n${" ".repeat(0x40000)}\r\n`,
    1,
  ),
  "sends as much as is just taken": said(200, `${" ".repeat(MOST_BYTES - 3)}{}`),
  "promises a terabyte": forever(`${OK}content-length: 1000000000000\r\n\r\n`, " ".repeat(2 ** 18), 1),
  "says gzip and is not": said(200, "{}", { "content-encoding": "gzip" }),
  "sends a bomb": said(200, gzipSync(Buffer.alloc(2 ** 26)), { "content-encoding": "gzip" }),
  "is no UTF-8": said(200, Buffer.from([0x22, 0xff, 0xfe, 0x22])),
  "ends in mid-JSON": said(200, '{"users":['),
  "says null": json(null),
  "says something else": json({ hello: "world" }),
  "nests a hundred thousand times": said(200, `${"[".repeat(100_000)}${"]".repeat(100_000)}`),
  "sends a prototype": said(200, '{"__proto__":{"users":[],"total":0,"revision":"x"}}'),
  "sends a page": said(200, "<!doctype html><title>Sign in</title>", { "content-type": "text/html" }),
  "has no type": said(200, "{}", { "content-type": "" }),
  "says 204": then("HTTP/1.1 204 No Content\r\n\r\n"),
  "says 301": said(301, "", { location: "http://127.0.0.1:9/v1/users" }),
  "says 302": said(302, "", { location: "/v1/contract" }),
  "says 303": said(303, "", { location: "/v1/contract" }),
  "says 307": said(307, "", { location: "https://tenant.example/" }),
  "says 308": said(308, "", { location: "//tenant.example/" }),
  "says 304": then("HTTP/1.1 304 Not Modified\r\n\r\n"),
  "says 429 for ten years": said(429, "{}", { "retry-after": "315360000" }),
  "says 429 until another age": said(429, "{}", {
    "retry-after": "Fri, 31 Dec 9999 23:59:59 GMT",
    date: "Tue, 01 Dec 2026 00:00:00 GMT",
  }),
  "says 429 with rubbish": said(429, "{}", { "retry-after": "soon, \u001b[31m" }),
  "says 503": json(problem(503), 503),
  "says 500 with an escape sequence": said(500, JSON.stringify(problem(500, { detail: "\u001b]0;x\u0007" })), {
    "content-type": "application/problem+json",
  }),
  "says 999": said(999, "{}"),
  "counts wrongly": json({ users: [USER], total: 2, revision: "1" }),
  "names somebody twice": json({ users: [USER, { ...USER, loginId: "A@X.jp" }], total: 2, revision: "1" }),
  "goes round in circles": json({ users: [], total: 0, revision: "1", next: "x" }),
  "has always one more page": pages(() => ({ users: [], total: 1 })),
  "has always somebody more": pages((number) => ({ users: [someone(number)], total: 1 })),
  "has always somebody more, and counts on": pages((number) => ({ users: [someone(number)], total: number + 1 })),
  "says that there are as many as grains of sand": pages((number) => ({ users: [someone(number)], total: 2 ** 50 })),
  "gives a user no name of the right kind": json({ users: [{ ...USER, loginId: 1 }], total: 1, revision: "1" }),
};

/** What is asked of it, and what may come of it besides an exception. */
const ASKS: Readonly<
  Record<string, { readonly path: RegExp; readonly ask: (connector: Connector) => Promise<unknown> }>
> = {
  users: { path: /^GET \/v1\/users\?/, ask: async (connector) => connector.readUsers() },
  lookup: { path: /^POST \/v1\/users\/lookup/, ask: async (connector) => connector.readThese([asLoginId("a@x.jp")]) },
  import: { path: /^POST \/v1\/imports/, ask: async (connector) => created(connector) },
  job: { path: /^GET \/v1\/imports\//, ask: async (connector) => created(connector) },
  deactivate: { path: /^POST \/v1\/users\/[^/]+\/deactivate/, ask: async (connector) => acted(connector) },
};

export const ASKED = Object.keys(ASKS);

async function created(connector: Connector): Promise<unknown> {
  const row = { loginId: asLoginId("n@x.jp"), values: values({ name: "N" }), password: new Secret("Tr7!mnbKxqWz") };
  return (await connector.write({ kind: "create", rows: [row] }))[0]?.type;
}

async function acted(connector: Connector): Promise<unknown> {
  return (await connector.write({ kind: "deactivate", rows: [{ loginId: asLoginId("a@x.jp"), id: ID }] }))[0]?.type;
}

/** Milliseconds. */
const LIMITS = { connect: 500, headers: 500, body: 500, whole: 1_500, patience: 500 };

export interface Answered {
  /** What came back, or the sentence of the exception. */
  readonly result: unknown;
  readonly failed: boolean;
  readonly milliseconds: number;
}

/** Asks one thing of the server at this address, and has closed everything when it answers. */
export type Asker = (url: string, asked: string) => Promise<Answered>;

export const askOne: Asker = async (url, asked) => {
  const { ask } = ASKS[asked] ?? fail(asked);
  const connector = await openHttp({ url, token: TOKEN, allowPrivate: false, now: () => NOW, limits: LIMITS });
  const began = performance.now();
  const { result, failed } = await ask(connector).then(
    (value) => ({ result: value, failed: false }),
    (error: unknown) => ({ result: error instanceof Error ? error.message : String(error), failed: true }),
  );
  const milliseconds = performance.now() - began;
  await connector.close();
  return { result, failed, milliseconds };
};

interface Endured extends Answered {
  /** Connections that were still open a moment after the connector was closed. */
  readonly left: number;
  /** Requests of this kind that arrived. */
  readonly requests: number;
}

/** One request against a server that is as it should be, but for what is asked. */
/** Milliseconds until a closed connection is seen to be closed, on a machine with other work. */
const LATE = 2_000;

async function endure(behaviour: Behaviour, asked: string, asker: Asker): Promise<Endured> {
  const { path } = ASKS[asked] ?? fail(asked);
  const sockets = new Set<Socket>();
  let requests = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    let text = "";
    socket.on("data", (piece) => {
      text += piece.toString("latin1");
      for (
        let request = /^(?<head>[\s\S]*?)\r\n\r\n/.exec(text);
        request !== null;
        request = /^([\s\S]*?)\r\n\r\n/.exec(text)
      ) {
        const head = request[1] ?? "";
        const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
        if (text.length < request[0].length + length) return;
        text = text.slice(request[0].length + length);
        const isAsked = path.test(head);
        requests += isAsked ? 1 : 0;
        (isAsked ? behaviour : usual(head))(socket);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const answered = await asker(`http://127.0.0.1:${port}`, asked);
  for (let waited = 0; sockets.size > 0 && waited < LATE; waited += 20)
    await new Promise((done) => setTimeout(done, 20));
  const left = sockets.size;
  for (const socket of sockets) socket.destroy();
  server.close();
  return { ...answered, left, requests };
}

function usual(head: string): Behaviour {
  if (/^POST \/v1\/imports/.test(head)) return json(JOB, 202);
  return json(CONTRACT);
}

function fail(asked: string): never {
  throw new Error(`nobody knows how to ask for ${asked}`);
}

/** What may come back although the server misbehaves: nothing of it says that something was done. */
const HONEST: ReadonlySet<unknown> = new Set(["unknown", "rejected", "held"]);

/** Everything that is asked of a server that behaves so, and sentences about what went wrong. */
export async function wrongWith(name: string, asker: Asker = askOne): Promise<readonly string[]> {
  const behaviour = BEHAVIOURS[name] ?? fail(name);
  const endured = await Promise.all(
    ASKED.map(async (asked) => ({ asked, ...(await endure(behaviour, asked, asker)) })),
  );
  return endured.flatMap(({ asked, result, failed, milliseconds, left, requests }) => {
    // That is what is said of somebody who is inactive now.
    const isSo = name === "says 204" && asked === "deactivate";
    const wrong = [
      ...(failed || HONEST.has(result) || isSo ? [] : [`it was believed: ${JSON.stringify(result)}`]),
      ...(milliseconds < LIMITS.whole + 2_000 ? [] : [`it took ${milliseconds.toFixed(0)} ms`]),
      ...(left === 0 ? [] : [`${left} connections were left open`]),
      ...(requests > 0 ? [] : ["nothing was asked"]),
      ...(asked !== "import" || requests === 1 ? [] : [`it was sent ${requests} times`]),
      ...(String(result).includes(TOKEN) ? ["the token is in what is said"] : []),
    ];
    return wrong.map((sentence) => `a server that ${name}, asked for ${asked}: ${sentence}`);
  });
}
