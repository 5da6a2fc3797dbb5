import type { HeldNumber, PoolUse } from "../model/pools.ts";
import { type Line, styled } from "./line.ts";
import { tableRows } from "./table.ts";
import type { Words } from "./words/words.ts";

/** Who has which number, pool by pool, and the numbers of no pool at the end. */
export function extensionLines(
  pools: readonly PoolUse[],
  outside: readonly HeldNumber[],
  words: Words,
): readonly Line[] {
  const parts = pools.map((pool) => [headLine(pool, words), ...heldLines(pool.held, words)]);
  const rest = outside.length === 0 ? [] : [[[styled("bold", words.extension.inNoPool)], ...heldLines(outside, words)]];
  const none = pools.length === 0 ? [[[words.extension.noPools]]] : [];
  return [...none, ...parts, ...rest].flatMap((part, index) => (index === 0 ? part : [[], ...part]));
}

function headLine({ pool, ranges, size, held, free, next }: PoolUse, { extension, comma }: Words): Line {
  const left = next === undefined ? extension.full : extension.next(next);
  return [styled("bold", pool), `  ${ranges.join(comma)}  ${extension.pool(held.length, size, free, left)}`];
}

function heldLines(held: readonly HeldNumber[], { extension }: Words): readonly Line[] {
  return tableRows(
    held.map((one) => [one.extension, holderText(one, extension), one.name, claimText(one, extension)]),
  ).map((row) => [`  ${row}`]);
}

function holderText({ declared, actual, group = "" }: HeldNumber, words: Words["extension"]): string {
  return declared ?? actual ?? words.group(group);
}

/** Where the claim comes from; a number that one has and another is to get belongs to both. */
function claimText({ declared, actual, group }: HeldNumber, words: Words["extension"]): string {
  if (declared === undefined) return actual === undefined ? words.facts : words.tenantOnly;
  const shared = group === undefined ? "" : words.alsoOf(group);
  if (actual === undefined) return `${words.filesOnly}${shared}`;
  return actual.toLowerCase() === declared.toLowerCase() ? `${words.both}${shared}` : words.otherThere(actual);
}
