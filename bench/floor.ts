import { join } from "node:path";
import { build } from "esbuild";

/**
 * Builds the command once more as `scripts/build.ts` does, with one difference: declared users come out of one JSON
 * file by `JSON.parse` (`records.ts`). Settings, tenant, ledger, plan, guards and rendering are the same code. Gives
 * back the path of the command.
 */
export async function buildFloor(): Promise<string> {
  const outdir = join("bench", "output", "floor");
  await build({
    entryPoints: ["src/cli/main.ts"],
    outdir,
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node24",
    logLevel: "warning",
    plugins: [
      {
        name: "records",
        setup: ({ onResolve }) =>
          onResolve({ filter: /\/load\/roster\.ts$/ }, () => ({ path: join(process.cwd(), "bench", "records.ts") })),
      },
    ],
  });
  return join(process.cwd(), outdir, "main.js");
}
