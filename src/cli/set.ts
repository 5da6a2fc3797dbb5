import type { Loaded } from "../load/roster.ts";
import type { EntryWord } from "../model/entry-word.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { loginKey } from "../model/user.ts";
import { readActual } from "./connect.ts";
import type { Context } from "./context.ts";
import { type EditFlags, editWords, finish, refuse } from "./editing.ts";
import { EXIT, type Exit } from "./exit.ts";
import { loadToEdit } from "./load.ts";

interface SetFlags extends EditFlags {
  readonly adopt?: boolean;
}

/** `meibo set LOGIN key=value…`: writes words into somebody's entry, wherever it stands. */
export async function set(context: Context, flags: SetFlags, [login = "", ...texts]: readonly string[]): Promise<Exit> {
  const { readAssignments } = await import("../load/assignments.ts");
  const words = readAssignments(texts);
  if (!words.ok) return refuse(context, words.problems);
  if (words.value.length === 0 && flags.adopt !== true) return refuse(context, [problem("assignment-none", {})]);
  return await change(context, flags, login, async (user, loaded) =>
    flags.adopt === true ? await adopted(context, loaded, user, words.value) : { ...words },
  );
}

/** `meibo unset LOGIN KEY…`: takes words out of somebody's entry; what lies below it counts again. */
export async function unset(
  context: Context,
  flags: EditFlags,
  [login = "", ...texts]: readonly string[],
): Promise<Exit> {
  const { readKeys } = await import("../load/assignments.ts");
  const words = readKeys(texts);
  return words.ok ? await change(context, flags, login, async () => words) : refuse(context, words.problems);
}

async function change(
  context: Context,
  flags: EditFlags,
  login: string,
  wordsFor: (user: DeclaredUser, loaded: Loaded) => Promise<Result<readonly EntryWord[]>>,
): Promise<Exit> {
  const loaded = await loadToEdit(context);
  if (loaded === undefined) return EXIT.error;
  const user = await findUser(loaded, login);
  if (!user.ok) return refuse(context, user.problems);
  const words = await wordsFor(user.value, loaded);
  if (!words.ok) return refuse(context, words.problems);
  const editing = await editWords(context, loaded, [{ user: user.value, words: words.value }]);
  return editing === undefined ? EXIT.error : await finish(context, flags, loaded, editing);
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
