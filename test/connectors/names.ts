import type { Tried } from "./redirects.ts";
import { type Heard, openStage, type Ports } from "./stage.ts";
import { type Answers, CANARY, type Visit, type Visited, visitAll } from "./visits.ts";

/** An address in a part of IPv6 that belongs to nobody yet: on the Internet for all that is known, and not to be reached. */
const OUTSIDE = "4000::1";

/** What may be said of a name that leads inside a network, and at which time. */
const INSIDE: readonly (readonly (readonly string[])[])[] = [
  [["127.0.0.1"]],
  [["127.8.8.8"]],
  [["0.0.0.0"]],
  [["10.0.0.1"]],
  [["172.16.0.1"]],
  [["192.168.1.1"]],
  // Where clouds tell a machine its secrets.
  [["169.254.169.254"]],
  [["100.100.100.200"]],
  [["fd00:ec2::254"]],
  [["::1"]],
  [["::"]],
  [["fe80::1"]],
  [["::ffff:127.0.0.1"]],
  [["::ffff:7f00:1"]],
  [["::127.0.0.1"]],
  [["64:ff9b::7f00:1"]],
  [["2002:7f00:1::"]],
  [[OUTSIDE, "127.0.0.1"]],
  [["127.0.0.1", OUTSIDE]],
  // Between a look and a connection: who looks twice goes to the second.
  [[OUTSIDE], ["127.0.0.1"]],
];

/** Addresses in their one certain spelling, which no look-up would look at. */
const WRITTEN = [
  "127.0.0.2",
  "0.0.0.0",
  "10.0.0.1",
  "169.254.169.254",
  "100.100.100.200",
  "192.168.1.1",
  "255.255.255.255",
  "[::]",
  "[::ffff:7f00:1]",
  "[fe80::1]",
  "[fd00:ec2::254]",
  "[64:ff9b::7f00:1]",
] as const;

const PROXY_PASSWORD = "hunter2";
/** What is no address of a proxy, or has more in it than that. */
const PROXIES_REFUSED = [
  "",
  "127.0.0.1:PORT",
  "socks5://127.0.0.1:PORT",
  `http://ann:${PROXY_PASSWORD}@127.0.0.1:PORT`,
  `http://ann:${PROXY_PASSWORD}@127.0.0.1:99999`,
  `socks5://ann:${PROXY_PASSWORD}@127.0.0.1:PORT`,
  "http://127.0.0.1:PORT/path",
  "http://127.0.0.1:PORT?x=1",
  "http://127.0.0.1:PORT#x",
] as const;

interface Way {
  readonly story: string;
  readonly visit: Visit;
  /** Who hears the token and under which host; nobody where it is refused. */
  readonly goes?: Pick<Heard, "by" | "host">;
  readonly says?: string;
}

const LEADS_INSIDE = "leads to an address inside a network";

/** Names and addresses that lead elsewhere than they seem to, and proxies: the token goes where it is meant to, or nowhere. */
export async function tryNames(): Promise<Tried> {
  const stage = await openStage(() => undefined);
  try {
    const { ways, answers } = waysOf(stage.ports);
    const proxy = `http://127.0.0.1:${stage.ports.proxy}`;
    const environment = Object.fromEntries(PROXIES.map((name) => [name, proxy]));
    const visits = ways.map(({ visit }) => visit);
    const world = { authority: stage.authority, answers, environment: { ...environment, NODE_USE_ENV_PROXY: "1" } };
    const visited = await visitAll(visits, world);
    const bad = ways.flatMap((way, index) => wrongWay(way, visited[index]).map((wrong) => `${way.story}: ${wrong}`));
    return { cases: ways.length, bad: [...bad, ...tellers(ways, stage.heard)] };
  } finally {
    stage.close();
  }
}

const PROXIES = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];

function waysOf({ tenant, plain, proxy }: Ports): { readonly ways: readonly Way[]; readonly answers: Answers } {
  const answers: Record<string, readonly (readonly string[])[]> = {};
  const inside = INSIDE.map((said, index): Way => {
    const name = `inside-${index}.aoba.example`;
    answers[name] = said;
    return {
      story: `a name that is ${said.map((all) => all.join(" and ")).join(", then ")}`,
      visit: { url: `https://${name}:${tenant}` },
      says: LEADS_INSIDE,
    };
  });
  const written = WRITTEN.map(
    (address): Way => ({
      story: `https://${address}`,
      visit: { url: `https://${address}:${tenant}` },
      says: LEADS_INSIDE,
    }),
  );
  const meant = (name: string, more: Partial<Visit> = {}): Pick<Way, "visit" | "goes"> => {
    answers[name] = [["127.0.0.1"]];
    const host = `${name}:${tenant}`;
    return { visit: { url: `https://${host}`, allowPrivate: true, ...more }, goes: { by: "tenant", host } };
  };
  const own = `localhost:${plain}`;
  answers["localhost"] = [["127.0.0.1"]];
  return {
    answers,
    ways: [
      ...inside,
      ...written,
      { story: "a name that may lead inside", ...meant("meant.aoba.example") },
      { story: "a proxy", ...meant("proxied.aoba.example", { proxy: `http://127.0.0.1:${proxy}` }) },
      { story: "this machine by name", visit: { url: `http://${own}` }, goes: { by: "plain", host: own } },
      ...[own, `127.0.0.1:${plain}`].flatMap((host) =>
        ["http", "https"].map(
          (scheme): Way => ({
            story: `${scheme}://${host} over a proxy`,
            visit: { url: `${scheme}://${host}`, allowPrivate: true, proxy: `http://127.0.0.1:${proxy}` },
            says: "a proxy does not lead to this machine",
          }),
        ),
      ),
      ...WRITTEN.map(
        (address): Way => ({
          story: `https://${address} over a proxy`,
          visit: { url: `https://${address}:${tenant}`, proxy: `http://127.0.0.1:${proxy}` },
          says: LEADS_INSIDE,
        }),
      ),
      ...PROXIES_REFUSED.map(
        (written): Way => ({
          story: `the proxy ${written}`,
          visit: {
            url: `https://proxied.aoba.example:${tenant}`,
            allowPrivate: true,
            proxy: written.replace("PORT", String(proxy)),
          },
          says: "connector.http.proxy",
        }),
      ),
    ],
  };
}

function wrongWay({ goes, says = "" }: Way, visited: Visited | undefined): readonly string[] {
  const { reached, said } = visited ?? { reached: false, said: "nothing" };
  return [
    ...(reached === (goes !== undefined) ? [] : [reached ? "was believed" : `was not reached: ${said}`]),
    ...(said.includes(says) ? [] : [`is ${said}`]),
    ...(said.includes(CANARY) ? ["the token is in what is said"] : []),
    ...(said.includes(PROXY_PASSWORD) ? ["the password of the proxy is in what is said"] : []),
  ];
}

/** Whoever heard the token and was not meant to, and whoever should have and did not, each once. */
function tellers(ways: readonly Way[], heard: readonly Heard[]): readonly string[] {
  const found = heard.filter(({ headers }) => headers.includes(CANARY)).map(({ by, host }) => `${by} as ${host}`);
  const wanted = ways.flatMap(({ goes }) => (goes === undefined ? [] : [`${goes.by} as ${goes.host}`]));
  return found.toSorted().join() === wanted.toSorted().join()
    ? []
    : [`the token was heard by ${found.join(", ")} instead of ${wanted.join(", ")}`];
}
