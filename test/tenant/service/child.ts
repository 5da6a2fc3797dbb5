import { performance } from "node:perf_hooks";
import { serve } from "../../../src/tenant/service/serve.ts";
import { openTenant } from "../../../src/tenant/tenant.ts";
import { loud } from "./loud.ts";

/** A served tenant in a process of its own, so that it can be killed. Prints its address. */
const [database = ":memory:"] = process.argv.slice(2);
const tenant = openTenant({ database, now: () => new Date().toISOString() });
const { url } = await serve(tenant, {
  host: "127.0.0.1",
  port: 0,
  names: [],
  now: () => performance.now(),
  tell: loud,
});
process.stdout.write(`${url}\n`);
