import type { ApplyEvent } from "../model/effect.ts";
import type { RunEnd, RunSummary } from "../model/journal.ts";
import { type Change, countKinds } from "../model/plan.ts";
import { pad } from "./columns.ts";
import { type Line, styled } from "./line.ts";
import { phraseText } from "./phrase.ts";
import { kindCounts } from "./plan.ts";
import type { Words } from "./words/words.ts";

/** One line of progress for what happened, or none. */
export function eventLines(event: ApplyEvent, words: Words): readonly Line[] {
  const { run } = words;
  // The store failed, so this is the last place where what happened can be read.
  if (event.type === "unrecorded") {
    return [[styled("red", run.notRecorded(phraseText(event.reason, words))), JSON.stringify(event.record)]];
  }
  if (event.type !== "record") return [];
  if (event.record.type === "ended") return effortLines(event.record.summary, words);
  if (event.record.type !== "outcome") return [];
  const { chunk, rows, milliseconds } = event.record;
  const failed = rows.filter(({ result }) => result !== "done").length;
  const verdict = failed === 0 ? styled("green", run.ok) : styled("red", run.notDone(failed, rows.length));
  const who = rows.length === 1 && rows[0] !== undefined ? rows[0].loginId : words.users(rows.length);
  return [[`${pad(chunk, 20)} ${pad(who, 36)} `, verdict, `  ${secondsText(milliseconds, words)}`]];
}

/** What the run took, beside its chunks; nothing where nothing was sent. */
function effortLines(effort: Effort, words: Words): readonly Line[] {
  return effort.requests === 0 ? [] : [[effortText(effort, words)]];
}

type Effort = Pick<RunSummary, "requests" | "retries" | "milliseconds">;

/** `12 requests, 1 of them again, 3.4 s` */
export function effortText({ requests, retries, milliseconds }: Effort, words: Words): string {
  return words.run.effort(requests, retries, secondsText(milliseconds, words));
}

/** `340 ms`, `3.4 s`, `2 min 5 s` */
export function secondsText(milliseconds: number, { run }: Words): string {
  if (milliseconds < 1000) return run.milliseconds(milliseconds);
  if (milliseconds < 59_950) return run.seconds(milliseconds / 1000);
  const seconds = Math.round(milliseconds / 1000);
  return run.minutes(Math.floor(seconds / 60), seconds % 60);
}

/** How far a run is. */
export interface HowFar {
  /** The chunk that is under way, or what is waited for. */
  readonly at: string;
  /** Rows that have an outcome, and those of the whole plan. */
  readonly done: number;
  readonly all: number;
  /** Since it began. */
  readonly milliseconds: number;
}

/** What a person sees move while a run is under way; how long it still takes is told once there is something to go by. */
export function progressText({ at, done, all, milliseconds }: HowFar, words: Words): string {
  const elapsed = secondsText(Math.floor(milliseconds / 1000) * 1000, words);
  const text = words.run.progress(at, done, all, elapsed);
  if (done === 0 || done >= all || milliseconds < SOON) return text;
  const left = Math.ceil((milliseconds / done) * (all - done) * 0.001) * 1000;
  return `${text}${words.comma}${words.run.remaining(secondsText(left, words))}`;
}

const SOON = 3_000;

/** How a run ended, in numbers, and how to go on. */
export function resultLines(
  end: Exclude<RunEnd, "lockHeld" | "refused">,
  summary: RunSummary,
  changes: readonly Change[],
  words: Words,
  reason?: string,
): readonly Line[] {
  const { run } = words;
  const { release, manual } = countKinds(changes);
  const byHand = manual + changes.filter((change) => change.byHand === true).length;
  const done = kindCounts({ ...summary.done, release: end === "done" ? release : 0 }, words, "done");
  const left = [
    summary.failed.length === 0 ? "" : run.failed(summary.failed.length),
    summary.notDone === 0 ? "" : run.notBegun(summary.notDone),
    byHand === 0 ? "" : run.leftByHand(byHand),
  ].join("");
  return [
    [styled("bold", run.applied(done)), left],
    ...(reason === undefined ? [] : [[run.stopped(phraseText(reason, words))]]),
    ...(run.next[end] === "" ? [] : [[run.next[end]]]),
  ];
}
