import { resolve } from "node:path";
import { PERMISSION_KEYS } from "../model/fields.ts";
import type { Result } from "../model/problem.ts";
import { problem } from "../model/problem.ts";
import { SHEET_COLUMNS } from "../model/sheet.ts";
import { headerText } from "../render/sheet.ts";
import { guideLines, type TemplateColumn, templateBytes } from "../render/template.ts";
import { writeLines } from "../render/write.ts";
import { columnsNamed } from "./columns.ts";
import type { Context } from "./context.ts";
import { refuse } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { replaceFile } from "./replace.ts";
import { exists, type SheetFlags, writeSheet } from "./sheet-file.ts";

interface TemplateFlags extends SheetFlags {
  readonly fields?: string;
  readonly withGuide?: boolean;
}

const COLUMNS: readonly TemplateColumn[] = [...SHEET_COLUMNS, "note"];
const PERMISSIONS: ReadonlySet<string> = new Set(PERMISSION_KEYS);
/** What few people need is left to who asks for it. */
const USUAL = COLUMNS.filter((column) => !PERMISSIONS.has(column) && !column.startsWith("leave."));

/**
 * `meibo template`: an empty table of people. Every row of a table is a person and CSV has no comments, so the guide is
 * a text of its own: beside the table, or on stderr.
 */
export async function template(context: Context, flags: TemplateFlags): Promise<Exit> {
  const { screen, words, cwd, flags: global } = context;
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const columns = columnsOf(flags);
  if (!columns.ok) return refuse(context, columns.problems);
  const { settings } = loaded;
  const roles = loaded.roles.map(({ name }) => name);
  const guide = flags.withGuide === true ? guideLines(columns.value, { roles, settings }, words) : [];
  const guideFile = guide.length === 0 ? undefined : flags.out?.replace(/(\.csv)?$/i, ".guide.txt");
  if (guideFile !== undefined && flags.force !== true && (await exists(resolve(cwd, guideFile)))) {
    return refuse(context, [problem("sheet-exists", { file: guideFile })]);
  }
  const failed = await writeSheet(context, flags, templateBytes(columns.value, flags.encoding, words));
  if (failed !== undefined) return refuse(context, [failed]);
  if (guideFile === undefined) screen.note(guide);
  else await replaceFile(resolve(cwd, guideFile), Buffer.from(`\uFEFF${writeLines(guide, false)}`));
  const wrote = [flags.out, guideFile].flatMap((file) => file ?? []);
  if (global.json === true) {
    screen.json({ wrote, columns: columns.value, header: columns.value.map((column) => headerText(column, words)) });
  } else if (wrote.length > 0) screen.result(wrote.map((file) => [words.note.wrote(file)]));
  return EXIT.done;
}

function columnsOf({ fields }: TemplateFlags): Result<readonly TemplateColumn[]> {
  if (fields === undefined) return { ok: true, value: USUAL, problems: [] };
  const named = columnsNamed(fields, COLUMNS);
  return named.ok ? { ...named, value: [...new Set<TemplateColumn>(["loginId", "name", ...named.value])] } : named;
}
