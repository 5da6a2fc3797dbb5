import { describe, expect, test } from "vitest";
import { encode } from "../../src/model/encoding.ts";

describe("Shift_JIS takes a text whole or names what it cannot carry", () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["髙橋 﨑 德 ① ㈱ ｶﾅ", []],
    ["𠮷野", ["𠮷"]],
    ["é〜−", ["é", "〜", "−"]],
    ["葛\u{E0100}", ["\u{E0100}"]],
  ];
  test.each(rows)("%s", (text, characters) => {
    const encoded = encode(text, "shift_jis");
    expect(encoded.ok ? [] : encoded.characters).toEqual(characters);
  });
});

test("UTF-8 carries everything but half a character", () => {
  expect(encode("𠮷é", "utf-8").ok).toBe(true);
  expect(encode("\ud842", "utf-8").ok).toBe(false);
});

test("the byte order mark stands once, in front", () => {
  const encoded = encode("a", "utf-8-bom");
  expect(encoded.ok && [...encoded.bytes]).toEqual([0xef, 0xbb, 0xbf, 0x61]);
});
