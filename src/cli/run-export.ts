import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ApprovedPlan } from "../model/plan.ts";
import { runsOf } from "../model/runs.ts";
import type { Settings } from "../model/settings.ts";
import type { Store } from "../model/store.ts";
import { phraseText } from "../render/phrase.ts";
import { safeJson, safeJsonText } from "../render/safe.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { planFileOf } from "./report.ts";
import { writeViews } from "./views.ts";

interface Run {
  readonly run: string;
  readonly plan: ApprovedPlan;
  readonly html: string | undefined;
}

/** Copies for people and spreadsheets; the state store has the journal, so failing to write these changes nothing. */
export async function exportRun(
  context: Context,
  settings: Settings,
  store: Store,
  { run, plan, html }: Run,
): Promise<void> {
  const { root, screen, words } = context;
  const file = join(".meibo", "runs", `${run}.json`);
  try {
    const records = await store.readJournal(run);
    const [story] = runsOf(records);
    await mkdir(join(root, ".meibo", "runs"), { recursive: true });
    const write = async (name: string, text: string) => await writeFile(join(root, name), text);
    await write(file, `${safeJson(records, 1)}\n`);
    await write(planFileOf(run), `${safeJsonText(JSON.stringify(plan))}\n`);
    if (story !== undefined && story.chunks.length > 0) {
      const { failedRowsCsv, runCsv } = await import("../render/spreadsheet.ts");
      await write(file.replace(/json$/, "csv"), runCsv(story, words));
      if (story.failed > 0) await write(file.replace(/json$/, "failed-rows.csv"), failedRowsCsv(story, words));
    }
    screen.note([[words.note.journal(file)]]);
    if (story !== undefined && html !== undefined) await writeViews(context, { html }, plan, settings, story);
  } catch (error) {
    screen.note([[words.note.journalNotCopied(file, phraseText(messageOf(error), words))]]);
  }
}
