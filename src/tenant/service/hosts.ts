const THIS_MACHINE: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Does the `Host` of a request name this machine, or one of our own names? The port and the case of letters are nothing. */
export function isOwnHost(host: string | undefined, own: readonly string[]): boolean {
  const name = (host ?? "").replace(/:\d+$/, "").toLowerCase();
  return THIS_MACHINE.has(name) || own.some((each) => inAddress(each) === name);
}

/** A name or an IP address as it stands in a URL: IPv6 in brackets, and in its shortest form. */
export function inAddress(host: string): string {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  return bare.includes(":") ? (URL.parse(`http://[${bare}]`)?.hostname ?? `[${bare}]`) : bare;
}
