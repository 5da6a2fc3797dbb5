import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { SheetPerson } from "../edit/sheet.ts";
import type { Loaded } from "../load/roster.ts";
import { isError, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import type { Sheet, SheetEdit } from "../model/sheet.ts";
import { type LoginKey, loginKey } from "../model/user.ts";
import { sheetLines } from "../render/sheet-import.ts";
import { messageOf } from "./connect.ts";
import type { Context } from "./context.ts";
import { type EditFlags, editWords, finish, refuse } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadToEdit } from "./load.ts";
import { loadWith } from "./write-back.ts";

/** `meibo csv import FILE`: what a sheet says differently goes into the files where the people stand. */
export async function importCsv(context: Context, flags: EditFlags, [file = ""]: readonly string[]): Promise<Exit> {
  const loaded = await loadToEdit(context);
  if (loaded === undefined) return EXIT.error;
  const sheet = await readSheetFile(context, loaded, file);
  if (!sheet.ok) return refuse(context, sheet.problems);
  const found = await compare(context, loaded, sheet.value);
  if (!found.ok) return refuse(context, [...sheet.problems, ...found.problems]);
  context.screen.problems([...sheet.problems, ...found.problems]);
  const wishes = found.value.map(({ user, changes }) => ({ user, words: changes.flatMap(({ word }) => word ?? []) }));
  const editing = await editWords(context, loaded, wishes);
  if (editing === undefined) return EXIT.error;
  const said = sheetLines(found.value, sheet.value.rows.length, context.words);
  return await finish(context, flags, loaded, { ...editing, said });
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

async function compare(context: Context, loaded: Loaded, { rows }: Sheet): Promise<Result<readonly SheetEdit[]>> {
  const { roster } = loaded;
  const { findDeclared, valuesBelow } = await import("../load/explain.ts");
  const { firstOf } = await import("../load/later.ts");
  const { saysMore, sheetEdits } = await import("../edit/sheet.ts");
  const declared = new Map(roster.users.map((user) => [loginKey(user.loginId), user]));
  const unknown = rows.filter(({ loginId }) => !declared.has(loginKey(loginId)));
  const strangers = firstOf("login-unknown", unknown, ({ loginId, place }) => {
    const [found] = findDeclared(roster, loginId).problems;
    if (found === undefined) throw new Error(`${loginId} is in the files and is not`);
    return { ...found, place };
  });
  const below = valuesBelow(context.root, context.configFile);
  if (!below.ok) return below;
  const people = rows.flatMap((row) => {
    const user = declared.get(loginKey(row.loginId));
    return user !== undefined && saysMore({ row, user }) ? [{ row, user }] : [];
  });
  const moved = await withNewRoles(context, loaded, people);
  const read = people.map((person) => ({ ...person, own: below.value(person.user) }));
  const compared = read.flatMap(({ row, user, own }) =>
    own.ok ? [{ row, user, below: own.value, moved: moved.get(loginKey(user.loginId)) }] : [],
  );
  const { edits, problems } = sheetEdits(compared);
  const all = [...strangers, ...read.flatMap(({ own }) => own.problems), ...problems];
  return all.some(isError) ? { ok: false, problems: all } : { ok: true, value: edits, problems: all };
}

/** Who gets other roles, as they would be with these alone; nobody, where that would not load. */
async function withNewRoles(
  context: Context,
  loaded: Loaded,
  people: readonly SheetPerson[],
): Promise<ReadonlyMap<LoginKey, DeclaredUser>> {
  const { newRoles } = await import("../edit/sheet.ts");
  const moves = people.map((person) => ({ user: person.user, words: newRoles(person) }));
  const movers = moves.filter(({ words }) => words.length > 0);
  const editing = movers.length === 0 ? undefined : await editWords(context, loaded, movers);
  const after = editing === undefined ? undefined : await loadWith(context, editing.files);
  if (after?.ok !== true) return new Map();
  const keys = new Set(movers.map(({ user }) => loginKey(user.loginId)));
  const users = after.value.roster.users.map((user) => [loginKey(user.loginId), user] as const);
  return new Map(users.filter(([key]) => keys.has(key)));
}
