import type { RowResult } from "../model/journal.ts";
import type { ChunkStory, Deed, RowStory, RunStory } from "../model/runs.ts";
import { count } from "./count.ts";
import { KINDS } from "./legend.ts";
import { type Line, type Style, styled } from "./line.ts";
import { kindCounts, momentText } from "./plan.ts";
import { effortText, secondsText } from "./run.ts";
import { tableRows } from "./table.ts";

interface Word {
  readonly text: string;
  readonly style: Style;
}

const ENDS: Readonly<Record<RunStory["end"], Word>> = {
  done: { text: "done", style: "green" },
  partly: { text: "partly done", style: "yellow" },
  refused: { text: "refused", style: "yellow" },
  lockHeld: { text: "did not get the lock", style: "yellow" },
  lockLost: { text: "lost the lock", style: "red" },
  unreadable: { text: "the tenant could not be read", style: "red" },
  stateFailed: { text: "the state could not be written", style: "red" },
  stopped: { text: "stopped by a signal", style: "yellow" },
  running: { text: "running now", style: "cyan" },
  unfinished: { text: "not ended: died, or still running", style: "red" },
};

const NO_RUNS = "Nothing was applied from here yet.";

/** One run a line, in the order given. */
export function runsLines(runs: readonly RunStory[], timeZone: string): readonly Line[] {
  if (runs.length === 0) return [[NO_RUNS]];
  const rows = tableRows(runs.map((run) => cellsOf(run, timeZone)));
  return rows.flatMap((row, index): readonly Line[] => {
    const run = runs[index];
    return run === undefined ? [] : [[`${row}  `, endOf(run), `  ${sumText(run)}`]];
  });
}

function cellsOf({ run, at, by, commit, planHash }: RunStory, timeZone: string): readonly string[] {
  return [run, momentText(at, timeZone), by, `plan ${planHash.slice(0, 12)}`, commit?.slice(0, 12) ?? "no commit"];
}

function endOf({ end }: RunStory) {
  const { text, style } = ENDS[end];
  return styled(style, text);
}

function sumText(run: RunStory): string {
  const { done, failed, notDone = 0 } = run;
  const parts = [
    kindCounts(done, (kind) => KINDS[kind].done),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    ...(notDone === 0 ? [] : [`${notDone} not begun`]),
    ...effortOf(run),
  ];
  return parts.join(", ");
}

function effortOf({ requests, retries = 0, milliseconds = 0 }: RunStory): readonly string[] {
  return requests === undefined ? [] : [effortText({ requests, retries, milliseconds })];
}

/** One run: how it was begun, each chunk, and everybody whose change was not done. */
export function runLines(run: RunStory, timeZone: string): readonly Line[] {
  return [
    [styled("bold", `run ${run.run}`), "  ", endOf(run)],
    ...headTexts(run, timeZone).map((text): Line => [`  ${text}`]),
    [],
    ...(run.chunks.length === 0 ? [["  No chunk was begun."]] : chunksLines(run.chunks)),
    ...wayOnLines(run),
  ];
}

function headTexts(run: RunStory, timeZone: string): readonly string[] {
  const { at, by, planHash, commit, only = [], due, allowed, released = [] } = run;
  return [
    `begun ${momentText(at, timeZone)} by ${by}`,
    `plan ${planHash}`,
    `commit ${commit ?? "unknown: the files were not those of a commit"}`,
    ...(only.length === 0 ? [] : [`only ${only.join(", ")}`]),
    ...(due === true ? ["only what the calendar caused"] : []),
    ...(allowed.length === 0 ? [] : [`let through: ${allowed.join(", ")}`]),
    ...(released.length === 0 ? [] : [`let go of: ${released.join(", ")}`]),
    sumText(run),
  ];
}

function chunksLines(chunks: readonly ChunkStory[]): readonly Line[] {
  const rows = tableRows(chunks.map(chunkCells));
  return chunks.flatMap((chunk, index) => [
    [`  ${rows[index] ?? ""}`],
    ...(chunk.sealed === undefined ? [] : [[`      passwords: ${chunk.sealed}`]]),
    ...(chunk.settledBy === undefined ? [] : [[`      settled later by run ${chunk.settledBy}`]]),
    ...rowsLines(chunk.rows),
  ]);
}

function chunkCells({ chunk, kind, rows, milliseconds }: ChunkStory): readonly string[] {
  const done = rows.filter(({ result }) => result === "done").length;
  const time = milliseconds === undefined ? "no answer was noted" : secondsText(milliseconds);
  return [chunk, KINDS[kind].word, `${done} of ${count(rows.length, "user")} done`, time];
}

const RESULTS: Readonly<Record<RowResult | "open", Word>> = {
  done: { text: "done", style: "green" },
  rejected: { text: "rejected", style: "red" },
  held: { text: "held back", style: "yellow" },
  moved: { text: "left out", style: "yellow" },
  pending: { text: "accepted, not shown yet", style: "yellow" },
  unknown: { text: "not known", style: "red" },
  undone: { text: "not done", style: "yellow" },
  open: { text: "no answer was noted", style: "red" },
};

function rowsLines(rows: readonly RowStory[]): readonly Line[] {
  return rows
    .filter(({ result }) => result !== "done")
    .map(({ row, loginId, result, cause }): Line => {
      const { text, style } = RESULTS[result];
      return [`      row ${row}  ${loginId}  `, styled(style, text), causeText(cause)];
    });
}

function causeText(cause: string | undefined): string {
  return cause === undefined ? "" : `: ${cause}`;
}

function wayOnLines({ end, run }: RunStory): readonly Line[] {
  if (end === "running") return [];
  const next = end === "done" ? [] : [["finish it    meibo apply --resume"]];
  return [[], ...next, [`take it back  meibo undo ${run}`]];
}

/** What runs did to one person, in the order given. */
export function deedLines(deeds: readonly Deed[], loginId: string, timeZone: string): readonly Line[] {
  if (deeds.length === 0) return [[`No run did anything to ${loginId}.`]];
  const rows = tableRows(
    deeds.map(({ at, run, kind, chunk, by }) => [momentText(at, timeZone), KINDS[kind].word, `run ${run}`, chunk, by]),
  );
  return [
    [styled("bold", loginId)],
    ...deeds.map(({ result, cause, settledBy }, index): Line => {
      const { text, style } = RESULTS[result];
      const later = settledBy === undefined ? "" : `, settled later by run ${settledBy}`;
      return [`  ${rows[index] ?? ""}  `, styled(style, text), `${causeText(cause)}${later}`];
    }),
  ];
}
