import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { type Check, ok, type Site, warning } from "./check.ts";

export const SCHEMAS: readonly Check[] = [{ theme: "schemas", name: "schemas", look: fresh }];

/** An editor that follows the schemas of another version marks what is right and passes over what is wrong. */
async function fresh({ context: { root } }: Site): Promise<readonly Finding[]> {
  const { schemaFiles } = await import("../init/files.ts");
  const standing = await Promise.all(
    schemaFiles().map(async ([file, text]) => {
      const there = await readFile(resolve(root, file), "utf8").catch(() => undefined);
      return { file, isMissing: there === undefined, isOther: there !== undefined && there !== text };
    }),
  );
  const missing = standing.filter(({ isMissing }) => isMissing).map(({ file }) => file);
  const other = standing.filter(({ isOther }) => isOther).map(({ file }) => file);
  if (missing.length + other.length === 0) return [ok(say("the schemas are those of this version of meibo"))];
  return [
    ...(missing.length === 0 ? [] : [absent(missing.join(", "))]),
    ...(other.length === 0 ? [] : [stale(other.join(", "))]),
  ];
}

function absent(names: string): Finding {
  return warning(
    say("schemas for editors are missing: {names}", { names }),
    say("meibo init --yes writes what is missing"),
  );
}

function stale(names: string): Finding {
  return warning(
    say("schemas for editors are of another version of meibo: {names}", { names }),
    say("remove these files, then meibo init --yes writes them anew"),
  );
}
