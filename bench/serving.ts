import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePeople } from "../src/tenant/people.ts";
import { serve } from "../src/tenant/service/serve.ts";
import { openTenant } from "../src/tenant/tenant.ts";

/** A served tenant in a process of its own: tells its address and a token, then its resident memory when asked. */
export interface Serving {
  readonly url: string;
  readonly token: string;
}

const [users = "0", settings = "{}"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "meibo-bench-"));
const tenant = openTenant({ database: join(folder, "tenant.db"), now: () => new Date().toISOString() });
if (Number(users) > 0) {
  const { people, contract } = makePeople(Number(users), 1);
  tenant.seed(people, { ...contract, seats: {} });
}
tenant.change(JSON.parse(settings));
const service = await serve(tenant, { host: "127.0.0.1", port: 0, names: [], now: () => performance.now() });
const { text } = tenant.makeToken("write", "bench");
process.on("message", () => process.send?.(process.memoryUsage().rss));
process.on("disconnect", async () => {
  await service.close();
  tenant.close();
  rmSync(folder, { recursive: true });
  process.exit(0);
});
process.send?.({ url: service.url, token: text } satisfies Serving);
