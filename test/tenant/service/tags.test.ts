import { expect, test } from "vitest";
import { namesTag } from "../../../src/tenant/service/tags.ts";

const CASES: readonly (readonly [header: string, strong: boolean, weak: boolean])[] = [
  ['"a"', true, true],
  ['W/"a"', false, true],
  ['"b", "a"', true, true],
  ['"b",W/"a"', false, true],
  ['W/"a","a"', true, true],
  ["*", true, true],
  [" * ", true, true],
  ['"b"', false, false],
  ['"A"', false, false],
  ["a", false, false],
  ['w/"b"', false, false],
  ['"b,"', false, false],
  ["", false, false],
];

test.each(CASES)("%s names a tag for a change: %s, and for a look: %s", (header, strong, weak) => {
  expect([namesTag(header, '"a"', "strong"), namesTag(header, '"a"', "weak")]).toEqual([strong, weak]);
});
