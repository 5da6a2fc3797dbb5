import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf } from "../../src/edit/csv-cells.ts";
import { editFile } from "../../src/edit/write.ts";
import { readTable } from "../../src/load/table.ts";
import { randomEdits, saidIn } from "./random-edits.ts";
import { type RandomFile, runs, tableFiles, yamlFiles } from "./random-files.ts";
import { remarksIn } from "./random-yaml.ts";
import { touchedLines } from "./touched.ts";

const TIMEOUT = 600_000;

interface EditedFile {
  readonly after: RandomFile;
  /** People whose words the encoding cannot hold. */
  readonly left: ReadonlySet<string>;
}

function edited(file: RandomFile, edits: Parameters<typeof editFile>[1]): EditedFile {
  const { bytes, unwritten } = editFile(file, edits);
  expect(unwritten.filter(({ why }) => why !== "noCharacter")).toEqual([]);
  const text = new TextDecoder(file.encoding === "shift_jis" ? "shift_jis" : "utf-8").decode(bytes);
  return { after: { ...file, bytes, text }, left: new Set(unwritten.map(({ loginId }) => loginId)) };
}

/** Only what was wanted is said now, by those whom the file can hold. */
function expectSaid(file: RandomFile, { after, left }: EditedFile, wanted: ReturnType<typeof saidIn>): void {
  const before = saidIn(file);
  const expected = wanted.map((said, index) => (left.has(String(said["loginId"])) ? before[index] : said));
  expect(saidIn(after)).toEqual(expected);
}

/** In their order, each to the letter; the dash of an entry may come to stand before another of its keys. */
function expectLines(after: readonly string[], kept: readonly string[]): void {
  let at = 0;
  for (const line of kept) {
    const found = after.findIndex((one, index) => index >= at && (one === line || one.replace("-", " ") === line));
    expect([line, found === -1 ? "is not there any more" : "is there"]).toEqual([line, "is there"]);
    at = found + 1;
  }
}

/** As bytes, without their breaks. */
function linesOf({ bytes }: RandomFile): readonly string[] {
  return Buffer.from(bytes)
    .toString("latin1")
    .split("\n")
    .map((line) => line.replace(/\r$/, ""));
}

test("random edits of random YAML files change what they mean to, and keep every comment and every other line", {
  timeout: TIMEOUT,
}, () => {
  fc.assert(
    fc.property(yamlFiles, fc.nat(), (file, seed) => {
      const { edits, wanted } = randomEdits(file, seed);
      const result = edited(file, edits);
      expectSaid(file, result, wanted);
      const { changed, gone } = touchedLines(file.text, result.after.text);
      const lines = linesOf(file);
      expectLines(
        linesOf(result.after),
        lines.filter((_, line) => !changed.has(line)),
      );
      // What stands behind a word that is taken out goes with it.
      const kept = file.text.split("\n").filter((_, line) => !gone.has(line));
      expectLines(remarksIn(result.after.text), remarksIn(kept.join("\n")));
    }),
    runs(400, 10_000),
  );
});

/** Every cell as it is written, its quotes and spaces too. */
function cellsIn({ text, separator = "," }: RandomFile): readonly (readonly string[])[] {
  return cellsOf(text, separator).map((record) => record.map(({ start, end }) => text.slice(start, end)));
}

/** What stands between the cells: separators, line breaks, empty lines. */
function betweenCells({ text, separator = "," }: RandomFile): string {
  let at = 0;
  const parts = cellsOf(text, separator).map((record) => {
    const before = text.slice(at, record[0]?.start);
    at = record.at(-1)?.end ?? at;
    return before;
  });
  return [...parts, text.slice(at)].join("|");
}

test("random edits of random tables change only the cells that they mean to", { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(tableFiles, fc.nat(), (file, seed) => {
      const { edits, wanted } = randomEdits(file, seed);
      const result = edited(file, edits);
      expectSaid(file, result, wanted);
      const places = edits.flatMap(({ writings }) => writings.map(({ place }) => `${place.row} ${place.cell}`));
      const after = cellsIn(result.after);
      const header = readTable({ file: file.file, text: file.text }).table?.header ?? [];
      for (const [row, cells] of cellsIn(file).entries()) {
        const kept = cells.map((cell, column) =>
          places.includes(`${row} ${header[column]}`) ? after[row]?.[column] : cell,
        );
        expect(after[row]?.slice(0, cells.length)).toEqual(kept);
      }
      expect(betweenCells(result.after)).toBe(betweenCells(file));
    }),
    runs(400, 10_000),
  );
});
