import type { RowResult } from "../model/journal.ts";
import type { ChunkStory, Deed, RowStory, RunStory } from "../model/runs.ts";
import { type Line, type Style, styled } from "./line.ts";
import { phraseText } from "./phrase.ts";
import { kindCounts } from "./plan.ts";
import { effortText, secondsText } from "./run.ts";
import { tableRows } from "./table.ts";
import type { Words } from "./words/words.ts";

const ENDS: Readonly<Record<RunStory["end"], Style>> = {
  done: "green",
  partly: "yellow",
  refused: "yellow",
  lockHeld: "yellow",
  lockLost: "red",
  unreadable: "red",
  stateFailed: "red",
  stopped: "yellow",
  running: "cyan",
  unfinished: "red",
};

/** One run a line, in the order given. */
export function runsLines(runs: readonly RunStory[], timeZone: string, words: Words): readonly Line[] {
  if (runs.length === 0) return [[words.log.noRuns]];
  const rows = tableRows(runs.map((run) => cellsOf(run, timeZone, words)));
  return rows.flatMap((row, index): readonly Line[] => {
    const run = runs[index];
    return run === undefined ? [] : [[`${row}  `, endOf(run, words), `  ${sumText(run, words)}`]];
  });
}

function cellsOf(
  { run, at, by, commit, planHash }: RunStory,
  timeZone: string,
  { log, moment }: Words,
): readonly string[] {
  return [run, moment(at, timeZone), by, log.plan(planHash.slice(0, 12)), commit?.slice(0, 12) ?? log.noCommit];
}

function endOf({ end }: RunStory, { log }: Words) {
  return styled(ENDS[end], log.ends[end]);
}

function sumText(run: RunStory, words: Words): string {
  const { done, failed, notDone = 0 } = run;
  const parts = [
    kindCounts(done, words, "done"),
    ...(failed === 0 ? [] : [words.log.failed(failed)]),
    ...(notDone === 0 ? [] : [words.log.notBegun(notDone)]),
    ...effortOf(run, words),
  ];
  return parts.join(words.comma);
}

function effortOf({ requests, retries = 0, milliseconds = 0 }: RunStory, words: Words): readonly string[] {
  return requests === undefined ? [] : [effortText({ requests, retries, milliseconds }, words)];
}

/** One run: how it was begun, each chunk, and everybody whose change was not done. */
export function runLines(run: RunStory, timeZone: string, words: Words): readonly Line[] {
  return [
    [styled("bold", words.log.run(run.run)), "  ", endOf(run, words)],
    ...headTexts(run, timeZone, words).map((text): Line => [`  ${text}`]),
    [],
    ...(run.chunks.length === 0 ? [[`  ${words.log.noChunk}`]] : chunksLines(run.chunks, words)),
    ...wayOnLines(run, words),
  ];
}

function headTexts(run: RunStory, timeZone: string, words: Words): readonly string[] {
  const { log, comma } = words;
  const { at, by, planHash, commit, only = [], due, allowed, released = [] } = run;
  return [
    log.begun(words.moment(at, timeZone), by),
    log.plan(planHash),
    commit === undefined ? log.unknownCommit : log.commit(commit),
    ...(only.length === 0 ? [] : [log.only(only.join(comma))]),
    ...(due === true ? [log.due] : []),
    ...(allowed.length === 0 ? [] : [log.allowed(allowed.join(comma))]),
    ...(released.length === 0 ? [] : [log.released(released.join(comma))]),
    sumText(run, words),
  ];
}

function chunksLines(chunks: readonly ChunkStory[], words: Words): readonly Line[] {
  const rows = tableRows(chunks.map((chunk) => chunkCells(chunk, words)));
  return chunks.flatMap((chunk, index) => [
    [`  ${rows[index] ?? ""}`],
    ...(chunk.sealed === undefined ? [] : [[`      ${words.log.passwords(chunk.sealed)}`]]),
    ...(chunk.settledBy === undefined ? [] : [[`      ${words.log.settledBy(chunk.settledBy)}`]]),
    ...rowsLines(chunk.rows, words),
  ]);
}

function chunkCells({ chunk, kind, rows, milliseconds }: ChunkStory, words: Words): readonly string[] {
  const done = rows.filter(({ result }) => result === "done").length;
  const time = milliseconds === undefined ? words.log.noAnswer : secondsText(milliseconds, words);
  return [chunk, words.kinds[kind].word, words.log.done(done, rows.length), time];
}

const RESULTS: Readonly<Record<RowResult | "open", Style>> = {
  done: "green",
  rejected: "red",
  held: "yellow",
  moved: "yellow",
  pending: "yellow",
  unknown: "red",
  undone: "yellow",
  open: "red",
};

function rowsLines(rows: readonly RowStory[], words: Words): readonly Line[] {
  return rows
    .filter(({ result }) => result !== "done")
    .map(({ row, loginId, result, cause }): Line => {
      const said = styled(RESULTS[result], words.log.results[result]);
      return [`      ${words.row(row)}  ${loginId}  `, said, causeText(cause, words)];
    });
}

function causeText(cause: string | undefined, words: Words): string {
  return cause === undefined ? "" : `${words.colon}${phraseText(cause, words)}`;
}

function wayOnLines({ end, run }: RunStory, { log }: Words): readonly Line[] {
  if (end === "running") return [];
  const finish = end === "done" ? [] : [[log.finish, "meibo apply --resume"]];
  return [[], ...tableRows([...finish, [log.takeBack, `meibo undo ${run}`]]).map((row): Line => [row])];
}

/** What runs did to one person, in the order given. */
export function deedLines(deeds: readonly Deed[], loginId: string, timeZone: string, words: Words): readonly Line[] {
  if (deeds.length === 0) return [[words.log.noDeeds(loginId)]];
  const rows = tableRows(
    deeds.map(({ at, run, kind, chunk, by }) => [
      words.moment(at, timeZone),
      words.kinds[kind].word,
      words.log.run(run),
      chunk,
      by,
    ]),
  );
  return [
    [styled("bold", loginId)],
    ...deeds.map(({ result, cause, settledBy }, index): Line => {
      const said = styled(RESULTS[result], words.log.results[result]);
      const later = settledBy === undefined ? "" : `${words.comma}${words.log.settledBy(settledBy)}`;
      return [`  ${rows[index] ?? ""}  `, said, `${causeText(cause, words)}${later}`];
    }),
  ];
}
