import type { ApplyEvent } from "../model/effect.ts";
import type { RunEnd, RunSummary } from "../model/journal.ts";
import { type Change, countKinds } from "../model/plan.ts";
import { pad } from "./columns.ts";
import { count } from "./count.ts";
import { KINDS } from "./legend.ts";
import { type Line, styled } from "./line.ts";
import { kindCounts } from "./plan.ts";

/** One line of progress for what happened, or none. */
export function eventLines(event: ApplyEvent): readonly Line[] {
  // The store failed, so this is the last place where what happened can be read.
  if (event.type === "unrecorded") {
    return [[styled("red", `Not recorded (${event.reason}): `), JSON.stringify(event.record)]];
  }
  if (event.type !== "record") return [];
  if (event.record.type === "ended") return effortLines(event.record.summary);
  if (event.record.type !== "outcome") return [];
  const { chunk, rows, milliseconds } = event.record;
  const failed = rows.filter(({ result }) => result !== "done");
  const verdict =
    failed.length === 0 ? styled("green", "ok") : styled("red", `${failed.length} of ${rows.length} not done`);
  const who = rows.length === 1 && rows[0] !== undefined ? rows[0].loginId : count(rows.length, "user");
  return [[`${pad(chunk, 20)} ${pad(who, 36)} `, verdict, `  ${secondsText(milliseconds)}`]];
}

/** What the run took, beside its chunks; nothing where nothing was sent. */
function effortLines(effort: Effort): readonly Line[] {
  return effort.requests === 0 ? [] : [[effortText(effort)]];
}

type Effort = Pick<RunSummary, "requests" | "retries" | "milliseconds">;

/** `12 requests, 1 of them again, 3.4 s` */
export function effortText({ requests, retries, milliseconds }: Effort): string {
  const again = retries === 0 ? "" : `, ${retries} of them again`;
  return `${count(requests, "request")}${again}, ${secondsText(milliseconds)}`;
}

/** `340 ms`, `3.4 s`, `2 min 5 s` */
export function secondsText(milliseconds: number): string {
  if (milliseconds >= 59_950) return minutesText(Math.round(milliseconds / 1000));
  return milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function minutesText(seconds: number): string {
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** What a person sees move while a chunk is under way. */
export function progressText(event: ApplyEvent): string | undefined {
  if (event.type === "sent") return `${event.chunk}: ${count(event.users, "user")} sent`;
  return event.type === "waiting" ? "waiting until the changes show" : undefined;
}

const ENDS: Readonly<Record<Exclude<RunEnd, "lockHeld" | "refused">, string>> = {
  done: "",
  partly: "Not everything was done. Run meibo apply again: it does only what is still missing.",
  lockLost: "Nothing was sent after that. Run meibo apply again when the other run has ended.",
  unreadable: "Run meibo apply again when the tenant answers: it does only what is still missing.",
  stateFailed: "Nothing was sent after that. Mend the cause, then run meibo apply again.",
  stopped: "Go on with meibo apply --resume: it does only what is still missing.",
};

/** How a run ended, in numbers, and how to go on. */
export function resultLines(
  end: Exclude<RunEnd, "lockHeld" | "refused">,
  summary: RunSummary,
  changes: readonly Change[],
  reason?: string,
): readonly Line[] {
  const { release, manual } = countKinds(changes);
  const byHand = manual + changes.filter((change) => change.byHand === true).length;
  const done = kindCounts({ ...summary.done, release: end === "done" ? release : 0 }, (kind) => KINDS[kind].done);
  const left = [
    summary.failed.length === 0 ? "" : ` Failed: ${summary.failed.length}.`,
    summary.notDone === 0 ? "" : ` Not begun: ${summary.notDone}.`,
    byHand === 0 ? "" : ` Left to do by hand: ${byHand}.`,
  ].join("");
  return [
    [styled("bold", `Applied: ${done}.`), left],
    ...(reason === undefined ? [] : [[`Stopped: ${reason}.`]]),
    ...(ENDS[end] === "" ? [] : [[ENDS[end]]]),
  ];
}
