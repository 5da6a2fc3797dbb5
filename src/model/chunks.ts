import type { WriteKind } from "./connector.ts";
import type { RowGroup } from "./extensions.ts";
import type { Chunk } from "./plan.ts";
import type { Values } from "./user.ts";

/** The chunks of one step: groups in their order, each cut to at most `size` users. */
export function cutChunks(groups: readonly RowGroup[], step: number, kind: WriteKind, size: number): readonly Chunk[] {
  const cut = groups.flatMap((group) => cutGroup(group, size));
  return cut.map((group, index) => ({ id: `${step}-${kind}-${String(index + 1).padStart(3, "0")}`, kind, ...group }));
}

function cutGroup(group: RowGroup, size: number): readonly RowGroup[] {
  const parts: RowGroup[] = [];
  for (let at = 0; at < group.users.length; at += size) parts.push(partOf(group, at, at + size));
  return parts;
}

function partOf({ users, sets = {} }: RowGroup, from: number, to: number): RowGroup {
  const part = users.slice(from, to);
  const own = part.flatMap((loginId): readonly (readonly [string, Values])[] => {
    const set = sets[loginId];
    return set === undefined ? [] : [[loginId, set]];
  });
  return own.length === 0 ? { users: part } : { users: part, sets: Object.fromEntries(own) };
}
