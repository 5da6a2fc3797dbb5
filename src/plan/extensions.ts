import type { LoginId, Values } from "../model/user.ts";

/** One row of the update step; `to` is set when the row gives the user another extension. */
export interface Move {
  readonly loginId: LoginId;
  readonly from?: string;
  readonly to?: string;
}

export interface MoveGroup {
  readonly users: readonly LoginId[];
  readonly sets?: Readonly<Record<LoginId, Values>>;
}

export interface OrderedMoves {
  /** A number that one group takes was freed by an earlier group, whatever a tenant checks rows against. */
  readonly groups: readonly MoveGroup[];
  readonly stuck: readonly (readonly LoginId[])[];
}

/** Chains go free before take; a circle is opened by moving one of its people to a spare number first. */
export function orderExtensions(moves: readonly Move[], spares: readonly string[]): OrderedMoves {
  const holders = new Map(moves.flatMap((move) => (move.from === undefined ? [] : [[move.from, move] as const])));
  const circles = findCircles(moves, holders);
  const opened = circles.slice(0, spares.length).map((circle, index) => ({ circle, spare: spares[index] ?? "" }));
  const parked = new Set(opened.map(({ circle }) => circle[0]?.loginId));
  const depths = depthsOf(moves, holders, parked);
  const deepest = Math.max(-1, ...depths.values());
  const layers = Array.from({ length: deepest + 1 }, (_, depth) => ({
    users: moves.filter((move) => depths.get(move) === depth).map(({ loginId }) => loginId),
  }));
  return {
    groups: opened.length === 0 ? layers : [parkingOf(opened), ...layers],
    stuck: circles.slice(spares.length).map((circle) => circle.map(({ loginId }) => loginId)),
  };
}

function parkingOf(opened: readonly { readonly circle: readonly Move[]; readonly spare: string }[]): MoveGroup {
  const parking = opened.flatMap(({ circle, spare }) => circle.slice(0, 1).map(({ loginId }) => ({ loginId, spare })));
  return {
    users: parking.map(({ loginId }) => loginId),
    sets: Object.fromEntries(parking.map(({ loginId, spare }) => [loginId, { extension: spare }])),
  };
}

/** Who has the number that this row wants? */
function holderOf(move: Move, holders: ReadonlyMap<string, Move>): Move | undefined {
  const holder = move.to === undefined ? undefined : holders.get(move.to);
  return holder === move ? undefined : holder;
}

function findCircles(moves: readonly Move[], holders: ReadonlyMap<string, Move>): readonly (readonly Move[])[] {
  const circles: Move[][] = [];
  const visited = new Set<Move>();
  for (const start of moves) {
    const path: Move[] = [];
    let at: Move | undefined = start;
    while (at !== undefined && !visited.has(at)) {
      visited.add(at);
      path.push(at);
      at = holderOf(at, holders);
    }
    const entry = at === undefined ? -1 : path.indexOf(at);
    if (entry >= 0) circles.push(path.slice(entry));
  }
  return circles;
}

/** How many rows must go before: one more than the holder of the wanted number; nobody waits for somebody parked. */
function depthsOf(
  moves: readonly Move[],
  holders: ReadonlyMap<string, Move>,
  parked: ReadonlySet<LoginId | undefined>,
): ReadonlyMap<Move, number> {
  const depths = new Map<Move, number>();
  for (const start of moves) {
    const chain: Move[] = [];
    const onChain = new Set<Move>();
    let at: Move | undefined = start;
    while (at !== undefined && !depths.has(at) && !onChain.has(at)) {
      chain.push(at);
      onChain.add(at);
      const holder = holderOf(at, holders);
      at = holder !== undefined && parked.has(holder.loginId) ? undefined : holder;
    }
    let depth = at === undefined ? -1 : (depths.get(at) ?? -1);
    for (const move of chain.reverse()) {
      depth += 1;
      depths.set(move, depth);
    }
  }
  return depths;
}
