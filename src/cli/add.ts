import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { NoRoom } from "../edit/entry.ts";
import type { Loaded } from "../load/roster.ts";
import type { EntryWord } from "../model/entry-word.ts";
import { heldNumbers, poolUse } from "../model/pools.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import { asLoginId } from "../model/user.ts";
import type { Line } from "../render/line.ts";
import { readActual } from "./connect.ts";
import type { Context } from "./context.ts";
import { type EditFlags, type Editing, finish, refuse } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadToEdit } from "./load.ts";
import { readUsersFile } from "./overlay.ts";
import { type ChangedFile, newFile, spliceFile } from "./write-back.ts";

interface AddFlags extends EditFlags {
  readonly name: string;
  readonly file?: string;
  readonly role?: readonly string[];
  readonly extension?: string;
  readonly start?: string;
  readonly department?: string;
  readonly employeeId?: string;
}

/** `meibo add LOGIN`: a new entry at the end of a file, with the next free extension of its pool. */
export async function add(context: Context, flags: AddFlags, [login = "", ...texts]: readonly string[]): Promise<Exit> {
  const { readAssignments } = await import("../load/assignments.ts");
  const said = readAssignments(texts);
  if (!said.ok) return refuse(context, said.problems);
  const loaded = await loadToEdit(context);
  if (loaded === undefined) return EXIT.error;
  const file = fileOf(loaded, flags.file);
  if (!file.ok) return refuse(context, file.problems);
  const number = await numberFor(context, loaded, file.value, flags.extension);
  if (!number.ok) return refuse(context, number.problems);
  const { extension, lines } = number.value;
  const words = [...wordsOf(login, flags, extension), ...said.value];
  const changed = await put(context, loaded, file.value, { words });
  if (!changed.ok) return refuse(context, changed.problems);
  const editing: Editing = { files: [changed.value], people: [{ loginId: asLoginId(login), words }], said: lines };
  return await finish(context, flags, loaded, editing);
}

function wordsOf(login: string, flags: AddFlags, extension: string | undefined): readonly EntryWord[] {
  const { name, role = [], start, department, employeeId } = flags;
  const [only = "", ...more] = role;
  const roles: EntryWord = more.length === 0 ? { key: "role", value: only } : { key: "roles", value: role };
  const given = { employeeId, department, extension, startDate: start };
  return [
    { key: "loginId", value: login },
    { key: "name", value: name },
    ...(role.length === 0 ? [] : [roles]),
    ...(["employeeId", "department", "extension", "startDate"] as const).flatMap((key): readonly EntryWord[] => {
      const value = given[key];
      return value === undefined ? [] : [{ key, value }];
    }),
  ];
}

/** The one that was named; else the only one there is. */
function fileOf({ roster }: Loaded, named: string | undefined): Result<string> {
  if (named !== undefined) return { ok: true, value: named.replaceAll("\\", "/").replace(/^\.\//, ""), problems: [] };
  const [only, ...more] = roster.files;
  if (only !== undefined && more.length === 0) return { ok: true, value: only, problems: [] };
  return { ok: false, problems: [problem("add-where", { files: roster.files.slice(0, 10).join(", ") })] };
}

interface NewNumber {
  readonly extension?: string;
  readonly lines: readonly Line[];
}

/** A number as it was given, or the next free one of the pool of the file. */
export async function numberFor(
  context: Context,
  loaded: Loaded,
  file: string,
  wish: string | undefined,
): Promise<Result<NewNumber>> {
  if (wish === "none") return { ok: true, value: { lines: [] }, problems: [] };
  if (wish !== undefined && wish !== "next") return { ok: true, value: { extension: wish, lines: [] }, problems: [] };
  const { roster, settings, facts } = loaded;
  const pool = poolOf(loaded, file);
  const ranges = pool === undefined ? undefined : settings.extensionPools[pool];
  if (pool === undefined || ranges === undefined) {
    if (wish === undefined) return { ok: true, value: { lines: [] }, problems: [] };
    return { ok: false, problems: [problem("add-pool", { file })] };
  }
  const actual = await readActual(context, settings);
  if (!actual.ok) return actual;
  const held = heldNumbers({ declared: roster.users, actual: actual.value, groups: facts.groups.entries });
  const { next, free } = poolUse(pool, ranges, held);
  if (next === undefined) return { ok: false, problems: [problem("pool-full", { pool, ranges: ranges.join(", ") })] };
  const line = context.words.edit.nextFree(pool, next, ranges.join(", "), free);
  return { ok: true, value: { extension: next, lines: [[line], []] }, problems: [] };
}

/** What the file says for everybody in it; a table says it row by row, and the last row is the nearest. */
function poolOf({ roster }: Loaded, file: string): string | undefined {
  return roster.users.findLast(({ place, extensionPool }) => place.file === file && extensionPool !== undefined)
    ?.extensionPool;
}

interface NewEntry {
  readonly words: readonly EntryWord[];
  readonly lines?: readonly string[];
  readonly above?: readonly string[];
}

/** An entry at the end of a file, which may be new. */
export async function put(
  { root }: Context,
  { settings }: Loaded,
  file: string,
  entry: NewEntry,
): Promise<Result<ChangedFile>> {
  if (!existsSync(join(root, file))) return await putNew(root, file, entry);
  const { insertEntry } = await import("../edit/entry.ts");
  const read = await readUsersFile(root, settings, file);
  if (!read.ok) return read;
  const put = insertEntry(read.value, entry);
  if (put.ok) return await spliceFile(read.value, put.splices);
  return { ok: false, problems: [NO_ROOM[put.why](file, put.keys.join(", "))] };
}

const NO_ROOM: Readonly<Record<NoRoom, (file: string, keys: string) => Problem>> = {
  console: (file) => problem("file-of-console", { file }, { place: { file } }),
  single: (file) => problem("file-of-one", { file }, { place: { file } }),
  columns: (file, keys) => problem("columns-missing", { file, keys }, { place: { file } }),
};

async function putNew(
  root: string,
  file: string,
  { words, lines, above = [] }: NewEntry,
): Promise<Result<ChangedFile>> {
  const misplaced = misplacedFile(root, file);
  if (misplaced !== undefined) return { ok: false, problems: [misplaced] };
  const { entryLines } = await import("../edit/entry-words.ts");
  const { newList } = await import("../edit/yaml-list.ts");
  const schema = relative(dirname(join(root, file)), join(root, "schemas", "users.schema.json")).replaceAll("\\", "/");
  return { ok: true, value: await newFile(file, newList(lines ?? entryLines(words), { above, schema })), problems: [] };
}

function misplacedFile(root: string, file: string): Problem | undefined {
  if (relative(root, join(root, file)).startsWith("..")) return problem("file-outside", { file });
  return /\.ya?ml$/i.test(file) ? undefined : problem("new-table", { file });
}
