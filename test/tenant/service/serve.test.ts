import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test } from "vitest";
import { SUBSCRIPTIONS } from "../../../src/model/fields.ts";
import { asLoginId } from "../../../src/model/user.ts";
import { type Limits, type Service, serve } from "../../../src/tenant/service/serve.ts";
import { openTenant, type Tenant } from "../../../src/tenant/tenant.ts";
import { NOW } from "../../builders.ts";
import { person } from "../build.ts";
import { loud } from "./loud.ts";

const HEADER = "Long";
/** More than a connection on this machine takes without a reader, in bytes. */
const LIST = 24_000_000;

let tenant: Tenant;
let service: Service;
const sockets: Socket[] = [];

/** The update template of this tenant is as long as `LIST`. */
async function start(limits: Partial<Limits> = {}): Promise<string> {
  tenant = openTenant({ database: ":memory:", now: () => NOW });
  tenant.change({ extraColumns: [HEADER] });
  const extra = { [HEADER]: "x".repeat(60_000) };
  const people = Array.from({ length: LIST / 60_000 }, (_, number) =>
    person(`${number}`, { loginId: asLoginId(`n${number}@x.jp`), extra, values: { extension: String(1000 + number) } }),
  );
  tenant.seed(people, { subscriptions: SUBSCRIPTIONS, seats: {} });
  const now = () => performance.now();
  service = await serve(tenant, { host: "127.0.0.1", port: 0, names: [], now, tell: loud, limits });
  return tenant.makeToken("write", "an admin").text;
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await service.close();
  tenant.close();
});

async function connected(): Promise<Socket> {
  const socket = connect(Number(new URL(service.url).port), "127.0.0.1");
  sockets.push(socket);
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** What it says until it is closed, with the time that took, in milliseconds. */
async function heard(socket: Socket): Promise<{ readonly text: string; readonly took: number }> {
  const began = performance.now();
  const pieces: Buffer[] = [];
  socket.on("data", (piece: Buffer) => pieces.push(piece));
  if (!socket.closed) await once(socket, "close");
  return { text: Buffer.concat(pieces).toString("latin1"), took: performance.now() - began };
}

function asking(token: string, line: string, more = ""): string {
  return `${line} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n${more}\r\n`;
}

describe("somebody who connects", () => {
  test("and never ends the headers of a request is cut off", async () => {
    await start({ headers: 200 });
    const socket = await connected();
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n");
    const { text, took } = await heard(socket);
    expect(text).toMatch(/^(HTTP\/1\.1 408|$)/);
    expect(took).toBeLessThan(2_000);
  });

  test("and never sends the body of a request is cut off", async () => {
    const token = await start({ headers: 200, request: 400 });
    const socket = await connected();
    const more = "Content-Type: application/json\r\nContent-Length: 100\r\nIdempotency-Key: 0123456789abcdef\r\n";
    socket.write(asking(token, "POST /v1/users/lookup", more));
    expect((await heard(socket)).took).toBeLessThan(3_000);
  });

  test("as one too many is let go at once, and the others are not", async () => {
    await start({ connections: 2 });
    const [one, two] = [await connected(), await connected()];
    await sleep(50);
    const third = await connected();
    expect((await heard(third)).text).toBe("");
    expect([one.destroyed, two.destroyed]).toEqual([false, false]);
  });
});

describe("somebody who reads nothing", () => {
  const LIST_OF_ALL = "GET /v1/templates/update";

  test("is cut off after a time of silence", async () => {
    const token = await start({ silence: 300 });
    const socket = await connected();
    socket.pause();
    socket.write(asking(token, LIST_OF_ALL));
    await sleep(2_000);
    const { text } = await heard(socket.resume());
    expect(text.length).toBeLessThan(LIST);
  });

  test("has one answer under way, and the next request is not carried out before", async () => {
    const token = await start();
    const id = tenant.users()[0]?.id ?? "";
    const socket = await connected();
    socket.pause();
    const key = "Idempotency-Key: 0123456789abcdef\r\nConnection: close\r\n";
    socket.write(asking(token, LIST_OF_ALL) + asking(token, `POST /v1/users/${id}/deactivate`, key));
    await sleep(500);
    expect(tenant.byId(id)?.state).toBe("active");
    const { text } = await heard(socket.resume());
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 204"]);
    expect(tenant.byId(id)?.state).toBe("inactive");
  });

  test("takes the memory of one answer, however much is asked for", async () => {
    const token = await start();
    const before = held();
    const socket = await connected();
    socket.pause();
    socket.write(asking(token, LIST_OF_ALL).repeat(10));
    await sleep(1_500);
    expect(held() - before).toBeLessThan(3 * LIST);
  });

  test("and asks for more than may wait is cut off", async () => {
    const token = await start();
    const socket = await connected();
    socket.pause();
    socket.write(asking(token, LIST_OF_ALL).repeat(200));
    await sleep(500);
    const { text } = await heard(socket.resume());
    expect(text.length).toBeLessThan(LIST);
  });
});

test("requests of one connection are answered in their order, all of them", async () => {
  const token = await start();
  const socket = await connected();
  const paths = ["/v1/contract", "/signin", "/v1/nothing", "/v1/extensions"];
  socket.write(paths.map((path) => asking(token, `GET ${path}`)).join(""));
  await sleep(200);
  socket.write(asking(token, "GET /v1/contract", "Connection: close\r\n"));
  const { text } = await heard(socket);
  expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual([200, 200, 404, 200, 200].map((status) => `HTTP/1.1 ${status}`));
});

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

/** Bytes that this process, with the server in it, holds on to. */
function held(): number {
  if (typeof collect === "function") collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
