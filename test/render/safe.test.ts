import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { styled } from "../../src/render/line.ts";
import { safeJson } from "../../src/render/safe.ts";
import { writeLines } from "../../src/render/write.ts";

/** How the GitHub runner looks for commands: the newer form after trimming, the older one anywhere. */
function isCommand(line: string): boolean {
  return /^\s*::/u.test(line) || line.includes("##[");
}

const HOSTILE = [
  "\u001b[31mred\u001b[0m",
  "\u001b]0;title\u0007",
  "\u009b31m",
  "a\rb",
  "a\nb",
  "a\u2028b",
  "::set-output name=x::y",
  "  ::add-mask::a",
  "\u3000::error::x",
  "\u00a0::stop-commands::t",
  "x ##[set-env name=A]b",
  "##[##[error]",
  "\u202egnp.exe",
  "zero\u200bwidth",
  "\u{e0041}tag",
  "\ud800lone",
  "\u0000nul",
  ":\u200b:error::",
];

describe("a hostile text has no effect on a line", () => {
  const both = HOSTILE.flatMap((text) => [[text, false] as const, [text, true] as const]);
  test.each(both)("%j, colour %s", (text, colour) => {
    const written = writeLines(
      [[text], ["  ", text], ["name ", styled("red", text), " end"], [styled("bold", text)]],
      colour,
    );
    const plain = written.replaceAll(/\u001b\[\d*m/g, "");
    expect(plain.split("\n")).toHaveLength(5);
    expect(plain.split("\n").filter(isCommand)).toEqual([]);
    expect(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/u.test(plain),
    ).toBe(false);
  });
});

test("no text at all makes a line into a command, in whatever spans it is cut", () => {
  const piece = fc.oneof(
    fc.constantFrom(":", "::", "#", "##[", "[", " ", "\u3000", "\u001b[1m", "\n", "error"),
    fc.string(),
  );
  const span = fc.oneof(
    piece,
    piece.map((text) => styled("red", text)),
  );
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), fc.boolean(), (line, colour) => {
      const [written = "", ...rest] = writeLines([line], colour).split("\n");
      expect(rest).toEqual([""]);
      expect(isCommand(written.replaceAll(/\u001b\[\d*m/g, ""))).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test("JSON is inert and parses to the same value", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" }))), (texts) => {
      const value = Object.fromEntries(texts.map((text) => [text, [text]]));
      for (const indent of [undefined, 2]) {
        const written = safeJson(value, indent);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(written.split("\n").filter(isCommand)).toEqual([]);
        expect(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202e]/u.test(written)).toBe(false);
      }
    }),
  );
});

test("without colour nothing is lost", () => {
  const line = ["a ", styled("red", "b"), " c"];
  expect(writeLines([line], true).replaceAll(/\u001b\[\d*m/g, "")).toBe(writeLines([line], false));
});
