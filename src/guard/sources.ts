import { compareText } from "../model/place.ts";
import type { Change } from "../model/plan.ts";

/** Names the file that most of the changes come from, when one stands out: `; 38 of them come from users/jakarta/sales.csv`. */
export function mainSource(changes: readonly Change[]): string {
  const byFile = Map.groupBy(changes, ({ place }) => place?.file ?? "entries that were taken out");
  const [most] = [...byFile].sort(([a, x], [b, y]) => y.length - x.length || compareText(a, b));
  if (most === undefined) return "";
  const [file, found] = most;
  return `; ${found.length} of ${changes.length} come from ${file}`;
}
