/** Writes what the tenant's service knows of `schemas/tenant-api.yaml`: its operations and what each of them takes. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { parse } from "yaml";

const ROOT = dirname(import.meta.dirname);

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly scopes: readonly string[];
  readonly parameters: readonly Parameter[];
  /** By media type; undefined where the operation takes no body. */
  readonly body?: { readonly type: string; readonly schema: object };
  /** By status or `default`, then by media type. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

interface Parameter {
  readonly name: string;
  readonly in: "query" | "path" | "header";
  readonly required?: boolean;
  readonly schema: object;
}

/** The one generated file that is kept: without it nothing compiles. */
export const OPERATION_TYPES = "src/tenant/service/operations.generated.d.ts";

const JSON_TYPE = "application/json";

const OTHER_BODIES = `const isNothing = (value) => value === undefined;
const isBytes = (value) => value instanceof Uint8Array;`;

if (import.meta.main) writeApi();

/** What the service takes and what the connector believes; neither needs Ajv or YAML when it runs. */
export function writeApi(): void {
  writeFileSync(join(ROOT, "src/tenant/service/operations.generated.js"), operationsText());
  writeFileSync(join(ROOT, OPERATION_TYPES), operationTypesText());
  writeFileSync(join(ROOT, "src/connectors/http/answers.generated.js"), answersText());
}

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document has no shape that is worth writing down for one reader.
type Document = any;

/** The document with every reference to a parameter, a header or an answer put in its place. */
export function readApi(): {
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, object>>;
} {
  const document: Document = parse(readFileSync(join(ROOT, "schemas/tenant-api.yaml"), "utf8"));
  const there = (value: Document): Document =>
    typeof value.$ref === "string"
      ? value.$ref
          .split("/")
          .slice(1)
          .reduce((inner: Document, name: string) => inner[name], document)
      : value;
  const schemasOf = (content: Document = {}): Record<string, object> =>
    Object.fromEntries(Object.entries<Document>(content).map(([type, { schema }]) => [type, schema]));
  const operations = Object.entries<Document>(document.paths).flatMap(([path, item]) =>
    Object.entries<Document>(item)
      .filter(([method]) => method !== "parameters")
      .map(([method, operation]): Operation => {
        const [body] = Object.entries(schemasOf(operation.requestBody?.content));
        return {
          id: operation.operationId,
          method: method.toUpperCase(),
          path,
          scopes: operation.security.flatMap(({ token }: Document) => token),
          parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(there),
          ...(body === undefined ? {} : { body: { type: body[0], schema: body[1] } }),
          answers: Object.fromEntries(
            Object.entries<Document>(operation.responses).map(([status, answer]) => [
              status,
              schemasOf(there(answer).content),
            ]),
          ),
        };
      }),
  );
  return { operations, schemas: document.components.schemas };
}

