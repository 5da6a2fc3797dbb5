import type { LoginId, Values } from "./user.ts";

/** One row of an update; `to` is set when the row gives the user another extension. */
export interface Move {
  readonly loginId: LoginId;
  readonly from?: string;
  readonly to?: string;
  /** What the row sets where that is not all of the user's change. */
  readonly sets?: Values;
}

/** Rows that may go together; groups go one after the other. */
export interface RowGroup {
  readonly users: readonly LoginId[];
  readonly sets?: Readonly<Record<LoginId, Values>>;
}

export interface OrderedMoves {
  /** A number that one group takes was freed by an earlier group, whatever a tenant checks rows against. */
  readonly groups: readonly RowGroup[];
  /** People who swap extensions while no spare number is free. */
  readonly stuck: readonly (readonly LoginId[])[];
  /** Spare numbers that nobody was parked on. */
  readonly spares: readonly string[];
}

/** Chains go free before take; a circle is opened by moving one of its people to a spare number first. */
export function orderExtensions(moves: readonly Move[], spares: readonly string[]): OrderedMoves {
  const holders = new Map(moves.flatMap((move) => (move.from === undefined ? [] : [[move.from, move] as const])));
  const circles = findCircles(moves, holders);
  const opened = circles.slice(0, spares.length).map((circle, index) => ({ circle, spare: spares[index] ?? "" }));
  const parking = opened.flatMap(({ circle, spare }) => circle.slice(0, 1).map((move) => parked(move, spare)));
  const depths = depthsOf(moves, holders, new Set(parking.map(({ loginId }) => loginId)));
  const layers = [...Map.groupBy(moves, (move) => depths.get(move) ?? 0)].sort(([a], [b]) => a - b);
  const groups = [parking, ...layers.map(([, layer]) => layer)].filter((rows) => rows.length > 0);
  return {
    groups: groups.map(groupOf),
    stuck: circles.slice(spares.length).map((circle) => circle.map(({ loginId }) => loginId)),
    spares: spares.slice(opened.length),
  };
}

function parked({ loginId }: Move, extension: string): Move {
  return { loginId, sets: { extension } };
}

function groupOf(rows: readonly Move[]): RowGroup {
  const sets = rows.flatMap(({ loginId, sets: own }) => (own === undefined ? [] : [[loginId, own] as const]));
  const users = rows.map(({ loginId }) => loginId);
  return sets.length === 0 ? { users } : { users, sets: Object.fromEntries(sets) };
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
  parking: ReadonlySet<LoginId>,
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
      at = holder !== undefined && parking.has(holder.loginId) ? undefined : holder;
    }
    let depth = at === undefined ? -1 : (depths.get(at) ?? -1);
    for (const move of chain.reverse()) {
      depth += 1;
      depths.set(move, depth);
    }
  }
  return depths;
}
