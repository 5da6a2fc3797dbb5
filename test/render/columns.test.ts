import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { pad, widest, widthOf } from "../../src/render/columns.ts";

const every = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((text) =>
  text.isWellFormed(),
);
/** Left out are characters that are written as their codes. */
const visible = every.filter((text) => widthOf(text) < 3 && !/[\p{Cc}\p{Cf}]/u.test(text));

test("every character is as wide as the library says", () => {
  expect(visible.length).toBeGreaterThan(60_000);
  expect(visible.filter((text) => widthOf(text) !== stringWidth(text))).toEqual([]);
});

test("so is every text of common ones", () => {
  const text = fc.string({ unit: fc.constantFrom(..."abc 花子ア゛ー。Ａé髙ｶﾞ𠮷"), maxLength: 20 });
  fc.assert(
    fc.property(text, (one) => {
      expect(widthOf(one)).toBe(stringWidth(one));
    }),
  );
});

test("a text is filled up by its cells, and a long one is left whole", () => {
  expect([pad("花子", 6), pad("ab", 4), pad("花子花子", 4)]).toEqual(["花子  ", "ab  ", "花子花子"]);
});

test("the widest counts up to a limit", () => {
  expect([widest(["a", "花子"], 10), widest(["花子花子"], 5), widest([], 9)]).toEqual([4, 5, 0]);
});
