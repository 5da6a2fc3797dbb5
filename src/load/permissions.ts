import { PERMISSION_KEYS, type Value, type ValueKey } from "../model/fields.ts";
import type { PermissionsContent } from "./contents.ts";
import type { MapNode } from "./yaml.ts";

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
  for (const { key: name, value: inner } of node.entries) {
    const said = content[name.text];
    const parts = KEYS.get(name.text);
    if (typeof said === "object" && inner.kind === "map") addGroup(found, said, parts, inner);
    else if (typeof said !== "object") add(found, parts?.get("enabled"), said, name.line);
  }
  return found;
}

function addGroup(
  found: Permission[],
  said: Readonly<Record<string, Value>>,
  parts: ReadonlyMap<string, ValueKey> | undefined,
  node: MapNode,
): void {
  for (const { key: part } of node.entries) add(found, parts?.get(part.text), said[part.text], part.line);
}

/** What was of the wrong shape was told, and is no longer there. */
function add(found: Permission[], key: ValueKey | undefined, value: Value | undefined, line: number): void {
  if (key !== undefined && value !== undefined) found.push({ key, value, line });
}
