import { isDeepStrictEqual } from "node:util";
import type { Unwritten } from "../edit/yaml-entry.ts";
import type { Loaded } from "../load/roster.ts";
import { declaredWord, type EntryWord } from "../model/entry-word.ts";
import type { FileDiff } from "../model/file-change.ts";
import { say, type Told } from "../model/phrases.ts";
import { isError, type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { type LoginId, type LoginKey, loginKey } from "../model/user.ts";
import { type EditEnd, editLines } from "../render/edit.ts";
import type { Line } from "../render/line.ts";
import type { Context } from "./context.ts";
import { EXIT, type Exit } from "./exit.ts";
import { foresee } from "./foresee.ts";
import type { Editable } from "./load.ts";
import { policyProblems } from "./validate.ts";
import { type ChangedFile, editFiles, loadWith, writeFiles } from "./write-back.ts";

export interface EditFlags {
  readonly dryRun?: boolean;
}

/** What one person's entry is to say. */
export interface Wish {
  readonly user: DeclaredUser;
  readonly words: readonly EntryWord[];
  /** After a rename. */
  readonly loginId?: LoginId;
}

/** A change of the files, before it is written. */
export interface Editing {
  readonly files: readonly ChangedFile[];
  readonly people: readonly Person[];
  /** What was found out on the way, for people and for programs. */
  readonly said?: readonly Line[];
  readonly found?: Readonly<Record<string, unknown>>;
  /** What people have to do besides. */
  readonly next?: readonly Line[];
}

/** Whom the change concerns, and what the files are to say of them afterwards; nothing of who goes. */
export interface Person {
  readonly loginId: LoginId;
  readonly before?: LoginId;
  readonly words: readonly EntryWord[];
}

/** The words of entries that are there, in the files in which they stand. */
export async function editWords(
  context: Context,
  loaded: Loaded,
  wishes: readonly Wish[],
): Promise<Editing | undefined> {
  const { writingOf } = await import("../edit/entry-words.ts");
  const edits = wishes.map(({ user, words }) => ({
    loginId: user.loginId,
    file: user.place.file,
    writings: [...words, ...(user.place.row === undefined ? twins(words) : [])].map((word) =>
      writingOf(word, user.place),
    ),
  }));
  const edited = await editFiles(context, loaded.settings, edits);
  if (!edited.ok) {
    context.screen.problems(edited.problems);
    return undefined;
  }
  const people = wishes.map(({ user, loginId = user.loginId, words }) => ({ loginId, before: user.loginId, words }));
  return { files: edited.value, people };
}

/** Of `role` and `roles` an entry has but one. */
export function twins(words: readonly EntryWord[]): readonly EntryWord[] {
  const keys = new Set(words.flatMap(({ key, value }) => (value === undefined ? [] : [key])));
  return [
    ...(keys.has("role") ? [{ key: "roles" } as const] : []),
    ...(keys.has("roles") ? [{ key: "role" } as const] : []),
  ];
}

type Known = Loaded & Partial<Pick<Editable, "warnings">>;

/** Writes the files, if they load and say what was meant; tells the difference and what it will do. */
export async function finish(
  context: Context,
  { dryRun = false }: EditFlags,
  loaded: Known,
  editing: Editing,
): Promise<Exit> {
  const { screen } = context;
  const unwritten = editing.files.flatMap((file) => file.unwritten.map((one) => unwrittenProblem(file, one)));
  if (unwritten.length > 0) return refuse(context, unwritten);
  const files = editing.files.filter(({ diff }) => diff.hunks.length > 0);
  const diffs = files.map(({ diff }) => diff);
  if (files.length === 0) return tell(context, editing, diffs, "nothing");
  const changed = await loadValid(context, loaded, files);
  if (!changed.ok) {
    tell(context, editing, diffs, "refused");
    return refuse(context, changed.problems);
  }
  verify(loaded, changed.value, editing.people);
  const failed = dryRun ? undefined : await writeFiles(context, files);
  if (failed !== undefined) return refuse(context, [failed]);
  screen.problems(changed.problems);
  const exit = tell(context, editing, diffs, dryRun ? "preview" : "written");
  if (context.flags.json === true) return exit;
  screen.result(await foresee(context, changed.value, editing.people));
  const { next = [] } = editing;
  if (next.length > 0) screen.result([[], ...next]);
  return exit;
}

/** The folder with the change, with what it makes doubtful; a mistake that was there before is nobody's news. */
async function loadValid(context: Context, before: Known, files: readonly ChangedFile[]): Promise<Result<Loaded>> {
  const changed = await loadWith(context, files);
  if (!changed.ok) return { ok: false, problems: [...changed.problems, problem("edit-invalid", {})] };
  const stray = files.filter(({ file, bytes }) => bytes !== undefined && !isSource(file, changed.value));
  if (stray.length > 0) return { ok: false, problems: stray.map(({ file }) => strayFile(file, changed.value)) };
  const against = newOnes(await policyProblems(changed.value), await policyProblems(before));
  if (against.some(isError)) return { ok: false, problems: [...against, problem("edit-invalid", {})] };
  const { warnings = changed.problems } = before;
  return { ...changed, problems: [...newOnes(changed.problems, warnings), ...against] };
}

/** What is written where nobody reads it would be lost. */
function isSource(file: string, { roster, settings }: Loaded): boolean {
  return roster.files.includes(file) || file === settings.sources.approvals;
}

function strayFile(file: string, { settings }: Loaded): Problem {
  return problem("edit-stray", { file, patterns: settings.sources.users.join(", ") });
}

/** Lines move, so a warning is told by what it says. */
function newOnes(after: readonly Problem[], before: readonly Problem[]): readonly Problem[] {
  const textOf = ({ code, args }: Problem) => JSON.stringify([code, args]);
  const known = new Set(before.map(textOf));
  return after.filter((one) => !known.has(textOf(one)));
}

export function refuse({ screen, words }: Context, problems: readonly Problem[]): Exit {
  screen.problems(problems);
  screen.note([[words.edit.nothingWritten]]);
  return EXIT.error;
}

function unwrittenProblem({ file }: ChangedFile, { loginId, key, why }: Unwritten): Problem {
  return problem("edit-unwritable", { loginId, key, file, reason: WHY[why] }, { place: { file } });
}

const WHY: Readonly<Record<Unwritten["why"], Told>> = {
  noEntry: say("the entry is not there any more"),
  noColumn: say("the console names the columns of this file"),
  wholeEntry: say("an entry is put in and taken out whole"),
  noCharacter: say("its encoding has no place for a character"),
};

/** The edit must have said what was meant, and nothing of anybody else: all else is a bug. */
function verify({ roster: before }: Loaded, { roster: after }: Loaded, people: readonly Person[]): void {
  const concerned = new Set(people.flatMap(({ loginId, before: old = loginId }) => [loginKey(loginId), loginKey(old)]));
  const others = ({ users }: Loaded["roster"]): ReadonlyMap<LoginKey, unknown> =>
    new Map(
      users.flatMap((user) => (concerned.has(loginKey(user.loginId)) ? [] : [[loginKey(user.loginId), meaning(user)]])),
    );
  if (!isDeepStrictEqual(others(before), others(after))) throw new Error("an edit would change other people");
  const declared = new Map(after.users.map((user) => [loginKey(user.loginId), user]));
  for (const { loginId, words } of people) {
    const user = declared.get(loginKey(loginId));
    for (const word of words) verifyWord(loginId, word, user);
  }
}

function meaning({ place, origins: _, ...rest }: DeclaredUser): unknown {
  return { ...rest, file: place.file };
}

function verifyWord(loginId: LoginId, { key, value }: EntryWord, user: DeclaredUser | undefined): void {
  if (value === undefined || key === "note") return;
  const said = user === undefined ? undefined : declaredWord(user, key);
  const wanted = key === "role" ? [value].flat() : value;
  if (!isDeepStrictEqual(said, wanted)) throw new Error(`${key} of ${loginId} would not be as it was meant`);
}

function tell(
  context: Context,
  { people, said = [], found = {} }: Editing,
  diffs: readonly FileDiff[],
  end: EditEnd,
): Exit {
  const { screen, flags, words } = context;
  if (flags.json === true) {
    if (end === "refused") return EXIT.error;
    screen.json({
      written: end === "written",
      files: diffs.map(({ file }) => file),
      users: people.map(({ loginId }) => loginId),
      ...found,
      diffs,
    });
  } else screen.result([...said, ...editLines(diffs, end, words)]);
  return EXIT.done;
}
