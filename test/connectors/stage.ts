import { once } from "node:events";
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { certificateFor } from "./certificates.ts";
import { CONTRACT } from "./visits.ts";

/** The tenant that is meant, and somebody who would like to have its token; both have right certificates. */
export const TENANT = "tenant.aoba.example";
export const THIEF = "thief.aoba.example";

export interface Ports {
  readonly tenant: number;
  readonly thief: number;
  /** Whoever listens there unencrypted. */
  readonly plain: number;
  /** A proxy that leads everybody to the tenant. */
  readonly proxy: number;
}

/** A request as it came. */
export interface Heard {
  readonly by: keyof Ports;
  /** As the client named it. */
  readonly host: string;
  readonly path: string;
  readonly headers: string;
}

export interface Stage {
  readonly ports: Ports;
  readonly authority: string;
  readonly heard: readonly Heard[];
  close(): void;
}

export interface Redirect {
  readonly status: number;
  readonly location: string;
}

/** Servers that all answer as a tenant would, but for paths that the tenant sends elsewhere. */
export async function openStage(redirectOf: (path: string, ports: Ports) => Redirect | undefined): Promise<Stage> {
  const authority = await certificateFor({ name: "an authority", isAuthority: true });
  const certificate = await certificateFor({ name: "*.aoba.example", by: authority });
  const heard: Heard[] = [];
  const note = (by: keyof Ports, { headers, url = "" }: IncomingMessage) =>
    heard.push({ by, host: headers.host ?? "", path: url, headers: JSON.stringify(headers) });
  const answer = (by: keyof Ports) => (request: IncomingMessage, response: ServerResponse) => {
    note(by, request);
    const redirect = by === "tenant" ? redirectOf(request.url ?? "", ports) : undefined;
    if (redirect !== undefined) response.writeHead(redirect.status, { location: redirect.location }).end();
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(CONTRACT));
  };
  const servers = {
    tenant: createServer(certificate, answer("tenant")),
    thief: createServer(certificate, answer("thief")),
    plain: createPlain(answer("plain")),
    proxy: createPlain(answer("proxy")),
  };
  servers.proxy.on("connect", (request, socket) => {
    note("proxy", request);
    socket.write("HTTP/1.1 200 Connected\r\n\r\n");
    servers.tenant.emit("connection", socket);
  });
  const ports: Ports = {
    tenant: await listen(servers.tenant),
    thief: await listen(servers.thief),
    plain: await listen(servers.plain),
    proxy: await listen(servers.proxy),
  };
  return {
    ports,
    authority: authority.cert,
    heard,
    close: () => {
      for (const server of Object.values(servers)) server.close();
    },
  };
}

/** The port of this machine at which it listens from now on. */
export async function listen(server: Server): Promise<number> {
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
