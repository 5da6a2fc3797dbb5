import { createServer as createPlain } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import { createServer as createRaw, type Server } from "node:net";
import { certificateFor } from "./certificates.ts";
import { listen } from "./stage.ts";
import { CANARY, CONTRACT, visitAll } from "./visits.ts";

export interface Handshakes {
  readonly cases: number;
  /** Sentences about what went wrong, each with the server. */
  readonly bad: readonly string[];
}

interface Posing {
  readonly server: Server;
  readonly isRight: boolean;
}

/**
 * Servers whose TLS is broken in every way but one, and a connector in a process that trusts one authority beside the
 * usual ones: it speaks with the right one alone, and no other hears the token, whatever the environment says.
 */
export async function shakeHands(): Promise<Handshakes> {
  const heard: string[] = [];
  const answer = (name: string) => (request: { headers: { authorization?: string } }, response: Answering) => {
    if (request.headers.authorization !== undefined) heard.push(name);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(CONTRACT));
  };
  const secure = (name: string, options: ServerOptions) => createServer(options, answer(name));
  const ours = await certificateFor({ name: "an authority", isAuthority: true });
  const another = await certificateFor({ name: "another authority", isAuthority: true });
  const right = await certificateFor({ name: "localhost", by: ours });
  const old = { ciphers: "DEFAULT@SECLEVEL=0", minVersion: "TLSv1" } as const;
  const posing: Readonly<Record<string, Posing>> = {
    "a right certificate": { server: secure("a right certificate", right), isRight: true },
    "a right certificate, TLS 1.2": { server: secure("TLS 1.2", { ...right, maxVersion: "TLSv1.2" }), isRight: true },
    ...wrong({
      "one that has expired": secure(
        "expired",
        await certificateFor({ name: "localhost", by: ours, from: -9, until: -1 }),
      ),
      "one that is not valid yet": secure("early", await certificateFor({ name: "localhost", by: ours, from: 2 })),
      "one of another host": secure("host", await certificateFor({ name: "tenant.example", by: ours })),
      "one for all hosts of nowhere": secure("star", await certificateFor({ name: "*.localhost", by: ours })),
      "one that signed itself": secure("self", await certificateFor({ name: "localhost" })),
      "one of an authority nobody knows": secure("another", await certificateFor({ name: "localhost", by: another })),
      "one of a host that is no authority": secure("leaf", await certificateFor({ name: "localhost", by: right })),
      "TLS 1.1 at most": secure("TLS 1.1", { ...right, ...old, maxVersion: "TLSv1.1" }),
      "TLS 1.0 alone": secure("TLS 1.0", { ...right, ...old, maxVersion: "TLSv1" }),
      "no certificate at all": secure("anonymous", { ciphers: "ADH:@SECLEVEL=0", maxVersion: "TLSv1.2" }),
      "plain HTTP": createPlain(answer("plain")),
      "the beginning of a handshake": createRaw((socket) =>
        socket.on("error", () => {}).end(Buffer.from([22, 3, 3, 0, 90])),
      ),
      "an alert": createRaw((socket) => socket.on("error", () => {}).end(Buffer.from([21, 3, 3, 0, 2, 2, 40]))),
      nothing: createRaw((socket) => socket.on("error", () => {})),
    }),
  };
  try {
    const ports = await Promise.all(Object.values(posing).map(({ server }) => listen(server)));
    const visits = ports.map((port) => ({ url: `https://localhost:${port}` }));
    const bad: string[] = [];
    for (const lax of [false, true]) {
      const environment: Readonly<Record<string, string>> = lax ? { NODE_TLS_REJECT_UNAUTHORIZED: "0" } : {};
      const found = await visitAll(visits, { authority: ours.cert, environment });
      for (const [index, [name, { isRight }]] of Object.entries(posing).entries()) {
        const story = `${name}${lax ? ", and an environment that trusts everybody" : ""}`;
        if (found[index]?.reached !== isRight) bad.push(`${story}: ${found[index]?.said ?? "no answer"}`);
        if (found[index]?.said.includes(CANARY)) bad.push(`${story}: the token is in what is said`);
      }
    }
    const strangers = heard.filter((name) => name !== "a right certificate" && name !== "TLS 1.2");
    bad.push(...strangers.map((name) => `the server with ${name} heard the token`));
    return { cases: 2 * ports.length, bad };
  } finally {
    for (const { server } of Object.values(posing)) server.close();
  }
}

interface Answering {
  setHeader(name: string, value: string): void;
  end(text: string): void;
}

function wrong(servers: Readonly<Record<string, Server>>): Readonly<Record<string, Posing>> {
  return Object.fromEntries(Object.entries(servers).map(([name, server]) => [name, { server, isRight: false }]));
}
