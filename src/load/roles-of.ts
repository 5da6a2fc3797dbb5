import { ROLES_FORMAT } from "./document.ts";
import { readDocuments } from "./read.ts";
import { readRoles } from "./roles.ts";
import { readSettings } from "./settings.ts";
import { openSources } from "./sources.ts";

/** Names that roles of a folder have, whatever is wrong with it. */
export function namesOfRoles(root: string, configFile: string): ReadonlySet<string> {
  const config = readSettings(root, configFile);
  if (config.settings === undefined) return new Set();
  const { roles } = openSources(root, config.settings, config);
  return new Set(readRoles(readDocuments(roles, ROLES_FORMAT).documents).roles.keys());
}
