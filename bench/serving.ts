import { serve } from "../src/tenant/service/serve.ts";
import { openTenant } from "../src/tenant/tenant.ts";
import { type Testimony, watch } from "./witness.ts";

/** Serves the tenant of a file in a process of its own: tells its address and a token, then what it is asked. */
export interface Serving {
  readonly url: string;
  readonly token: string;
}

/** What the process took so far. */
export interface Took {
  /** Resident memory, in bytes. */
  readonly resident: number;
  /** Of user and system, in milliseconds. */
  readonly cpu: number;
}

export type Question = "took" | "watch" | "told";

const [database = ":memory:"] = process.argv.slice(2);
const tenant = openTenant({ database, now: () => new Date().toISOString() });
const service = await serve(tenant, {
  host: "127.0.0.1",
  port: 0,
  names: [],
  now: () => performance.now(),
  tell: (error) => console.error(error),
});
const { text } = tenant.makeToken("write", "bench");

let told: (() => Testimony) | undefined;

const ANSWERS: Readonly<Record<Question, () => Took | Testimony | object>> = {
  took: () => {
    const { user, system } = process.cpuUsage();
    return { resident: process.memoryUsage.rss(), cpu: (user + system) / 1000 };
  },
  watch: () => {
    told ??= watch(tenant);
    return {};
  },
  told: () => told?.() ?? {},
};

process.on("message", (question: Question) => process.send?.(ANSWERS[question]()));
process.on("disconnect", async () => {
  await service.close();
  tenant.close();
  process.exit(0);
});
process.send?.({ url: service.url, token: text } satisfies Serving);
