import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv, SEPARATORS } from "../../src/model/csv.ts";

/** What the reader of quoted tables makes of a text. */
function byReader(text: string, delimiter: string): readonly (readonly string[])[] {
  return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, record_delimiter: ["\r\n", "\n"] });
}

test("a table without quotes is what the strict reader makes of it", () => {
  const part = fc.constantFrom("a", "b c", "佐藤", ",", ";", "\t", "\n", "\r\n", "\r", " ", "");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), fc.constantFrom(...SEPARATORS), (parts, separator) => {
      const text = parts.join("");
      const read = readCsv(text, separator);
      expect(read.ok && read.records.map(({ cells }) => cells)).toEqual(byReader(text, separator));
    }),
    { numRuns: 2_000 },
  );
});

describe("what is no table is refused where the quote opens", () => {
  const ROWS: readonly (readonly [string, string, { line: number; column: number; reason: RegExp }])[] = [
    ["never closed", 'a,b\n1,2\n3,"x\n4,5\n', { line: 3, column: 3, reason: /never closed/ }],
    [
      "closed by the next one",
      'a,b\n1,"x\n2,"y"\n',
      { line: 2, column: 3, reason: /not meant for it, one line below/ },
    ],
    ["behind a quoted line break", 'a,b\n"p\nq",1\n"r,2\n', { line: 4, column: 1, reason: /never closed/ }],
    ["text behind it", 'a,b\n1,"x"y\n', { line: 2, column: 3, reason: /behind the closing quote/ }],
    ["inside a cell", 'a,b\n1,\u{1F600}x"y\n', { line: 2, column: 5, reason: /not quoted/ }],
    ["too long", `a,b\n1,"${"x\n".repeat(40_000)}",2\n`, { line: 2, column: 3, reason: /never closed/ }],
    ["a row too long without quotes", `a,b\n1,${"x".repeat(70_000)}\n`, { line: 2, column: 1, reason: /64 KiB/ }],
  ];
  test.each(ROWS)("%s", (_, text, { line, column, reason }) => {
    const read = readCsv(text, ",");
    expect(read.ok ? undefined : read.fault).toMatchObject({ line, column, reason: expect.stringMatching(reason) });
  });
});