export function operationsText(): string {
  const { operations, schemas } = readApi();
  const ajv = new Ajv2020({
    strict: true,
    coerceTypes: true,
    useDefaults: true,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema(pointed({ $id: "api", $defs: schemas }), "api");
  const names: Record<string, string> = {};
  const entries = operations.map(({ id, method, path, scopes, parameters, body }) => {
    const takes: Record<string, string> = {};
    const check = (part: string, schema: object) => {
      const name = `${id}_${part}`;
      ajv.addSchema(pointed(schema), name);
      names[name] = name;
      takes[part] = name;
    };
    for (const part of ["query", "path", "header"] as const) {
      check(
        part,
        objectOf(
          parameters.filter((parameter) => parameter.in === part),
          part,
        ),
      );
    }
    if (body === undefined) takes["body"] = "isNothing";
    else if (body.type === JSON_TYPE) check("body", body.schema);
    else takes["body"] = "isBytes";
    const checks = Object.entries(takes).map(([part, name]) => `${part === "path" ? "inPath" : part}: ${name}`);
    const type = body === undefined ? "" : `, bodyType: ${JSON.stringify(body.type)}`;
    const keyed = parameters.some(({ name }) => name === "Idempotency-Key");
    return `  { id: "${id}", method: "${method}", path: "${path}", scopes: ${JSON.stringify(scopes)}, keyed: ${keyed}${type}, ${checks.join(", ")} },\n`;
  });
  return `${codeOf(ajv, names)}\n${OTHER_BODIES}\nexport const OPERATIONS = [\n${entries.join("")}];\n`;
}

/** The parts of a request as the checks leave them, for the compiler. */
export function operationTypesText(): string {
  const { operations, schemas } = readApi();
  const entries = operations.map(({ id, parameters, body }) => {
    const part = (name: Parameter["in"]) =>
      typeOf(
        objectOf(
          parameters.filter((parameter) => parameter.in === name),
          name,
        ),
        schemas,
      );
    const sent =
      body === undefined ? "undefined" : body.type === JSON_TYPE ? typeOf(body.schema, schemas) : "Uint8Array";
    return `  readonly ${id}: {
    readonly query: ${part("query")};
    readonly path: ${part("path")};
    readonly header: ${part("header")};
    readonly body: ${sent};
  };\n`;
  });
  return `// Made by scripts/api.ts from schemas/tenant-api.yaml.
import type { Operation } from "./operation.ts";

/** What each operation takes. */
export interface Takes {
${entries.join("")}}

export declare const OPERATIONS: readonly { [Id in keyof Takes]: Operation<Id> }[keyof Takes][];
`;
}

/** As TypeScript writes it; a property with a default is always there. */
function typeOf(schema: Document, schemas: Readonly<Record<string, Document>>): string {
  if (typeof schema.$ref === "string") return typeOf(schemas[schema.$ref.split("/").at(-1)], schemas);
  if (schema.enum !== undefined) return schema.enum.map((value: unknown) => JSON.stringify(value)).join(" | ");
  if (schema.type === "integer") return "number";
  if (schema.type === "array") return `ReadonlyArray<${typeOf(schema.items, schemas)}>`;
  if (schema.type !== "object") return schema.type;
  const required: readonly string[] = schema.required ?? [];
  const properties = Object.entries<Document>(schema.properties).map(([name, inner]) => {
    const isThere = required.includes(name) || inner.default !== undefined;
    return `readonly ${/^\w+$/.test(name) ? name : JSON.stringify(name)}${isThere ? "" : "?"}: ${typeOf(inner, schemas)}`;
  });
  return properties.length === 0 ? "object" : `{ ${properties.join("; ")} }`;
}

/** One function for the JSON that each operation answers, and one for problems: nothing is believed unseen. */
export function answersText(): string {
  const { operations, schemas } = readApi();
  const ajv = new Ajv2020({
    strict: true,
    allowUnionTypes: true,
    messages: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema(pointed({ $id: "api", $defs: schemas }), "api");
  const answers = operations.flatMap(({ id, answers: all }) => {
    const schema = Object.entries(all).find(([status]) => status.startsWith("2"))?.[1]["application/json"];
    return schema === undefined ? [] : [[`is_${id}`, schema] as const];
  });
  const wanted = [...answers, ["is_problem", { $ref: "#/components/schemas/Problem" }] as const];
  for (const [name, schema] of wanted) ajv.addSchema(pointed(schema), name);
  return codeOf(ajv, Object.fromEntries(wanted.map(([name]) => [name, name])));
}

function codeOf(ajv: Ajv2020, names: Readonly<Record<string, string>>): string {
  const code = standalone.default(ajv, { ...names });
  if (/\b(require|import)\b/.test(code)) throw new Error("the code needs something that is not in it");
  return code;
}

/** Headers come with names in small letters, and others than ours among them. */
function objectOf(parameters: readonly Parameter[], part: string): object {
  const nameOf = ({ name }: Parameter) => (part === "header" ? name.toLowerCase() : name);
  return {
    type: "object",
    required: parameters.filter(({ required }) => required === true).map(nameOf),
    properties: Object.fromEntries(parameters.map((parameter) => [nameOf(parameter), parameter.schema])),
    ...(part === "header" ? {} : { additionalProperties: false }),
  };
}

function pointed(schema: object): object {
  const text = JSON.stringify(schema).replaceAll("#/components/schemas/", "api#/$defs/");
  const inner: object = JSON.parse(text);
  return inner;
}
