import { PERMISSION_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import type { PermissionsContent } from "./contents.ts";
import { entryOf, type MapNode } from "./yaml.ts";

export interface Permission {
  readonly key: ValueKey;
  readonly value: Value;
  readonly line: number;
}

/** By the first part of a key, then by the second: `phone`, `enabled`; a key of one part has no second. */
const KEYS = new Map<string, Map<string, ValueKey>>();
for (const key of PERMISSION_KEYS) {
  const [group = "", part = "enabled"] = key.split(".");
  KEYS.set(group, (KEYS.get(group) ?? new Map<string, ValueKey>()).set(part, key));
}

/** The permissions of a map, flat and each with its line; `phone: true` is `phone.enabled`. */
export function permissionsOf(
  content: PermissionsContent | undefined,
  node: MapNode | undefined,
): readonly Permission[] {
  const found: Permission[] = [];
  if (content === undefined || node === undefined) return found;
  for (const [name, said] of Object.entries(content)) {
    const parts = typeof said === "object" ? said : { enabled: said };
    const entry = entryOf(node, name);
    const inner = entry?.value.kind === "map" ? entry.value : node;
    for (const [part, value] of Object.entries(parts)) {
      const key = KEYS.get(name)?.get(part);
      const line = (entryOf(inner, part) ?? entry)?.key.line ?? node.line;
      if (key !== undefined) found.push({ key, value, line });
    }
  }
  return found;
}
