import { arch, cpus, platform } from "node:os";
import { dirname } from "node:path";
import { apply } from "./apply.ts";
import { httpApply } from "./http-apply.ts";
import { plan, planMany } from "./plan.ts";
import { rendering } from "./rendering.ts";
import { stages, stagesMany } from "./stages.ts";
import { starting } from "./starting.ts";
import { formatTable, type Table } from "./table.ts";
import { tenant } from "./tenant.ts";

/** `npm run bench` runs them all in this order, `npm run bench -- NAME…` the ones named. */
const BENCHES: Readonly<Record<string, () => Promise<Table>>> = {
  starting,
  plan,
  apply,
  stages,
  rendering,
  "http-apply": httpApply,
  tenant,
  "plan-100000": planMany,
  "stages-100000": stagesMany,
};

process.chdir(dirname(import.meta.dirname));
const named = process.argv.slice(2);
const unknown = named.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  console.error(`no bench ${unknown.join(", ")}; there are ${Object.keys(BENCHES).join(", ")}`);
  process.exit(1);
}
console.log(
  `Node ${process.versions.node}, ${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model ?? "CPU"}\n`,
);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const table = await bench();
  console.log(formatTable(table));
  if (table.failed === true) process.exitCode = 1;
}
