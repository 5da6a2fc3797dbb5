import type { Schema, SchemaType } from "./schema.ts";

/** A schema with its references followed: what the typing of scalars asks for at every step. */
export interface Shape {
  readonly types: ReadonlySet<SchemaType>;
  readonly keys: ReadonlyMap<string, Shape>;
  /** Of keys whose names are free. */
  readonly others: Shape | undefined;
  readonly items: Shape | undefined;
  readonly choices: readonly string[] | undefined;
}

export function shapeOf(schema: Schema): Shape {
  return follow(schema, schema.definitions ?? {});
}

function follow(schema: Schema, definitions: Readonly<Record<string, Schema>>): Shape {
  const { $ref, type, properties = {}, additionalProperties, items } = schema;
  if ($ref !== undefined) return follow(definitions[$ref.replace("#/definitions/", "")] ?? {}, definitions);
  const deeper = (inner: Schema | undefined) => (inner === undefined ? undefined : follow(inner, definitions));
  return {
    types: new Set(typeof type === "string" ? [type] : type),
    keys: new Map(Object.entries(properties).map(([key, inner]) => [key, follow(inner, definitions)])),
    others: typeof additionalProperties === "object" ? deeper(additionalProperties) : undefined,
    items: deeper(items),
    choices: schema.enum,
  };
}
