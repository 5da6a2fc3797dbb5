import { cutChunks } from "../model/chunks.ts";
import { type Move, orderExtensions } from "../model/extensions.ts";
import type { Chunk, Step } from "../model/plan.ts";
import { type LoginKey, loginKey } from "../model/user.ts";
import { countNames, type Run } from "./run.ts";

/**
 * The chunks of a step; where new users hold each other's numbers, which no plan can know, in an order in which each
 * number is free before it is taken.
 */
export function arranged(step: Step, run: Run): readonly Chunk[] {
  if (step.spares === undefined) return step.chunks;
  const rows = step.chunks.flatMap((chunk) => rowsOf(chunk, run));
  const wanted = new Set(rows.filter(({ from, to }) => to !== from).map(({ to }) => to));
  const held = [...run.created].map(([key, { values }]) => [key, values.extension] as const);
  if (!held.some(([, number]) => wanted.has(String(number)))) return step.chunks;
  const taken = new Set(held.map(([, number]) => number));
  const free = step.spares.filter((number) => !taken.has(number));
  const asked = new Set(rows.map(({ loginId }) => loginKey(loginId)));
  const inTheWay = held.filter(([key, number]) => !asked.has(key) && wanted.has(String(number)));
  const aside = inTheWay.slice(0, free.length).flatMap(([key], index) => stepAside(key, free[index] ?? "", run));
  const { groups } = orderExtensions([...aside, ...rows], free.slice(aside.length));
  // The plan cut its chunks to what the connector takes, and a smaller one is always taken.
  const size = Math.max(...step.chunks.map(({ users }) => users.length));
  const chunks = cutChunks(groups, step.number, "update", size);
  countAnew(run, step.chunks, chunks);
  return chunks;
}

function rowsOf({ users, sets }: Chunk, run: Run): readonly Move[] {
  return users.map((loginId) => {
    const own = sets?.[loginId];
    const row = own === undefined ? { loginId } : { loginId, sets: own };
    const created = run.changes.get(loginKey(loginId))?.find((change) => change.kind === "create");
    const from = run.created.get(loginKey(loginId))?.values.extension;
    if (created === undefined || from === undefined) return row;
    return { ...row, from: String(from), to: String(created.values.extension) };
  });
}

/** Somebody whose file says no number gives theirs to somebody whose file does. */
function stepAside(key: LoginKey, spare: string, run: Run): readonly Move[] {
  const user = run.created.get(key);
  if (user === undefined) return [];
  return [{ loginId: user.loginId, from: String(user.values.extension), to: spare, sets: { extension: spare } }];
}

function countAnew(run: Run, before: readonly Chunk[], after: readonly Chunk[]): void {
  const [planned, now] = [countNames(before), countNames(after)];
  for (const [key, count] of now) {
    const more = count - (planned.get(key) ?? 0);
    for (const counts of [run.open, run.openUpdates]) counts.set(key, (counts.get(key) ?? 0) + more);
  }
}
