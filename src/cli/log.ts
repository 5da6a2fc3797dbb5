import { WRITE_KINDS } from "../model/connector.ts";
import type { RunId } from "../model/journal.ts";
import { say } from "../model/phrases.ts";
import { type Problem, problem } from "../model/problem.ts";
import { deedsOf, type RunStory, runsNamed, runsOf } from "../model/runs.ts";
import type { Store } from "../model/store.ts";
import { asLoginId } from "../model/user.ts";
import { deedLines, runLines, runsLines } from "../render/log.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { withStore } from "./remembered.ts";

interface LogFlags {
  readonly user?: string;
  readonly csv?: boolean;
}

const RUN_COLUMNS = [
  ...["run", "at", "by", "tenant", "commit", "planHash", "end"],
  ...WRITE_KINDS.map((kind) => `done.${kind}`),
  ...["failed", "notDone", "requests", "retries", "milliseconds", "chunks"],
];
const DEED_COLUMNS = ["run", "by", "at", "chunk", "kind", "result", "cause", "settledBy"];

/** `meibo log`: all runs, or what they did to one person; the newest first. */
export async function log(context: Context, { user, csv }: LogFlags): Promise<Exit> {
  return await withStore(context, async (store, { timeZone }) => {
    const runs = await readRuns(store);
    const { screen, flags, words } = context;
    if (user !== undefined) {
      const deeds = deedsOf(runs, asLoginId(user)).toReversed();
      if (flags.json === true) screen.json(deeds);
      else if (csv === true) screen.text((await import("../render/spreadsheet.ts")).recordsCsv(DEED_COLUMNS, deeds));
      else screen.result(deedLines(deeds, user, timeZone, words));
      return EXIT.done;
    }
    const newest = runs.toReversed();
    const counted = newest.map(({ chunks, ...run }) => ({ ...run, chunks: chunks.length }));
    if (flags.json === true) screen.json(counted);
    else if (csv === true) screen.text((await import("../render/spreadsheet.ts")).recordsCsv(RUN_COLUMNS, counted));
    else screen.result(runsLines(newest, timeZone, words));
    return EXIT.done;
  });
}

/** `meibo log show RUN`: every chunk, and everybody whose change was not done. */
export async function showRun(context: Context, { csv }: LogFlags, [name = ""]: readonly string[]): Promise<Exit> {
  return await withStore(context, async (store, { timeZone }) => {
    const { screen, flags, words } = context;
    const found = findRun(await readRuns(store), name);
    if (!found.ok) {
      screen.problems([found.problem]);
      return EXIT.error;
    }
    const { run } = found;
    if (flags.json === true) screen.json(await store.readJournal(run.run));
    else if (csv === true) screen.text((await import("../render/spreadsheet.ts")).runCsv(run, words));
    else screen.result(runLines(run, timeZone, words));
    return EXIT.done;
  });
}

export async function readRuns(store: Store): Promise<readonly RunStory[]> {
  const records = await store.readJournal();
  return runsOf(records, await store.holder());
}

type Found = { readonly ok: true; readonly run: RunStory } | { readonly ok: false; readonly problem: Problem };

const MOST_NAMED = 5;

/** By its name, or by how that begins where only one begins so. */
export function findRun(runs: readonly RunStory[], name: RunId): Found {
  const named = runsNamed(runs, name);
  const [run, ...others] = named;
  if (run !== undefined && others.length === 0) return { ok: true, run };
  if (run === undefined) {
    const hint = runs.length === 0 ? say("nothing was applied from here yet") : say("meibo log lists the runs");
    return { ok: false, problem: problem("run-unknown", { run: name, hint }) };
  }
  const newest = named.slice(-MOST_NAMED).map((one) => one.run);
  const shown = newest.join(", ");
  const all = named.length > newest.length ? say("{runs} and older ones", { runs: shown }) : shown;
  return { ok: false, problem: problem("run-ambiguous", { run: name, count: named.length, runs: all }) };
}
