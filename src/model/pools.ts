import type { Facts } from "./facts.ts";
import { compareText } from "./place.ts";
import type { DeclaredUser } from "./roster.ts";
import type { LoginId, TenantUser } from "./user.ts";

/** Pools by name; each is ranges such as `2100-2199`, or single numbers. Leading zeros count. */
export type Pools = Readonly<Record<string, readonly string[]>>;

/** Every number of these ranges once, in their order. */
export function* numbersOf(ranges: readonly string[]): Generator<string> {
  for (const [index, range] of ranges.entries()) {
    const before = ranges.slice(0, index);
    for (const number of numbersIn(range)) if (!isInPool(number, before)) yield number;
  }
}

function* numbersIn(range: string): Generator<string> {
  const [first = "", last = first] = range.split("-");
  for (let number = Number(first); number <= Number(last); number += 1) {
    yield String(number).padStart(first.length, "0");
  }
}

/** Numbers of the same length compare as text does, leading zeros and all. */
function isInPool(number: string, ranges: readonly string[]): boolean {
  return ranges.some((range) => {
    const [first = "", last = first] = range.split("-");
    return number.length === first.length && number >= first && number <= last;
  });
}

/** A number that cannot be given to anybody else, and everybody who has a claim to it. */
export interface HeldNumber {
  readonly extension: string;
  readonly name: string;
  /** Whom a file declares it for. */
  readonly declared?: LoginId;
  /** Who has it in the tenant. */
  readonly actual?: LoginId;
  /** The group of the tenant whose number it is. */
  readonly group?: string;
}

export interface Holders {
  readonly declared: readonly DeclaredUser[];
  readonly actual: readonly TenantUser[];
  readonly groups: Facts["groups"]["entries"];
}

/** By number. */
export function heldNumbers({ declared, actual, groups }: Holders): ReadonlyMap<string, HeldNumber> {
  const held = new Map<string, HeldNumber>();
  const hold = (extension: unknown, claim: Partial<HeldNumber>) => {
    if (typeof extension !== "string" || extension === "") return;
    held.set(extension, { name: "", ...held.get(extension), ...claim, extension });
  };
  for (const { name, number } of groups) hold(number, { name, group: name });
  for (const { loginId, values } of actual)
    hold(values.extension, { name: String(values.name ?? ""), actual: loginId });
  for (const { loginId, values } of declared) {
    hold(values.extension, { name: String(values.name ?? ""), declared: loginId });
  }
  return held;
}

export interface PoolUse {
  readonly pool: string;
  readonly ranges: readonly string[];
  readonly size: number;
  readonly free: number;
  /** The first free number; absent when the pool is full. */
  readonly next?: string;
  readonly held: readonly HeldNumber[];
}

export function poolUse(pool: string, ranges: readonly string[], held: ReadonlyMap<string, HeldNumber>): PoolUse {
  let size = 0;
  let next: string | undefined;
  const taken: HeldNumber[] = [];
  for (const number of numbersOf(ranges)) {
    const holder = held.get(number);
    size += 1;
    if (holder !== undefined) taken.push(holder);
    else next ??= number;
  }
  const free = size - taken.length;
  return { pool, ranges, size, free, ...(next === undefined ? {} : { next }), held: taken };
}

/** Held numbers that no pool names, the short ones first. */
export function outsidePools(pools: Pools, held: ReadonlyMap<string, HeldNumber>): readonly HeldNumber[] {
  const ranges = Object.values(pools).flat();
  return [...held.values()]
    .filter(({ extension }) => !isInPool(extension, ranges))
    .sort((a, b) => a.extension.length - b.extension.length || compareText(a.extension, b.extension));
}
