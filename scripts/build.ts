/**
 * Makes `dist/` from `src/`: generated files first, then JavaScript and declarations.
 * Types are not checked here (`npm run check` does), so that installing stays quick.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { inspect } from "node:util";
import { build as esbuild } from "esbuild";

const ROOT = dirname(import.meta.dirname);
/** Generated, not compiled: JavaScript as it will run, and the types written beside it. */
const GENERATED = [
  "load/validators.generated",
  "tenant/service/operations.generated",
  "connectors/http/answers.generated",
];
/** Read at run time, from beside the file that needs them. */
const ASSETS = ["tenant/console/console.css"];
/** Written last: whatever is older than it is in `dist/`. */
const COMMAND = "dist/cli/main.js";

if (import.meta.main) {
  process.chdir(ROOT);
  if (!process.argv.includes("--if-stale") || isStale()) await build();
}

async function build(): Promise<void> {
  await generate();
  compile();
  for (const name of GENERATED) takeOver(name);
  prune();
  await bundleCommand();
  for (const name of ASSETS) copyAsset(name);
  makeCommand();
}

async function generate(): Promise<void> {
  const { writeSchemas } = await import("./schemas.ts");
  await writeSchemas().catch((error: unknown) => fail(`writeSchemas() failed with\n${inspect(error)}`));
  const { writeApi } = await import("./api.ts");
  writeApi();
  for (const name of GENERATED) if (!existsSync(`src/${name}.js`)) fail(`nothing wrote src/${name}.js`);
}

function compile(): void {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], { encoding: "utf8" });
  if (status !== 0) fail(`tsc -p tsconfig.build.json says\n${stdout.trim()}`);
}

/**
 * The command is bundled in pieces that load when they are needed: a hundred small files take longer to find than
 * most commands run. The library beside it stays as the compiler wrote it.
 */
async function bundleCommand(): Promise<void> {
  await esbuild({
    entryPoints: ["src/cli/main.ts"],
    outdir: "dist/cli",
    chunkNames: "piece-[hash]",
    bundle: true,
    splitting: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node24",
    legalComments: "none",
    logLevel: "silent",
  }).catch((error: unknown) => fail(`esbuild says\n${inspect(error)}`));
}

function takeOver(name: string): void {
  mkdirSync(dirname(join("dist", name)), { recursive: true });
  for (const end of [".js", ".d.ts"]) {
    if (existsSync(`src/${name}${end}`)) copyFileSync(`src/${name}${end}`, `dist/${name}${end}`);
  }
}

/** Beside its module in the library, and beside the pieces of the command. */
function copyAsset(name: string): void {
  for (const to of [join("dist", name), join(dirname(COMMAND), basename(name))]) copyFileSync(join("src", name), to);
}

/** Files whose source is gone, and all pieces of the command, which are made anew; the folder itself stays, because a command may be running from it. */
function prune(): void {
  for (const file of globSync("dist/**/*.{js,d.ts}")) {
    const source = file.replace(/^dist/, "src");
    const sources = [source, source.replace(/\.(js|d\.ts)$/, ".ts")];
    const isPiece = file.startsWith(join("dist", "cli"));
    if (isPiece || !sources.some((name) => existsSync(name))) rmSync(file);
  }
}

function makeCommand(): void {
  if (!existsSync(COMMAND)) fail("src/cli/main.ts is missing");
  const text = readFileSync(COMMAND, "utf8");
  writeFileSync(COMMAND, text.startsWith("#!") ? text : `#!/usr/bin/env node\n${text}`);
  chmodSync(COMMAND, 0o755);
}

function isStale(): boolean {
  if (!existsSync(COMMAND)) return true;
  const built = statSync(COMMAND).mtimeMs;
  // Folders count too: their time tells of files that went away.
  const sources = globSync([
    "src",
    "src/**",
    "scripts/{api,build,schemas}.ts",
    "schemas/tenant-api.yaml",
    "tsconfig*.json",
    "package.json",
  ]);
  return sources.some((name) => statSync(name).mtimeMs > built);
}

function fail(reason: string): never {
  console.error(`dist/ could not be built: ${reason}`);
  process.exit(1);
}
