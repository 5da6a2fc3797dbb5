/** Writes the JSON Schemas for editors, and the validators that loading runs. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { MOST_MISTAKES } from "../src/load/mistakes.ts";
import { SCHEMA_NAMES, type Schema, type SchemaName } from "../src/load/schema.ts";
import { SCHEMAS } from "../src/load/schemas.ts";

const ROOT = dirname(import.meta.dirname);

/** Said for editors; loading says it better, and once for YAML and CSV together. */
const CONTENT: ReadonlySet<string> = new Set([
  "const",
  "pattern",
  "minLength",
  "maxLength",
  "propertyNames",
  "oneOf",
  "not",
  "title",
  "description",
  "examples",
  "default",
] satisfies readonly (keyof Schema)[]);

/** Copying all mistakes for each new one takes minutes where a large file is wrong in every entry. */
const APPEND = `function append(all, more) {
  if (all.length < ${MOST_MISTAKES}) all.push(...more);
  return all;
}
`;

if (import.meta.main) await writeSchemas();

/** Five files under `schemas/`, and `validators.generated.js`, which needs nothing of Ajv when it runs. */
export async function writeSchemas(): Promise<void> {
  mkdirSync(join(ROOT, "schemas"), { recursive: true });
  for (const name of SCHEMA_NAMES) writeFileSync(join(ROOT, "schemas", `${name}.schema.json`), schemaText(name));
  writeFileSync(join(ROOT, "src/load/validators.generated.js"), validatorsText());
}

export function schemaText(name: SchemaName): string {
  return `${JSON.stringify(SCHEMAS[name], undefined, 2)}\n`;
}

/** ESM with one function for each schema: `validateUsers`, `validateRoles` and so on. */
export function validatorsText(): string {
  const ajv = new Ajv({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    allErrors: true,
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  for (const name of SCHEMA_NAMES) ajv.addSchema(withoutContent(SCHEMAS[name]), name);
  const names = SCHEMA_NAMES.map((name) => [`validate${name[0]?.toUpperCase()}${name.slice(1)}`, name]);
  const code = standalone.default(ajv, Object.fromEntries(names));
  if (/\b(require|import)\b/.test(code)) throw new Error("the validators need something that is not in them");
  return `${code.replaceAll("vErrors.concat(", "append(vErrors, ")}\n${APPEND}`;
}

function withoutContent(schema: Schema): Schema {
  const kept = Object.entries(schema).filter(([keyword]) => !CONTENT.has(keyword));
  return Object.fromEntries(kept.map(([keyword, inner]) => [keyword, deeper(keyword, inner)]));
}

function deeper(keyword: string, inner: unknown): unknown {
  if (!isRecord(inner)) return inner;
  if (keyword !== "properties" && keyword !== "definitions") return withoutContent(inner);
  return Object.fromEntries(
    Object.entries(inner).map(([name, schema]) => [name, isRecord(schema) ? withoutContent(schema) : schema]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
