import type { HeldNumber, PoolUse } from "../model/pools.ts";
import { type Line, styled } from "./line.ts";
import { tableRows } from "./table.ts";

/** Who has which number, pool by pool, and the numbers of no pool at the end. */
export function extensionLines(pools: readonly PoolUse[], outside: readonly HeldNumber[]): readonly Line[] {
  const parts = pools.map((pool) => [headLine(pool), ...heldLines(pool.held)]);
  const rest = outside.length === 0 ? [] : [[[styled("bold", "in no pool")], ...heldLines(outside)]];
  const none = pools.length === 0 ? [[["No pools: meibo.yaml names them under extensionPools."]]] : [];
  return [...none, ...parts, ...rest].flatMap((part, index) => (index === 0 ? part : [[], ...part]));
}

function headLine({ pool, ranges, size, held, free, next }: PoolUse): Line {
  const left = next === undefined ? "full" : `next ${next}`;
  return [styled("bold", pool), `  ${ranges.join(", ")}  ${held.length} of ${size} taken, ${free} free, ${left}`];
}

function heldLines(held: readonly HeldNumber[]): readonly Line[] {
  return tableRows(held.map((one) => [one.extension, holderText(one), one.name, claimText(one)])).map((row) => [
    `  ${row}`,
  ]);
}

function holderText({ declared, actual, group }: HeldNumber): string {
  return declared ?? actual ?? `group ${group}`;
}

/** Where the claim comes from; a number that one has and another is to get belongs to both. */
function claimText({ declared, actual, group }: HeldNumber): string {
  if (declared === undefined) return actual === undefined ? "facts" : "MiiTel only";
  const shared = group === undefined ? "" : `, also the number of group ${group}`;
  if (actual === undefined) return `files only${shared}`;
  return actual.toLowerCase() === declared.toLowerCase()
    ? `files, MiiTel${shared}`
    : `files; in MiiTel ${actual} has it`;
}
