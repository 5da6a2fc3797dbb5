import type { Finding } from "../../model/finding.ts";
import { say } from "../../model/phrases.ts";
import { type Check, ok, type Site, warning } from "./check.ts";

export const SCHEMAS: readonly Check[] = [{ theme: "schemas", name: "schemas", look: fresh }];

/** An editor that follows the schemas of another version marks what is right and passes over what is wrong. */
async function fresh({ context: { root, configFile } }: Site): Promise<readonly Finding[]> {
  const { schemaFiles } = await import("../init/files.ts");
  const { readKnownNames, schemasKnowing } = await import("../../load/known-schemas.ts");
  const { comparedWith } = await import("../schema.ts");
  const known = readKnownNames(root, configFile);
  const allowed = [schemaFiles(), ...(known.ok ? [schemaFiles(schemasKnowing(known.value))] : [])];
  const found = await comparedWith(root, allowed);
  // Roles that cannot be read are told elsewhere; what editors should know of them is not known then.
  const other = known.ok ? found.stale : [];
  const { missing } = found;
  if (missing.length + other.length === 0) return [ok(say("the schemas are those of this version of meibo"))];
  return [
    ...(missing.length === 0 ? [] : [absent(missing.join(", "))]),
    ...(other.length === 0 ? [] : [stale(other.join(", "))]),
  ];
}

function absent(names: string): Finding {
  return warning(
    say("schemas for editors are missing: {names}", { names }),
    say("meibo schema --write writes them anew"),
  );
}

function stale(names: string): Finding {
  return warning(
    say("schemas for editors are out of date: {names}", { names }),
    say("meibo schema --write writes them anew"),
  );
}
