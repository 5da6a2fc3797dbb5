import { writingsOf } from "../edit/accept.ts";
import type { Loaded } from "../load/roster.ts";
import { type Drift, type DriftedUser, shownState } from "../model/drift.ts";
import type { EntryWord } from "../model/entry-word.ts";
import { type Problem, problem, type Result } from "../model/problem.ts";
import type { DeclaredUser } from "../model/roster.ts";
import { loginKey } from "../model/user.ts";
import type { Writing } from "../model/writing.ts";
import type { Line } from "../render/line.ts";
import { phraseText } from "../render/phrase.ts";
import type { Context } from "./context.ts";
import { type EditFlags, finish, refuse } from "./editing.ts";
import type { Exit } from "./exit.ts";
import { readUsersFile } from "./overlay.ts";
import { type ChangedFile, editFiles, goneFile, spliceFile } from "./write-back.ts";

interface Accepted {
  readonly drifted: DriftedUser;
  readonly user: DeclaredUser;
  readonly writings: readonly Writing[];
}

/** `meibo drift --accept LOGIN…`: the files say what the console shows. */
export async function acceptDrift(
  context: Context,
  flags: EditFlags,
  loaded: Loaded,
  found: Drift,
  logins: readonly string[],
): Promise<Exit> {
  const results = await Promise.all(logins.map((login) => accepted(context, loaded, found, login)));
  const all = results.flatMap((result) => (result.ok ? [result.value] : []));
  const problems = results.flatMap((result) => result.problems);
  if (problems.length > 0) return refuse(context, problems);
  const files = await changedFiles(context, loaded, all);
  if (!files.ok) return refuse(context, files.problems);
  const people = all.map(({ user: { loginId }, drifted }) => ({ loginId, words: wordsOf(drifted) }));
  const next = all.flatMap((one) => asides(one, context));
  return await finish(context, flags, loaded, { files: files.value, people, next });
}

async function accepted(
  { root, configFile }: Context,
  { roster }: Loaded,
  { users }: Drift,
  login: string,
): Promise<Result<Accepted>> {
  const { explainUser, findDeclared } = await import("../load/explain.ts");
  const key = loginKey(login);
  const drifted = users.find(({ loginId }) => loginKey(loginId) === key);
  const user = roster.users.find(({ loginId, previousLoginIds }) =>
    [loginId, ...previousLoginIds].some((id) => loginKey(id) === key),
  );
  if (drifted === undefined && user === undefined) return { ok: false, problems: findDeclared(roster, login).problems };
  if (drifted === undefined || user === undefined) {
    return { ok: false, problems: [problem("no-drift", { loginId: login })] };
  }
  const explained = explainUser(root, configFile, user);
  if (!explained.ok) return explained;
  return { ok: true, value: { drifted, user, writings: writingsOf(drifted, explained.value) }, problems: [] };
}

async function changedFiles(
  context: Context,
  { settings }: Loaded,
  all: readonly Accepted[],
): Promise<Result<readonly ChangedFile[]>> {
  const gone = all.filter(({ drifted }) => drifted.gone === true);
  const others = all.filter(({ drifted }) => drifted.gone !== true);
  const together = gone.find((one) =>
    all.some((other) => other !== one && other.user.place.file === one.user.place.file),
  );
  if (together !== undefined) {
    const { loginId, place } = together.user;
    return { ok: false, problems: [problem("accept-alone", { loginId }, { place })] };
  }
  const edits = others.map(({ user: { loginId, place }, writings }) => ({ loginId, file: place.file, writings }));
  const edited = await editFiles(context, settings, edits);
  const without = await Promise.all(gone.map(({ user }) => withoutEntry(context, settings, user)));
  const problems: readonly Problem[] = [edited, ...without].flatMap((result) => result.problems);
  if (!edited.ok || problems.length > 0) return { ok: false, problems };
  return { ok: true, value: [...edited.value, ...without.flatMap((one) => (one.ok ? [one.value] : []))], problems: [] };
}

async function withoutEntry(
  { root }: Context,
  settings: Loaded["settings"],
  { loginId, place }: DeclaredUser,
): Promise<Result<ChangedFile>> {
  const { removeEntry } = await import("../edit/entry.ts");
  const read = await readUsersFile(root, settings, place.file);
  if (!read.ok) return read;
  const removed = removeEntry(read.value, loginId, place);
  if (removed === undefined) return { ok: false, problems: [problem("file-changed", { file: place.file }, { place })] };
  if (removed.alone) return { ok: true, value: await goneFile(read.value), problems: [] };
  return await spliceFile(read.value, [removed.splice]);
}

/** What the entry says afterwards, as far as it is a word and not an empty place. */
function wordsOf({ fields, state, gone }: DriftedUser): readonly EntryWord[] {
  if (gone === true) return [];
  const shown: readonly EntryWord[] = state === undefined ? [] : [{ key: "state", value: shownState(state) }];
  return [
    ...fields.map(({ key, from }): EntryWord => ({ key, ...(from === undefined ? {} : { value: from }) })),
    ...shown,
  ];
}

/** Dates that may say otherwise. */
function asides({ user, writings }: Accepted, { words }: Context): readonly Line[] {
  return writings.flatMap(({ key, aside }): readonly Line[] =>
    key !== "state" || aside === undefined ? [] : [[`${user.loginId}  ${phraseText(aside, words)}`]],
  );
}
