import { pad, widest } from "./columns.ts";

/** Texts of rows, one under the other; the last column is not filled up. */
export function tableRows(rows: readonly (readonly string[])[], most = 60): readonly string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, column) =>
    widest(
      rows.map((row) => row[column] ?? ""),
      most,
    ),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
