import type { FileDiff } from "../model/file-change.ts";
import { diffLines } from "./diff.ts";
import { type Line, styled } from "./line.ts";
import { tableRows } from "./table.ts";
import type { Words } from "./words/words.ts";

export interface FormatView {
  /** That were looked at. */
  readonly files: number;
  readonly diffs: readonly FileDiff[];
  /** Whose renames are settled. */
  readonly pruned: readonly { readonly loginId: string; readonly previousLoginIds: readonly string[] }[];
  readonly written: boolean;
}

/** The change file by file, the renames that are settled, and whether anything was written. */
export function formatLines({ files, diffs, pruned, written }: FormatView, { format, comma }: Words): readonly Line[] {
  if (diffs.length === 0) return [[format.canonical(files)]];
  const rows = pruned.map(({ loginId, previousLoginIds }) => [loginId, previousLoginIds.join(comma)]);
  const settled =
    rows.length === 0 ? [] : [[styled("bold", format.settled)], ...tableRows(rows).map((row) => [`  ${row}`]), []];
  const end = written ? format.wrote(diffs.length) : format.preview(diffs.length);
  return [...diffs.flatMap((diff) => [...diffLines(diff), []]), ...settled, [end]];
}
