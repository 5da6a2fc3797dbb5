import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import { openHttp } from "../../src/connectors/http/connector.ts";
import { NOW } from "../builders.ts";
import { type Answers, CANARY, type Task, type Visit, type Visited } from "./visits.ts";

/** Opens a connector for each visit, and prints what came of it; in a process of its own because of its environment. */
const { visits, answers }: Task = JSON.parse(process.argv[2] ?? "{}");
const LIMITS = { connect: 1_000, headers: 1_000, body: 1_000, whole: 3_000, patience: 200 };
const AT_ONCE = 16;

answerWith(answers);
const visited: Visited[] = [];
for (let from = 0; from < visits.length; from += AT_ONCE)
  visited.push(...(await Promise.all(visits.slice(from, from + AT_ONCE).map(visit))));
process.stdout.write(JSON.stringify(visited), () => process.exit());

async function visit({ url, allowPrivate = false, proxy }: Visit): Promise<Visited> {
  const way = { url, token: CANARY, allowPrivate, ...(proxy === undefined ? {} : { proxy }) };
  try {
    const connector = await openHttp({ ...way, now: () => NOW, limits: LIMITS });
    await connector.close();
    return { reached: true, said: "" };
  } catch (error) {
    return { reached: false, said: String(error) };
  }
}

/** Takes the place of the resolver for these names: of each the first answer at first, and so on; the last one for good. */
function answerWith(names: Answers): void {
  const resolve = dns.lookup;
  const asked = new Map<string, number>();
  const lookup = (hostname: string, options: dns.LookupOptions, callback: (...found: unknown[]) => void) => {
    const own = names[hostname];
    if (own === undefined) return resolve(hostname, options, callback);
    const time = asked.get(hostname) ?? 0;
    asked.set(hostname, time + 1);
    const found = (own[Math.min(time, own.length - 1)] ?? []).map((address) => ({
      address,
      family: address.includes(":") ? 6 : 4,
    }));
    process.nextTick(() =>
      options.all === true ? callback(null, found) : callback(null, found[0]?.address, found[0]?.family),
    );
  };
  Object.assign(dns, { lookup });
  syncBuiltinESMExports();
}
