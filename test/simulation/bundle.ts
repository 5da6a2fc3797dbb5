import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";

/** One place of a source file, and what is there instead. */
export interface Patch {
  /** Relative to the root of the repository. */
  readonly file: string;
  /** Occurs exactly once in it. */
  readonly find: string;
  readonly replace: string;
}

const ROOT = join(import.meta.dirname, "..", "..");

/** Users of the model tenant are never changed, so the same object has the same fingerprint. */
export const REMEMBERED_FINGERPRINTS: Patch = {
  file: "src/model/canonical.ts",
  find: "  return digest(user).slice(0, 16);",
  replace: `  const known = PRINTS.get(user);
  if (known !== undefined) return known;
  const print = digest(user).slice(0, 16);
  PRINTS.set(user, print);
  return print;
}
const PRINTS = new WeakMap<TenantUser, string>();
{`,
};

/** The worker with these patches, as one text of JavaScript. */
export async function bundleWorker(patches: readonly Patch[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "worker.ts")],
    bundle: true,
    write: false,
    format: "cjs",
    platform: "node",
    target: "node24",
    logLevel: "silent",
    plugins: [patching([REMEMBERED_FINGERPRINTS, ...patches])],
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error("esbuild wrote nothing");
  return bundle.text;
}

function patching(patches: readonly Patch[]): Plugin {
  const byFile = Map.groupBy(patches, ({ file }) => join(ROOT, file));
  return {
    name: "patches",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const own = byFile.get(path);
        if (own === undefined) return undefined;
        return { contents: own.reduce(patched, await readFile(path, "utf8")), loader: "ts" };
      });
    },
  };
}

/** A source that changed must not turn a patch into none. */
export function patched(source: string, { file, find, replace }: Patch): string {
  const times = source.split(find).length - 1;
  if (times !== 1) throw new Error(`${file} holds this ${times} times, not once: ${find}`);
  return source.replace(find, () => replace);
}
