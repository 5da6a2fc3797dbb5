import { isFieldKey, isSubscribed, PERMISSION_KEYS } from "../model/fields.ts";
import { columnOf } from "../model/person.ts";
import type { Problem, Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import type { Settings } from "../model/settings.ts";
import { SHEET_COLUMNS, type SheetColumn } from "../model/sheet.ts";
import { sheetBytes } from "../render/sheet.ts";
import { columnsNamed } from "./columns.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { chooseDeclared, type PeopleFlags } from "./people.ts";
import { amongSources } from "./saved-plan.ts";
import { type SheetFlags, writeSheet } from "./sheet-file.ts";

interface ExportFlags extends PeopleFlags, SheetFlags {
  readonly fields?: string;
}

/** `meibo csv export [PEOPLE]`: what holds for people, as a sheet that a spreadsheet opens and `csv import` reads. */
export async function exportCsv(context: Context, flags: ExportFlags, patterns: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const { settings } = loaded;
  const columns = columnsOf(flags, settings);
  const people = await chooseDeclared(context, loaded, flags, patterns);
  const { out } = flags;
  const misplaced = out === undefined ? undefined : amongSources(context, out, settings, "sheet-among-sources");
  if (misplaced !== undefined) return refuse(context, [misplaced]);
  if (!columns.ok || !people.ok) return refuse(context, [...columns.problems, ...people.problems]);
  const bytes = sheetBytes(people.value, columns.value, flags.encoding, context.words);
  if (!bytes.ok) return refuse(context, bytes.problems);
  const failed = await writeSheet(context, flags, bytes.value);
  if (failed !== undefined) return refuse(context, [failed]);
  tell(context, flags, people.value, columns.value);
  return EXIT.done;
}

function refuse({ screen }: Context, problems: readonly Problem[]): Exit {
  screen.problems(problems);
  return EXIT.error;
}

const PERMISSIONS: ReadonlySet<string> = new Set(PERMISSION_KEYS);

/** Who and where; with `all`, what people may do as well, as far as the contract has it. */
function columnsOf({ fields }: ExportFlags, { subscriptions }: Settings): Result<readonly SheetColumn[]> {
  const held = new Set(subscriptions);
  const offered = SHEET_COLUMNS.filter((column) => !isFieldKey(column) || isSubscribed(column, held));
  if (fields === "all") return { ok: true, value: offered, problems: [] };
  if (fields === undefined) {
    return { ok: true, value: offered.filter((column) => !PERMISSIONS.has(column)), problems: [] };
  }
  const named = columnsNamed(fields, SHEET_COLUMNS);
  return named.ok ? { ...named, value: [...new Set<SheetColumn>(["loginId", ...named.value])] } : named;
}

function tell(
  { screen, words, flags: { json } }: Context,
  { out, encoding }: ExportFlags,
  people: readonly DeclaredUser[],
  columns: readonly SheetColumn[],
): void {
  if (json === true && out === undefined) {
    screen.json(people.map((user) => Object.fromEntries(columns.map((column) => [column, columnOf(user, column)]))));
  } else if (json === true) screen.json({ wrote: [out], users: people.length, columns, encoding });
  else if (out !== undefined) screen.result([[words.sheet.exported(people.length, out)], [words.sheet.keepHeader]]);
}
