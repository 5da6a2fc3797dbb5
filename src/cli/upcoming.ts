import type { LedgerEntry } from "../model/ledger.ts";
import type { Settings } from "../model/settings.ts";
import { phraseText } from "../render/phrase.ts";
import { sentenceOf } from "../render/problem.ts";
import { upcomingLines } from "../render/upcoming.ts";
import { messageOf, openStore } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";

interface UpcomingFlags {
  readonly days: number;
  readonly csv?: boolean;
}

const COLUMNS = [
  "day",
  "kind",
  "loginId",
  "name",
  "reason",
  "decides",
  "ready",
  "place.file",
  "place.line",
  "place.row",
];

/** `meibo upcoming`: what the calendar will do, from the files and what meibo remembers; the tenant is not asked. */
export async function upcoming(context: Context, { days, csv }: UpcomingFlags): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const { roster, approvals, settings } = loaded;
  const outlook = await import("../plan/upcoming.ts");
  const remembered = await readRemembered(context, settings);
  const now = context.now();
  const comings = outlook.upcoming({ users: roster.users, approvals, remembered, settings, now, days });
  if (context.flags.json === true) context.screen.json(comings);
  else if (csv === true) context.screen.text((await import("../render/spreadsheet.ts")).recordsCsv(COLUMNS, comings));
  else context.screen.result(upcomingLines(comings, days, context.words));
  return EXIT.done;
}

/** Only deletes need it, so a store that cannot be reached costs them alone, and that is said. */
async function readRemembered(context: Context, settings: Settings): Promise<readonly LedgerEntry[]> {
  const store = await openStore(context, settings);
  if (!store.ok)
    return withoutDeletes(
      context,
      store.problems.map((found) => sentenceOf(found, context.words)).join(context.words.semicolon),
    );
  try {
    return (await store.value.readLedger()).entries;
  } catch (error) {
    return withoutDeletes(context, phraseText(messageOf(error), context.words));
  } finally {
    await store.value.close();
  }
}

function withoutDeletes({ screen, words }: Context, reason: string): readonly LedgerEntry[] {
  screen.note([[words.note.withoutDeletes(reason)]]);
  return [];
}
