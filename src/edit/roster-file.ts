import { Document, isScalar, Scalar, visit } from "yaml";
import {
  isSubscribed,
  PERMISSION_KEYS,
  type Subscription,
  VALUE_KEYS,
  type Value,
  type ValueKey,
} from "../model/fields.ts";
import type { TenantState, Values } from "../model/user.ts";

/** A user as an import writes them: every value that is known or, with a role, those that the role does not say. */
export interface WrittenUser {
  readonly loginId: string;
  readonly values: Values;
  readonly role?: string;
  /** Where a column of the files says one. */
  readonly department?: string;
  /** Absent where the source does not say; then the state is left as it is. */
  readonly state?: TenantState;
}

type Tree = { [key: string]: unknown };

/** A users file in which everything is spelled out; loading it gives back exactly these users. */
export function rosterFile(users: readonly WrittenUser[], schema: string): string {
  const document = new Document({ users: users.map(entryOf) });
  visit(document, {
    Pair: (_, { key, value }) => {
      if (isScalar(key) && isScalar(value) && key.value === "extension") value.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return `# yaml-language-server: $schema=${schema}\n${document.toString({ lineWidth: 0 })}`;
}

/** Without what the contract does not have: such a value has no effect, and a roster may not switch it on. */
export function subscribedOnly(
  users: readonly WrittenUser[],
  subscriptions: readonly Subscription[],
): readonly WrittenUser[] {
  const held = new Set(subscriptions);
  const keys = VALUE_KEYS.filter((key) => isSubscribed(key, held));
  return users.map((user) => ({ ...user, values: pick(user.values, keys) }));
}

/** A role as an import writes it: what is on. */
export interface WrittenRole {
  readonly name: string;
  readonly description: string;
  readonly values: Values;
}

export function rolesFile(roles: readonly WrittenRole[], schema: string): string {
  const written = roles.map(({ name, description, values }) => {
    const permissions = permissionsOf(values);
    return [name, { description, ...(Object.keys(permissions).length === 0 ? {} : { permissions }) }];
  });
  const document = new Document({ roles: Object.fromEntries(written) });
  return `# yaml-language-server: $schema=${schema}\n${document.toString({ lineWidth: 0 })}`;
}

/** A role that builds on others, as it stands in a file. */
export function roleEntry({
  name,
  extends: below,
  values,
}: Omit<WrittenRole, "description"> & { readonly extends: readonly string[] }): string {
  const content = { ...(below.length === 0 ? {} : { extends: below }), permissions: permissionsOf(values) };
  return new Document({ [name]: content }).toString({ lineWidth: 0 });
}

/** The same users, each with the role that was found for them. */
export function withRoles(
  users: readonly WrittenUser[],
  found: readonly ({ readonly role: string; readonly overrides: Values } | undefined)[],
): readonly WrittenUser[] {
  return users.map((user, index) => {
    const { role, overrides } = found[index] ?? {};
    if (role === undefined) return user;
    const { name, extension, locale, timeZone } = user.values;
    return { ...user, role, values: { ...defined({ name, extension, locale, timeZone }), ...overrides } };
  });
}

function defined(values: { readonly [K in ValueKey]?: Value | undefined }): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function pick(values: Values, keys: readonly ValueKey[]): Values {
  return Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
}

function entryOf({ loginId, values, state, role, department }: WrittenUser): Tree {
  const entry: Tree = { loginId };
  if (values.name !== undefined) entry["name"] = values.name;
  if (department !== undefined) entry["department"] = department;
  for (const key of ["extension", "locale", "timeZone"] as const) {
    if (values[key] !== undefined) entry[key] = values[key];
  }
  if (state !== undefined) entry["state"] = state;
  if (role !== undefined) entry["role"] = role;
  const permissions = permissionsOf(values);
  if (Object.keys(permissions).length > 0) entry["permissions"] = permissions;
  return entry;
}

/** `phone.enabled: true` becomes `phone: { enabled: true }`; keys come in the order of the table of fields. */
function permissionsOf(values: Values): Tree {
  const tree: Tree = {};
  for (const key of PERMISSION_KEYS) {
    const value = values[key];
    if (value !== undefined) put(tree, key, value);
  }
  return tree;
}

function put(tree: Tree, key: ValueKey, value: unknown): void {
  const [first = key, second] = key.split(".");
  if (second === undefined) {
    tree[first] = value;
    return;
  }
  const inner = tree[first];
  tree[first] = { ...(typeof inner === "object" ? inner : {}), [second]: value };
}
