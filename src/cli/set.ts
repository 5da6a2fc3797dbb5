import type { Loaded } from "../load/roster.ts";
import type { EntryWord } from "../model/entry-word.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { loginKey } from "../model/user.ts";
import { readActual } from "./connect.ts";
import type { Context } from "./context.ts";
import { type EditFlags, editWords, finish, refuse, type Wish } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadToEdit } from "./load.ts";
import type { PeopleFlags } from "./people.ts";

interface UnsetFlags extends EditFlags, PeopleFlags {}

interface SetFlags extends UnsetFlags {
  readonly adopt?: boolean;
}

/** `meibo set LOGIN key=value…`: writes words into people's entries, wherever they stand. */
export async function set(context: Context, flags: SetFlags, args: readonly string[]): Promise<Exit> {
  const { readAssignments } = await import("../load/assignments.ts");
  const { people, words: texts } = parted(args);
  const words = readAssignments(texts);
  if (!words.ok) return refuse(context, words.problems);
  if (words.value.length === 0 && flags.adopt !== true) return refuse(context, [problem("assignment-none", {})]);
  return await change(context, flags, people, async (user, loaded) =>
    flags.adopt === true ? await adopted(context, loaded, user, words.value) : words,
  );
}

/** `meibo unset LOGIN KEY…`: takes words out of people's entries; what lies below them counts again. */
export async function unset(context: Context, flags: UnsetFlags, args: readonly string[]): Promise<Exit> {
  const { readKeys } = await import("../load/assignments.ts");
  const { people, words: texts } = parted(args);
  const words = readKeys(texts);
  if (!words.ok) return refuse(context, words.problems);
  if (words.value.length === 0) return refuse(context, [problem("assignment-none", {})]);
  return await change(context, flags, people, async () => words);
}

/** People come first, and are told from words by the signs of an address or a pattern. */
function parted(args: readonly string[]): { readonly people: readonly string[]; readonly words: readonly string[] } {
  const isPerson = (arg: string) => /[@*]|^(role|department):/.test(arg.split("=", 1)[0] ?? "");
  const first = args.findIndex((arg) => !isPerson(arg));
  const at = first === -1 ? args.length : first;
  return { people: args.slice(0, at), words: args.slice(at) };
}

async function change(
  context: Context,
  flags: UnsetFlags,
  patterns: readonly string[],
  wordsFor: (user: DeclaredUser, loaded: Loaded) => Promise<Result<readonly EntryWord[]>>,
): Promise<Exit> {
  const loaded = await loadToEdit(context);
  if (loaded === undefined) return EXIT.error;
  const users = await peopleMeant(context, loaded, flags, patterns);
  if (!users.ok) return refuse(context, users.problems);
  const wishes: Wish[] = [];
  for (const user of users.value) {
    const words = await wordsFor(user, loaded);
    if (!words.ok) return refuse(context, words.problems);
    wishes.push({ user, words: words.value });
  }
  const editing = await editWords(context, loaded, wishes);
  return editing === undefined ? EXIT.error : await finish(context, flags, loaded, editing);
}

/** Everybody is only meant where it is said: by `*`, or by a flag that all fit. */
async function peopleMeant(
  context: Context,
  loaded: Loaded,
  flags: UnsetFlags,
  patterns: readonly string[],
): Promise<Result<readonly DeclaredUser[]>> {
  const { role, department, state, file, logins } = flags;
  const isChosen = [role, department, state, file, logins].some((flag) => flag !== undefined);
  const [only = "", ...more] = patterns;
  if (!isChosen && only === "") return { ok: false, problems: [problem("people-missing", {})] };
  if (!isChosen && more.length === 0 && !/[*:]/.test(only)) {
    const user = await findUser(loaded, only);
    return user.ok ? { ...user, value: [user.value] } : user;
  }
  const { chooseDeclared } = await import("./people.ts");
  return await chooseDeclared(context, loaded, flags, patterns);
}

export async function findUser({ roster }: Loaded, login: string): Promise<Result<DeclaredUser>> {
  const { findDeclared } = await import("../load/explain.ts");
  return findDeclared(roster, login);
}

/** An account that is there already is taken over as it is; one that is switched off is to be switched on. */
async function adopted(
  context: Context,
  { settings }: Loaded,
  user: DeclaredUser,
  words: readonly EntryWord[],
): Promise<Result<readonly EntryWord[]>> {
  const actual = await readActual(context, settings);
  if (!actual.ok) return actual;
  const there = actual.value.find(({ loginId }) => loginKey(loginId) === loginKey(user.loginId));
  if (there === undefined) return { ok: false, problems: [nobodyThere(user)] };
  const isSaid = user.state !== undefined || words.some(({ key }) => key === "state");
  const state: readonly EntryWord[] = there.state === "inactive" && !isSaid ? [{ key: "state", value: "active" }] : [];
  return { ok: true, value: [...words, ...state], problems: [] };
}

function nobodyThere({ loginId, place }: DeclaredUser): Problem {
  return problem("adopt-nobody", { loginId }, { place });
}
