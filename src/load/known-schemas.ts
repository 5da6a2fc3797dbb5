import { compareText } from "../model/place.ts";
import { isError, type Result, resultOf } from "../model/problem.ts";
import type { Role } from "../model/role.ts";
import { ROLES_FORMAT } from "./document.ts";
import { findFiles, readFiles } from "./files.ts";
import { finish } from "./finish.ts";
import { readDocuments } from "./read.ts";
import { readRoles } from "./roles.ts";
import { choice, type Schema, type SchemaName } from "./schema.ts";
import { SCHEMAS } from "./schemas.ts";
import { readSettings } from "./settings.ts";

/** The names that a folder gives to roles and pools. */
export interface KnownNames {
  readonly roles: readonly Pick<Role, "name" | "description">[];
  readonly pools: readonly string[];
}

/** Only configuration and roles are understood: a mistake among the people is no reason to withhold completion. */
export function readKnownNames(root: string, configFile: string): Result<KnownNames> {
  const config = readSettings(root, configFile);
  const { settings } = config;
  if (settings === undefined || config.problems.some(isError))
    return { ok: false, problems: finish(config.problems, config.sources) };
  const found = settings.sources.roles.map((pattern) => findFiles(root, pattern));
  const names = [...new Set(found.flatMap(({ files }) => files))].sort(compareText);
  const read = readFiles(root, names, settings.sources.limits);
  const files = readDocuments(read.contents, ROLES_FORMAT);
  const { roles, problems: ofRoles } = readRoles(files.documents);
  const problems = [...found, read, files].flatMap((one) => one.problems).concat(ofRoles);
  const known = { roles: [...roles.values()], pools: Object.keys(settings.extensionPools).sort() };
  return resultOf(known, finish(problems, [...config.sources, ...files.sources]));
}

/** The schemas for editors, with these names and no others where a role or a pool is named. Loading has its own. */
export function schemasKnowing({ roles, pools }: KnownNames): Readonly<Record<SchemaName, Schema>> {
  const { users, roles: ofRoles, ...others } = SCHEMAS;
  return { ...others, users: withPools(withRoles(users, roles), pools), roles: withRoles(ofRoles, roles) };
}

function withRoles(schema: Schema, roles: KnownNames["roles"]): Schema {
  const roleName = schema.definitions?.["roleName"];
  if (roleName === undefined) throw new Error("the schema names no roles");
  const names = roles.map(({ name }) => name);
  // No JSON Schema, but what editors show beside each word of an enum.
  const enumDescriptions = roles.map(({ description }) => description ?? "");
  const [example] = names;
  const known = example === undefined ? roleName : { ...roleName, examples: [example], enum: names, enumDescriptions };
  return { ...schema, definitions: { ...schema.definitions, roleName: known } };
}

function withPools(schema: Schema, pools: readonly string[]): Schema {
  const defaults = schema.properties?.["defaults"];
  const pool = defaults?.properties?.["extensionPool"];
  if (pool === undefined) throw new Error("the schema names no pools");
  if (pools.length === 0) return schema;
  const extensionPool = choice(pools, pool.description ?? "");
  const known = { ...defaults, properties: { ...defaults?.properties, extensionPool } };
  return { ...schema, properties: { ...schema.properties, defaults: known } };
}
