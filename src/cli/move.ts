import type { Loaded } from "../load/roster.ts";
import type { EntryKey, EntryWord } from "../model/entry-word.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { numberFor, put } from "./add.ts";
import type { Context } from "./context.ts";
import { type EditFlags, type Editing, finish, refuse, twins } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadToEdit } from "./load.ts";
import { readUsersFile } from "./overlay.ts";
import { findUser } from "./set.ts";
import { type ChangedFile, goneFile, spliceFile } from "./write-back.ts";

interface MoveFlags extends EditFlags {
  readonly role?: readonly string[];
  readonly extension?: string;
}

/** `meibo move LOGIN FILE`: the entry goes to the end of another file, its comments with it; what that file says for all counts from then on. */
export async function move(
  context: Context,
  flags: MoveFlags,
  [login = "", to = "", ...texts]: readonly string[],
): Promise<Exit> {
  const { readAssignments } = await import("../load/assignments.ts");
  const said = readAssignments(texts);
  if (!said.ok) return refuse(context, said.problems);
  const loaded = await loadToEdit(context);
  if (loaded === undefined) return EXIT.error;
  const found = await findUser(loaded, login);
  if (!found.ok) return refuse(context, found.problems);
  const user = found.value;
  const file = to.replaceAll("\\", "/").replace(/^\.\//, "");
  if (file === user.place.file) return refuse(context, [problem("move-nowhere", { loginId: user.loginId, file })]);
  const number = flags.extension === undefined ? undefined : await numberFor(context, loaded, file, flags.extension);
  if (number !== undefined && !number.ok) return refuse(context, number.problems);
  const { extension, lines = [] } = number?.value ?? {};
  const words = [...changesOf(flags, extension), ...said.value];
  const files = await moved(context, loaded, { user, file, words });
  if (!files.ok) return refuse(context, files.problems);
  const editing: Editing = { files: files.value, people: [{ loginId: user.loginId, words }], said: lines };
  return await finish(context, flags, loaded, editing);
}

function changesOf({ role = [], extension: wish }: MoveFlags, extension: string | undefined): readonly EntryWord[] {
  const [only = "", ...more] = role;
  const roles: EntryWord = more.length === 0 ? { key: "role", value: only } : { key: "roles", value: role };
  const number: EntryWord = { key: "extension", ...(extension === undefined ? {} : { value: extension }) };
  return [...(role.length === 0 ? [] : [roles]), ...(wish === undefined ? [] : [number])];
}

interface Move {
  readonly user: DeclaredUser;
  readonly file: string;
  readonly words: readonly EntryWord[];
}

/** The words change where the entry stands, and then it goes as it is. */
async function moved(
  context: Context,
  loaded: Loaded,
  { user, file, words }: Move,
): Promise<Result<readonly ChangedFile[]>> {
  const { removeEntry } = await import("../edit/entry.ts");
  const { readEntryWords } = await import("../load/assignments.ts");
  const source = await readUsersFile(context.root, loaded.settings, user.place.file);
  if (!source.ok) return source;
  const removed = removeEntry(source.value, user.loginId, user.place);
  if (removed === undefined) return { ok: false, problems: [problem("file-changed", { file: user.place.file })] };
  const own = readEntryWords(removed.words);
  if (!own.ok) return own;
  const entry = merged(own.value, words);
  const isSame = source.value.separator === undefined && /\.ya?ml$/i.test(file);
  const comments = isSame ? [] : lostComments(user, removed);
  if (comments.length > 0) return { ok: false, problems: comments };
  const kept = isSame ? await edited(context, loaded, { user, file, words }) : {};
  const target = await put(context, loaded, file, { words: entry, ...kept });
  if (!target.ok) return target;
  const left = removed.alone ? await goneFile(source.value) : await spliceFile(source.value, [removed.splice]);
  if ("ok" in left && !left.ok) return left;
  return { ok: true, value: ["ok" in left ? left.value : left, target.value], problems: [] };
}

/** The lines of the entry with the words already changed, and the comments above it. */
async function edited(
  { root }: Context,
  { settings }: Loaded,
  { user, words }: Move,
): Promise<{ readonly lines?: readonly string[]; readonly above?: readonly string[] }> {
  const { writingOf } = await import("../edit/entry-words.ts");
  const { editFile } = await import("../edit/write.ts");
  const { takeOut } = await import("../edit/yaml-list.ts");
  const source = await readUsersFile(root, settings, user.place.file);
  if (!source.ok) return {};
  const writings = [...words, ...twins(words)].map((word) => writingOf(word, user.place));
  const { bytes } = editFile(source.value, [{ loginId: user.loginId, writings }]);
  const taken = takeOut(new TextDecoder().decode(bytes), user.loginId);
  return taken === undefined ? {} : { lines: taken.lines, above: taken.above };
}

/** Later words stand in the place of earlier ones. */
function merged(own: readonly EntryWord[], words: readonly EntryWord[]): readonly EntryWord[] {
  const keys = new Set<EntryKey>([...words, ...twins(words)].map(({ key }) => key));
  return [...own.filter(({ key }) => !keys.has(key)), ...words.filter(({ value }) => value !== undefined)];
}

/** A table has no room for a comment, and what somebody wrote down is not thrown away. */
function lostComments(
  { loginId, place }: DeclaredUser,
  { lines = [], above = [] }: { readonly lines?: readonly string[]; readonly above?: readonly string[] },
): readonly Problem[] {
  const has = above.length > 0 || lines.some((line) => /(^|\s)#/.test(line));
  return has ? [problem("move-comments", { loginId }, { place })] : [];
}
