export const SCHEMA_NAMES = ["users", "roles", "config", "approvals", "facts"] as const;
/** A kind of file that has a schema. */
export type SchemaName = (typeof SCHEMA_NAMES)[number];

export type SchemaType = "string" | "boolean" | "integer" | "number" | "null" | "array" | "object";

/** The part of JSON Schema, draft-07, that the files of a roster need. */
export interface Schema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly type?: SchemaType | readonly SchemaType[];
  readonly const?: number;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A map with these keys and no others. */
export function map(properties: Readonly<Record<string, Schema>>, more: Schema = {}): Schema {
  return { type: "object", additionalProperties: false, ...more, properties };
}

export function list(items: Schema, more: Schema = {}): Schema {
  return { type: "array", ...more, items };
}

/** A map from names of the reader's own choice. */
export function table(values: Schema, more: Schema = {}): Schema {
  return { type: "object", ...more, additionalProperties: values };
}

export function text(description: string, more: Schema = {}): Schema {
  return { type: "string", description, ...more };
}

export function choice(values: readonly string[], description: string, more: Schema = {}): Schema {
  return { type: "string", enum: values, description, ...more };
}

export function flag(description: string, more: Schema = {}): Schema {
  return { type: "boolean", description, ...more };
}

export function count(description: string, more: Schema = {}): Schema {
  return { type: "integer", minimum: 0, description, ...more };
}

export function reference(name: string): Schema {
  return { $ref: `#/definitions/${name}` };
}
