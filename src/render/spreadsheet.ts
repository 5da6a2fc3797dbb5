import { late } from "../model/late.ts";
import type { Plan } from "../model/plan.ts";
import type { RowStory, RunStory } from "../model/runs.ts";
import { impactText } from "./impacts.ts";
import { phraseText } from "./phrase.ts";
import { safe } from "./safe.ts";
import { costOf, viewOf } from "./view.ts";
import { reasonText, valueText } from "./wording.ts";
import type { Words } from "./words/words.ts";

/** Tables for spreadsheets: UTF-8 with its mark, and no cell that a spreadsheet would take for a formula. */
function csv(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "number" ? cell : inert(cell))));
  return `\uFEFF${late.csvStringify.stringify(cells, { record_delimiter: "windows" })}`;
}

function inert(text: string): string {
  const shown = safe(text);
  return /^[=+\-@|%\t]/.test(shown) ? `'${shown}` : shown;
}

/** A result of a command as a table; `head` are keys, the same in every language. */
export function tableCsv(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return csv([head, ...rows]);
}

/** The JSON of a command as a table: a column for each path in it, such as `place.file`. */
export function recordsCsv(paths: readonly string[], records: readonly object[]): string {
  return tableCsv(
    paths,
    records.map((record) => paths.map((path) => cellOf(path.split(".").reduce<unknown>(below, record)))),
  );
}

function below(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([own]) => own === key)?.[1]
    : undefined;
}

function cellOf(value: unknown): string | number {
  if (typeof value === "number") return value;
  return value === undefined ? "" : [value].flat().join(" ");
}

/** One row a change. */
export function planCsv(plan: Plan, words: Words): string {
  const { report, markdown, kinds } = words;
  const head = [markdown.what, "Login ID", report.user, report.file, report.row, markdown.details, report.costs];
  const rows = viewOf(plan)
    .files.flatMap(({ changes }) => changes)
    .map((change) => {
      const { place, loginId, name } = change;
      const costs = costOf(change, plan.impacts).grave.map(
        (impact) => `${impactText(impact, words)}${words.aside(impact.id)}`,
      );
      const where = place?.row ?? place?.line ?? "";
      return [
        kinds[change.kind].word,
        loginId,
        name,
        place?.file ?? "",
        where,
        detailOf(change, words),
        costs.join(words.semicolon),
      ];
    });
  return csv([head, ...rows]);
}

function detailOf(change: Plan["changes"][number], words: Words): string {
  if (change.kind === "update")
    return change.fields
      .map(({ key, from, to }) => `${key}: ${valueText(from, words)} → ${valueText(to, words)}`)
      .join(words.semicolon);
  return change.kind === "activate" || change.kind === "deactivate" ? reasonText(change, words) : "";
}

/** One row a user and chunk of a run. */
export function runCsv({ chunks }: RunStory, words: Words, wanted: (row: RowStory) => boolean = () => true): string {
  const { report, kinds, log, markdown } = words;
  const head = [report.chunk, report.row, markdown.what, "Login ID", report.outcome, report.cause];
  const rows = chunks.flatMap(({ chunk, kind, rows: own }) =>
    own
      .filter(wanted)
      .map(({ row, loginId, result, cause = "" }) => [
        chunk,
        row,
        kinds[kind].word,
        loginId,
        log.results[result],
        phraseText(cause, words),
      ]),
  );
  return csv([head, ...rows]);
}

export function failedRowsCsv(run: RunStory, words: Words): string {
  return runCsv(run, words, ({ result }) => result !== "done");
}
