import type { Plan } from "../model/plan.ts";
import { planLines } from "../render/plan.ts";
import { planJson } from "../render/plan-json.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadOnlySettings } from "./load.ts";
import { readSavedPlan } from "./saved-plan.ts";
import { reportText } from "./views.ts";

interface ShowFlags {
  readonly md?: boolean;
  readonly html?: boolean;
  readonly csv?: boolean;
}

/** `meibo show PLANFILE`: a saved plan in another form, on stdout. */
export async function show(context: Context, flags: ShowFlags, [file = ""]: readonly string[]): Promise<Exit> {
  const { screen, words, cwd } = context;
  const settings = await loadOnlySettings(context);
  if (settings === undefined) return EXIT.error;
  const read = await readSavedPlan(cwd, file);
  if (!read.ok) {
    screen.problems(read.problems);
    return EXIT.error;
  }
  const { plan } = read.value;
  if (context.flags.json === true) screen.jsonParts(planJson(plan));
  else if (flags.html === true) screen.text(await reportText(context, plan, settings));
  else if (flags.md === true) screen.text(await markdownText(context, plan));
  else if (flags.csv === true) screen.text((await import("../render/spreadsheet.ts")).planCsv(plan, words));
  else screen.result(planLines(plan, { words, timeZone: settings.timeZone }));
  return EXIT.done;
}

async function markdownText({ words }: Context, plan: Plan): Promise<string> {
  const { planMarkdown, SUMMARY_BYTES } = await import("../render/markdown.ts");
  return planMarkdown(plan, { words, most: SUMMARY_BYTES });
}
