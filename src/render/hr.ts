import type { HrExport, HrRow } from "../model/hr.ts";
import type { Line } from "./line.ts";
import { tableRows } from "./table.ts";
import type { Words } from "./words/words.ts";

interface Outcome {
  readonly matched: { readonly employeeId: number; readonly loginId: number };
  readonly edits: readonly { readonly words: readonly { readonly key: string; readonly value?: unknown }[] }[];
  readonly joiners: readonly unknown[];
  readonly left: readonly { readonly row: HrRow; readonly why: "noUser" | "noFile" | "renamed" | "back" }[];
}

/** What was found, in numbers; and by name what people have to decide. */
export function hrLines(
  { ignored }: HrExport,
  { matched, edits, joiners, left }: Outcome,
  { hr }: Words,
): readonly Line[] {
  const saying = (key: string, value?: string) =>
    edits.filter(({ words }) => words.some((word) => word.key === key && (value === undefined || word.value === value)))
      .length;
  const open = left.filter(({ why }) => why !== "noUser");
  const rows = open.map(({ row: { loginId = "", name = "", department = "" }, why }) => [
    loginId,
    name,
    department,
    hr.why[why],
  ]);
  return [
    [hr.matched(matched.employeeId, matched.loginId, left.length - open.length)],
    [hr.found(joiners.length, saying("endDate"), saying("state", "inactive"), saying("department"))],
    [hr.ignored(ignored)],
    ...tableRows(rows).map((row): Line => [`  ${row}`]),
    [],
  ];
}
