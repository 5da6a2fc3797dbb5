import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { openCsv } from "../../src/load/open.ts";
import { readTable } from "../../src/load/table.ts";
import { readCsv, SEPARATORS, writeCsv } from "../../src/model/csv.ts";
import { isEmpty, otherCsv } from "./oracles.ts";

const require = createRequire(import.meta.url);
const SPECTRUM = dirname(require.resolve("csv-spectrum"));
const NAMES = globSync("csvs/*.csv", { cwd: SPECTRUM })
  .map((file) => basename(file, ".csv"))
  .sort();

/** Quotes stand bare in its cells, which a roster may not have; and its JSON gives another phone number than its CSV. */
const REFUSED = "location_coordinates";
const READ = NAMES.filter((name) => name !== REFUSED);

function text(name: string): string {
  return readFileSync(join(SPECTRUM, "csvs", `${name}.csv`), "utf8");
}

function cellsOf(all: string, separator: (typeof SEPARATORS)[number] = ","): readonly (readonly string[])[] {
  const table = readCsv(all, separator);
  if (!table.ok) throw new Error(table.fault.reason);
  return table.records.map(({ cells }) => cells);
}

test("csv-spectrum is whole", () => expect([NAMES.length, READ.length]).toEqual([12, 11]));

describe("a file of csv-spectrum", () => {
  test.each(READ)("%s holds what its JSON says", (name) => {
    const [header = [], ...rows] = cellsOf(text(name));
    const objects = rows.map((cells) => Object.fromEntries(cells.map((cell, index) => [header[index], cell])));
    const expected: unknown = JSON.parse(readFileSync(join(SPECTRUM, "json", `${name}.json`), "utf8"));
    expect(objects).toEqual(expected);
  });

  test.each(READ)("%s is a table to papaparse too, and the same", (name) => {
    expect(otherCsv(text(name), ",")).toEqual(cellsOf(text(name)));
  });

  test.each(READ)("%s stays the same when it is written and read again", (name) => {
    const cells = cellsOf(text(name));
    expect(cellsOf(writeCsv(cells))).toEqual(cells);
  });

  test.each(NAMES)("%s is a table or a problem with a place to the loader", (name) => {
    const file = `users/${name}.csv`;
    const { source, problems } = openCsv({ file, bytes: readFileSync(join(SPECTRUM, "csvs", `${name}.csv`)) }, []);
    const { table, problems: found } = source === undefined ? { table: undefined, problems } : readTable(source);
    expect(table !== undefined || found.length > 0).toBe(true);
    for (const { place } of [...problems, ...found]) expect(place).toMatchObject({ file, line: expect.any(Number) });
  });
});

test("bare quotes are refused where they stand, though papaparse takes them", () => {
  expect(readCsv(text(REFUSED), ",")).toMatchObject({
    ok: false,
    fault: { line: 2, reason: "a quote stands inside a cell that is not quoted" },
  });
  expect(otherCsv(text(REFUSED), ",")).toHaveLength(2);
});

const FILES = globSync(["users/**/*.csv", "examples/**/*.csv", "test/fixtures/**/*.csv"]).sort();

test("every CSV file of this repository that papaparse accepts is the same table to us", () => {
  let both = 0;
  for (const file of FILES) {
    const { source, problems } = openCsv({ file, bytes: readFileSync(file) }, []);
    if (source === undefined || problems.length > 0) continue;
    for (const separator of SEPARATORS) {
      const ours = readCsv(source.text, separator);
      const other = otherCsv(source.text, separator);
      if (!ours.ok || other === undefined) continue;
      both += 1;
      expect([file, ours.records.map(({ cells }) => cells).filter((cells) => !isEmpty(cells))]).toEqual([file, other]);
    }
  }
  expect(both).toBeGreaterThan(20);
});
