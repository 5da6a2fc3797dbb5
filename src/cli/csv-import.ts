import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Loaded } from "../load/roster.ts";
import { columnOf } from "../model/person.ts";
import { isError, type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import type { Sheet, SheetEdit } from "../model/sheet.ts";
import { loginKey } from "../model/user.ts";
import { type SheetView, sheetLines, UNWRITTEN } from "../render/sheet-import.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadFolder } from "./load.ts";
import { type ChangedFile, editFiles, loadWith, writeFiles } from "./write-back.ts";

interface ImportFlags {
  readonly dryRun?: boolean;
}

/** `meibo csv import FILE`: what a sheet says differently goes into the files where the people stand. */
export async function importCsv(context: Context, flags: ImportFlags, [file = ""]: readonly string[]): Promise<Exit> {
  const loaded = await loadFolder(context);
  if (loaded === undefined) return EXIT.error;
  const sheet = await readSheetFile(context, loaded, file);
  if (!sheet.ok) return refuse(context, sheet.problems);
  const found = await compare(context, loaded, sheet.value);
  if (!found.ok) return refuse(context, [...sheet.problems, ...found.problems]);
  context.screen.problems([...sheet.problems, ...found.problems]);
  return await writeBack(context, flags, loaded, { edits: found.value, rows: sheet.value.rows.length });
}

function refuse({ screen }: Context, problems: readonly Problem[]): Exit {
  screen.problems(problems);
  return EXIT.error;
}

async function readSheetFile(
  { cwd, screen, words }: Context,
  { settings }: Loaded,
  file: string,
): Promise<Result<Sheet>> {
  const { readSheet } = await import("../load/sheet.ts");
  try {
    const sheet = readSheet(await readFile(resolve(cwd, file)), file, settings.headers);
    if (!sheet.ok) return sheet;
    const { rows, encoding, passedOver } = sheet.value;
    screen.note([[words.sheet.read(rows.length, encoding)]]);
    if (passedOver.length > 0) screen.note([[words.sheet.passedOver(passedOver.join(words.comma))]]);
    return sheet;
  } catch (error) {
    return { ok: false, problems: [problem("file-missing", { file, reason: messageOf(error) })] };
  }
}

async function compare(
  { root, configFile }: Context,
  { roster }: Loaded,
  { rows }: Sheet,
): Promise<Result<readonly SheetEdit[]>> {
  const { explainer, findDeclared } = await import("../load/explain.ts");
  const { firstOf } = await import("../load/later.ts");
  const { saysMore, sheetEdits } = await import("../edit/sheet.ts");
  const declared = new Map(roster.users.map((user) => [loginKey(user.loginId), user]));
  const unknown = rows.filter(({ loginId }) => !declared.has(loginKey(loginId)));
  const strangers = firstOf("login-unknown", unknown, ({ loginId, place }) => {
    const [found] = findDeclared(roster, loginId).problems;
    if (found === undefined) throw new Error(`${loginId} is in the files and is not`);
    return { ...found, place };
  });
  const explain = explainer(root, configFile);
  if (!explain.ok) return explain;
  const people = rows.flatMap((row) => {
    const user = declared.get(loginKey(row.loginId));
    if (user === undefined || !saysMore({ row, user })) return [];
    const explained = explain.value(user);
    return explained.ok ? [{ row, user, explained: explained.value }] : [];
  });
  const { edits, problems } = sheetEdits(people);
  const all = [...strangers, ...problems];
  return all.some(isError) ? { ok: false, problems: all } : { ok: true, value: edits, problems: all };
}

interface Told {
  readonly edits: readonly SheetEdit[];
  readonly rows: number;
}

async function writeBack(context: Context, { dryRun }: ImportFlags, loaded: Loaded, told: Told): Promise<Exit> {
  const files = await editFiles(context, loaded.settings, told.edits);
  if (!files.ok) return refuse(context, files.problems);
  const unwritten = files.value.flatMap((one) => one.unwritten.map((left) => ({ ...left, file: one.file })));
  if (unwritten.length > 0) {
    return refuse(
      context,
      unwritten.map(({ loginId, key, why, file }) =>
        problem("sheet-unwritable", { loginId, key, reason: UNWRITTEN[why] }, { place: { file } }),
      ),
    );
  }
  const changed = files.value.filter(({ diff }) => diff.hunks.length > 0);
  const invalid = await checkChanged(context, changed, told.edits);
  if (invalid.length > 0) return refuse(context, invalid);
  const failed = dryRun === true ? undefined : await writeFiles(context, changed);
  if (failed !== undefined) return refuse(context, [failed]);
  tell(context, loaded, { ...told, diffs: changed.map(({ diff }) => diff), written: dryRun !== true });
  return EXIT.done;
}

/** What would not load is not written, and what loads must say what the sheet says. */
async function checkChanged(
  context: Context,
  files: readonly ChangedFile[],
  edits: readonly SheetEdit[],
): Promise<readonly Problem[]> {
  if (files.length === 0) return [];
  const after = await loadWith(context, files);
  if (!after.ok) return [...after.problems, problem("sheet-invalid", {})];
  const declared = new Map(after.value.roster.users.map((user) => [loginKey(user.loginId), user]));
  for (const { loginId, changes } of edits) {
    const user = declared.get(loginKey(loginId));
    const other = changes.find(({ column, to }) => user === undefined || columnOf(user, column) !== to);
    if (other !== undefined)
      throw new Error(`${other.column} of ${loginId} would not be as in the sheet after the edit`);
  }
  return [];
}

function tell({ screen, flags, words }: Context, { roster }: Loaded, view: Omit<SheetView, "rolesOf">): void {
  const { edits, diffs, written, rows } = view;
  if (flags.json === true) {
    const changed = edits.flatMap(({ loginId, changes }) => changes.map((change) => ({ loginId, ...change })));
    screen.json({ rows, written, files: diffs.map(({ file }) => file), changed });
    return;
  }
  const roles = new Map(roster.users.map((user: DeclaredUser) => [user.loginId, user.roles]));
  screen.result(sheetLines({ ...view, rolesOf: (loginId) => roles.get(loginId) ?? [] }, words));
}
