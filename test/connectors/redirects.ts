import { openStage, type Ports, TENANT, THIEF } from "./stage.ts";
import { CANARY, type Visit, visitAll } from "./visits.ts";

export interface Tried {
  readonly cases: number;
  /** Sentences about what went wrong. */
  readonly bad: readonly string[];
}

const STATUSES = [301, 302, 303, 307, 308] as const;

/** Where a tenant may send the token. */
const ELSEWHERE: Readonly<Record<string, (ports: Ports) => string>> = {
  "another server": ({ thief }) => `https://${THIEF}:${thief}/v1/contract`,
  "another server, without a scheme": ({ thief }) => `//${THIEF}:${thief}/v1/contract`,
  "another server, in capital letters": ({ thief }) => `HTTPS://${THIEF.toUpperCase()}:${thief}/v1/contract`,
  "another server, after a full stop": ({ thief }) => `https://${THIEF}.:${thief}/v1/contract`,
  "another server, with backslashes": ({ thief }) => `\\\\${THIEF}:${thief}\\v1\\contract`,
  "another server, with a slash and a backslash": ({ thief }) => `/\\${THIEF}:${thief}/v1/contract`,
  "another server, with the tenant as a name": ({ thief }) => `https://${TENANT}@${THIEF}:${thief}/v1/contract`,
  "another server, with the token as a name": ({ thief }) => `https://${CANARY}:x@${THIEF}:${thief}/v1/contract`,
  "another port": ({ thief }) => `https://${TENANT}:${thief}/v1/contract`,
  "the same host without TLS": ({ plain }) => `http://${TENANT}:${plain}/v1/contract`,
  "this machine": ({ plain }) => `http://localhost:${plain}/v1/contract`,
  "an address": ({ plain }) => `http://127.0.0.1:${plain}/v1/contract`,
  "an address as a number": ({ plain }) => `http://2130706433:${plain}/v1/contract`,
  "the same server": ({ tenant }) => `https://${TENANT}:${tenant}/v1/contract`,
  "the same server, which sends on": ({ tenant }) => `https://${TENANT}:${tenant}/301/0/v1/contract`,
  "another path": () => "/v1/contract",
  "a path beside it": () => "users",
  "a path above it": () => "../../../v1/contract",
  "the same path with a query": () => "?again",
  "the same path with a fragment": () => "#again",
  nowhere: () => "",
  "a file": () => "file:///etc/passwd",
  "what stands in the address": () => `data:application/json,{}`,
  "a script": () => "javascript:alert(1)",
};

const PLACES = Object.entries(ELSEWHERE);

/** Every redirect of every kind: one request is made, and nobody else is asked. */
export async function tryRedirects(): Promise<Tried> {
  const tries = STATUSES.flatMap((status) =>
    PLACES.map(([to], place) => ({ status, to, path: `/${status}/${place}` })),
  );
  const stage = await openStage((path, ports) => {
    const { status, place } = /^\/(?<status>\d+)\/(?<place>\d+)\//.exec(path)?.groups ?? {};
    const location = PLACES[Number(place)]?.[1](ports);
    return location === undefined ? undefined : { status: Number(status), location };
  });
  try {
    const origin = `https://${TENANT}:${stage.ports.tenant}`;
    const answers = { [TENANT]: [["127.0.0.1"]], [THIEF]: [["127.0.0.1"]] };
    const visits = tries.map(({ path }): Visit => ({ url: `${origin}${path}`, allowPrivate: true }));
    const visited = await visitAll(visits, { authority: stage.authority, answers });
    const bad = tries.flatMap(({ status, to, path }, index) => {
      const { reached, said } = visited[index] ?? { reached: false, said: "nothing" };
      const asked = stage.heard.filter((one) => one.path === `${path}/v1/contract`).length;
      const wrong = [
        ...(reached ? ["was believed"] : []),
        ...(said.includes("a way to another place") ? [] : [`is ${said}`]),
        ...(said.includes(CANARY) ? ["the token is in what is said"] : []),
        ...(asked === 1 ? [] : [`was asked for ${asked} times`]),
      ];
      return wrong.map((sentence) => `${status} to ${to}: ${sentence}`);
    });
    const meant = new Set(tries.map(({ path }) => `${path}/v1/contract`));
    const others = stage.heard.filter(({ by, path }) => by !== "tenant" || !meant.has(path));
    return { cases: tries.length, bad: [...bad, ...others.map(({ by, path }) => `${by} was asked for ${path}`)] };
  } finally {
    stage.close();
  }
}
