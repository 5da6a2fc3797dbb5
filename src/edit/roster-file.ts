import { Document, isScalar, Scalar, visit } from "yaml";
import { isSubscribed, PERMISSION_KEYS, type Subscription, VALUE_KEYS, type ValueKey } from "../model/fields.ts";
import type { TenantState, Values } from "../model/user.ts";

/** A user as an import writes them: every value that is known, no roles. */
export interface WrittenUser {
  readonly loginId: string;
  readonly values: Values;
  /** Absent where the source does not say; then the state is left as it is. */
  readonly state?: TenantState;
  /** Then `values` holds only the permissions that the role does not say. */
  readonly role?: string;
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

/** A file of roles; each says what is on. */
export function rolesFile(
  roles: readonly { readonly name: string; readonly description: string; readonly values: Values }[],
  schema: string,
): string {
  const entries = roles.map(({ name, description, values }) => {
    const permissions = permissionsOf(values);
    return [name, { description, ...(Object.keys(permissions).length === 0 ? {} : { permissions }) }] as const;
  });
  const document = new Document({ roles: Object.fromEntries(entries) });
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

function pick(values: Values, keys: readonly ValueKey[]): Values {
  return Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
}

function entryOf({ loginId, values, state, role }: WrittenUser): Tree {
  const entry: Tree = { loginId };
  for (const key of ["name", "extension", "locale", "timeZone"] as const) {
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
