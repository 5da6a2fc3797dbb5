import {
  choicesOf,
  type Field,
  fieldOf,
  LOCALES,
  PERMISSION_KEYS,
  RANGES,
  TIME_ZONES,
  type ValueKey,
} from "../model/fields.ts";
import { choice, flag, list, map, reference, type Schema, text } from "./schema.ts";

const ID = "[A-Za-z0-9!#$%&*+\\-/=?^_`{|}~.]+";

/** Shapes that several of the schemas share; each schema takes the ones it names. */
export const DEFINITIONS = {
  loginId: text("The ID used to sign in, in the form of an e-mail address.", {
    maxLength: 128,
    pattern: `^${ID}@${ID}$`,
    examples: ["hanako.sato@aoba-denki.example"],
  }),
  day: text("A day of the calendar, in the user's time zone.", {
    pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
    examples: ["2026-12-01"],
  }),
  roleName: text("The name of a role.", { pattern: "^[a-z][a-z0-9-]*$", examples: ["sales-agent"] }),
  locale: choice(LOCALES, fieldOf("locale").description),
  timeZone: choice(TIME_ZONES, fieldOf("timeZone").description),
  roles: list(reference("roleName"), {
    minItems: 1,
    description: "Several roles, laid on top of each other from left to right.",
  }),
  permissions: permissions(),
} as const satisfies Record<string, Schema>;

export type DefinitionName = keyof typeof DEFINITIONS;

/** The named definitions, for the end of a schema. */
export function definitions(...names: readonly DefinitionName[]): Readonly<Record<string, Schema>> {
  return Object.fromEntries(names.map((name) => [name, DEFINITIONS[name]]));
}

/** `meetings.downloadFiles` stands in the map `meetings`; a product is also a single yes or no. */
function permissions(): Schema {
  const groups = Map.groupBy(PERMISSION_KEYS, (key) => key.split(".")[0] ?? key);
  const properties = [...groups].map(([name, keys]) => [name, permission(name, keys)] as const);
  return map(Object.fromEntries(properties), {
    description: "What the user may do. What nobody switches on is off.",
    examples: [{ phone: true, meetings: { enabled: true, downloadFiles: "hostOnly" } }],
  });
}

function permission(name: string, keys: readonly ValueKey[]): Schema {
  const [only] = keys;
  if (only === name) return leaf(only);
  const group = map(Object.fromEntries(keys.map((key) => [key.slice(name.length + 1), leaf(key)])));
  const enabled = keys.find((key) => key === `${name}.enabled`);
  if (enabled === undefined) return group;
  const { description } = fieldOf(enabled);
  return { ...group, type: ["boolean", "object"], description: `${description} true is short for { enabled: true }.` };
}

function leaf(key: ValueKey): Schema {
  const field = fieldOf(key);
  return field.type === "range" ? choice(RANGES, describe(field)) : flag(describe(field));
}

function describe(field: Field): string {
  const codes = choicesOf(field.type) ?? [];
  const written =
    field.type === "range" ? ` In the console ${codes.map((word, code) => `${code} ${word}`).join(", ")}.` : "";
  return `${field.header.en}: ${field.description}${written}`;
}
