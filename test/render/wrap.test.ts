import { describe, expect, test } from "vitest";
import { widthOf } from "../../src/render/columns.ts";
import type { Line } from "../../src/render/line.ts";
import { wrapped } from "../../src/render/wrap.ts";
import { writeLines } from "../../src/render/write.ts";

const shown = (line: Line, width: number, further?: number) =>
  writeLines(wrapped(line, width, further), false)
    .trimEnd()
    .split("\n");

describe("a long line", () => {
  const rows: readonly (readonly [string, string, number, readonly string[]])[] = [
    ["stays when it fits", "  one two", 9, ["  one two"]],
    ["is broken between words, and set in", "  one two three four", 12, ["  one two", "      three", "      four"]],
    [
      "is broken between Japanese characters, but before no mark that ends a sentence",
      "これは長い文です。次の文",
      16,
      ["これは長い文で", "    す。次の文"],
    ],
    ["keeps short words of a legend whole", "+ 追加   !! 重大   ! 高", 17, ["+ 追加   !! 重大", "    ! 高"]],
    ["and a bracket with what it opens", "あいう（えお）", 9, ["あいう", "    （え", "    お）"]],
    [
      "lets a word that is too long for any line stand out",
      "a bbbbbbbbbbbbbbbb c",
      8,
      ["a", "    bbbbbbbbbbbbbbbb", "    c"],
    ],
  ];
  test.each(rows)("%s", (_, text, width, lines) => {
    expect(shown([text], width)).toEqual(lines);
  });

  test("is not set in further where that is not wished", () => {
    expect(shown(["one two three"], 8, 0)).toEqual(["one two", "three"]);
  });

  test("keeps its styles, and no piece is lost or wider than the terminal", () => {
    const words = ["役割", "sales-lead", "（代表・営業時間内）", "ユーザー", "MiiTel", "が", "!!", "→"];
    for (let seed = 1; seed <= 500; seed += 1) {
      const parts = Array.from({ length: 12 }, (_, at) => words[(seed * (at + 3) * 7 + at * at) % words.length] ?? "");
      const line: Line = ["  ", { style: "red", text: parts.slice(0, 4).join(" ") }, ` ${parts.slice(4).join("の")}`];
      const lines = wrapped(line, 30);
      const text = lines.flat().map((span) => (typeof span === "string" ? span : span.text));
      expect(text.join("").replaceAll(/\s/g, "")).toBe(parts.slice(0, 4).join("") + parts.slice(4).join("の"));
      for (const one of shown(line, 30)) expect(widthOf(one)).toBeLessThanOrEqual(30);
      const red = lines.flat().flatMap((span) => (typeof span !== "string" && span.style === "red" ? [span.text] : []));
      expect(red.join("").replaceAll(/\s/g, "")).toBe(parts.slice(0, 4).join(""));
    }
  });
});
