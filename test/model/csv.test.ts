import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv, writeCsv } from "../../src/model/csv.ts";

function linesOf(text: string): readonly number[] {
  const table = readCsv(text, ",");
  return table.ok ? table.records.map(({ line }) => line) : [];
}

describe("a record says the line it begins on", () => {
  const rows: readonly (readonly [string, string, readonly number[]])[] = [
    ["plain lines", "a,b\n1,2\n3,4\n", [1, 2, 3]],
    ["lines that end in CRLF", "a,b\r\n1,2\r\n", [1, 2]],
    ["a quoted line break", 'a,b\n"x\ny",2\n3,4\n', [1, 2, 4]],
    ["a quoted CRLF", 'a,b\r\n"x\r\ny",2\r\n3,4\r\n', [1, 2, 4]],
    ["empty lines between", "a,b\n\n\n1,2\n\n3,4", [1, 4, 6]],
    ["empty lines at the top", "\n\na,b\n1,2\n", [3, 4]],
  ];
  test.each(rows)("%s", (_, text, lines) => {
    expect(linesOf(text)).toEqual(lines);
  });
});

describe("what is no table is refused with its line", () => {
  const rows: readonly (readonly [string, string, number])[] = [
    ["a quote that never ends", 'a,b\n1,2\n"x,3\n', 3],
    ["text behind a closing quote", 'a,b\n"x"y,2\n', 2],
    ["a quote in a bare cell", 'a,b\n1,2\nx"y,2\n', 3],
  ];
  test.each(rows)("%s", (_, text, line) => {
    const table = readCsv(text, ",");
    expect(table.ok ? undefined : table.fault.line).toBe(line);
  });
});

test("what is written is read back, cell by cell", () => {
  const cell = fc.oneof(
    fc.constantFrom("a\nb", "c\rd", "e\r\nf", '"', ",", ";", "\t"),
    fc.string({ unit: "grapheme", maxLength: 8 }),
  );
  const record = fc.tuple(fc.constantFrom("a", "1"), cell, cell);
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 6 }),
      fc.constantFrom(",", ";", "\t"),
      (records, separator) => {
        const table = readCsv(writeCsv(records, separator), separator);
        expect(table.ok ? table.records.map(({ cells }) => cells) : table.fault).toEqual(records);
      },
    ),
  );
});
