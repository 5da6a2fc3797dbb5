import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { addressOf } from "../../src/connectors/http/address.ts";
import { openHttp } from "../../src/connectors/http/connector.ts";
import { NOW } from "../builders.ts";

/** Spellings that are taken, and the origin and path they mean. */
export const TAKEN: readonly (readonly [text: string, origin: string, path: string])[] = [
  ["https://tenant.example", "https://tenant.example", ""],
  ["https://tenant.example/", "https://tenant.example", ""],
  ["https://tenant.example:443", "https://tenant.example", ""],
  ["https://tenant.example:8443/meibo/", "https://tenant.example:8443", "/meibo"],
  ["http://127.0.0.1:8787", "http://127.0.0.1:8787", ""],
  ["http://localhost:8787", "http://localhost:8787", ""],
  ["http://[::1]:8787", "http://[::1]:8787", ""],
  ["https://xn--mller-kva.example", "https://xn--mller-kva.example", ""],
];

/** Spellings that could mean another place than they seem to, and a part of what is said of them. */
export const REFUSED: readonly (readonly [text: string, says: string])[] = [
  ["tenant.example", "no URL"],
  ["", "no URL"],
  ["//tenant.example", "no URL"],
  ["https://", "no URL"],
  ["https://tenant.example:99999", "no URL"],
  ["https://[::1", "no URL"],
  ["https://256.0.0.1", "no URL"],
  ["https://tenant.example\u0000", "another spelling"],
  ["ftp://tenant.example", "neither https:// nor http://"],
  ["file:///etc/passwd", "neither https:// nor http://"],
  ["javascript:alert(1)", "neither https:// nor http://"],
  ["data:text/plain,x", "neither https:// nor http://"],
  ["wss://tenant.example", "neither https:// nor http://"],
  ["http://tenant.example", "use https://"],
  ["http://127.0.0.2", "use https://"],
  ["http://169.254.169.254", "use https://"],
  ["http://[::ffff:127.0.0.1]", "another spelling"],
  ["http://0.0.0.0:8787", "use https://"],
  ["http://0", "another spelling"],
  ["http://localhost.", "full stop"],
  ["http://localhost.tenant.example", "use https://"],
  ["https://ann@tenant.example", "a name or password"],
  ["https://ann:pw@tenant.example", "a name or password"],
  ["https://tenant.example@evil.example", "a name or password"],
  ["https://tenant.example:443@evil.example", "a name or password"],
  ["https://tenant.example%40evil.example", "no URL"],
  ["https://tenant.example?x=1", "a query or fragment"],
  ["https://tenant.example#x", "a query or fragment"],
  ["https://tenant.example#@evil.example", "a query or fragment"],
  ["https://TENANT.example", "another spelling"],
  ["HTTPS://tenant.example", "another spelling"],
  ["https:tenant.example", "another spelling"],
  ["https:/tenant.example", "another spelling"],
  ["https:///tenant.example", "another spelling"],
  ["https:\\\\tenant.example", "another spelling"],
  ["https://evil.example\\@tenant.example", "another spelling"],
  ["https://tenant.example/../x", "another spelling"],
  ["https://tenant.example/%2e%2e/x", "another spelling"],
  ["https://tenant.example/a//../b", "another spelling"],
  ["https://tenant.example.", "full stop"],
  ["https://ｔenant.example", "another spelling"],
  ["https://tenant。example", "another spelling"],
  ["https://tеnant.example", "another spelling"],
  ["https://tenant%2eexample", "another spelling"],
  ["https://ten\tant.example", "another spelling"],
  ["https://tenant.example\n", "another spelling"],
  [" https://tenant.example", "another spelling"],
  ["https://0177.0.0.1", "another spelling"],
  ["https://0x7f000001", "another spelling"],
  ["https://2130706433", "another spelling"],
  ["https://127.1", "another spelling"],
  ["https://[0:0:0:0:0:0:0:1]", "another spelling"],
  ["https://[::FFFF:127.0.0.1]", "another spelling"],
  ["https://tenant.example:0443", "another spelling"],
];

const STATUSES = [301, 302, 303, 307, 308] as const;
const TOKEN = "mbo_r_canary";

/** Where a server may want to send the token, given the address of another server and its own. */
const ELSEWHERE: Readonly<Record<string, (other: string, own: string) => string>> = {
  "another server": (other) => `${other}/v1/contract`,
  "the same server": (_, own) => `${own}/v1/contract`,
  "another path": () => "/elsewhere",
  "another server, without a scheme": (other) => other.replace("http:", ""),
  "another server by name": (other) => other.replace("127.0.0.1", "localhost"),
  "a name and password": (other) => other.replace("//", `//${TOKEN}:x@`),
  "a file": () => "file:///etc/passwd",
};

export interface Tried {
  readonly cases: number;
  /** Sentences about what went wrong. */
  readonly bad: readonly string[];
}

/** Every spelling, and every redirect of every kind: the token reaches no place but the one that is named. */
export async function tryUrls(): Promise<Tried> {
  const redirects = await tryRedirects();
  const bad = [...TAKEN.flatMap(takenWrong), ...REFUSED.flatMap(refusedWrong), ...redirects.bad];
  return { cases: TAKEN.length + REFUSED.length + redirects.cases, bad };
}

function takenWrong([text, origin, path]: (typeof TAKEN)[number]): readonly string[] {
  const found = saidOf(text);
  return found === `${origin}${path}` ? [] : [`${JSON.stringify(text)} is ${found}`];
}

function refusedWrong([text, says]: (typeof REFUSED)[number]): readonly string[] {
  const found = saidOf(text);
  return found.includes(says) && found.startsWith("connector.http.url") ? [] : [`${JSON.stringify(text)} is ${found}`];
}

function saidOf(text: string): string {
  try {
    const { origin, path } = addressOf(text);
    return `${origin}${path}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function tryRedirects(): Promise<Tried> {
  const heard: string[] = [];
  const other = createServer(({ headers, url }, response) => {
    heard.push(`${url} ${headers.authorization}`);
    response.end();
  });
  const there = await listen(other);
  const bad: string[] = [];
  let cases = 0;
  for (const status of STATUSES) {
    for (const [name, to] of Object.entries(ELSEWHERE)) {
      cases += 1;
      let requests = 0;
      const server = createServer((_, response) => {
        requests += 1;
        response.writeHead(status, { location: to(there, own) });
        response.end();
      });
      const own = await listen(server);
      const said = await openHttp({ url: own, token: TOKEN, allowPrivate: true, now: () => NOW }).then(
        async (connector) => {
          await connector.close();
          return undefined;
        },
        (error: unknown) => String(error),
      );
      server.close();
      const story = `${status} to ${name}`;
      if (said === undefined) bad.push(`${story}: was believed`);
      if (said?.includes(TOKEN)) bad.push(`${story}: the token is in what is said`);
      if (requests !== 1) bad.push(`${story}: ${requests} requests`);
    }
  }
  other.close();
  return { cases, bad: [...bad, ...heard.map((one) => `another server heard ${one}`)] };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
