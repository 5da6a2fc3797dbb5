import { BlockList, isIP } from "node:net";
import { say, type Told } from "../../model/phrases.ts";

/** Where the tenant is, in one certain spelling. */
export interface Address {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Without the brackets of IPv6. */
  readonly host: string;
  /** Before the paths of the API, without a slash at its end. */
  readonly path: string;
  /** Named as this machine, in so many words. */
  readonly isThisMachine: boolean;
}

/** Reads the address of a tenant from `meibo.yaml`; throws where it could mean another place than it seems to. */
export function addressOf(text: string): Address {
  if (mayHoldPassword(text)) throw wrong("", say("a name or password stands in it, or an @ that looks like one"));
  const url = URL.parse(text);
  if (url === null) throw wrong(text, say("it is no URL"));
  if (url.protocol !== "https:" && url.protocol !== "http:")
    throw wrong(text, say("it begins with neither https:// nor http://"));
  if (url.search !== "" || url.hash !== "") throw wrong(url.origin, say("it ends in a query or fragment"));
  const { hostname, origin, pathname } = url;
  const path = pathname.replace(/\/$/, "");
  if (`${origin}${path}` !== text.replace(/\/$/, "") && `${origin}${path}` !== withoutPort(text, url)) {
    throw wrong(text, say("it is another spelling of {url}", { url: `${origin}${path}` }));
  }
  if (hostname.endsWith(".")) throw wrong(text, say("its host ends in a full stop"));
  const isThisMachine = THIS_MACHINE.has(hostname);
  if (url.protocol === "http:" && !isThisMachine)
    throw wrong(text, say("http:// would send the token unencrypted; use https://"));
  return { origin, host: hostname.replace(/^\[|\]$/g, ""), path, isThisMachine };
}

/** A name and a password end in `@`, in whatever spelling; looked for before any of it is repeated. */
function mayHoldPassword(text: string): boolean {
  return /@|%40/i.test(text.normalize("NFKC"));
}

/** Only the port that the scheme means anyway may be written without being kept. */
function withoutPort(text: string, { protocol, port }: URL): string {
  const usual = protocol === "https:" ? ":443" : ":80";
  return port === "" ? text.replace(usual, "").replace(/\/$/, "") : text;
}

const THIS_MACHINE: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

function wrong(text: string, reason: Told): Error {
  return new Error(say("connector.http.url{url}: {reason}", { url: text === "" ? "" : ` ${text}`, reason }));
}

/** How the address is reached. */
export interface Way {
  /** May the name lead to an address that is nobody's on the Internet? */
  readonly allowPrivate: boolean;
  /** Scheme, host and port. */
  readonly proxy?: string;
}

/** Throws where the token could be read on the way, or would end inside a network. */
export function checkWay({ origin, host, isThisMachine }: Address, { allowPrivate, proxy }: Way): void {
  if (proxy !== undefined) checkProxy(proxy);
  if (proxy !== undefined && isThisMachine) {
    throw new Error(
      say(
        "connector.http.proxy: a proxy does not lead to this machine, where {origin} is, but would read the token; take it out",
        { origin },
      ),
    );
  }
  // An address that is written out is never looked up, so it is looked at here.
  if (isIP(host) !== 0 && !isThisMachine && !allowPrivate && isPrivate(host)) throw privateError(host);
}

/** Nothing of it is repeated: a password may stand in it. */
function checkProxy(text: string): void {
  const url = URL.parse(text);
  if (url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return;
  throw new Error(
    say(
      "connector.http.proxy: it is not http:// or https:// with host and port, without name, password, path and query",
    ),
  );
}

export function privateError(host: string): NodeJS.ErrnoException {
  return new Error(
    say("{host} leads to an address inside a network; set connector.http.allowPrivate if that is meant", { host }),
  );
}

/** Addresses that are nobody's on the Internet: this machine, private networks, links, and what is reserved. */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv4");
}
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv6");
}

/** Of an address as DNS gives it; an IPv4 one in the clothes of IPv6 is what it is inside. */
export function isPrivate(address: string): boolean {
  const kind = isIP(address);
  if (kind === 4) return PRIVATE.check(address, "ipv4");
  if (kind !== 6) return true;
  return PRIVATE.check(address, "ipv6");
}
