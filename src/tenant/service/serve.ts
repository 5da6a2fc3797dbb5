import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { consoleOf } from "../console/console.ts";
import type { Tenant } from "../tenant.ts";
import { apiOf, responseOf } from "./api.ts";
import { faultsOf } from "./faults.ts";
import { Refusal, refusalAnswer } from "./problem.ts";
import { ratesOf } from "./rates.ts";
import { workOff } from "./work.ts";

export interface ServeOptions {
  /** Of this machine alone unless told otherwise. */
  readonly host: string;
  /** 0 is any that is free. */
  readonly port: number;
  /** Names by which requests may come beside those of this machine; a page elsewhere could give itself any other. */
  readonly names: readonly string[];
  /** PEM. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Somebody else speaks TLS for it, so that cookies may be kept to that. */
  readonly behindProxy?: boolean;
  /** Milliseconds, from any beginning. */
  readonly now: () => number;
}

/** A tenant that others reach over the network. */
export interface Service {
  readonly url: string;
  /** Takes no more requests, and lets those under way end. */
  close(): Promise<void>;
}

/** Milliseconds. */
const LIMITS = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 30_000 };
const MOST_CONNECTIONS = 256;

/** No script at all, and nothing from elsewhere. */
const POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
};

/** Serves the tenant API until it is closed. The tenant is the caller's to close. */
export async function serve(tenant: Tenant, options: ServeOptions): Promise<Service> {
  const work = workOff(tenant);
  const app = new Hono<{ Bindings: HttpBindings }>();
  const secure = options.tls !== undefined || options.behindProxy === true;
  app.use(
    // Browsers name the origin of a form only where they may name the page.
    secureHeaders({
      strictTransportSecurity: secure,
      contentSecurityPolicy: POLICY,
      xFrameOptions: "DENY",
      referrerPolicy: "same-origin",
    }),
  );
  app.use(async ({ req }, next) => {
    if (!isOurs(req.header("host"), options))
      return responseOf(refusalAnswer(new Refusal("invalid-request", "unknown host")));
    return await next();
  });
  app.use(faultsOf(tenant));
  app.route("/v1", apiOf({ tenant, rates: ratesOf(options.now), wake: work.wake }));
  app.route("/", consoleOf({ tenant, wake: work.wake, secure, now: options.now }));
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server =
    options.tls === undefined
      ? createServer(LIMITS, listener)
      : createTlsServer({ ...LIMITS, ...options.tls, minVersion: "TLSv1.2" }, listener);
  server.maxConnections = MOST_CONNECTIONS;
  await listening(server, options);
  work.wake();
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  return {
    url: `${options.tls === undefined ? "http" : "https"}://${host}:${port}`,
    close: async () => {
      work.stop();
      await closed(server);
    },
  };
}

const THIS_MACHINE: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

function isOurs(host: string | undefined, { names, host: own }: ServeOptions): boolean {
  const name = (host ?? "").replace(/:\d+$/, "").toLowerCase();
  return THIS_MACHINE.has(name) || name === own || names.includes(name);
}

async function listening(server: Server, { host, port }: ServeOptions): Promise<void> {
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, done);
  });
}

async function closed(server: Server): Promise<void> {
  const ended = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  await ended;
}
