import { createServer, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { consoleOf } from "../console/console.ts";
import type { Tenant } from "../tenant.ts";
import { apiOf, responseOf } from "./api.ts";
import { faultsOf } from "./faults.ts";
import { inAddress, isOwnHost } from "./hosts.ts";
import { inTurn } from "./in-turn.ts";
import { exceptionAnswer, Refusal, refusalAnswer, type Tell } from "./problem.ts";
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
  readonly tell: Tell;
  /** Other ones than usual. */
  readonly limits?: Partial<Limits>;
}

/** What one who connects may take; times in milliseconds. */
export interface Limits {
  /** Until the headers of a request, and until all of it, have come. */
  readonly headers: number;
  readonly request: number;
  /** Between two requests. */
  readonly idle: number;
  /** While a request or its answer is under way, and nothing moves. */
  readonly silence: number;
  /** At a time; another one is closed at once. */
  readonly connections: number;
}

/** A tenant that others reach over the network. */
export interface Service {
  readonly url: string;
  /** Takes no more requests, and lets those under way end. */
  close(): Promise<void>;
}

const LIMITS: Limits = { headers: 10_000, request: 30_000, idle: 30_000, silence: 60_000, connections: 256 };

/** Everybody else waits too while the tenant waits for its database, in milliseconds. */
const PATIENCE = 1_000;

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
  tenant.waitAtMost(PATIENCE);
  const work = workOff(tenant, options.tell);
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
    if (!isOwnHost(req.header("host"), [options.host, ...options.names]))
      return responseOf(refusalAnswer(new Refusal("invalid-request", "unknown host")));
    return await next();
  });
  app.use(faultsOf(tenant));
  app.route("/v1", apiOf({ tenant, rates: ratesOf(options.now), wake: work.wake, tell: options.tell }));
  app.route("/", consoleOf({ tenant, wake: work.wake, secure, now: options.now }));
  app.onError((error) => responseOf(exceptionAnswer(error, options.tell)));
  const server = serverOf(app, options);
  await listening(server, options);
  work.wake();
  return {
    url: `${options.tls === undefined ? "http" : "https"}://${inAddress(options.host)}:${portOf(server)}`,
    close: async () => {
      work.stop();
      await closed(server);
    },
  };
}

function serverOf({ fetch }: Hono<{ Bindings: HttpBindings }>, { tls, limits }: ServeOptions): Server {
  const { headers, request, idle, silence, connections } = { ...LIMITS, ...limits };
  const times = {
    headersTimeout: headers,
    requestTimeout: request,
    keepAliveTimeout: idle,
    connectionsCheckingInterval: Math.min(headers, 5_000),
  };
  const listener = inTurn(getRequestListener(fetch, { overrideGlobalObjects: false }));
  const server =
    tls === undefined
      ? createServer(times, listener)
      : createTlsServer({ ...times, ...tls, handshakeTimeout: headers, minVersion: "TLSv1.2" }, listener);
  server.maxConnections = connections;
  return server.setTimeout(silence);
}

async function listening(server: Server, { host, port }: ServeOptions): Promise<void> {
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, done);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}

async function closed(server: Server): Promise<void> {
  const ended = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  await ended;
}
